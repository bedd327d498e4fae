/** The codes by which passages stay closed: what is offered for a record, and the office's own. */
import { expect, test } from './fixtures/test.ts'
import { UNITS } from './fixtures/situations.ts'

test('the law and the age of the record decide which codes can be cited; the office adds its own, and undo takes it back', async ({
  desk,
  page,
}) => {
  const m = desk.m.exemptions
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.katori)
  await desk.choose('catalogue', 'exemptions.open')
  const pane = desk.workPane()
  await expect(pane).toContainText(m.ofRecord(UNITS.katori, '1984-03-25'))
  const row = (code: string) => pane.getByRole('row', { name: code })
  await expect(row('5-3')).toBeVisible()
  await expect(row('16-1-1-ハ')).toHaveCount(0)

  await pane.getByLabel(m.regime).selectOption(m.regimes.usClassification)
  await expect(row('1.4(d)')).toContainText(m.standings.lapsed)
  await expect(row('3.3(b)(6)')).toContainText(m.until('2034-12-31'))
  await expect(row('3.3(b)(6)')).toContainText(m.needs.event)
  const code = pane.getByRole('button', { name: '3.3(b)(6)', exact: true })
  await code.focus()
  await page.keyboard.press('Enter')
  await expect(code).toHaveAttribute('aria-expanded', 'true')
  await expect(pane).toContainText(m.inBox('25X6'))
  // Of all tables one code is open: its neighbours elsewhere belong to no other.
  await pane.getByRole('button', { name: '1.4(d)', exact: true }).click()
  await expect(code).toHaveAttribute('aria-expanded', 'false')
  await code.click()
  await expect(pane).toContainText('16-1-1-ハ')

  await pane.getByLabel(m.regime).selectOption(m.regimes.jpArchives)
  const own = pane.getByRole('region', { name: m.own })
  await own.getByRole('button', { name: m.add }).click()
  await own.getByLabel(m.code, { exact: true }).fill('16-1-4')
  await own.getByLabel(m.japanese).fill('寄贈者の存命中')
  await own.getByLabel(m.needs.agreement).check()
  await page.keyboard.press('Enter')
  await expect(pane).toContainText(desk.m.errors.exemptionTaken({ code: '16-1-4' }))
  await own.getByLabel(m.code, { exact: true }).fill('寄贈-1')
  await own.getByRole('button', { name: m.save }).click()
  await expect(own.getByRole('listitem')).toContainText('寄贈者の存命中')
  await own.getByRole('button', { name: `${m.edit} 寄贈-1` }).click()
  await own.getByLabel(m.validTo).fill('2020-12-31')
  await own.getByRole('button', { name: m.save }).click()
  await expect(own.getByRole('listitem')).toContainText(m.standings.notInForce)

  await desk.press('Control+Z')
  await expect(own.getByRole('listitem')).toContainText(m.standings.offered)
  await own.getByRole('button', { name: `${m.remove} 寄贈-1` }).click()
  await expect(own.getByRole('listitem')).toHaveCount(0)
  await desk.press('Control+Z')
  await expect(own.getByRole('listitem')).toHaveCount(1)
})
