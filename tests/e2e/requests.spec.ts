/** A request for access, from the day it comes to the day its copies are handed out. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CATALOGUE, UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'
import { WelcomePage } from './pages/welcome.ts'

const PASSAGE = '1979年の提案を持ち出し'

test.use({ situation: 'reviewed' })

test('a request is registered, given what it asks for, answered with an annex, and its copies are handed out', async ({
  desk,
  home,
  folder,
  page,
}) => {
  const m = desk.m.request
  // What is asked for is decided, approved and released already.
  await desk.choose('catalogue', 'catalogue.close')
  const review = (step: string, as: string, ...more: string[]) =>
    home.shoko('review', step, folder, 'B-1', '--as', as, ...more)
  const place = ['--page', '1', '--box', '220,345,160,60', '--code', 'uk-foi:27(1)', '--lines', '1']
  const quoted = [
    '--text',
    'jpn',
    '--quote',
    PASSAGE,
    '--text',
    'eng',
    '--quote',
    'brought up the proposal of 1979',
  ]
  await review('mark', 'Sato', ...place, ...quoted)
  await review('propose', 'Sato', '--looked', '--checked', '--decision', 'releaseInPart')
  await review('agree', 'Mori')
  await review('approve', 'Hara', '--authority', 'Hara', '--position', 'Director')
  await home.shoko('release', folder, '--to', join(home.documents, 'out'), '--as', 'Hara', '--accept-traces')
  await new WelcomePage(desk.page).openRecent(CATALOGUE)

  await desk.tree.press('Home', 'ArrowRight')
  await desk.open(UNITS.katori)
  await desk.choose('catalogue', 'requests.open')
  const pane = desk.workPane()
  await pane.getByRole('button', { name: m.add, exact: true }).click()
  const year = String(new Date().getFullYear())
  const form = pane.getByRole('region', { name: new RegExp(`^${m.unit} `) })
  await expect(form.getByRole('heading', { name: `${m.unit} ${year}-001` })).toBeVisible()
  const field = (label: string) => form.getByLabel(label, { exact: true })
  const keep = async (label: string, value: string) => {
    await field(label).fill(value)
    await field(label).press('Tab')
  }
  await keep(m.fields.number, '2002-113')
  await expect(form.getByRole('heading', { name: `${m.unit} 2002-113` })).toBeVisible()
  await keep(m.fields.requester, 'Yamada')
  await keep(m.fields.due, '2002-06-01')
  const row = pane.getByRole('list', { name: m.list }).getByRole('listitem')
  await expect(row).toContainText(m.overdue)
  await expect(pane.getByRole('button', { name: m.onlyOverdue(1) })).toBeVisible()
  await keep(m.fields.extendedTo, '2999-01-01')
  await keep(m.fields.extensionReason, 'Many records')
  await expect(row).not.toContainText(m.overdue)
  await expect(row).toContainText(m.dueOn('2999-01-01'))
  await field(m.opinions.of).fill('Family of the Ambassador')
  await form.getByRole('button', { name: m.opinions.add }).click()
  await expect(form.getByRole('list', { name: m.opinions.title })).toContainText('Family of the Ambassador')

  // From the selection, and dragged from the tree; what is there already is not there twice.
  const items = form.getByRole('list', { name: m.asked.title }).getByRole('listitem')
  await form.getByRole('button', { name: m.asked.add(1) }).click()
  await expect(items).toHaveCount(1)
  await desk.tree.row(UNITS.fonds).dragTo(form.getByRole('region', { name: m.asked.title }))
  await expect(items).not.toHaveCount(1)
  await expect(items.filter({ hasText: UNITS.katori })).toHaveCount(1)
  await expect(items.filter({ hasText: UNITS.katori })).toContainText(desk.m.review.states['released'] ?? '')

  await keep(m.fields.letterOn, '2002-05-20')
  await keep(m.fields.letterNumber, 'J-12')
  await form.getByRole('button', { name: m.letter.make }).click()
  await expect(desk.dialogs().getByRole('status').first()).toContainText(m.letter.made('2002-113', 1, 3))
  await expect(desk.dialogs()).toContainText('B-2')
  const link = desk.dialogs().getByRole('link').nth(1)
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  expect(download.suggestedFilename()).toBe('2002-113-annex-en.csv')
  const csv = readFileSync(await download.path(), 'utf8')
  expect(csv).toContain('27(1)')
  expect(csv).not.toContain('Yamada')
  expect(csv).not.toContain('1979')
  await desk.press('Escape')

  await keep(m.deliveries.name, '1999-001')
  await keep(m.deliveries.recipient, 'Yamada')
  await form.getByRole('button', { name: m.deliveries.add, exact: true }).click()
  await expect(pane.getByRole('alert')).toContainText('Nothing has gone out as “1999-001”')
  await keep(m.deliveries.name, `REL-${year}-0001`)
  await form.getByRole('button', { name: m.deliveries.add, exact: true }).click()
  await expect(form.getByRole('list', { name: m.deliveries.title })).toContainText('Yamada')

  // The same from the release's row.
  await desk.choose('catalogue', 'release.open')
  await pane.getByRole('button', { name: m.deliveries.of(`${year}-001`) }).click()
  const log = pane.getByRole('region', { name: m.deliveries.of(`${year}-001`) })
  await expect(log.getByRole('listitem')).toContainText('2002-113')
  await log.getByRole('button', { name: /^Strike/ }).click()
  await expect(log.getByRole('listitem')).toHaveCount(0)
  await expect(desk.status()).toContainText('Undo: strike what was handed out')

  await desk.choose('catalogue', 'requests.open')
  await items
    .filter({ hasText: UNITS.katori })
    .getByRole('button', { name: /^Take out/ })
    .click()
  await expect(items.filter({ hasText: UNITS.katori })).toHaveCount(0)
  await field(m.fields.state).selectOption('closed')
  await expect(row).toContainText(m.states.closed)
  await form.getByRole('button', { name: `${m.remove}…` }).click()
  await form.getByRole('button', { name: m.remove, exact: true }).click()
  await expect(row).toHaveCount(0)
  await expect(desk.status()).toContainText('Undo: remove a request')
})
