/** The tools of marking: what is drawn becomes whole letters, lines, pages, or everything but itself. */
import type { Locator } from '@playwright/test'
import { draw, keepWith, markPassage, openReviewed } from './fixtures/reviewing.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ situation: 'lettered' })

async function boundsOf(polygon: Locator): Promise<{ width: number; height: number }> {
  const points =
    (await polygon.getAttribute('points'))?.split(' ').map((point) => point.split(',').map(Number)) ?? []
  const [across, down] = [points.map(([x = 0]) => x), points.map(([, y = 0]) => y)]
  return {
    width: Math.max(...across) - Math.min(...across),
    height: Math.max(...down) - Math.min(...down),
  }
}

test('what is drawn takes whole letters; by keys it becomes the whole line, the page, or everything but itself, on one page or all', async ({
  desk,
}) => {
  const { review: pane } = desk
  const { place } = desk.m.reviewing
  await openReviewed(desk)
  await draw(desk)
  await expect(pane.counterparts()).toBeFocused()
  await expect(pane.shape('review.toLines')).toHaveAttribute('aria-pressed', 'true')
  const snapped = await boundsOf(pane.going().first())
  await desk.press('Alt+D')
  await expect(pane.shape('review.asDrawn')).toHaveAttribute('aria-pressed', 'true')
  await expect(pane.counterparts()).toBeFocused()
  const drawn = await boundsOf(pane.going().first())
  // Letters were cut on both sides, and above.
  expect(snapped.width).toBeGreaterThan(drawn.width * 1.04)
  expect(snapped.height).toBeGreaterThan(drawn.height * 1.04)

  await desk.press('Alt+E')
  await expect(pane.shape('review.toLine')).toHaveAttribute('aria-pressed', 'true')
  await expect
    .poll(async () => (await boundsOf(pane.going().first())).width)
    .toBeGreaterThan(snapped.width * 2)
  await desk.press('Alt+B')
  await expect(pane.going()).toHaveCount(4)
  await desk.press('Alt+P')
  await expect(pane.going()).toHaveCount(1)
  await expect(pane.shape('review.toPage')).toHaveAttribute('aria-pressed', 'true')

  // The same place on both pages, kept with one code.
  await desk.press('Alt+K')
  await expect(pane.shape('review.toLines')).toHaveAttribute('aria-pressed', 'true')
  await desk.press('Alt+S')
  await keepWith(desk, '5-3')
  await expect(pane.redactions()).toHaveCount(1)
  await expect(pane.redactions()).toContainText(place.region('1'))
  await expect(pane.redactions()).toContainText(place.region('2'))
})

test('two places are drawn for one mark, and what is between the shape and the code can still be changed', async ({
  desk,
}) => {
  const { review: pane } = desk
  await openReviewed(desk)
  await draw(desk)
  await expect(pane.counterparts()).toBeFocused()
  await desk.press('Alt+M')
  await expect(desk.pages.drawing()).toBeFocused()
  await desk.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown')
  await desk.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown')
  await desk.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter')
  await expect(pane.counterparts()).toBeFocused()
  await desk.press('Enter')
  await expect(pane.code()).toBeFocused()
  await desk.press('Alt+D')
  await expect(pane.counterparts()).toBeFocused()
  await desk.press('Enter')
  await expect(pane.code()).toBeFocused()
  await desk.press('Enter')
  await expect(pane.redactions()).toHaveCount(1)
  await expect(pane.frames()).toHaveCount(2)
})

test('all occurrences of words are gone through by keys: marked for the redaction, skipped, gone back to', async ({
  desk,
}) => {
  const { review: pane } = desk
  const m = desk.m.reviewing.finding
  await openReviewed(desk)
  await markPassage(desk, '5-3')
  await expect(pane.withheld('transcription')).toHaveCount(1)
  await pane.redactions().first().getByRole('button', { expanded: true }).focus()
  await desk.press('Shift+F')
  const field = pane.finding().getByRole('textbox', { name: m.kinds.words, exact: true })
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('ソ連側は1979年の提案を持ち出し、中国側は拒否した。')
  await field.fill('会談')
  await desk.press('Enter')
  await expect(pane.hit()).toBeFocused()
  await expect(pane.hit()).toContainText(`${m.at(1, 3)} · ${m.counts(3, 0, 0)}`)
  await expect(pane.lit('transcription')).toHaveText('会談')
  await desk.press('s')
  await expect(pane.hit()).toContainText(`${m.at(2, 3)} · ${m.counts(2, 0, 1)}`)
  await desk.press('m')
  await expect(pane.hit()).toContainText(`${m.at(3, 3)} · ${m.counts(1, 1, 1)}`)
  await expect(pane.redactions()).toHaveCount(1)
  await expect(pane.withheld('transcription')).toHaveCount(2)
  await desk.press('n')
  await expect(pane.hit()).toContainText(m.counts(0, 2, 1))
  await expect(pane.redactions()).toHaveCount(2)
  await expect(pane.redactions().last()).toContainText('5条3号')
  await desk.press('b', 'b')
  await expect(pane.hit()).toContainText(m.at(1, 3))
  await desk.press('m')
  await expect(pane.hit()).toContainText(m.counts(0, 3, 0))
  await desk.press('Escape')
  await expect(pane.finding()).toHaveCount(0)
  await expect(pane.withheld('transcription')).toHaveCount(4)
})

test('a name is found in all its forms across the catalogue, and marked where it stands with the same codes', async ({
  desk,
}) => {
  const { review: pane } = desk
  const m = desk.m.reviewing.finding
  await openReviewed(desk)
  await markPassage(desk, '5-3')
  await pane.text('transcription').focus()
  await desk.press('Shift+F')
  await pane.finding().getByRole('combobox', { name: m.what }).selectOption('name')
  await pane.finding().getByRole('combobox', { name: m.kinds.name, exact: true }).fill('ソ')
  await pane.finding().getByRole('option', { name: /ソ連/ }).click()
  await pane.finding().getByRole('combobox', { name: m.whereLabel }).selectOption('catalogue')
  await pane.finding().getByRole('button', { name: m.look }).click()
  // Both texts of the item say it where it is withheld already; the title of another record does not.
  await expect(pane.hit()).toContainText(`${m.at(3, 3)} · ${m.counts(1, 2, 0)}`)
  await expect(pane.hit()).toContainText('C-1')
  await expect(pane.hit()).toContainText(desk.m.fields.title)
  await desk.press('m')
  await expect(pane.hit()).toContainText(m.counts(0, 3, 0))
  await expect(pane.redactions()).toHaveCount(1)
  await pane.hit().getByRole('button', { name: m.goThere }).click()
  await expect(pane.redactions()).toContainText([desk.m.reviewing.place.field(desk.m.fields.title)])
  await expect(pane.redactions()).toContainText('5条3号')
})

test('what no program sees is ticked by hand before an item is proposed, and the way there is one key', async ({
  desk,
}) => {
  const { review: pane } = desk
  const { checks } = desk.m.review
  await openReviewed(desk)
  await expect(pane.checks()).toHaveCount(0)
  await markPassage(desk, '5-3')
  const open = (left: number) => pane.inTheWay(desk.m.reviewing.checklist.inTheWay(left))
  await expect(pane.checks()).toHaveCount(6)
  await expect(open(6)).toBeVisible()
  await desk.press('Shift+T')
  await expect(pane.checks().first()).toBeFocused()
  await desk.press(' ')
  await expect(pane.checks().first()).toBeChecked()
  await expect(pane.pane().locator('details')).toContainText('Sato')
  // Whoever is led there by what is in the way goes on with the next.
  await open(5).click()
  await expect(pane.checks().nth(1)).toBeFocused()
  // Before it is proposed, each is named.
  await desk.pages.focus()
  await desk.press('p')
  await pane
    .form('propose')
    .getByRole('button', { name: checks['carbonOffset'] ?? '' })
    .click()
  await expect(pane.form('propose')).toHaveCount(0)
  await expect(pane.checks().nth(1)).toBeFocused()
  await pane.tickAll()
  await expect(pane.inTheWay(/checklist/)).toHaveCount(0)
  // Another mark, and what depends on marks is open again.
  await desk.pages.focus()
  await desk.press('Shift+M')
  await expect(pane.counterparts()).toBeFocused()
  await desk.press('Enter')
  await expect(pane.code()).toBeFocused()
  await desk.press('Enter', 'Enter')
  await expect(pane.redactions()).toHaveCount(2)
  await expect(open(2)).toBeVisible()
})

test('what would leave is shown beside what is marked, page and texts, and moves with it', async ({
  desk,
  page,
}) => {
  const { review: pane } = desk
  const { released } = desk.m.reviewing
  await openReviewed(desk)
  await markPassage(desk, '5-3')
  await pane.text('transcription').focus()
  await desk.press('Shift+E')
  const black = desk.pages.pane().locator('polygon.black')
  await expect(black).toHaveCount(1)
  await expect(desk.pages.pane().locator('polygon.hatched')).toHaveCount(1)
  const texts = page.getByRole('region', { name: desk.m.desk.panes.texts, exact: true })
  const beside = texts.getByRole('textbox', { name: new RegExp(`^${released.word}`) })
  await expect(beside).toHaveCount(2)
  await expect(beside.first()).toContainText('[1 line withheld – 5条3号]')
  await expect(beside.first()).not.toContainText('1979')
  await expect(pane.text('transcription')).toContainText('1979')
  // It goes on: what is marked now is black at once.
  await desk.pages.focus()
  const before = await boundsOf(black.first())
  await desk.press('+')
  await expect.poll(async () => (await boundsOf(black.first())).width).toBeGreaterThan(before.width * 1.1)
  await desk.press('Shift+M')
  await expect(pane.counterparts()).toBeFocused()
  await desk.press('Enter')
  await expect(pane.code()).toBeFocused()
  await desk.press('Enter', 'Enter')
  await expect(black).toHaveCount(2)
  await desk.press('Shift+E')
  await expect(black).toHaveCount(0)
})

test.describe('on a page with rules across it', () => {
  test.use({ situation: 'reviewed' })

  test('ink too large to be writing is not followed, and it is said that it sticks out', async ({ desk }) => {
    const { review: pane } = desk
    await openReviewed(desk)
    await draw(desk)
    await expect(pane.counterparts()).toBeFocused()
    await expect(pane.pane()).toContainText(desk.m.reviewing.marking.crossing(2))
    await expect(desk.pages.pane().locator('polygon[data-mark^="crossing"]')).toHaveCount(2)
  })
})
