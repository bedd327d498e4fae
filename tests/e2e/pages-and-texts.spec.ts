/** A document from its pages to the edition that one reads: at the sample, with the keyboard. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { aFolder } from '../builders.ts'
import { debianTool } from '../debian-tool.ts'
import { expect, test } from './fixtures/test.ts'

const hasPoppler = debianTool('pdftotext', 'poppler-utils')

const CORRECTED = 'この用紙は、矢印の方向に伏せて入れること。'

test.use({ situation: null, start: { catalogue: 'sample', mayFail: false } })

test('pages are opened and read, a line is corrected, texts are aligned, a finding is settled, and the edition is printed', async ({
  desk,
  page,
}) => {
  test.setTimeout(240_000)
  const { tree, record, pages, ocr, texts, twoTexts, reading, m } = desk
  await expect(tree.active()).toBeVisible()

  // Down to the telegram, and through its pages.
  for (let steps = 0; steps < 12 && !(await pages.image(1).isVisible()); steps++) {
    await tree.press('ArrowRight')
    await expect(tree.active()).toBeVisible()
  }
  await expect(pages.image(1)).toBeVisible()
  await desk.press(']')
  await expect(pages.image(2)).toBeVisible()
  await desk.press(']')
  await expect(pages.image(3)).toBeVisible()

  // The last page is read by machine.
  await desk.press('Shift+O')
  await expect(ocr.pane()).toBeVisible()
  await ocr.language('Japanese')
  await ocr.direction(m.ocr.directions.horizontal)
  await ocr.button(m.ocr.start).press('Enter')
  await expect(desk.job('ocr').made()).toContainText('1 page, ', { timeout: 120_000 })
  await desk.press('Escape')

  // What it has read is corrected where it stands; the arrow on the form is no character.
  await desk.press('Escape', 'F8')
  const choice = page.getByRole('combobox', { name: m.transcribe.left })
  await choice.press('End')
  const lines = texts.pane().getByRole('region').filter({ has: choice }).getByRole('textbox').locator('p')
  const line = lines.first()
  await expect(line).toContainText('この用紙は')
  await expect(line).not.toHaveText(CORRECTED)
  await line.click({ position: { x: 2, y: 8 } })
  await desk.press('Home')
  const [misread = ''] = ((await line.textContent()) ?? '').split('この用紙は')
  for (const _ of misread) await desk.press('Delete')
  await expect(line).toHaveText(CORRECTED)
  await expect(desk.status()).toContainText(/Saved \d\d:\d\d:\d\d/)

  // The translation is aligned with the transcription.
  await desk.run(m.desk.commands['text.align'])
  await expect(twoTexts.rowsThatAre('proposed')).not.toHaveCount(0)
  await twoTexts.button(m.aligning.takeAll).press('Enter')
  await expect(twoTexts.rowsThatAre('said')).not.toHaveCount(0)
  await expect(twoTexts.rowsThatAre('proposed')).toHaveCount(0)
  await desk.press('Escape', 'F7')

  // A finding of the checks is right as it stands, and why.
  await record.openTab('checks')
  const findings = page.getByRole('list', { name: m.checks.label }).getByRole('listitem')
  const accept = findings.getByRole('button', { name: new RegExp(`^${m.checks.accept}`) })
  await expect(accept).not.toHaveCount(0)
  const open = await accept.count()
  await accept.first().press('Enter')
  await page.getByLabel(m.checks.reason, { exact: true }).fill('Seen on the sheet')
  await desk.press('Enter')
  await expect(accept).toHaveCount(open - 1)

  // All of it is read as one document, and printed.
  await desk.press('F9')
  await expect(reading.title()).toBeVisible()
  await expect(reading.images()).toHaveCount(3)
  const row = reading.document().locator('.row').filter({ hasText: '停泊地は北港第3岸壁' })
  await expect(row).toContainText('The ship will lie at Quay 3 of the North Harbour')
  await expect(reading.pageOf(3)).toContainText(CORRECTED)
  const printed = await reading.watchPrinting()
  await desk.press('Control+P')
  // The sample has items under review: what leaves for staff is said why.
  const asks = page.getByRole('dialog', { name: m.wayOut.title })
  await asks.getByLabel(m.wayOut.reason, { exact: true }).fill('To be read aloud')
  await page.keyboard.press('Enter')
  // Nobody has said who works here yet.
  await expect(asks).toContainText(m.errors.reviewerUnnamed({}))
  await desk.press('Escape')
  await desk.workNowAs('Sato')
  await desk.press('Control+P')
  await expect(asks.getByLabel(m.wayOut.reason, { exact: true })).toHaveValue('To be read aloud')
  await page.keyboard.press('Enter')
  await expect.poll(printed).toBe(1)

  test.skip(!hasPoppler, 'pdftotext is missing')
  const path = join(aFolder(), 'edition.pdf')
  writeFileSync(path, await reading.asPrinted())
  // Where a line ends, and whether a space is drawn or left, depends on the typefaces of the machine.
  const close = (words: string) => words.normalize('NFKC').replaceAll(/\s+/g, '')
  const said = close(execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' }))
  const places = ['Port Call of the Survey Ship', '停泊地は北港', 'Vice Minister Orso'].map((words) =>
    said.indexOf(close(words)),
  )
  expect(places).not.toContain(-1)
  expect(places).toEqual([...places].sort((one, other) => one - other))
})
