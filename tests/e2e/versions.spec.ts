/** A better scan of a page: laid over the one that is there, looked at, taken, and gone back from. */
import { join } from 'node:path'
import sharp from 'sharp'
import { mastersIn, UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test('a better scan is laid over the page and taken; the one before stays, and is gone back to', async ({
  desk,
  home,
  folder,
}) => {
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.katori)
  const [master = ''] = mastersIn(folder)
  const { width } = await sharp(master).metadata()
  await sharp(master)
    .resize(Math.round(width * 1.5))
    .tiff()
    .toFile(join(home.documents, 'better.tif'))
  await desk.choose('page', 'page.scans')
  const m = desk.m.version
  const pane = desk.workPane()
  await expect(pane).toContainText(m.none)
  await pane.getByRole('button', { name: m.choose }).click()
  await pane
    .getByRole('listbox', { name: desk.m.desk.browser.entries })
    .getByRole('option')
    .filter({ hasText: 'better.tif' })
    .dblclick()
  const proposal = pane.getByRole('region', { name: m.proposal })
  await expect(proposal).toContainText('better.tif')
  await expect(proposal.getByRole('img', { name: m.after })).toBeVisible()
  await proposal.getByRole('button', { name: m.take }).click()
  await expect(pane).toContainText(m.taken)
  await expect(desk.status()).toContainText('Undo: replace the scan of a page')
  const earlier = pane.getByRole('list', { name: m.versions }).getByRole('listitem')
  await expect(earlier).toHaveCount(1)

  await earlier.getByRole('button', { name: m.back }).click()
  await pane.getByRole('region', { name: m.proposal }).getByRole('button', { name: m.take }).click()
  await expect(pane).toContainText(m.taken)
  await expect(earlier).toHaveCount(1)
  await expect(earlier).toContainText('better.tif')
  await desk.press('Escape')
  await desk.press('Control+z')
  await expect(desk.pages.pane()).toContainText('better.tif')
})
