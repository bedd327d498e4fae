/** Masters are looked at again: what changed is counted, listed, found, and told at its page. */
import { appendFileSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { CATALOGUE, mastersIn } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'
import { WelcomePage } from './pages/welcome.ts'

test('scans are checked, a changed one is listed and told at its page, and the report is saved', async ({
  desk,
  folder,
  page,
}) => {
  const { fixity } = desk
  const m = desk.m.fixity
  await desk.choose('catalogue', 'fixity.open')
  const masters = mastersIn(folder)
  await expect(fixity.count(m.outcomes.never)).toContainText(String(masters.length))
  await fixity.check()
  await expect(fixity.count(m.outcomes.matches)).toContainText(String(masters.length))
  await expect(fixity.count(m.outcomes.wrong)).toContainText('0')
  await expect(fixity.pane()).toContainText('Every scan was last seen to match')

  const [changed = ''] = masters
  appendFileSync(changed, 'x')
  await fixity.check()
  await expect(fixity.count(m.outcomes.changed)).toContainText('1')
  await expect(fixity.scans()).toHaveCount(1)
  await expect(fixity.scans()).toContainText('last matched')

  const saving = page.waitForEvent('download')
  await fixity.button(m.save).click()
  expect((await saving).suggestedFilename()).toBe('Spec-fixity.csv')

  await fixity.scans().click()
  await desk.press('Escape')
  await expect(desk.pages.pane()).toContainText(m.sign.changed)
  await desk.search('is:altered')
  await expect(desk.results.hits()).toHaveCount(1)
})

test('linked scans that were moved are found again, looked at, and relinked in a step that undo takes back', async ({
  desk,
  home,
  folder,
}) => {
  const m = desk.m.relinking
  const share = join(home.documents, 'share')
  const archive = join(home.documents, 'archive')
  mkdirSync(share)
  await sharp({ create: { width: 60, height: 40, channels: 3, background: '#c9b' } })
    .tiff()
    .toFile(join(share, 'moved_1.tif'))
  await desk.choose('catalogue', 'catalogue.close')
  await home.shoko('import', folder, share, '--as', 'scans', '--link')
  renameSync(share, archive)
  await new WelcomePage(desk.page).openRecent(CATALOGUE)

  await desk.choose('catalogue', 'fixity.open')
  await desk.fixity.check()
  await expect(desk.fixity.count(desk.m.fixity.outcomes.missing)).toContainText('1')
  await desk.fixity.button(desk.m.desk.commands['relinking.open']).click()
  await desk.fixity.lookIn('archive')
  const pane = desk.fixity.pane()
  await expect(pane).toContainText('1 of 1 missing found.')
  await expect(pane.getByRole('list', { name: m.moves }).getByRole('listitem')).toContainText('share')
  await desk.fixity.button(m.apply(1)).click()
  await expect(pane).toContainText('1 file relinked')
  await expect(desk.status()).toContainText('Undo: relink moved files')
  await desk.choose('catalogue', 'fixity.open')
  await expect(desk.fixity.count(desk.m.fixity.outcomes.missing)).toContainText('0')
})

test('how often scans are checked by themselves is the person’s', async ({ desk, again }) => {
  await desk.choose('catalogue', 'fixity.open')
  await desk.fixity.pane().getByLabel(desk.m.fixity.every).selectOption(desk.m.fixity.days(30))
  const there = (await again()).desk
  await there.choose('catalogue', 'fixity.open')
  await expect(there.fixity.pane().getByLabel(desk.m.fixity.every)).toHaveValue('30')
})
