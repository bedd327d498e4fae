/** Masters are looked at again: what changed is counted, listed, found, and told at its page. */
import { appendFileSync } from 'node:fs'
import { mastersIn } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

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

test('how often scans are checked by themselves is the person’s', async ({ desk, again }) => {
  await desk.choose('catalogue', 'fixity.open')
  await desk.fixity.pane().getByLabel(desk.m.fixity.every).selectOption(desk.m.fixity.days(30))
  const there = (await again()).desk
  await there.choose('catalogue', 'fixity.open')
  await expect(there.fixity.pane().getByLabel(desk.m.fixity.every)).toHaveValue('30')
})
