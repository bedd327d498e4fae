/** The tree of descriptions, from the keyboard and by hand. */
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test.beforeEach(async ({ desk }) => {
  // Everything is open, and the first unit is chosen.
  await desk.tree.press('ArrowRight', 'ArrowRight', 'Home')
  await expect(desk.tree.rows()).toHaveCount(6)
  await expect(desk.tree.active()).toContainText(UNITS.fonds)
})

test('the arrow keys, Home and End go through the tree, open it and close it', async ({ desk }) => {
  const { tree, record } = desk
  await tree.press('End')
  await expect(tree.active()).toContainText(UNITS.empty)
  await expect(record.heading()).toHaveText(UNITS.empty)
  await tree.press('ArrowUp')
  await expect(tree.active()).toContainText(UNITS.draft)
  await tree.press('ArrowLeft')
  await expect(tree.active()).toContainText(UNITS.series)
  await tree.press('ArrowLeft')
  await expect(tree.rows()).toHaveCount(3)
  await tree.press('ArrowLeft')
  await expect(tree.active()).toContainText(UNITS.fonds)
  await tree.press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowDown')
  await expect(tree.active()).toContainText(UNITS.nakasone)
  await tree.press('Home', 'Shift+End')
  await expect(tree.list().getByRole('treeitem', { selected: true })).toHaveCount(6)
  await expect(desk.listPane()).toContainText('6 selected')
})

test('N describes a unit inside, Shift+N one after, each at a level that may stand there', async ({
  desk,
}) => {
  const { tree, record } = desk
  await desk.open(UNITS.series)
  await tree.press('n')
  await expect(record.value('title')).toBeFocused()
  await record.value('title').fill('A file of telegrams')
  await expect(record.level()).toHaveValue('file')
  await expect(tree.row('A file of telegrams')).toHaveAttribute('aria-level', '3')
  await tree.press('Shift+N')
  await expect(record.value('title')).toBeFocused()
  await expect(record.value('title')).toHaveValue('')
  await record.value('title').fill('Another file')
  await expect
    .poll(tree.titles)
    .toEqual([
      UNITS.fonds,
      UNITS.series,
      UNITS.katori,
      UNITS.nakasone,
      UNITS.draft,
      'A file of telegrams',
      'Another file',
      UNITS.empty,
    ])
  await expect(desk.listPane()).toContainText('8 descriptions')
})

test('what is deleted waits in the bin with all below it, until it is restored', async ({ desk }) => {
  const { tree, bin } = desk
  await desk.open(UNITS.series)
  await tree.press('Delete')
  await expect(tree.rows()).toHaveCount(2)
  await expect(tree.active()).toContainText(UNITS.empty)
  await desk.goTo('bin')
  await expect(bin.list()).toContainText(UNITS.series)
  await expect(bin.list()).toContainText('with 3 units below')
  await bin.restore(UNITS.series)
  await expect(tree.active()).toContainText(UNITS.series)
  await tree.press('ArrowRight')
  await expect(tree.rows()).toHaveCount(6)
  await desk.press('Control+Z', 'Control+Z')
  await expect(desk.status()).toContainText('Undone: delete')
  await expect(tree.rows()).toHaveCount(6)
})

test('Control+D puts a copy right after, without reference code and pages', async ({ desk }) => {
  const { tree, record } = desk
  await desk.open(UNITS.katori)
  await expect(desk.pages.thumbnails()).toHaveCount(3)
  await desk.press('Control+D')
  await expect(tree.row(UNITS.katori)).toHaveCount(2)
  await expect(record.value('referenceCode')).toHaveValue('')
  await expect(record.value('title', 2)).toHaveValue('Telegram from Ambassador Katori')
  await expect(record.status()).toHaveValue('draft')
  await expect(desk.pages.thumbnails()).toHaveCount(0)
  expect((await tree.titles()).slice(2, 4)).toEqual([UNITS.katori, UNITS.katori])
})

test('a unit is moved with the mouse, and undo puts it back', async ({ desk }) => {
  const { tree } = desk
  await tree.drag(UNITS.draft, UNITS.empty)
  await expect(tree.row(UNITS.empty)).toHaveAttribute('aria-expanded', /true|false/)
  await expect.poll(async () => (await tree.titles()).indexOf(UNITS.draft)).not.toBe(4)
  await tree.drag(UNITS.nakasone, UNITS.katori, 'before')
  await expect.poll(async () => (await tree.titles()).slice(2, 4)).toEqual([UNITS.nakasone, UNITS.katori])
  await tree.press('Control+Z')
  await expect.poll(async () => (await tree.titles()).slice(2, 4)).toEqual([UNITS.katori, UNITS.nakasone])
  await tree.press('Control+Z')
  await expect.poll(async () => (await tree.titles()).indexOf(UNITS.draft)).toBe(4)
})

test('Alt and the arrow keys move a unit among its siblings, in and out', async ({ desk }) => {
  const { tree } = desk
  await desk.open(UNITS.draft)
  await tree.press('Alt+ArrowUp')
  await expect
    .poll(async () => (await tree.titles()).slice(2, 5))
    .toEqual([UNITS.katori, UNITS.draft, UNITS.nakasone])
  await tree.press('Alt+ArrowRight')
  await expect(tree.row(UNITS.draft)).toHaveAttribute('aria-level', '4')
  await tree.press('Alt+ArrowLeft')
  await expect(tree.row(UNITS.draft)).toHaveAttribute('aria-level', '3')
  await tree.press('Alt+ArrowDown')
  await expect
    .poll(async () => (await tree.titles()).slice(2, 5))
    .toEqual([UNITS.katori, UNITS.nakasone, UNITS.draft])
})

test('a place that a level may not have is refused beside the tree, and nothing moves', async ({ desk }) => {
  const { tree } = desk
  const before = await tree.titles()
  await tree.drag(UNITS.empty, UNITS.draft)
  await expect(tree.refusal()).toContainText('cannot stand under')
  expect(await tree.titles()).toEqual(before)
  await tree.refusal().getByRole('button', { name: 'Dismiss' }).click()
  await expect(tree.refusal()).toHaveCount(0)
  await desk.open(UNITS.draft)
  await expect(desk.record.level().getByRole('option', { name: 'Fonds', exact: true })).toBeDisabled()
})

test('a reference code that is taken is refused beside the field, and kept there', async ({ desk }) => {
  const { tree, record } = desk
  await desk.open(UNITS.draft)
  await record.value('referenceCode').fill('B-1-1')
  await expect(record.problem('referenceCode')).toContainText('The reference code B-1-1 is already used')
  await expect(desk.status()).toContainText('1 change not saved')
  await expect(record.value('referenceCode')).toHaveValue('B-1-1')
  await record.value('referenceCode').fill('B-1-3')
  await expect(record.problem('referenceCode')).toHaveCount(0)
  await expect(tree.row(UNITS.draft)).toContainText('B-1-3')
})

test('a unit says what is still empty, until it is filled in', async ({ desk }) => {
  const { tree, record } = desk
  await desk.open(UNITS.draft)
  await expect(tree.row(UNITS.draft)).toContainText('Still empty: Reference code, Dates, Extent')
  await record.value('referenceCode').fill('B-1-3')
  await record.value('dates').fill('昭和59年4月')
  await record.part('extents', 'Quantity').fill('2')
  await record.part('extents', 'Unit').fill('枚')
  await expect(tree.row(UNITS.draft)).not.toContainText('Still empty')
  await expect(record.field('dates')).toContainText('1984-04')
})

test('a title is edited in the tree, and Escape leaves it as it was', async ({ desk }) => {
  const { tree } = desk
  await desk.open(UNITS.draft)
  await tree.press('F2')
  await tree.titleEditor().fill('Never')
  await desk.press('Escape')
  await expect(tree.row(UNITS.draft)).toBeVisible()
  await tree.press('F2')
  await tree.titleEditor().fill('A finished telegram')
  await desk.press('Enter')
  await expect(tree.row('A finished telegram')).toBeVisible()
  await expect(desk.record.heading()).toHaveText('A finished telegram')
})

test('two windows on one catalogue show the same', async ({ desk, again }) => {
  const { desk: other } = await again()
  await expect(other.tree.row(UNITS.fonds)).toBeVisible()
  await desk.record.value('title').fill('Seen in both')
  await expect(other.tree.row('Seen in both')).toBeVisible()
  await expect(other.record.value('title')).toHaveValue('Seen in both')
})
