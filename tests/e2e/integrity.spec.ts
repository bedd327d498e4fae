/** The file and the scans: looked at, found out, and what is derived made again. */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CATALOGUE, mastersIn } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test('a catalogue is found whole; then a scan that was changed is named, and a spoilt picture made away with', async ({
  desk,
  folder,
}) => {
  await desk.choose('catalogue', 'view.integrity')
  await desk.integrity.check()
  await expect(desk.integrity.pane()).toContainText('The file is whole')
  await expect(desk.integrity.pane()).toContainText('6 descriptions')

  const [master = ''] = mastersIn(folder)
  appendFileSync(master, 'x')
  mkdirSync(join(folder, 'derivatives', '00'), { recursive: true })
  writeFileSync(join(folder, 'derivatives', '00', `${'0'.repeat(64)}-0-256.jpg`), 'spoilt')
  await desk.integrity.check()
  await expect(desk.integrity.findings()).toHaveCount(2)
  await expect(desk.integrity.findings().first()).toContainText('not those that were taken in')
  await expect(desk.integrity.findings().nth(1)).toContainText('can be repaired')
  await desk.integrity.repair()
  await expect(desk.integrity.pane()).toContainText('1 finding repaired')
  await desk.integrity.check()
  await expect(desk.integrity.findings()).toHaveCount(1)
})

test('a damaged catalogue is refused, and what can be read of it is saved and opened', async ({
  desk,
  welcome,
  folder,
}) => {
  await desk.choose('catalogue', 'catalogue.close')
  await expect(welcome.recent(CATALOGUE)).toBeEnabled()
  const path = join(folder, 'catalogue.sqlite')
  const bytes = readFileSync(path)
  // The page that lists the tables.
  writeFileSync(path, bytes.fill(0x5a, 100, 4096))
  await welcome.openRecent(CATALOGUE)
  await expect(welcome.refusal()).toContainText('is damaged')
  await welcome.main().getByRole('button', { name: desk.m.salvage.start }).click()
  await desk
    .dialogs()
    .getByRole('button', { name: desk.m.salvage.open('Spec salvaged') })
    .click()
  await expect(desk.name()).toHaveText('Spec salvaged')
  await desk.search('外相')
  await expect(desk.results.hits()).not.toHaveCount(0)
})
