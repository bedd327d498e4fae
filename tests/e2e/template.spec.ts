/** A record as the template of others: what the copies take over is chosen, and remembered. */
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ situation: 'telegrams' })

test('three copies take over what is chosen, what is left out is remembered, and one undo takes them back', async ({
  desk,
  page,
}) => {
  const { m, record } = desk
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.katori)
  await desk.press('Control+Shift+D')
  const dialog = page.getByRole('dialog', { name: m.desk.template.title })
  await expect(dialog.getByRole('checkbox', { name: m.fields.title, exact: true })).toBeChecked()
  await dialog.getByRole('checkbox', { name: m.fields.scopeAndContent, exact: true }).uncheck()
  await dialog.getByRole('spinbutton', { name: m.desk.template.copies }).fill('3')
  await dialog.getByRole('button', { name: m.desk.template.make }).click()
  await expect(desk.tree.row(UNITS.katori)).toHaveCount(4)
  await record.openTab('content')
  await expect(record.value('scopeAndContent')).toHaveValue('')
  await desk.press('Control+Shift+D')
  await expect(dialog.getByRole('checkbox', { name: m.desk.template.all, exact: true })).toBeChecked()
  await desk.press('Escape')
  await desk.press('Control+Z')
  await expect(desk.tree.row(UNITS.katori)).toHaveCount(1)
})
