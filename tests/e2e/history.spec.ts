/** Who changed what; the record as it was; and nobody's work taken back by mistake. */
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test('a colleague’s change is found in the history, looked at as it was, and taken back field by field', async ({
  desk,
  again,
  page,
}) => {
  await desk.workAs('佐藤')
  await expect(desk.askingWho()).toHaveCount(0)
  await expect(desk.status()).toContainText('as 佐藤')
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.nakasone)
  await desk.record.value('title').fill('Cable on the premier’s visit')
  await desk.press('Escape')
  await expect(desk.record.heading()).toHaveText('Cable on the premier’s visit')

  await page.getByRole('contentinfo').getByRole('button', { name: 'as 佐藤' }).click()
  await desk.workAs('森')
  await expect(desk.status()).toContainText('as 森')
  await desk.open('Cable on the premier’s visit')

  await desk.goTo('history')
  await desk.history.person().selectOption('佐藤')
  await expect(desk.history.entries()).toHaveCount(1)
  await desk.history.entries().first().click()
  const work = desk.workPane()
  await expect(work.locator('del')).toHaveText('prime minister’s')
  await expect(work.locator('ins')).toHaveText('premier’s')

  await work.getByRole('button', { name: 'The record as it was then' }).click()
  await expect(work.getByText('Nothing differs from now.')).toBeVisible()
  await desk.history.moment().focus()
  await desk.press('ArrowLeft')
  await expect(work).toContainText('1 field differs from now')

  // Ctrl+Z of what somebody else did asks first, and leaves it when told so.
  await desk.press('Control+Z')
  const asking = page.getByRole('alertdialog')
  await expect(asking).toContainText('佐藤 did this on')
  await desk.press('Escape')
  await expect(asking).toHaveCount(0)
  await expect(work).toContainText('1 field differs from now')

  await work.getByRole('button', { name: 'Restore Title' }).click()
  await expect(work.getByText('Nothing differs from now.')).toBeVisible()
  await expect(desk.status()).toContainText('Undo: restore title')
  await desk.press('Escape')
  await desk.goTo('tree')
  await desk.open(UNITS.nakasone)

  const later = await again()
  await expect(later.desk.status()).toContainText('as 森')
})

test('another’s work is taken back when the person says so, and redo brings it again', async ({
  desk,
  page,
}) => {
  await desk.workAs('佐藤')
  await desk.record.value('title').fill('Telegrams of the ministry')
  await desk.press('Escape')
  await expect(desk.record.heading()).toHaveText('Telegrams of the ministry')
  await desk.run('who is')
  await desk.workAs('森')
  await expect(desk.status()).toContainText('as 森')
  await desk.press('Control+Z')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take it back all the same' }).click()
  await expect(desk.record.heading()).toHaveText(UNITS.fonds)
  await desk.press('Control+Shift+Z')
  await expect(desk.record.heading()).toHaveText('Telegrams of the ministry')
})
