import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test('a date without its era is marked while it is typed, and settled with one click', async ({ desk }) => {
  const { record } = desk
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.draft)
  await record.value('dates').fill('59年3月25日')
  // What is found does not take the place from the person who types.
  await expect(record.field('dates')).toContainText('1 finding: “59年3月25日” does not say its era.')
  await expect(record.value('dates')).toBeFocused()
  await record.openTab('checks')
  const eraless = record.findings().filter({ hasText: 'does not say its era' })
  await eraless.getByRole('button', { name: /^Show: Dates 1/ }).click()
  await expect(record.value('dates')).toBeFocused()
  await record.openTab('checks')
  await eraless.getByRole('button', { name: 'It is 1984-03-25' }).click()
  await expect(eraless).toHaveCount(0)
  await record.openTab('identity')
  await expect(record.field('dates')).toContainText('1984-03-25 (昭和59年3月25日)')
})

test('a finding is accepted with a reason, listed, and withdrawn', async ({ desk }) => {
  const { record, findings } = desk
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.draft)
  await record.openTab('checks')
  const extent = record.findings().filter({ hasText: 'Extent is empty' })
  await extent.getByRole('button', { name: /^Accept…/ }).click()
  await extent.getByRole('textbox', { name: 'Reason' }).fill('Never counted')
  await desk.press('Enter')
  await expect(extent).toHaveCount(0)

  await desk.choose('catalogue', 'view.checks')
  await expect(findings.findings().filter({ hasText: 'Dates is empty' }).first()).toBeVisible()
  await findings.rule().selectOption({ label: 'Mandatory field empty (4)' })
  await expect(findings.findings()).toHaveCount(4)
  await findings.standard().selectOption('DACS')
  await expect(findings.pane()).toContainText('check again')
  await findings.show('accepted')
  await expect(findings.accepted()).toContainText('Never counted')
  await expect(findings.accepted()).toContainText('stands')
  await findings
    .accepted()
    .getByRole('button', { name: /^Withdraw/ })
    .click()
  await expect(findings.accepted()).toHaveCount(0)
  await desk.run('Undo')
  await expect(findings.accepted()).toHaveCount(1)
})
