/** The form of a record is made from its type, and the office changes the types. */
import { basename } from 'node:path'
import type { Download } from '@playwright/test'
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
  await expect(record.findings().filter({ hasText: 'Other numbers is empty' })).toHaveCount(1)
  await desk.press('Control+Z')
  await record.openTab('content')
  await expect(others).toHaveCount(0)
  await expect(record.value('arrangement')).toHaveValue('By number of the telegram.')
})

test('the office changes a type, copies it, carries it to a file and back, and takes all of it back', async ({
  desk,
  page,
}, info) => {
  const { types, record } = desk
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.katori)
  await desk.choose('catalogue', 'types.open')
  await expect(types.type('General')).toBeFocused()
  await desk.press('ArrowDown', 'ArrowDown')
  await expect(types.label('en')).toHaveValue('Letter')

  await types.check('abstract', 'required').check()
  await types.handle('accessPoints').focus()
  await desk.press('Alt+ArrowUp')
  await expect(types.fieldsIn('content').nth(1)).toHaveAccessibleName('Access points')
  await expect(types.handle('accessPoints')).toBeFocused()
  await types.handle('accessPoints').dragTo(types.row('abstract'))
  await expect(types.fieldsIn('content').nth(0)).toHaveAccessibleName('Access points')
  await types.details('physicalFacet')
  const facet = types.inDetails('physicalFacet')
  await facet.getByRole('textbox', { name: 'Closed list' }).fill('ink on paper\ntypescript')
  await facet.getByRole('textbox', { name: 'Hint in English' }).fill('How it was written.')
  await facet.getByRole('textbox', { name: 'Begins with' }).fill('typescript')
  await types.label('en').fill('Private letter')
  await expect(types.type('Private letter')).toContainText('changed')

  await desk.goTo('history')
  await desk.history.entries().first().click()
  await expect(desk.workPane()).toContainText('Letter')
  await expect(desk.workPane().getByRole('insertion')).toHaveText('Private letter')
  await desk.choose('catalogue', 'types.open')

  const file = await types.save()
  await types.act('duplicate')
  await expect(types.label('en')).toHaveValue('Private letter (copy)')
  await expect(types.types()).toHaveCount(6)
  await types.act('remove')
  await expect(types.types()).toHaveCount(5)
  await types.type('Private letter').click()
  await types.act('reset')
  await expect(types.label('en')).toHaveValue('Letter')
  await types.take(info.outputPath(await saved(file, info.outputPath('letter.json'))))
  await expect(types.pane().getByRole('status')).toHaveText('Taken: Private letter')
  await desk.press('Control+Z')
  await expect(types.label('en')).toHaveValue('Letter')
  await desk.press('Control+Shift+Z')
  await expect(types.label('en')).toHaveValue('Private letter')

  await desk.press('Escape')
  await record.openTab('identity')
  await record.type().selectOption('Private letter')
  await expect(record.field('physicalFacet').getByTitle('How it was written.')).toBeVisible()
  const words = record.pane().getByRole('combobox', { name: 'Physical facet', exact: true })
  await expect(words).toHaveValue('typescript')
  await record.openTab('content')
  await expect(record.field('abstract')).toContainText('still empty')
  await expect(page.getByRole('alert')).toHaveCount(0)
})

async function saved(file: Download, path: string): Promise<string> {
  await file.saveAs(path)
  return basename(path)
}
