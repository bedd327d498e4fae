/** Catalogues as a whole: opened and closed, checked and copied; and what a person prefers. */
import { cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { CATALOGUE, UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test.describe('the first screen', () => {
  test.use({ situation: null, start: { catalogue: 'none', mayFail: false } })

  test('lists what was opened, says what is gone, and forgets it', async ({ welcome }) => {
    await expect(welcome.recent('Gone')).toBeDisabled()
    await expect(welcome.recent('Gone')).toContainText('not found')
    await welcome.forget('Gone')
    await expect(welcome.main()).toContainText('Catalogues you open will be listed here')
  })

  test('opens a catalogue from a folder, and again from the list', async ({
    welcome,
    desk,
    home,
    situations,
  }) => {
    await situations.copy('telegrams', home.documents)
    await welcome.act('open')
    await desk.opening.open(CATALOGUE)
    await expect(desk.name()).toHaveText(CATALOGUE)
    await expect(desk.tree.active()).toContainText(UNITS.fonds)
    await desk.choose('catalogue', 'catalogue.close')
    await welcome.openRecent(CATALOGUE)
    await expect(desk.tree.active()).toContainText(UNITS.fonds)
  })

  test('opens the sample', async ({ welcome, desk }) => {
    await welcome.act('sample')
    await expect(desk.tree.rows()).not.toHaveCount(0)
    await desk.search('海洋')
    await expect(desk.results.hits()).not.toHaveCount(0)
  })

  test('refuses a name that is there already, beside the form', async ({
    welcome,
    desk,
    home,
    situations,
  }) => {
    cpSync(await situations.copy('empty', home.documents), join(home.documents, 'There.shoko'), {
      recursive: true,
    })
    await welcome.act('create')
    await desk.creating.fill({ name: 'There', institution: '架空文書館', isil: '', country: 'Japan' })
    await desk.creating.create()
    await expect(desk.creating.refusal()).toContainText('“There.shoko” is already there')
  })
})

test('a backup copy is made at opening, and another when it is asked for', async ({ desk, folder }) => {
  await expect(desk.status()).toContainText('Backup')
  const copies = () => readdirSync(join(folder, 'snapshots'))
  // What was taken in before has a copy of its own.
  await expect.poll(() => copies().filter((name) => !name.endsWith('.bulk.sqlite'))).toHaveLength(1)
  for (const copy of copies()) rmSync(join(folder, 'snapshots', copy))
  await desk.choose('catalogue', 'catalogue.backup')
  await expect.poll(copies).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d-]+\.sqlite$/)])
  await desk.goTo('checks')
  await expect(desk.findings.backups()).toHaveCount(1)
})

test('a check of the whole catalogue finds what is missing, and leads there', async ({ desk }) => {
  await desk.choose('catalogue', 'view.checks')
  await expect(desk.listPane()).toContainText('6 descriptions and 3 scans checked')
  await expect(desk.findings.findings().filter({ hasText: 'Dates is empty' }).first()).toBeVisible()
  await desk.findings.findings().filter({ hasText: 'Reference code is empty' }).first().click()
  await expect(desk.record.heading()).toHaveText(UNITS.draft)
})

test('the institution is named once, and can be named anew', async ({ desk }) => {
  await desk.choose('catalogue', 'institution.open')
  const dialog = desk.dialog('Institution')
  await dialog.getByLabel('ISIL').fill('no code')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toContainText('A country code, a hyphen')
  await dialog.getByLabel('ISIL').fill('JP-2000000')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(desk.dialogs()).toHaveCount(0)
  await desk.choose('catalogue', 'institution.open')
  await expect(dialog.getByLabel('ISIL')).toHaveValue('JP-2000000')
})

test('language, theme and name stay as they were chosen', async ({ desk, page }) => {
  await desk.press('Control+,')
  const settings = desk.dialog('Settings')
  await settings.getByLabel('Your name').fill('森')
  await settings.getByText('Dark', { exact: true }).click()
  await settings.getByText('日本語', { exact: true }).click()
  const japanese = desk.in('ja')
  await japanese.dialog('設定').getByRole('button', { name: '閉じる' }).first().click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.reload()
  await expect(japanese.searchBox()).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(japanese.status()).toContainText('森')
})

test('every command stands in the list of commands, and those with a key on the key sheet', async ({
  desk,
}) => {
  await desk.press('Control+K')
  await expect(desk.palette().getByRole('option')).toHaveCount(Object.keys(desk.m.desk.commands).length - 1)
  await desk.palette().getByRole('combobox').fill('rotate')
  await expect(desk.palette().getByRole('option')).toHaveCount(2)
  await expect(desk.palette().getByRole('option').first()).toContainText('not now')
  await desk.press('Escape')
  await desk.press('F1')
  await expect(desk.dialog('Keyboard')).toContainText('Rotate clockwise')
})

test('a second window is let in without a second start', async ({ desk, context }) => {
  const opening = context.waitForEvent('page')
  await desk.choose('view', 'view.window')
  const second = await opening
  await expect(second.getByRole('heading', { level: 1 })).toHaveText(CATALOGUE)
  expect(new URL(second.url()).search + new URL(second.url()).hash).toBe('')
})

test('jobs wait in a tray with what became of them', async ({ desk, page }) => {
  await desk.press('Control+E')
  await desk.exporting.start()
  await expect(desk.job('export').made().first()).toContainText('Valid')
  await desk.job('export').close()
  await desk.jobsButton().click()
  const tray = desk.dialog('Jobs')
  await expect(tray).toContainText('Export')
  await expect(tray).toContainText('Done')
  await tray.getByRole('button', { name: 'Details' }).click()
  await expect(desk.job('export').made().first()).toContainText('Valid')
  await page.reload()
  await desk.jobsButton().click()
  await expect(tray).toContainText('Done')
})
