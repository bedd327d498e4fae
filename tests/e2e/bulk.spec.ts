/** Many records and many units at once: edited, arranged, kept in lists. */
import { expect, test } from './fixtures/test.ts'

test.use({ situation: 'spellings' })

const item = (number: number) => `no. ${String(number)}`

test('a field of many records is set, another added to: seen before, done as one, taken back as one', async ({
  desk,
}) => {
  const { bulk, tree } = desk
  await tree.press('ArrowDown', 'Shift+End')
  await expect(desk.listPane()).toContainText('40 selected')
  await desk.press('Control+Shift+E')
  await expect(bulk.field('status')).toContainText('mixed')
  await expect(bulk.field('level')).toContainText('Item')
  await bulk.set('status', 'set', 'Published')
  await bulk.set('note', 'add', '1984年の会談')
  await bulk.preview()
  await expect(bulk.status()).toHaveText('40 of 40 descriptions would change')
  const first = bulk.records().getByRole('option').first()
  await expect(first).toContainText('Status: Draft Published')
  await expect(first).toContainText('Note: — 1984年の会談')
  await bulk.change(40)
  await expect(bulk.status()).toContainText('40 descriptions changed')
  await expect(bulk.field('status')).toContainText('Published')
  await expect(bulk.field('note')).toContainText('1984年の会談')
  await desk.press('Control+Z')
  await expect(bulk.field('status')).toContainText('mixed')
  await expect(bulk.field('note')).not.toContainText('1984年の会談')
})

test('what is edited follows the selection, until its preview is looked at', async ({ desk }) => {
  const { bulk, tree } = desk
  await tree.press('ArrowDown')
  await desk.press('Control+Shift+E')
  await expect(bulk.status()).toHaveText('1 description')
  await tree.press('ArrowDown', 'Shift+ArrowDown')
  await expect(bulk.status()).toHaveText('2 descriptions')
  await bulk.set('note', 'add', '1984年の会談')
  await bulk.preview()
  await expect(bulk.status()).toHaveText('2 of 2 descriptions would change')
  await tree.press('Home')
  await bulk.change(2)
  await expect(bulk.status()).toContainText('2 descriptions changed')
  await tree.press('ArrowDown')
  await expect(bulk.field('note')).not.toContainText('1984年の会談')
})

test('units are cut and pasted, copied, put at a position, sorted, and given codes by a pattern', async ({
  desk,
}) => {
  const { tree, arranging } = desk
  await tree.press('ArrowDown')
  await expect(tree.active()).toContainText(item(1))
  await desk.press('Control+Shift+M')
  await arranging.position().fill('3')
  await desk.press('Enter')
  await expect.poll(async () => (await tree.titles())[3]).toContain(item(1))
  await arranging.part('sort').getByText('Title', { exact: true }).click()
  await expect(arranging.part('sort').getByRole('radio', { name: 'English' })).toBeChecked()
  await desk.press('Alt+L')
  const japanese = desk.in('ja').arranging
  await expect(japanese.part('sort').getByRole('radio', { name: '日本語' })).toBeChecked()
  await desk.press('Alt+L')
  await arranging.press('sort', 'Sort')
  await expect(arranging.status()).toHaveText('40 units sorted')
  await expect.poll(async () => (await tree.titles())[1]).toContain(item(1))
  // Codes are seen before they are given.
  await arranging.pattern().fill('C')
  await desk.press('Enter')
  await expect(arranging.refusal()).toContainText('It needs {n} or {code}')
  await arranging.pattern().fill('{parent}/{n:3}')
  await desk.press('Enter')
  await expect(arranging.codes()).toContainText('C/040')
  await arranging.press('renumber', 'Give 40 codes')
  await expect(arranging.status()).toHaveText('40 codes given')
  await desk.press('Escape')
  await expect(desk.record.value('referenceCode')).toHaveValue('C/001')
  // Into another item, and back.
  await tree.press('Control+X', 'ArrowDown', 'Control+V')
  await expect(tree.row(item(1)).first()).toHaveAttribute('aria-level', '3')
  await desk.press('Control+Z')
  await expect(tree.row(item(1)).first()).toHaveAttribute('aria-level', '2')
  await desk.open(item(20))
  await tree.press('Control+C', 'Home', 'Control+V')
  await expect(desk.listPane()).toContainText('42 descriptions')
  await expect(desk.record.value('referenceCode')).toHaveValue('')
})

test('a list keeps descriptions for a piece of work; B sets a bookmark; a note waits for a colleague', async ({
  desk,
}) => {
  const { tree, lists, record } = desk
  await tree.press('ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown')
  await expect(desk.listPane()).toContainText('3 selected')
  await desk.goTo('lists')
  await lists.button('create').click()
  await lists.name().fill('To photograph')
  await desk.press('Enter')
  await expect(lists.rows()).toHaveCount(3)
  await lists.rows().first().click()
  await desk.press('Alt+ArrowDown')
  await expect(lists.rows().nth(1)).toContainText(item(1))
  await desk.press('Delete')
  await expect(lists.rows()).toHaveCount(2)
  await lists.button('rename').click()
  await lists.name().fill('Photographed')
  await desk.press('Enter')
  await expect(lists.chooser()).toContainText('Photographed (2)')
  await desk.goTo('tree')
  await desk.open(item(5))
  await tree.press('b')
  await record.openTab('notes')
  const notes = record.pane().getByRole('region', { name: 'Notes to colleagues' })
  await notes.getByRole('textbox', { name: 'New note' }).fill('原本と照合')
  await desk.press('Control+Enter')
  await expect(tree.row(item(5))).toContainText('1 open note')
  await notes.getByRole('textbox', { name: 'Note', exact: true }).fill('原本と照合してください')
  await desk.goTo('lists')
  await expect(lists.notes()).toContainText('原本と照合してください')
  await lists.chooser().selectOption({ label: 'Bookmarks (1)' })
  await expect(lists.rows()).toContainText([item(5)])
  await notes.getByRole('button', { name: /^Done/ }).click()
  await expect(lists.notes()).toHaveCount(0)
  await notes.getByRole('button', { name: /^Delete/ }).click()
  await expect(notes.getByRole('listitem')).toHaveCount(0)
  await lists.chooser().selectOption({ label: 'Photographed (2)' })
  await lists.button('add').click()
  await expect(lists.rows()).toHaveCount(3)
  await lists.button('delete').click()
  await expect(lists.chooser()).not.toContainText('Photographed')
})
