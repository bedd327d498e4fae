/** A telegram and its translation: aligned, its names tagged, and what the checks say of both. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures/test.ts'

test.use({ situation: 'twoTexts' })

const violations = async (page: Page) =>
  (await new AxeBuilder({ page }).include('[data-pane=work]').analyze()).violations.map(({ id }) => id)

const BERTH = '(1) 停泊地は北港'
const FUEL = '(2) 燃料は現地価格'

test('paragraphs are proposed, taken, parted, paired by keys and by dragging, and said to have no partner', async ({
  desk,
  page,
}) => {
  const { twoTexts } = desk
  const m = desk.m.aligning
  await desk.record.openTab('texts')
  await desk.record.pane().getByRole('button', { name: m.open, exact: true }).click()
  await expect(twoTexts.rowsThatAre('proposed')).toHaveCount(15)
  await expect(twoTexts.row('N52KB').first()).toContainText(m.states.left)
  await expect(twoTexts.row(FUEL)).toContainText('30日以内に')
  await expect(twoTexts.row(FUEL)).toContainText('within thirty days')

  expect(await violations(page)).toEqual([])

  await twoTexts.inRow(BERTH, m.take).click()
  await expect(twoTexts.rowsThatAre('said')).toHaveCount(1)
  await twoTexts.button(m.takeAll).click()
  await expect(twoTexts.rowsThatAre('said')).toHaveCount(15)
  await expect(twoTexts.status()).toHaveText(m.taken(17))
  await desk.press('Control+Z')
  await expect(twoTexts.rowsThatAre('proposed')).toHaveCount(14)
  await twoTexts.button(m.takeAll).click()

  await twoTexts.inRow('2. 本使より', m.part).click()
  await expect(twoTexts.row('2. 本使より')).toContainText(m.states.proposed)
  await twoTexts.row('N52KB').first().getByRole('button', { name: m.none }).click()
  await expect(twoTexts.rowsThatAre('none')).toHaveCount(1)
  await twoTexts.rowsThatAre('none').getByRole('button', { name: m.some }).click()
  await expect(twoTexts.rowsThatAre('none')).toHaveCount(0)

  // By keys: from the paragraph, over the row, to one of the other text.
  await twoTexts.paragraph(BERTH).focus()
  await desk.press('Enter')
  await expect(twoTexts.status()).toHaveText(m.chosen)
  await desk.press('ArrowRight')
  await desk.press('ArrowDown')
  await desk.press('Enter')
  await expect(twoTexts.row(BERTH)).toContainText('(2) Fuel will be sold')
  await desk.press('Control+Z')
  await expect(twoTexts.row(BERTH)).not.toContainText('(2) Fuel will be sold')
  // Escape lets the paragraph go first, and leads back then.
  await twoTexts.paragraph(BERTH).focus()
  await desk.press('Enter')
  await desk.press('Escape')
  await expect(twoTexts.status()).not.toHaveText(m.chosen)

  await twoTexts.paragraph(FUEL).dragTo(twoTexts.paragraph('(1) The ship will lie'))
  await expect(twoTexts.row(BERTH)).toContainText('(2) 燃料は')
  await desk.press('Control+Z')
  await expect(twoTexts.row(BERTH)).not.toContainText('(2) 燃料は')

  await twoTexts.inRow(FUEL, m.join).click()
  await expect(twoTexts.inRow(FUEL, m.unjoin)).toBeVisible()
  await expect(desk.status()).toContainText('Undo')
})

test('names are found in both scripts, tagged at once, seen at the record, and removed', async ({
  desk,
  page,
}) => {
  const { twoTexts } = desk
  const m = desk.m.textNames
  await desk.choose('unit', 'text.names')
  await expect(twoTexts.name('proposed', 'ライネ')).toContainText('ライネ')
  const both = twoTexts.name('proposed', 'Raine')
  await expect(both.getByRole('button', { name: `${m.tagAll(2)}: Raine` })).toBeDisabled()
  await both.getByRole('combobox').selectOption({ index: 1 })
  await both.getByRole('button', { name: `${m.tagAll(2)}: Raine` }).click()
  await expect(both).toHaveCount(0)
  await expect(twoTexts.name('tagged', 'ライネ')).toContainText(m.places(2))
  expect(await violations(page)).toEqual([])
  await twoTexts
    .pane()
    .getByRole('button', { name: /^Tag every name/ })
    .click()
  await expect(twoTexts.part('proposed')).toContainText(m.noneProposed)
  await expect(twoTexts.name('tagged', 'ライネ')).toContainText(m.places(3))
  await expect(twoTexts.name('tagged', 'オルソー')).toContainText(m.places(2))

  await twoTexts
    .name('tagged', 'オルソー')
    .getByRole('button', { name: new RegExp(`^${m.remove}`) })
    .first()
    .click()
  await expect(twoTexts.name('tagged', 'オルソー')).toContainText(m.places(1))
  await twoTexts
    .name('tagged', 'ライネ')
    .getByRole('button', { name: new RegExp(`^${m.goTo}`) })
    .first()
    .click()
  await expect(twoTexts.pane()).toHaveCount(0)
  await expect.poll(() => desk.page.evaluate(() => getSelection()?.toString())).toBe('ライネ')
  await desk.record.openTab('names')
  await desk.record.pane().getByRole('button', { name: 'ライネ: named 3 times in the text, page 1' }).click()
  await expect(twoTexts.pane()).toBeVisible()
})

test('a finding leads to its place in either text, and the list of misread words goes on', async ({
  desk,
}) => {
  const { twoTexts } = desk
  await desk.choose('catalogue', 'slips.open')
  await twoTexts.addSlip('停泊地', '碇泊地')
  await expect(twoTexts.own()).toHaveText([/停泊地 → 碇泊地/])
  await twoTexts.addSlip('寄港', '帰港')
  await expect(twoTexts.own()).toHaveCount(2)
  await twoTexts
    .pane()
    .getByRole('button', { name: `${desk.m.slips.remove}: 寄港` })
    .click()
  await expect(twoTexts.own()).toHaveCount(1)
  await desk.press('Escape')

  await desk.record.openTab('checks')
  const findings = desk.record.pane().getByRole('list', { name: desk.m.checks.label }).getByRole('listitem')
  await expect(findings.filter({ hasText: '停泊地 is probably misread for 碇泊地' })).toHaveCount(1)
  const candidate = findings.filter({ hasText: 'A candidate for review' })
  await candidate.getByRole('button', { name: /^Show: Translation 13/ }).click()
  await expect.poll(() => desk.page.evaluate(() => getSelection()?.toString())).toMatch(/^"Part of the quay/)
})
