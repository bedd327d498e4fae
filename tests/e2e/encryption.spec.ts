/** A catalogue is put under a passphrase at the desk, opened with it, and made plain again. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SHORTEST_PASSPHRASE } from '../../src-main/shared/contract/passphrase.ts'
import { CATALOGUE } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'
import { WelcomePage } from './pages/welcome.ts'

const PASSPHRASE = 'a phrase of the office'

test('the record is encrypted, asks for its passphrase when it is opened, and says what stays readable', async ({
  desk,
  page,
  home,
  folder,
}) => {
  const m = desk.m.encryption
  const head = () => readFileSync(join(folder, 'catalogue.sqlite')).subarray(0, 6).toString('latin1')
  const heading = await desk.record.heading().textContent()
  // Encrypting is an act of a named person.
  await home.shoko('call', folder, 'settings.set', '{"who":"Aoki"}', '--json')
  await desk.choose('catalogue', 'encryption.open')
  const work = desk.workPane()
  await expect(work).toContainText(m.state.plain)
  await expect(work).toContainText(m.encrypt.scans)
  await work.getByLabel(m.encrypt.name).fill('Office')
  await work.getByLabel(m.encrypt.passphrase).fill('short')
  await expect(work.getByRole('alert')).toHaveText(m.encrypt.short(SHORTEST_PASSPHRASE))
  await work.getByLabel(m.encrypt.passphrase).fill(PASSPHRASE)
  await work.getByLabel(m.encrypt.again).fill(PASSPHRASE)
  await work.getByRole('button', { name: m.encrypt.start }).click()
  await expect(work.getByText(m.done.encrypted)).toBeVisible({ timeout: 90_000 })
  expect(head()).not.toBe('SQLite')
  await expect(work).toContainText(m.remains.title)
  // Scans are encrypted with it; one that was left plain is told of, and encrypted afterwards.
  expect(readdirSync(join(folder, 'scans')).every((name) => name.endsWith('.sealed'))).toBe(true)
  await expect(work.getByRole('button', { name: m.remains.encryptFiles })).toHaveCount(0)
  writeFileSync(join(folder, 'scans', 'left.tif'), 'plain')
  await work.getByRole('button', { name: desk.m.desk.common.close, exact: true }).click()
  await desk.choose('catalogue', 'encryption.open')
  await expect(work).toContainText(m.remains.scans(1, '5 B').split('(')[0] ?? '')
  await work.getByRole('button', { name: m.remains.encryptFiles }).click()
  await expect(work.getByRole('button', { name: m.remains.encryptFiles })).toHaveCount(0, { timeout: 30_000 })
  expect(existsSync(join(folder, 'scans', 'left.tif'))).toBe(false)

  await work.getByLabel(m.slots.present).fill(PASSPHRASE)
  await work.getByLabel(m.slots.name, { exact: true }).fill('Safe')
  await work.getByRole('button', { name: m.slots.recovery }).click()
  const key = work.getByText(/^([0-9A-Z]{5}-){7}[0-9A-Z]{5}$/)
  await expect(key).toBeVisible()
  const recovery = (await key.textContent()) ?? ''
  await work.getByRole('button', { name: m.slots.hide }).click()
  await expect(key).toHaveCount(0)

  await work.getByRole('button', { name: desk.m.desk.common.close, exact: true }).click()
  await desk.choose('catalogue', 'catalogue.close')
  const welcome = new WelcomePage(page)
  await welcome.openRecent(CATALOGUE)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(m.unlock.passphrase).fill('not this one')
  await dialog.getByRole('button', { name: m.unlock.open, exact: true }).click()
  await expect(dialog.getByRole('alert')).toHaveText(desk.m.errors.passphraseWrong({}))
  await dialog.getByLabel(m.unlock.passphrase).fill(recovery)
  await dialog.getByRole('button', { name: m.unlock.open, exact: true }).click()
  await expect(desk.record.heading()).toHaveText(heading ?? '')

  await desk.choose('catalogue', 'encryption.open')
  await work.getByLabel(m.decrypt.passphrase).fill(PASSPHRASE)
  await work.getByLabel(m.decrypt.reason).fill('for the auditors')
  await work.getByRole('button', { name: m.decrypt.start }).click()
  await expect(work.getByText(m.done.plain)).toBeVisible({ timeout: 90_000 })
  expect(head()).toBe('SQLite')
})
