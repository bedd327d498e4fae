/** Nothing that was typed is lost, and everything can be taken back. */
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

const EDIT = '**/rpc/description/edit'

test('what is typed is saved within a second, and the desk says so', async ({ desk, page }) => {
  const title = desk.record.value('title')
  await expect(title).toHaveValue(UNITS.fonds)
  await page.evaluate(() =>
    document.addEventListener('input', () => performance.mark('typed'), { capture: true }),
  )
  const saved = page.waitForResponse(EDIT)
  await title.fill('Ministry telegrams, 1984')
  await (await saved).finished()
  await expect(desk.status()).toContainText(/Saved \d\d:\d\d:\d\d/)
  const waited = await page.evaluate(() => {
    const [typed] = performance.getEntriesByName('typed')
    const sent = performance
      .getEntriesByType('resource')
      .find(
        ({ name, startTime }) => name.endsWith('description/edit') && startTime >= (typed?.startTime ?? 0),
      )
    return (sent?.startTime ?? Infinity) - (typed?.startTime ?? 0)
  })
  expect(waited).toBeLessThan(1000)
  await expect(desk.tree.row('Ministry telegrams, 1984')).toBeVisible()
})

test('who types on without a pause is saved all the same', async ({ desk, page, asked }) => {
  const title = desk.record.value('title')
  await page.clock.install()
  await expect(title).toHaveValue(UNITS.fonds)
  await title.press('End')
  for (const letter of ' of the year 1984') {
    await page.keyboard.type(letter)
    await page.clock.runFor(100)
  }
  // Not after the last letter, but on the way.
  expect(asked.count('description.edit')).toBeGreaterThan(0)
})

test('words typed right before a reload are there afterwards', async ({ desk, page }) => {
  await expect(desk.record.value('title')).toHaveValue(UNITS.fonds)
  await desk.record.value('title').pressSequentially(' and letters')
  await page.reload()
  await expect(desk.record.value('title')).toHaveValue(`${UNITS.fonds} and letters`)
})

test('words typed right before the window is closed are there when it is opened again', async ({
  desk,
  page,
  again,
}) => {
  await desk.record.openTab('content')
  await desk.record.value('scopeAndContent').fill('日中外相会談について。')
  const closed = page.waitForEvent('close')
  await page.close({ runBeforeUnload: true })
  await closed
  const { desk: reopened } = await again()
  await reopened.record.openTab('content')
  await expect(reopened.record.value('scopeAndContent')).toHaveValue('日中外相会談について。')
})

test('words are kept while the program does not answer, and saved as soon as it does', async ({
  desk,
  page,
}) => {
  await expect(desk.record.value('title')).toHaveValue(UNITS.fonds)
  await page.route(EDIT, (route) => route.abort())
  await desk.record.value('title').fill('Kept while nobody answers')
  await expect(desk.status()).toContainText('1 change not saved')
  await expect(desk.record.problem('title')).toContainText('saved as soon as it answers again')
  await page.unroute(EDIT)
  await expect(desk.status()).toContainText('Saved')
  await expect(desk.record.problem('title')).toHaveCount(0)
  await expect(desk.tree.row('Kept while nobody answers')).toBeVisible()
})

test('the keyboard undoes and redoes what was typed, one visit of a field at a time', async ({ desk }) => {
  const { record } = desk
  await expect(record.value('title')).toHaveValue(UNITS.fonds)
  await record.value('title').fill('First')
  await expect(desk.status()).toContainText('Saved')
  await record.value('title').fill('First and second')
  await record.value('referenceCode').fill('Z')
  await expect(desk.status()).toContainText('Undo: edit reference code')

  await desk.press('Control+Z')
  await expect(desk.status()).toContainText('Undone: edit reference code')
  await expect(record.value('referenceCode')).toHaveValue('B')
  await desk.press('Control+Z')
  await expect(desk.status()).toContainText('Undone: edit title')
  await expect(record.value('title')).toHaveValue(UNITS.fonds)
  await expect(desk.tree.row(UNITS.fonds)).toBeVisible()

  await desk.press('Control+Shift+Z')
  await expect(desk.status()).toContainText('Redone: edit title')
  await expect(record.value('title')).toHaveValue('First and second')
  await desk.press('Control+Y')
  await expect(record.value('referenceCode')).toHaveValue('Z')
  await desk.press('Control+Y')
  await expect(desk.status()).toContainText('There is nothing to redo')
})

test('undo takes back what is being typed before anything else', async ({ desk }) => {
  await expect(desk.record.value('title')).toHaveValue(UNITS.fonds)
  await desk.record.value('title').press('End')
  await desk.record.value('title').pressSequentially(' x')
  await desk.press('Control+Z')
  await expect(desk.record.value('title')).toHaveValue(UNITS.fonds)
  await expect(desk.status()).toContainText('Undone: edit title')
})

test('the history of a record says who changed what, before and after', async ({ desk }) => {
  await desk.press('Control+,')
  await desk.dialog('Settings').getByLabel('Your name').fill('M. S.')
  await desk.dialog('Settings').getByLabel('Your name').press('Tab')
  await desk.closeDialog()
  await desk.record.value('title').fill('Another title')
  await expect(desk.status()).toContainText('Saved')
  await desk.record.openTab('history')
  const history = desk.record.pane().getByRole('list', { name: 'History' })
  await expect(history.getByRole('listitem').first()).toContainText('M. S.')
  await history.getByRole('button', { name: /edit title/ }).click()
  await expect(history.getByRole('deletion')).toHaveText(['Ministry', 'telegrams'])
  await expect(history.getByRole('insertion')).toHaveText(['Another', 'title'])
})
