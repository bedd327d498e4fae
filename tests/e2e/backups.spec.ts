/** Copies: what differs, a record taken back, the whole gone back to; and the bin, from which only a typed number purges. */
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test('a record is taken back out of a copy, a copy is gone back to, and a second folder is chosen', async ({
  desk,
  page,
}) => {
  const work = desk.workPane()
  // The copy that is made when a catalogue is opened, among those that were there before.
  const opened = work
    .getByRole('list', { name: 'Backup copies' })
    .getByRole('button', { name: /as work went on/ })
  await desk.choose('catalogue', 'view.backups')
  await expect(opened.first()).toBeVisible()
  await desk.press('Escape')
  await desk.record.value('title').fill('Another title')
  await desk.press('Escape')
  await expect(desk.record.heading()).toHaveText('Another title')
  await desk.choose('catalogue', 'view.backups')
  await opened.first().click()
  await expect(work.getByText('Since then: 0 records added, 0 removed, 1 changed')).toBeVisible()
  await work.getByRole('button', { name: /^Another title/ }).click()
  await expect(work.locator('ins')).toHaveText(['Another', 'title'])
  await work.getByRole('button', { name: 'Take back: Another title' }).click()
  await expect(work.getByText('Nothing differs from now.')).toBeVisible()
  await expect(desk.tree.active()).toContainText(UNITS.fonds)

  await work.getByRole('button', { name: 'Choose a second folder…' }).click()
  await work.getByRole('button', { name: 'Choose this folder' }).click()
  await expect(work.getByText(/Copies also go to “Documents”/)).toBeVisible()

  await desk.press('Control+Z')
  await expect(desk.tree.active()).toContainText('Another title')
  await work.getByRole('button', { name: 'Go back to this copy…' }).first().click()
  await work.getByRole('button', { name: 'Go back', exact: true }).click()
  await expect(desk.workPane()).toHaveCount(0)
  await expect(desk.tree.active()).toContainText(UNITS.fonds)
  await page.reload()
  await expect(desk.tree.active()).toContainText(UNITS.fonds)
})

test('the bin is emptied by name and number, and by nothing less', async ({ desk }) => {
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.katori)
  await desk.tree.press('Delete')
  await desk.goTo('bin')
  await desk.bin.pane().getByRole('button', { name: 'Empty the bin…' }).click()
  const work = desk.workPane()
  await expect(work.getByRole('list', { name: 'What would go' })).toContainText(UNITS.katori)
  await expect(work).toContainText('1 description would go for good, with 3 pages and 3 scans')
  const purge = work.getByRole('button', { name: 'Purge for good' })
  await work.getByRole('textbox').fill('2')
  await expect(purge).toBeDisabled()
  await work.getByRole('textbox').fill('１')
  await purge.click()
  await expect(work.getByText(/^Purged: 1 description, 3 pages/)).toBeVisible()
  await expect(desk.bin.pane()).toContainText('The bin is empty')
})
