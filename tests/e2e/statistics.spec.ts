/** What was done month by month: counted, narrowed to a branch, told person by person, and saved as a table. */
import { readFileSync } from 'node:fs'
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test('the month is counted for everybody and by person, for all and for a branch, and kept as a table', async ({
  desk,
  page,
}) => {
  await desk.workAs('森')
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.nakasone)
  await desk.choose('catalogue', 'catalogue.statistics')
  const { statistics } = desk
  // A heading, this month, and the total.
  await expect(statistics.rows()).toHaveCount(3)
  await expect(statistics.cells(1)).toHaveText(['6', '3', '4', '0', '1', '3'])
  await expect(statistics.cells(2)).toHaveText(['6', '3', '4', '0', '1', '3'])

  await statistics.show('branch')
  await expect(statistics.pane()).toContainText(`${UNITS.nakasone} and all below it`)
  await expect(statistics.cells(1)).toHaveText(['1', '1', '1', '0', '1', '0'])
  await desk.press('Escape')
  await desk.run('Publish')
  await expect(desk.status()).toContainText('Undo: edit status')
  await desk.choose('catalogue', 'catalogue.statistics')
  await statistics.show('people')
  await expect(statistics.rows()).toHaveCount(4)
  await expect(statistics.rows().filter({ hasText: '森' }).locator('td')).toHaveText([
    '森',
    '0',
    '0',
    '0',
    '1',
    '0',
    '1',
  ])

  const saving = page.waitForEvent('download')
  await statistics.save()
  const download = await saving
  expect(download.suggestedFilename()).toBe('Spec statistics.csv')
  const text = readFileSync(await download.path(), 'utf8')
  expect(text).toMatch(/^\ufeffMonth,Person,Descriptions added,/)
  expect(text).toMatch(/\r\n\d{4}-\d\d,森,0,0,0,1,0,1\r\n/)
  expect(text).toMatch(/\r\nTotal,,6,3,4,0,1,4\r\n$/)
})
