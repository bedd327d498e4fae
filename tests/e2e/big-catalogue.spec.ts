/** A catalogue with 100,000 descriptions under one unit answers as a small one does. */
import { expect, test } from './fixtures/test.ts'

const COUNT = 100_000
/** As long as work over tens of thousands may take. */
const LONG = 120_000

test.use({ situation: 'big' })
// One worker makes the catalogue, once.
test.describe.configure({ mode: 'default', timeout: 300_000 })

test.beforeEach(async ({ desk }) => {
  await expect(desk.tree.active()).toContainText('Telegrams')
})

test('the tree goes from end to end, and never holds more than 200 rows', async ({ desk }) => {
  const { tree } = desk
  await expect(desk.listPane()).toContainText('100,001 descriptions')
  await expect(tree.rows().nth(1)).toContainText('第0号')
  expect(await tree.rows().count()).toBeLessThan(200)

  await tree.press('End')
  await expect(tree.active()).toContainText(`第${COUNT - 1}号`)
  await expect(desk.record.heading()).toContainText(`第${COUNT - 1}号`)
  await expect(tree.active()).toHaveAttribute('aria-posinset', String(COUNT))
  expect(await tree.rows().count()).toBeLessThan(200)

  await tree.press('PageUp', 'ArrowUp', 'Home')
  await expect(tree.active()).toContainText('Telegrams')
  await tree.scrollTo(0.5)
  await expect(tree.row(`第${COUNT / 2}号`).first()).toBeVisible()
  expect(await tree.rows().count()).toBeLessThan(200)
  await tree
    .row(`第${COUNT / 2}号`)
    .first()
    .click()
  await expect(desk.record.heading()).toContainText(`第${COUNT / 2}号`)
})

test('a held arrow key keeps up', async ({ desk }) => {
  await desk.tree.press(...Array.from({ length: 300 }, () => 'ArrowDown'))
  await expect(desk.tree.active()).toContainText('第299号')
  await expect(desk.record.heading()).toContainText('第299号')
})

test('a new unit, an edit and an undo in the middle of it are seen at once', async ({ desk }) => {
  const { tree, record } = desk
  await tree.press('End')
  await expect(record.heading()).toContainText(`第${COUNT - 1}号`)
  await tree.press('Shift+N')
  await expect(record.value('title')).toBeFocused()
  await record.value('title').fill('One more')
  await expect(tree.row('One more')).toHaveAttribute('aria-posinset', String(COUNT + 1))
  await desk.press('Control+Z', 'Control+Z')
  await expect(tree.row('One more')).toHaveCount(0)
})

test('a word that stands everywhere is found with all its places, and the results scroll to the last', async ({
  desk,
}) => {
  await desk.search('会談')
  await expect(desk.listPane()).toContainText(/[\d,]+ found/)
  await desk.press('Enter')
  await desk.press('End')
  await expect(desk.results.chosen()).toContainText('会談')
  expect(await desk.results.hits().count()).toBeLessThan(200)
})

test('very many are edited in the job tray, while another record is typed in; all of it is one step', async ({
  desk,
}) => {
  const { bulk, record, tree } = desk
  await tree.scrollTo(0.6)
  await tree
    .row(`第${COUNT * 0.6}号`)
    .first()
    .click()
  await tree.press('Shift+End')
  await expect(desk.listPane()).toContainText('40,000 selected')
  await desk.press('Control+Shift+E')
  await bulk.set('note', 'add', 'zebra')
  await bulk.preview()
  await expect(bulk.status()).toHaveText('40,000 of 40,000 descriptions would change')
  await bulk.change(40_000)
  await desk.runningJobs(1).click()
  await expect(desk.jobTray()).toContainText(/Edit many.*s left/)
  await expect(desk.jobTray().getByRole('button', { name: 'Cancel' })).toBeVisible()
  await desk.press('Escape')
  // It goes on without its pane.
  await bulk.close()

  await tree.press('Home')
  await record.value('title').fill('Typed meanwhile')
  await expect(tree.row('Typed meanwhile')).toBeVisible()
  await expect(desk.runningJobs(1)).toBeVisible()
  await expect(desk.jobsButton()).toBeVisible({ timeout: LONG })

  await tree.press('Control+Z')
  await expect(tree.row('Telegrams')).toBeVisible()
  await tree.press('Control+Z')
  await desk.runningJobs(1).click()
  await expect(desk.jobTray()).toContainText('Undo: edit many')
  await desk.press('Escape')
  await expect(desk.jobsButton()).toBeVisible({ timeout: LONG })
  await desk.search('zebra')
  await expect(desk.listPane()).toContainText('Nothing found')
})
