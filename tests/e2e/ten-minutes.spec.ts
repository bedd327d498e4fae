/** Ten minutes as a cataloguer, at the first start. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { exporterOf } from '../../src-main/exporters/index.ts'
import { DeskPage } from './pages/desk.ts'
import { scansOf } from './fixtures/scans.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ situation: null, start: { catalogue: 'sample', mayFail: false } })

test('scans are described, found, exported and never lost', async ({ desk, page, context, home }) => {
  const { tree, record } = desk
  await expect(tree.active()).toBeVisible()
  await tree.press('ArrowRight')
  await expect(record.level()).toHaveValue('series')
  const series = (await record.heading().textContent()) ?? ''

  await desk.pages.drop(
    [...(await scansOf('katori', 4)), ...(await scansOf('yoshida', 2, 20))],
    tree.row(series),
  )
  await desk.importing.start()
  await expect(desk.job('import').made()).toContainText('2 descriptions, 6 pages')
  await desk.job('import').button('Show').click()
  await expect(record.value('title')).toHaveValue('katori')
  await expect.poll(desk.pages.seen).toEqual({ band: 'red', side: 'top' })

  await desk.press('t')
  await expect(record.value('title')).toBeFocused()
  await record.value('title').fill('Telegram from Ambassador Katori')
  await record.add('title', '鹿取大使発電報', 2)
  await record.value('dates').fill('昭和59年3月25日')
  await expect(record.field('dates')).toContainText('1984-03-25')
  await record.part('extents', 'Quantity').fill('4')
  await record.part('extents', 'Unit').fill('枚')
  await record.openTab('content')
  await record.value('scopeAndContent').fill('呉学謙外相との会談について。')
  await expect(desk.status()).toContainText('Saved')
  await record.status().selectOption('published')

  await desk.search('外相')
  await expect(desk.results.hits().filter({ hasText: 'Telegram from Ambassador Katori' })).toHaveCount(1)
  await desk.press('Escape')

  await tree.row(series).click()
  await expect(record.heading()).toHaveText(series)
  await desk.press('Control+E')
  await desk.exporting.scope('selection')
  await desk.exporting.intoFolder()
  await desk.exporting.start()
  const job = desk.job('export')
  await expect(job.made().first()).toContainText('Valid')
  await job.reveal()
  await expect(job.dialog()).toContainText('It is in the folder “Documents”.')
  const path = join(
    home.documents,
    (await job
      .dialog()
      .getByRole('cell', { name: /\.xml$/ })
      .textContent()) ?? '',
  )
  expect(readFileSync(path, 'utf8')).toContain('鹿取大使発電報')
  expect((await exporterOf('ead3').validate(path)).problems).toEqual([])
  await job.close()

  await record.openTab('notes')
  const closed = page.waitForEvent('close')
  await record.value('archivistNote').fill('見直すこと')
  await page.close({ runBeforeUnload: true })
  await closed
  const { said } = await home.start()
  const opened = await context.newPage()
  await opened.goto(/http:\S+/.exec(said)?.[0] ?? '')
  const again = new DeskPage(opened)
  await again.tree.press('ArrowRight')
  await expect(again.record.heading()).toHaveText(series)
  await again.record.openTab('notes')
  await expect(again.record.value('archivistNote')).toHaveValue('見直すこと')
})
