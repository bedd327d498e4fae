/** Rapid entry: many units as rows, from the keyboard. */
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test.beforeEach(async ({ desk }) => {
  await desk.tree.press('ArrowRight')
  await desk.open(UNITS.series)
  await desk.press('g')
  await expect(desk.grid.field()).toBeFocused()
  await expect(desk.grid.cell(3, 2)).toContainText(UNITS.draft)
})

test('the next four items are filled in with what is carried forward', async ({ desk }) => {
  const { grid } = desk
  await expect(grid.headers()).toContainText(['', 'Reference code', 'Title (eng)', 'Title (jpn)', 'Dates'])
  await grid.press('Control+End', 'Home')
  for (const [number, title] of ['在中国大使発電報', '外相会談', '漁業交渉', '経済協力'].entries()) {
    if (number === 0) await grid.type('B-1-3', 'Tab', 'Tab')
    else if (number === 1) await grid.press('F8', 'F2', 'Backspace', '4', 'Tab', 'Tab')
    else await grid.press('F9', 'Tab', 'Tab')
    await grid.type(title, 'Tab')
    if (number === 0) await grid.type('昭和59年3月28日')
    else await grid.press("Control+'")
    await grid.press('Tab', 'Tab')
    await grid.type(`${String(number + 1)}枚`, 'Enter')
  }
  for (const [number, title] of ['在中国大使発電報', '外相会談', '漁業交渉', '経済協力'].entries()) {
    const row = grid.row(4 + number)
    await expect(row).toContainText(`B-1-${String(number + 3)}`)
    await expect(row).toContainText(title)
    await expect(row).toContainText('1984-03-28')
    await expect(row).toContainText('Item')
    await expect(row).toContainText(`${String(number + 1)} 枚`)
  }
  await desk.press('Escape')
  await expect(desk.tree.list()).toBeFocused()
  await desk.press('ArrowRight')
  await expect(desk.tree.rows().filter({ hasText: '経済協力' })).toBeVisible()
})

test('a block from a spreadsheet is one step; a cell that is not taken keeps what was pasted', async ({
  desk,
}) => {
  const { grid } = desk
  await grid.press('ArrowDown', 'ArrowDown')
  await grid.paste([
    ['B-1-1', 'Pasted over'],
    ['B-1-9', 'Pasted below'],
  ])
  await expect(grid.cell(4, 2)).toHaveText('Pasted below')
  await expect(grid.cell(3, 2)).toHaveText('Pasted over')
  await expect(grid.cell(3, 1)).toHaveText('B-1-1')
  await expect(grid.cell(3, 1)).toHaveAttribute('aria-invalid', 'true')
  await expect(grid.pane()).toContainText('1 cell is not saved')
  await grid.pane().getByRole('button', { name: 'Go to it' }).click()
  await expect(grid.state()).toContainText('The reference code B-1-1 is already used.')
  await grid.type('B-1-8', 'Enter')
  await expect(grid.cell(3, 1)).not.toHaveAttribute('aria-invalid', 'true')
  await expect(desk.status()).toContainText('Undo: edit reference code')
  await desk.press('Control+Z')
  await expect(desk.status()).toContainText('Undo: paste into the grid')
  await desk.press('Control+Z')
  await expect(grid.cell(3, 2)).toHaveText(UNITS.draft)
  await expect(grid.row(4)).toContainText('New row')
})

test('a range is filled down and numbered, and an input method begins and ends in the cell', async ({
  desk,
  inputMethod,
}) => {
  const { grid } = desk
  await grid.type('No. 8', 'Enter', 'ArrowUp', 'Shift+ArrowDown', 'Shift+ArrowDown', 'F9')
  for (const [row, words] of ['No. 8', 'No. 9', 'No. 10'].entries())
    await expect(grid.cell(row + 1, 1)).toHaveText(words)
  await grid.press('Home', 'ArrowRight')
  await inputMethod.compose('がいしょう')
  await inputMethod.confirm('外相')
  await expect(grid.field()).toHaveValue('外相')
  await grid.press('Enter', 'ArrowUp', 'Shift+ArrowUp', 'Shift+ArrowUp')
  await expect(grid.cell(3, 2)).toHaveText('外相')
  await grid.press('Control+ArrowUp', 'F2')
  await grid.type('?', 'Escape')
  await expect(grid.cell(1, 2)).toHaveText('Telegram from Ambassador Katori')
})
