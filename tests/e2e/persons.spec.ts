/** The office turns passphrases on: roles hold, and what is decided is signed with a key that is opened beside it. */
import type { Locator } from '@playwright/test'
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'
import type { DeskPage } from './pages/desk.ts'

test.use({ situation: 'reviewed' })

const PASSPHRASE = '佐藤の長いパスフレーズです'

const button = (within: Locator, name: string) => within.getByRole('button', { name, exact: true })

async function add(desk: DeskPage, name: string, role: string): Promise<void> {
  const m = desk.m.persons
  const pane = desk.workPane()
  await button(pane, m.add).click()
  await pane.getByLabel(m.name, { exact: true }).fill(name)
  await pane.getByLabel(m.roles[role] ?? '', { exact: true }).check()
  await button(pane, m.save).click()
  await expect(pane.getByRole('listitem').filter({ hasText: name })).toBeVisible()
}

async function type(pane: Locator, label: string, words: string): Promise<void> {
  await pane.getByLabel(label, { exact: true }).fill(words)
}

test('an office goes from names to signatures, and back with a reason', async ({ desk, page }) => {
  const m = desk.m.persons
  const { review } = desk
  await desk.workAs('Sato')
  await desk.choose('catalogue', 'persons.open')
  const pane = desk.workPane()
  await expect(pane).toContainText(m.off)
  await add(desk, 'Sato', 'reviewer')
  await add(desk, 'Kato', 'approver')
  // Nobody could approve yet.
  await button(pane, m.turnOn).click()
  await button(pane, m.turnOn.replace('…', '')).click()
  await expect(pane.getByRole('alert')).toContainText(desk.m.errors.approverMissing({}))
  await desk.press('Escape')

  for (const name of ['Sato', 'Kato']) {
    await button(pane, `${m.makeKey} ${name}`).click()
    await type(pane, m.newPassphrase, PASSPHRASE)
    await type(pane, m.again, 'another')
    await expect(pane).toContainText(m.differ)
    await type(pane, m.again, PASSPHRASE)
    await desk.press('Enter')
    await expect(pane.getByRole('listitem').filter({ hasText: name })).toContainText(m.open)
  }
  await desk.workNowAs('Kato')
  await button(pane, m.turnOn).click()
  await button(pane, m.turnOn.replace('…', '')).click()
  await expect(pane).toContainText(m.on)
  await button(pane, m.lock).click()
  await expect(pane.getByRole('listitem').filter({ hasText: 'Sato' })).toContainText(m.locked)

  // The key under another passphrase, opened with that.
  await button(pane, `${m.changePassphrase} Sato`).click()
  await type(pane, m.passphrase, PASSPHRASE)
  await type(pane, m.newPassphrase, 'another passphrase')
  await type(pane, m.again, 'another passphrase')
  await desk.press('Enter')
  await expect(button(pane, m.add)).toBeVisible()

  await desk.press('F4')
  await desk.workNowAs('Sato')
  await review.rows().filter({ hasText: UNITS.katori }).click()
  await review.act('decide').waitFor()
  const key = review.pane().getByRole('group', { name: m.keyOf('Sato') })
  for (const number of [1, 2]) {
    if (number === 2) await review.inTheWay(/page was not looked at/).click()
    await expect(review.inTheWay(/page was not looked at/)).toHaveCount(2 - number)
  }
  await review.act('decide').click()
  await review.does('decide')
  await expect(review.unresolved(0)).toBeVisible()
  await review.act('propose').click()
  await button(review.form('propose'), desk.m.reviewing.forms.does.propose).click()
  await expect(review.pane().getByRole('alert')).toContainText(desk.m.errors.keyLocked({ who: 'Sato' }))
  await key.getByLabel(m.passphrase, { exact: true }).fill(PASSPHRASE)
  await desk.press('Enter')
  await expect(review.state()).toContainText(desk.m.errors.passphraseWrong({}))
  await expect(key.getByLabel(m.passphrase, { exact: true })).toHaveValue('')
  await key.getByLabel(m.passphrase, { exact: true }).fill('another passphrase')
  await desk.press('Enter')
  await expect(review.state()).toContainText(m.openUntil)
  await review.does('propose')
  await desk.choose('review', 'review.audit')
  await expect(review.audit()).toContainText(/signed with [0-9a-f]{16}/)

  // A reviewer agrees to nothing.
  await desk.workNowAs('Kato')
  await review.act('agree').click()
  await button(review.form('agree'), desk.m.reviewing.forms.does.agree).click()
  await expect(review.pane().getByRole('alert')).toContainText(
    desk.m.errors.roleMissing({ who: 'Kato', roles: ['secondReviewer'] }),
  )

  await desk.choose('catalogue', 'persons.open')
  await button(pane, `${m.edit} Sato`).click()
  await type(pane, m.position, 'Archivist')
  await button(pane, m.save).click()
  await expect(pane.getByRole('alert')).toContainText(desk.m.errors.keyLocked({ who: 'Kato' }))
  await desk.press('Escape')
  await button(pane, `${m.unlock} Kato`).click()
  await type(pane, m.passphrase, PASSPHRASE)
  await desk.press('Enter')
  await button(pane, m.turnOff).click()
  await expect(button(pane, m.turnOff.replace('…', ''))).toBeDisabled()
  await type(pane, m.reason, 'A trial')
  await desk.press('Enter')
  await expect(pane).toContainText(m.off)
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(PASSPHRASE)
})

test('the key of the office is made once, and offered to sign a release with', async ({ desk }) => {
  const m = desk.m.persons
  const work = desk.m.release.work
  await desk.workAs('Sato')
  await desk.choose('catalogue', 'persons.open')
  const pane = desk.workPane()
  await button(pane, `${m.makeKey} ${m.officeKey}`).click()
  await type(pane, m.newPassphrase, PASSPHRASE)
  await type(pane, m.again, PASSPHRASE)
  await desk.press('Enter')
  await expect(pane.getByRole('region', { name: m.officeKey })).toContainText(/[0-9a-f]{64}/)
  await button(pane, m.lock).click()
  await desk.choose('catalogue', 'release.open')
  const choice = pane.getByRole('combobox', { name: work.sign })
  await expect(pane.getByLabel(m.passphrase, { exact: true })).toHaveCount(0)
  await choice.selectOption(m.officeKey)
  await expect(pane).toContainText(work.signHint)
  await expect(pane.getByLabel(m.passphrase, { exact: true })).toHaveAttribute('type', 'password')
  await choice.selectOption(work.signNobody)
  await expect(pane.getByLabel(m.passphrase, { exact: true })).toHaveCount(0)
  // A proof that is made later is signed by itself.
  await pane.getByRole('combobox', { name: work.proveSign }).selectOption(m.officeKey)
  await expect(pane.getByLabel(m.passphrase, { exact: true })).toHaveAttribute('type', 'password')
})
