/** A second review that is blind: what was proposed is kept from the second person until both have marked. */
import { markPassage } from './fixtures/reviewing.ts'
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ situation: 'reviewed' })

test('two persons mark without seeing each other, are compared, and the stricter stays', async ({ desk }) => {
  const { review } = desk
  const m = desk.m.blind
  const panel = review.pane().getByRole('region', { name: m.title })
  await desk.workAs('Sato')
  await desk.press('F4')
  await review.rows().filter({ hasText: UNITS.katori }).click()
  await panel.getByRole('button', { name: `${m.ask}…` }).click()
  await panel.getByRole('combobox', { name: m.of }).selectOption(m.item)
  await panel.getByRole('button', { name: m.ask, exact: true }).click()
  await expect(panel).toContainText(m.on)

  await expect.poll(desk.pages.seen).toEqual({ band: 'red', side: 'top' })
  await markPassage(desk, '5-3')
  await expect(review.redactions()).toHaveCount(1)
  await review
    .inTheWay(/page was not looked at/)
    .first()
    .click()
  await expect(review.inTheWay(/page was not looked at/)).toHaveCount(0)
  await review.act('decide').click()
  await review.field('decide', desk.m.reviewing.forms.decision).selectOption('releaseInPart')
  await review.does('decide')
  await review.tickAll()
  await expect(review.unresolved(0)).toBeVisible()
  await review.act('propose').click()
  await review.does('propose')

  // Mori sees the pages and the texts, and nothing of what Sato has marked.
  await desk.workNowAs('Mori')
  await expect(panel).toContainText(m.veiled)
  await expect(review.redactions()).toHaveCount(0)
  await expect(review.frames()).toHaveCount(0)
  await review.act('agree').click()
  await review
    .form('agree')
    .getByRole('button', { name: desk.m.reviewing.forms.does.agree, exact: true })
    .click()
  await expect(review.pane().getByRole('alert')).toContainText(desk.m.errors.blindUnfinished({ who: '' }))
  await desk.press('Escape')
  for (const band of ['red', 'green'] as const) {
    await desk.pages.focus()
    await desk.press(band === 'red' ? '[' : ']')
    await expect.poll(desk.pages.seen).toEqual({ band, side: 'top' })
    await expect(review.state()).toContainText(desk.m.reviewing.item.looked(band === 'red' ? 1 : 2, 2))
  }
  await panel.getByRole('button', { name: m.compare }).click()
  const differences = panel.getByRole('list', { name: m.differences }).getByRole('listitem')
  await expect(differences).toHaveCount(1)
  await expect(differences).toContainText(m.kinds.onlyFirst)
  await expect(review.redactions()).toHaveCount(1)
  await review.act('agree').click()
  await review
    .form('agree')
    .getByRole('button', { name: desk.m.reviewing.forms.does.agree, exact: true })
    .click()
  await expect(review.pane().getByRole('alert')).toContainText(desk.m.errors.blindUnsettled({ count: 1 }))
  await desk.press('Escape')
  await expect(differences.getByRole('button', { name: m.looser })).toBeDisabled()
  await differences.getByRole('button', { name: m.stricter }).click()
  await expect(differences).toContainText(m.hows.stricter)
  await review.act('agree').click()
  await review.does('agree')
  await expect(review.standing()).toHaveText(desk.m.review.states['agreed'] ?? '')
})
