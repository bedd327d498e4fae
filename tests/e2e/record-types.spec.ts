/** The form of a record is made from its type, and the office changes the types. */
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test('another type of record changes the form at once, and nothing that was there is lost', async ({
  desk,
}) => {
  const { record } = desk
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.katori)
  await record.openTab('content')
  await record.value('arrangement').fill('By number of the telegram.')
  await record.openTab('identity')
  await record.type().selectOption('Telegram')
  await expect(record.field('precedence')).toBeVisible()
  await expect(record.field('classification')).toBeVisible()
  await record.openTab('content')
  const others = record.pane().getByRole('region', { name: 'Other fields with values' })
  await expect(others.getByRole('textbox', { name: 'Arrangement' })).toHaveValue('By number of the telegram.')
  await record.openTab('checks')
  await expect(record.pane()).toContainText('Other numbers')
  await desk.press('Control+Z')
  await record.openTab('content')
  await expect(others).toHaveCount(0)
  await expect(record.value('arrangement')).toHaveValue('By number of the telegram.')
})
