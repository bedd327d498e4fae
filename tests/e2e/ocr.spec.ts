/** Pages read by machine, and what another program read of them. */
import { aTextPage } from '../text-pages.ts'
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'
import type { DeskPage } from './pages/desk.ts'

const FIRST = '先方は本件の取扱いについて述べた'
const SECOND = '外務省において先方局長と会談した'

/** Puts a sheet with two lines on the draft, and shows it. */
async function aSheet(desk: DeskPage) {
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.draft)
  await desk.press('Control+i')
  const lines = [FIRST, SECOND].map((text, n) => ({ text, x: 120, y: 100 + n * 320 }))
  await desk.importing.upload({ name: 'sheet.png', mimeType: 'image/png', buffer: await aTextPage(lines) })
  await desk.importing.arrange('attach')
  await desk.importing.start()
  await expect(desk.job('import').made().first()).toBeVisible()
  await desk.press('Escape')
  await expect(desk.pages.image(1)).toBeVisible()
}

test('a page is tried, looked at as it will be read, read, and its words stand in a text of their own', async ({
  desk,
}) => {
  const { ocr, record } = desk
  await aSheet(desk)
  await desk.choose('page', 'ocr.open')
  await ocr.button(desk.m.ocr.propose).click()
  await expect(ocr.told()).toContainText('Likely Japanese, horizontal')
  await ocr.language('Japanese')
  await ocr.direction('horizontal')
  await ocr.look()
  await expect(ocr.preview(1)).toBeVisible()
  await expect(ocr.told().last()).toContainText('0 areas painted over')
  await ocr.start()
  await expect(desk.job('ocr').made()).toContainText('1 page, ')
  await desk.job('ocr').button(desk.m.ocr.showText).click()
  await expect(record.pane()).toContainText(FIRST)
  await expect(desk.status()).toContainText('Undo: read pages')

  // Once more: nobody has edited it, so that nothing is asked.
  await desk.choose('page', 'ocr.open')
  await ocr.start()
  await expect(desk.job('ocr').made()).toContainText('1 page, ')
})

test('an area that is left out stays with its page, is painted over when many are read, and is taken back', async ({
  desk,
  page,
}) => {
  const { ocr, record } = desk
  await aSheet(desk)
  await desk.choose('page', 'ocr.open')
  // From the middle, where it is proposed, to the first line, and as wide and high as that.
  await ocr.button(desk.m.ocr.addLeftOut).click()
  for (let steps = 0; steps < 60; steps++) await page.keyboard.press('ArrowUp')
  for (let steps = 0; steps < 60; steps++) await page.keyboard.press('ArrowLeft')
  for (let steps = 0; steps < 90; steps++) await page.keyboard.press('Shift+ArrowRight')
  for (let steps = 0; steps < 15; steps++) await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Enter')
  await expect(ocr.pane()).toContainText('1 area')
  await page.reload()
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.draft)
  await desk.choose('page', 'ocr.open')
  await expect(ocr.pane()).toContainText('1 area')
  await ocr.look()
  await expect(ocr.told().last()).toContainText('1 area painted over')

  await ocr.pane().getByText(desk.m.ocr.many, { exact: true }).click()
  await expect(ocr.pane()).toContainText(desk.m.ocr.leaveOutMany)
  await ocr.language('Japanese')
  await ocr.direction('horizontal')
  await ocr.start()
  await expect(desk.job('ocr').made()).toContainText('4 pages, ')
  await desk.closeDialog()
  await desk.press('Escape')
  await record.openTab('texts')
  await expect(record.pane()).toContainText(SECOND)
  await expect(record.pane()).not.toContainText(FIRST)

  await desk.choose('page', 'ocr.open')
  await ocr.button(desk.m.ocr.removeLeftOut(1)).click()
  await expect(ocr.pane()).toContainText('no area')
  await expect(desk.status()).toContainText('Undo: say what of pages is not read')
})

test('a file of another program is matched, looked at, and taken in', async ({ desk }) => {
  const { ocr } = desk
  await aSheet(desk)
  await desk.choose('page', 'ocr.files')
  const alto = (words: string) =>
    Buffer.from(
      `<alto><Description><sourceImageInformation><fileName>sheet.tif</fileName></sourceImageInformation></Description><Layout><Page WIDTH="1400" HEIGHT="700"><TextBlock><TextLine HPOS="120" VPOS="100" WIDTH="600" HEIGHT="60"><String CONTENT="${words}" HPOS="120" VPOS="100" WIDTH="600" HEIGHT="60"/></TextLine></TextBlock></Page></Layout></alto>`,
    )
  await ocr.chooseFiles([
    { name: 'one.xml', mimeType: 'text/xml', buffer: alto(FIRST) },
    { name: 'two.xml', mimeType: 'text/xml', buffer: Buffer.from('<alto>') },
  ])
  await expect(ocr.fileRows().filter({ hasText: 'one.xml' })).toContainText('Page 1 by name')
  await expect(ocr.fileRows().filter({ hasText: 'two.xml' })).toContainText('its XML is broken')
  await ocr.button(desk.m.ocr.files.take(1)).click()
  await expect(desk.job('ocr').made()).toContainText('1 page, 1 paragraph, 1 word')
})
