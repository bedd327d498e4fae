/** What is for staff leaves a catalogue under review with a reason, whichever way it takes. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ situation: 'reviewed' })

test('a copy for staff, a print and cells of a grid leave with a reason; the audit tells of each', async ({
  desk,
  page,
  context,
  folder,
}) => {
  const m = desk.m.wayOut
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const asks = page.getByRole('dialog', { name: m.title })
  const say = async (reason: string) => {
    await expect(asks).toContainText(m.hint)
    await asks.getByLabel(m.reason, { exact: true }).fill(reason)
    await page.keyboard.press('Enter')
    await expect(asks).toHaveCount(0)
  }
  await desk.workAs('Sato')
  await desk.tree.press('ArrowRight')
  await desk.open(UNITS.katori)

  await desk.press('F9')
  await expect(desk.reading.document().getByText(m.mark)).toBeVisible()
  await desk.reading.button('saveHtml').click()
  await asks.waitFor()
  // Whoever thinks better of it lets nothing out.
  await desk.press('Escape')
  await expect(asks).toHaveCount(0)
  await desk.reading.button('saveHtml').click()
  await say('For the committee')
  await expect(desk.dialogs()).toContainText('STAFF-NOT-FOR-RELEASE.html')
  await desk.press('Escape')
  const printed = await desk.reading.watchPrinting()
  await desk.reading.button('printIt').click()
  await asks.waitFor()
  expect(await printed()).toBe(0)
  // What was said last can be said again.
  await expect(asks.getByLabel(m.reason, { exact: true })).toHaveValue('For the committee')
  await say('To be read aloud')
  await expect.poll(printed).toBe(1)
  await desk.press('Escape')

  await desk.tree.press('Home')
  await desk.press('g')
  await expect(desk.grid.field()).toBeFocused()
  await expect(desk.grid.row(1)).toContainText(UNITS.katori)
  await desk.press('Control+C')
  await say('To a colleague')
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('B-1')

  const db = new Database(join(folder, 'catalogue.sqlite'), { readonly: true })
  const rows = db.prepare(`SELECT reason FROM reviewAudit WHERE act = 'wayOut' ORDER BY seq`).all()
  db.close()
  expect(rows).toEqual(
    ['For the committee', 'To be read aloud', 'To a colleague'].map((reason) => ({ reason })),
  )
})
