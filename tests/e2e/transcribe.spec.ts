/** Texts are written beside their pages, saved as they are typed, and lead to their place on the page and back. */
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'
import type { DeskPage } from './pages/desk.ts'

async function transcribe(desk: DeskPage): Promise<void> {
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.katori)
  await desk.press('F8')
  await desk.texts.begin('text.transcription').click()
  await expect(desk.texts.paragraphs('transcription')).toHaveCount(3)
  await desk.texts.stand('transcription', 0)
}

test('a transcription is written by the keyboard, marked, saved, taken back, and there after a reload', async ({
  desk,
  page,
}) => {
  await transcribe(desk)
  const paragraphs = desk.texts.paragraphs('transcription')
  await page.keyboard.type('総理訪中')
  await page.keyboard.press('Enter')
  await page.keyboard.type('外相会談は')
  await page.keyboard.press('Control+Alt+1')
  await page.keyboard.type('昨日')
  await page.keyboard.press('Control+Alt+1')
  await page.keyboard.type('行われた。')
  await expect(paragraphs).toHaveText(['総理訪中', '外相会談は昨日行われた。', '', ''])
  await expect(desk.texts.marked('uncertain')).toHaveText('昨日')
  // Five megabytes in one line would end the page; nothing of it comes in, and one reads why.
  await desk.texts.paste('transcription', 'السفير 鹿取大使 👩‍👩‍👧 '.repeat(250_000))
  await expect(desk.texts.column('transcription').getByRole('alert')).toContainText('50,000')
  await expect(paragraphs).toHaveText(['総理訪中', '外相会談は昨日行われた。', '', ''])
  await desk.texts.paste('transcription', '\n以上')
  await expect(desk.texts.column('transcription').getByRole('alert')).toHaveCount(0)
  await desk.press('Control+Z')
  await expect(paragraphs).toHaveText(['総理訪中', '外相会談は昨日行われた。', '', ''])
  await expect(desk.status()).toContainText(/Saved \d\d:\d\d:\d\d/)
  await page.reload()
  await desk.tree.active().waitFor()
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.katori)
  await desk.press('F8')
  await expect(paragraphs).toHaveText(['総理訪中', '外相会談は昨日行われた。', '', ''])
  await expect(desk.texts.marked('uncertain')).toHaveText('昨日')
  await desk.press('Control+Z')
  await expect(paragraphs).toHaveText(['', '', ''])
  await desk.press('Control+Shift+Z')
  await expect(paragraphs).toHaveText(['総理訪中', '外相会談は昨日行われた。', '', ''])
  await desk.search('外相会談')
  await desk.press('Enter')
  await expect(desk.results.hits().first()).toContainText(UNITS.katori)
})

test('the page follows the cursor, a marked paragraph lights up on it, and a click on it leads to the words', async ({
  desk,
  page,
}) => {
  await transcribe(desk)
  await page.keyboard.type('一ページ目')
  await expect(desk.pages.image(1)).toBeVisible()
  await desk.press('Control+Alt+M')
  await expect(desk.pages.drawing()).toBeFocused()
  await desk.press('ArrowUp', 'ArrowUp', 'Shift+ArrowRight', 'Enter')
  const line = desk.pages.marks()
  await expect(line).toHaveCount(1)
  await desk.texts.stand('transcription', 1)
  await page.keyboard.type('二ページ目')
  await expect(desk.pages.image(2)).toBeVisible()
  await expect(line).toHaveCount(0)
  await desk.texts.stand('transcription', 0)
  await expect(desk.pages.image(1)).toBeVisible()
  await expect(line).toHaveCount(1)
  const box = await line.boundingBox()
  await desk.status().click()
  await desk.texts.pane().getByRole('combobox').first().focus()
  await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2)
  await expect(desk.texts.editor('transcription')).toBeFocused()
})

test('a translation stands beside the transcription; one writes in the one or the other without the mouse', async ({
  desk,
  page,
}) => {
  await transcribe(desk)
  await page.keyboard.type('呉部長')
  await desk.choose('text', 'text.translation')
  await expect(desk.texts.paragraphs('translation')).toHaveCount(3)
  await desk.texts.stand('transcription', 0)
  await desk.press('Shift+F6')
  await expect(desk.texts.editor('translation')).toBeFocused()
  await page.keyboard.type('Minister Wu')
  await expect(desk.texts.paragraphs('translation').first()).toHaveText('Minister Wu')
  await desk.press('Shift+F6')
  await expect(desk.texts.editor('transcription')).toBeFocused()
  await desk.press('Control+Alt+V')
  await expect(desk.texts.editor('transcription')).toHaveCSS('writing-mode', 'vertical-rl')
  await page.reload()
  await desk.tree.active().waitFor()
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.katori)
  await desk.press('F8')
  await expect(desk.texts.editor('transcription')).toHaveCSS('writing-mode', 'vertical-rl')
  await expect(desk.texts.editor('translation')).toHaveCSS('writing-mode', 'horizontal-tb')
})

test('what an input method converts is not saved before it is text', async ({
  desk,
  asked,
  inputMethod,
  page,
}) => {
  await transcribe(desk)
  await inputMethod.compose('がいしょう')
  await expect(desk.texts.paragraphs('transcription').first()).toHaveText('がいしょう')
  await page.clock.install()
  await page.clock.runFor(3000)
  expect(asked.count('text.write')).toBe(0)
  await inputMethod.confirm('外相')
  await page.clock.runFor(3000)
  await expect(desk.texts.paragraphs('transcription')).toHaveText(['外相', '', ''])
  await expect.poll(() => asked.count('text.write')).toBe(1)
})

test('two people write in one text at once, and nothing of either is lost', async ({ desk, page, again }) => {
  await transcribe(desk)
  await page.keyboard.type('一')
  await expect(desk.status()).toContainText(/Saved \d\d:\d\d:\d\d/)
  const { page: otherPage, desk: other } = await again()
  await other.tree.active().waitFor()
  await other.tree.press('ArrowRight', 'ArrowRight')
  await other.open(UNITS.katori)
  await other.press('F8')
  await other.texts.stand('transcription', 2)
  await Promise.all([otherPage.keyboard.type('三ページ目の文'), page.keyboard.type('ページ目の文')])
  const both = ['一ページ目の文', '', '三ページ目の文']
  await expect(desk.texts.paragraphs('transcription')).toHaveText(both)
  await expect(other.texts.paragraphs('transcription')).toHaveText(both)
})

test('a sentence that runs over the end of a page goes on from the one before', async ({
  asked,
  desk,
  page,
}) => {
  await transcribe(desk)
  await page.keyboard.type('「グ」との')
  await desk.texts.stand('transcription', 1)
  await page.keyboard.type('間で合意をみた。')
  await expect.poll(() => asked.count('text.write')).toBeGreaterThan(1)
  await desk.press('Home', 'Backspace')
  await expect(desk.texts.tool('text.continues')).toHaveAttribute('aria-pressed', 'true')
  await expect(desk.texts.paragraphs('transcription')).toHaveText(['「グ」との', '間で合意をみた。', ''])
  await desk.press('Backspace')
  await expect(desk.texts.tool('text.continues')).toHaveAttribute('aria-pressed', 'false')
})

test('earlier words of a paragraph are seen and taken again', async ({ desk, page }) => {
  await transcribe(desk)
  await page.keyboard.type('準備強化')
  await desk.texts.stand('transcription', 1)
  await desk.texts.stand('transcription', 0)
  await desk.texts.paragraphs('transcription').first().selectText()
  await page.keyboard.type('軍備強化')
  await desk.press('Control+Alt+H')
  const past = desk.texts.past()
  await expect(past.getByRole('listitem').first()).toContainText('軍備')
  await past.getByRole('button', { name: desk.m.transcribe.past.take }).first().click()
  await expect(desk.texts.paragraphs('transcription').first()).not.toHaveText('軍備強化')
})

test('an answer that is older than what was written since takes nothing back', async ({ desk, page }) => {
  await transcribe(desk)
  const WRITE = '**/rpc/text/write'
  let release: () => void = () => undefined
  const written = new Promise<void>((resolve) => (release = resolve))
  let held = 0
  await page.route('**/rpc/text/list', async (route) => {
    const response = await route.fetch({ headers: await route.request().allHeaders() })
    held += 1
    await written
    await route.fulfill({ response })
  })
  const first = page.waitForResponse(WRITE)
  await page.keyboard.type('一')
  await (await first).finished()
  // What follows the first change is answered before the second one, and heard after it.
  await expect.poll(() => held).toBe(1)
  const second = page.waitForResponse(WRITE)
  await page.keyboard.type('二')
  await (await second).finished()
  release()
  await desk.texts.stand('transcription', 1)
  await page.keyboard.type('三')
  await expect(desk.texts.paragraphs('transcription')).toHaveText(['一二', '三', ''])
  await expect(desk.status()).toContainText(/Saved \d\d:\d\d:\d\d/)
  await expect(desk.texts.paragraphs('transcription')).toHaveText(['一二', '三', ''])
  await page.unrouteAll({ behavior: 'ignoreErrors' })
})

test('selected words are tagged as the name of somebody, who is then named in the record', async ({
  desk,
  page,
}) => {
  await transcribe(desk)
  await page.keyboard.type('安倍大臣は述べた')
  // Within a few milliseconds of a letter, quicker than any person, the editor puts the caret back behind it.
  await expect(desk.status()).toContainText(/Saved \d\d:\d\d:\d\d/)
  const selected = () => page.evaluate(() => [getSelection()?.anchorOffset, getSelection()?.toString()])
  await desk.press('Home')
  await expect.poll(selected).toEqual([0, ''])
  await desk.press('Shift+ArrowRight')
  await expect.poll(selected).toEqual([0, '安'])
  await desk.press('Shift+ArrowRight')
  await expect(desk.texts.tool('text.name')).toBeEnabled()
  await expect.poll(selected).toEqual([0, '安倍'])
  await desk.press('Control+Alt+N')
  const asked = desk.dialog(desk.m.transcribe.naming('安倍'))
  await asked.getByRole('combobox').fill('安倍晋太郎')
  await page.getByRole('option', { name: desk.m.names.create.person('安倍晋太郎') }).click()
  await expect(desk.texts.names('transcription')).toHaveText('安倍')
  await expect(desk.texts.editor('transcription')).toBeFocused()
  await desk.press('F7')
  await desk.record.openTab('names')
  await expect(desk.record.pane()).toContainText(/named once in the text, page 1/)
})

test('a text is removed, and is there again when that is taken back', async ({ desk, page }) => {
  await transcribe(desk)
  await page.keyboard.type('総理訪中')
  await expect(desk.status()).toContainText(/Saved \d\d:\d\d:\d\d/)
  await desk.texts.column('transcription').getByRole('button', { name: desk.m.transcribe.about }).click()
  await desk.dialog(desk.m.transcribe.about).getByRole('button', { name: desk.m.transcribe.remove }).click()
  await expect(desk.texts.begin('text.transcription')).toBeVisible()
  await desk.press('Control+Z')
  await expect(desk.texts.paragraphs('transcription')).toHaveText(['総理訪中', '', ''])
})

test.describe('of two texts', () => {
  test.use({ situation: 'twoTexts' })

  test('what says the same lights up in the other one, and comes into sight', async ({ desk }) => {
    await desk.press('F8')
    await desk.texts.paragraphs('transcription').filter({ hasText: '一般公開' }).click()
    const partner = desk.texts.partners('translation')
    await expect(partner).toHaveText(/^\(3\) The ship will be open/)
    await expect(partner).toBeInViewport()
    await desk.texts.paragraphs('translation').filter({ hasText: 'Fuel will be sold' }).click()
    await expect(desk.texts.partners('transcription').first()).toHaveText(/^\(2\) 燃料は現地価格/)
    await expect(partner).toHaveCount(0)
  })
})
