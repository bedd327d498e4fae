/** The state of a record: who is to see to it, who checked it, and what was changed since it was published. */
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test('a published record says what was changed since, until it is typed back or published again', async ({
  desk,
}) => {
  const { record, tree } = desk
  const m = desk.m.publication
  const changed = record.pane().getByText(m.changed)
  await tree.press('ArrowRight')
  await desk.open(UNITS.series)
  await record.openTab('content')
  const text = record.value('scopeAndContent')
  await expect(changed).toHaveCount(0)
  await text.fill('以上。')
  await expect(changed).toBeVisible()
  await expect(tree.row(UNITS.series)).toContainText(m.changed)

  // Typed back.
  await text.fill('')
  await expect(changed).toHaveCount(0)
  await text.fill('以上。')
  await expect(changed).toBeVisible()

  await desk.search('state:changed')
  // The other one got pages after it was published.
  await expect(desk.results.hits()).toHaveCount(2)
  await expect(desk.results.facet('status', m.changed)).toContainText('2')
  await desk.press('Escape')
  await desk.goTo('tree')

  await record.pane().getByRole('button', { name: m.differs }).click()
  const work = desk.workPane()
  await expect(work.locator('ins')).toContainText('以上。')
  await work.getByRole('button', { name: m.again }).click()
  await expect(work.getByText(m.same)).toBeVisible()
  await expect(desk.status()).toContainText('Undo: publish again')
  await desk.press('Control+Z')
  await expect(work.locator('ins')).toContainText('以上。')
  await desk.press('Escape')
  await record.pane().getByRole('button', { name: m.again }).click()
  await expect(changed).toHaveCount(0)
})

test('a record is assigned from names that history knows, found by it, and says who checked it', async ({
  desk,
}) => {
  const { record, tree } = desk
  await desk.workAs('佐藤 花子')
  await expect(desk.status()).toContainText('as 佐藤 花子')
  await tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.draft)
  await record.status().selectOption('checked')
  await expect(record.pane()).toContainText('Checked by 佐藤 花子')
  await record.assignee().fill('佐')
  await expect(record.suggestions()).toHaveText(['佐藤 花子'])
  await desk.press('ArrowDown', 'Enter')
  await expect(record.assignee()).toHaveValue('佐藤 花子')
  await record.value('title').focus()
  await expect(tree.row(UNITS.draft)).toContainText('佐藤 花子')
  await desk.search('assignee:佐藤')
  await expect(desk.results.hits()).toHaveCount(1)
  await expect(desk.results.hits()).toContainText('佐藤 花子')
  await desk.search('state:checked')
  await expect(desk.results.hits()).toHaveCount(2)
  await expect(desk.results.facet('assignee', '佐藤 花子')).toBeVisible()
})
