import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test('a template of citations is tried on the record that is shown, and compared with what was supplied', async ({
  desk,
}) => {
  const { record } = desk
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.nakasone)
  await record.openTab('notes')
  await record.value('preferredCitation').fill('Cable on the prime minister’s visit, March 1984')
  await desk.choose('catalogue', 'citation.open')
  const work = desk.workPane()
  const template = work.getByRole('textbox', { name: 'Template' })
  await template.fill('{title}, {date')
  await work.getByRole('button', { name: 'Institution', exact: true }).click()
  await template.fill('{title}, {datum}')
  await expect(work.getByRole('alert')).toContainText('There is no token {datum}.')
  await template.fill('{title}, {date}')
  const preview = work.getByRole('region', { name: 'The record that is shown' })
  await expect(preview).toContainText('Cable on the prime minister’s visit, March 26, 1984')
  await expect(preview.getByRole('insertion')).toContainText('26,')
  await expect(work).toContainText('go out with the computed one')
  await desk.press('Escape')
  await record.openTab('notes')
  const computed = record.pane().getByRole('region', { name: 'Computed citation' })
  await computed.getByRole('button', { name: 'Take it' }).click()
  await expect(record.value('preferredCitation')).toHaveValue(
    'Cable on the prime minister’s visit, March 26, 1984',
  )
  await expect(computed).toContainText('says the same')
})
