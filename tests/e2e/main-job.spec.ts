/** The main job in the window: scans described and handed on as EAD3. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exporterOf } from '../../src-main/exporters/index.ts'
import { scansOf } from './fixtures/scans.ts'
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

const problemsOf = async (path: string) => (await exporterOf('ead3').validate(path)).problems

test.describe('from nothing', () => {
  test.use({ situation: null, start: { catalogue: 'none', mayFail: false } })

  test('a cataloguer makes a catalogue, describes a telegram from its scans, and exports it', async ({
    welcome,
    desk,
    home,
  }) => {
    await welcome.act('create')
    await desk.creating.create()
    await expect(desk.creating.dialog().getByRole('alert').first()).toHaveText(
      desk.m.desk.institution.incomplete,
    )
    await desk.creating.fill({
      name: '外務省電報',
      institution: '架空文書館',
      isil: 'JP-1009999',
      country: 'Japan',
    })
    await desk.creating.create()
    await expect(desk.name()).toHaveText('外務省電報')

    await desk.tree.newTop().click()
    await expect(desk.record.value('title')).toBeFocused()
    await desk.record.value('title').fill('Telegrams of the Ministry')
    await desk.record.value('referenceCode').fill('B')
    await expect(desk.record.level()).toHaveValue('fonds')
    await desk.tree.press('n')
    await expect(desk.record.value('title')).toBeFocused()
    await expect(desk.record.level()).toHaveValue('series')
    await desk.record.value('title').fill('Peking embassy')
    await desk.tree.press('n')
    await expect(desk.record.value('title')).toBeFocused()
    await desk.record.level().selectOption({ label: 'Item' })
    await desk.record.value('title').fill('Telegram from Ambassador Katori')
    await desk.record.add('title', '鹿取大使発電報', 2)
    await expect(
      desk.record.pane().getByRole('button', { name: 'Language of Title 2: Japanese' }),
    ).toBeVisible()
    await desk.record.value('referenceCode').fill('B-1-1')
    await desk.record.value('dates').fill('昭和59年3月25日')
    await expect(desk.record.field('dates')).toContainText('1984-03-25')
    await desk.record.part('extents', 'Quantity').fill('3')
    await desk.record.part('extents', 'Unit').fill('枚')
    await expect(desk.status()).toContainText('Saved')

    await desk.press('Control+I')
    await desk.importing.upload(await scansOf('katori', 3))
    await expect(desk.importing.chosen()).toHaveCount(3)
    await desk.importing.arrange('attach')
    await desk.importing.start()
    await expect(desk.job('import').made()).toContainText('3 pages')
    await desk.job('import').close()
    await expect(desk.pages.thumbnails()).toHaveCount(3)
    await expect.poll(desk.pages.pictures).toBe(3)
    await expect.poll(desk.pages.seen).toEqual({ band: 'red', side: 'top' })

    await desk.press('Control+E')
    await desk.exporting.start()
    await expect(desk.exporting.refusal()).toContainText('Publish from the top down')
    await desk.exporting.cancel()
    await desk.tree.press('Home', 'Shift+End')
    await desk.run('Publish')
    await expect(desk.tree.rows().filter({ hasText: 'Published' })).toHaveCount(3)

    await desk.press('Control+E')
    await desk.exporting.start()
    await expect(desk.job('export').made().first()).toContainText('Valid')
    const download = await desk.job('export').download()
    const path = join(home.folder, download.suggestedFilename())
    await download.saveAs(path)
    expect(path).toMatch(/\.xml$/)
    const xml = readFileSync(path, 'utf8')
    for (const words of [
      '鹿取大使発電報',
      'Telegram from Ambassador Katori',
      '架空文書館',
      '昭和59年3月25日',
      '"1984-03-25"',
      'JP-1009999',
      '枚',
    ])
      expect(xml).toContain(words)
    expect(await problemsOf(path)).toEqual([])
  })
})

test('a cataloguer exports a selection for staff into a folder', async ({ desk, home }) => {
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.draft)
  await desk.press('Control+E')
  await desk.exporting.scope('selection')
  await desk.exporting.audience('staff')
  await desk.exporting.intoFolder()
  await expect(desk.exporting.entry('Spec')).toBeVisible()
  await desk.exporting.start()
  const job = desk.job('export')
  await expect(job.made().first()).toContainText('Valid')
  await job.reveal()
  await expect(job.dialog()).toContainText('It is in the folder “Documents”.')
  const name =
    (await job
      .dialog()
      .getByRole('cell', { name: /\.xml$/ })
      .textContent()) ?? ''
  const path = join(home.documents, name)
  const xml = readFileSync(path, 'utf8')
  expect(xml).toContain(UNITS.draft)
  expect(xml).not.toContain(UNITS.nakasone)
  expect(await problemsOf(path)).toEqual([])
})

test('scans dropped on a series become items by their names, and one undo takes them back', async ({
  desk,
}) => {
  const files = [...(await scansOf('yoshida', 4, 10)), ...(await scansOf('hotta', 2, 20))]
  await desk.pages.drop(files, desk.tree.row(UNITS.empty))
  await expect(desk.importing.chosen()).toHaveCount(6)
  await desk.importing.start()
  await expect(desk.job('import').made()).toContainText('2 descriptions, 6 pages')
  await desk.job('import').close()
  await desk.open(UNITS.empty)
  await desk.tree.press('ArrowRight')
  await expect(desk.tree.row('yoshida')).toContainText('4')
  await expect(desk.tree.row('hotta')).toContainText('2')
  await desk.open('hotta')
  await expect(desk.pages.thumbnails()).toHaveCount(2)

  await desk.press('Control+Z')
  await expect(desk.status()).toContainText('Undone: import')
  await expect(desk.tree.row('yoshida')).toHaveCount(0)
  await expect(desk.tree.row('hotta')).toHaveCount(0)
  await expect(desk.tree.row(UNITS.katori)).toHaveCount(0)
})

test('scans dropped on the page are attached to the description that is shown', async ({ desk }) => {
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.draft)
  await desk.pages.drop(await scansOf('late', 2, 30))
  await desk.importing.start()
  await desk.job('import').close()
  await expect(desk.pages.thumbnails()).toHaveCount(2)
  await expect.poll(desk.pages.fileNames).toEqual(['late-001.jpg', 'late-002.jpg'])
})

test('scans from a folder of this machine are linked where they lie', async ({ desk, home }) => {
  for (const { name, buffer } of await scansOf('linked', 2, 40))
    writeFileSync(join(home.documents, name), buffer)
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.draft)
  await desk.press('Control+I')
  await desk.importing.entry('linked-001.jpg').dblclick()
  await desk.importing.entry('linked-002.jpg').dblclick()
  await desk.importing.arrange('attach')
  await desk.importing.store('linked')
  await desk.importing.start()
  await expect(desk.job('import').made()).toContainText('2 pages')
  await desk.job('import').close()
  await desk.record.openTab('pages')
  await expect(desk.record.pane().getByText('linked', { exact: false }).first()).toContainText('linked')
  await expect.poll(desk.pages.seen).toEqual({ band: 'red', side: 'top' })
})
