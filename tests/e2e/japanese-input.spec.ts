/** An input method stays on all day: what it is composing is not yet text, and its keys are not the desk's. */
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test('the Enter that ends a conversion stays in the title, and the words are saved', async ({
  desk,
  inputMethod,
}) => {
  const title = desk.record.value('title')
  await expect(title).toHaveValue(UNITS.fonds)
  await title.fill('')
  await inputMethod.compose('かとりたいし')
  await inputMethod.confirm('鹿取大使')
  await expect(title).toHaveValue('鹿取大使')
  await expect(title).toBeFocused()
  await expect(desk.record.value('title', 2)).toHaveCount(0)
  await inputMethod.compose('はつ')
  await inputMethod.confirmFirst('発')
  await expect(title).toHaveValue('鹿取大使発')
  await expect(desk.tree.row('鹿取大使発')).toBeVisible()
})

test('a title in conversion is not saved, however long it takes', async ({
  desk,
  page,
  inputMethod,
  asked,
}) => {
  await page.clock.install()
  const title = desk.record.value('title')
  await expect(title).toHaveValue(UNITS.fonds)
  await title.fill('')
  await page.clock.runFor(2000)
  await expect.poll(() => asked.count('description.edit')).toBe(1)
  await inputMethod.compose('がいむ')
  await page.clock.runFor(5000)
  await inputMethod.compose('がいむしょう')
  await page.clock.runFor(5000)
  expect(asked.count('description.edit')).toBe(1)
  await inputMethod.confirm('外務省')
  await page.clock.runFor(2000)
  await expect(desk.tree.row('外務省')).toBeVisible()
  expect(asked.count('description.edit')).toBe(2)
})

test('a date is read when its conversion ends, and its Enter does nothing else', async ({
  desk,
  inputMethod,
}) => {
  const date = desk.record.value('dates')
  await date.fill('')
  await inputMethod.compose('しょうわ')
  await inputMethod.confirm('昭和')
  await inputMethod.compose('５９ねん３がつ２５にち')
  await inputMethod.confirm('５９年３月２５日')
  await expect(date).toHaveValue('昭和５９年３月２５日')
  await expect(date).toBeFocused()
  await expect(desk.record.field('dates')).toContainText('1984-03-25')
  await expect(desk.record.value('dates', 2)).toHaveCount(0)
})

test('a title that is edited in the tree is closed by the second Enter, not by the conversion’s', async ({
  desk,
  inputMethod,
}) => {
  await desk.tree.press('F2')
  const editor = desk.tree.titleEditor()
  await expect(editor).toBeFocused()
  await inputMethod.compose('でんぽう')
  await inputMethod.confirm('電報')
  await expect(editor).toBeFocused()
  await expect(editor).toHaveValue('電報')
  await inputMethod.compose('るい')
  await inputMethod.confirmFirst('類')
  await expect(editor).toHaveValue('電報類')
  await desk.press('Enter')
  await expect(editor).toHaveCount(0)
  await expect(desk.tree.row('電報類')).toBeVisible()
  await expect(desk.tree.list()).toBeFocused()
})

test('the search box waits for the end of a conversion, and its Enter does not leave the box', async ({
  desk,
  page,
  inputMethod,
  asked,
}) => {
  await page.clock.install()
  await desk.searchBox().focus()
  await inputMethod.compose('がいしょう')
  await page.clock.runFor(5000)
  expect(asked.count('search.query')).toBe(0)
  await inputMethod.confirm('外相')
  await expect(desk.searchBox()).toBeFocused()
  await expect(desk.searchBox()).toHaveValue('外相')
  await page.clock.runFor(1000)
  await expect(desk.results.hits()).toHaveCount(1)
  await expect(desk.searchBox()).toBeFocused()
  await desk.press('Enter')
  await expect(desk.results.list()).toBeFocused()
})

test('a dialog is not answered by the Enter of a conversion', async ({ desk, inputMethod, asked }) => {
  await desk.choose('catalogue', 'catalogue.new')
  const { creating } = desk
  await creating.institution().fill('架空文書館')
  await creating.country().fill('Japan')
  await desk.record.suggestions().first().click()
  await creating.field('name').focus()
  await inputMethod.compose('でんぽう')
  await inputMethod.confirm('電報')
  await inputMethod.compose('つづり')
  await inputMethod.confirmFirst('綴')
  await expect(creating.field('name')).toHaveValue('電報綴')
  await expect(creating.dialog()).toBeVisible()
  expect(asked.count('catalogue.create')).toBe(0)
  await desk.press('Enter')
  await expect(desk.name()).toHaveText('電報綴')
})

test('the list of commands runs none at the Enter of a conversion', async ({ desk, inputMethod }) => {
  const japanese = desk.in('ja')
  await desk.press('Alt+L')
  await expect(japanese.searchBox()).toBeVisible()
  await desk.press('Control+K')
  await inputMethod.compose('せってい')
  await inputMethod.confirm('設定')
  await expect(japanese.palette()).toBeVisible()
  await desk.press('Enter')
  await expect(japanese.dialog(japanese.m.desk.settings.title)).toBeVisible()
})

test('a suggestion is not taken by the Enter of a conversion', async ({ desk, inputMethod }) => {
  const unit = desk.record.part('extents', 'Unit')
  await expect(unit).toHaveValue('枚')
  await unit.fill('')
  await expect(desk.record.suggestions().first()).toBeVisible()
  await desk.press('ArrowDown')
  await expect(unit).toHaveAttribute('aria-activedescendant', /./)
  await inputMethod.compose('さつ')
  await inputMethod.confirm('冊子')
  await expect(unit).toHaveValue('冊子')
  await expect(unit).toBeFocused()
})

test('the label of a page takes a conversion', async ({ desk, inputMethod }) => {
  await desk.tree.press('ArrowRight', 'ArrowRight', 'ArrowDown')
  await desk.record.openTab('pages')
  const label = desk.record.pane().getByRole('textbox', { name: 'Label: Page 2' })
  await label.focus()
  await inputMethod.compose('べっし')
  await inputMethod.confirm('別紙')
  await expect(label).toBeFocused()
  await desk.press('Enter')
  await expect(label).not.toBeFocused()
  await expect(desk.pages.thumbnails().nth(1)).toHaveAccessibleName('別紙')
})

test('single letters are keys while the input method is on', async ({ desk, inputMethod }) => {
  await desk.tree.press('ArrowRight', 'ArrowRight', 'ArrowDown')
  await expect.poll(desk.pages.seen).toEqual({ band: 'red', side: 'top' })
  await inputMethod.press('BracketRight')
  await expect.poll(desk.pages.seen).toEqual({ band: 'green', side: 'top' })
  await inputMethod.press('KeyR')
  await expect.poll(desk.pages.seen).toEqual({ band: 'green', side: 'right' })
  await inputMethod.press('KeyJ')
  await expect(desk.tree.active()).toContainText(UNITS.nakasone)
  await inputMethod.press('KeyN')
  await expect(desk.record.value('title')).toBeFocused()
  await expect(desk.record.value('title')).toHaveValue('')
  // In a field the same key is the input method's.
  await inputMethod.press('KeyN')
  await expect(desk.tree.rows()).toHaveCount(7)
})

test('full-width letters are keys too', async ({ desk, page }) => {
  await desk.tree.press('ArrowRight', 'ArrowRight', 'ArrowDown')
  await expect.poll(desk.pages.seen).toEqual({ band: 'red', side: 'top' })
  const session = await page.context().newCDPSession(page)
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key: 'Ｒ', code: 'KeyR', text: 'Ｒ' })
  await expect.poll(desk.pages.seen).toEqual({ band: 'red', side: 'right' })
})
