/** A reviewer's morning: what is withheld is marked once and everywhere, coded, proposed, agreed to by another, and approved. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { draw, keepWith, markPassage, openReviewed } from './fixtures/reviewing.ts'
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ situation: 'reviewed' })

test('a reviewer’s day: marked by keys, proposed, agreed to by another, approved, released, and verified by the receiver', async ({
  desk,
  page,
  context,
  folder,
}) => {
  const { review: pane } = desk
  const { reviewing, review: words } = desk.m
  await openReviewed(desk)
  await expect(pane.rows()).toHaveCount(2)

  await draw(desk)
  await expect(pane.counterparts().getByRole('option')).toHaveCount(2)
  await expect(pane.lit('transcription')).toHaveText('ソ連側は1979年の提案を持ち出し、中国側は拒否した。')
  await expect(pane.lit('translation')).toContainText('proposal of 1979')
  // What is not chosen is not lit any more.
  await desk.press('ArrowDown', ' ')
  await expect(pane.lit('translation')).toHaveCount(0)
  await desk.press(' ', 'Enter')
  await expect(pane.code()).toBeFocused()
  await page.keyboard.type('5-3')
  await desk.press('Enter', 'Enter')
  await expect(pane.redactions()).toHaveCount(1)
  await expect(pane.frames()).toHaveCount(1)
  await expect(pane.withheld('transcription')).toHaveAttribute('data-code', '5条3号')
  await expect(pane.withheld('translation')).toHaveAttribute('data-code', '5条3号')

  // Words that are selected by keys; the code cited last is cited again.
  await pane.text('transcription').focus()
  await desk.press('Home', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'm')
  await expect(pane.counterparts()).toBeFocused()
  await desk.press('Enter')
  await expect(pane.code()).toBeFocused()
  await desk.press('Enter', 'Enter')
  await expect(pane.redactions()).toHaveCount(2)
  await expect(pane.frames()).toHaveCount(2)
  await desk.press('Control+Z')
  await expect(pane.redactions()).toHaveCount(1)

  // The second page was not looked at, and nothing is decided.
  await pane.text('transcription').focus()
  await desk.press('p')
  await expect(
    pane.form('propose').getByRole('button', { name: reviewing.forms.does.propose }),
  ).toBeDisabled()
  await expect(pane.inTheWay(/page was not looked at/)).toHaveCount(1)
  await pane.inTheWay(/page was not looked at/).click()
  await expect.poll(desk.pages.seen).toEqual({ band: 'green', side: 'top' })
  await pane.inTheWay(/nothing is decided/).click()
  await pane.field('decide', reviewing.forms.decision).selectOption('releaseInPart')
  await pane.does('decide')
  await pane.tickAll()
  await expect(pane.unresolved(0)).toBeVisible()
  await pane.text('transcription').focus()
  await desk.press('p')
  await pane.does('propose')
  await expect(pane.standing()).toHaveText(words.states['proposed'] ?? '')

  // Who proposed it cannot agree to it.
  await pane.act('agree').click()
  await pane.form('agree').getByRole('button', { name: reviewing.forms.does.agree, exact: true }).click()
  await expect(pane.pane().getByRole('alert')).toContainText('A second person has to look at it')
  await desk.press('Escape')
  await desk.workNowAs('Mori')
  await pane.act('agree').click()
  await pane.does('agree')
  await expect(pane.standing()).toHaveText(words.states['agreed'] ?? '')
  await desk.workNowAs('Kato')
  await pane.act('approve').click()
  await pane.field('approve', reviewing.forms.authority).fill('Kato')
  await pane.field('approve', reviewing.forms.position).fill('Director')
  await pane.does('approve')
  await expect(pane.standing()).toHaveText(words.states['approved'] ?? '')
  await expect(pane.rows().filter({ hasText: UNITS.katori })).toContainText(words.states['approved'] ?? '')
  await desk.choose('review', 'review.audit')
  await expect(pane.audit()).toContainText('Mori')
  await expect(pane.audit()).toContainText(reviewing.audit.whole)

  // Released: what goes out is seen before, and a page among it says to the receiver that all is as it was made.
  const m = desk.m.release
  await desk.choose('catalogue', 'release.open')
  const item = desk.workPane().getByRole('row').filter({ hasText: UNITS.katori })
  // Its scans are JPEGs of which nobody knows how far a pixel reaches: somebody has to answer for that.
  await expect(item).toContainText(m.because.lossyMaster)
  await desk.workPane().getByRole('checkbox', { name: m.work.traces }).check()
  await expect(item).toContainText(m.outcomes.part)
  await desk.workPane().getByRole('textbox', { name: m.work.name, exact: true }).fill('Released')
  await desk
    .workPane()
    .getByRole('button', { name: m.work.start(1), exact: true })
    .click()
  await expect(desk.dialogs()).toContainText(/SHA-256/)
  await expect(desk.dialogs()).toContainText(m.proof.proved)
  await expect(desk.dialogs()).toContainText(m.proof.lossy)
  const digest = await desk.dialogs().locator('code').innerText()
  await desk.press('Escape')
  await expect(desk.workPane().getByRole('region', { name: m.work.made })).toContainText(digest)
  await expect(item).toHaveCount(0)
  const released = join(dirname(folder), 'Released')
  for (const name of readdirSync(released))
    expect(readFileSync(join(released, name), 'utf8'), name).not.toContain('proposal of 1979')
  const receiver = await context.newPage()
  await receiver.goto(pathToFileURL(join(released, 'verify.html')).href)
  await receiver.locator('input[type=file]').setInputFiles(released)
  await expect(receiver.getByRole('status')).toContainText(m.verify.good)
  await expect(receiver.getByText(digest)).toBeVisible()
  await expect(receiver.getByText(m.verify.proof.proved)).toBeVisible()
})

test('what would leave is seen with one key: black on the page, a marker in the texts, and a frame round it', async ({
  desk,
}) => {
  const { review: pane } = desk
  await openReviewed(desk)
  await markPassage(desk, '5-3')
  await expect(pane.frames()).toHaveClass(/hatched/)
  await pane.text('translation').focus()
  await desk.press('e')
  await expect(pane.banner()).toBeVisible()
  await expect(pane.frames()).toHaveClass(/black/)
  await expect(pane.markers('transcription')).toHaveText('[1 line withheld – 5条3号]')
  await expect(pane.markers('translation')).toHaveText('[1 line withheld – 5条3号]')
  await expect(pane.text('transcription')).not.toContainText('1979')
  await expect(pane.text('translation')).not.toContainText('1979')
  // The title and the fields, too, as the release has them.
  const record = desk.page.getByRole('region', { name: desk.m.reviewing.released.word })
  await expect(record).toContainText(desk.m.release.because.notApproved)
  await desk.press('e')
  await expect(pane.banner()).toHaveCount(0)
  await expect(pane.text('transcription')).toContainText('1979')
})

test('what is returned with a comment says so, and what is in the way leads there', async ({ desk }) => {
  const { review: pane } = desk
  const { reviewing, review: words } = desk.m
  await openReviewed(desk)
  await markPassage(desk, '5-3')
  await expect(pane.redactions()).toHaveCount(1)
  // The first page has been there long enough before the second is gone to.
  await expect(pane.inTheWay(/page was not looked at/)).toHaveCount(1)
  await pane.inTheWay(/page was not looked at \(page 2\)/).click()
  await expect(pane.inTheWay(/page was not looked at/)).toHaveCount(0)
  await pane.inTheWay(/nothing is decided/).click()
  await pane.does('decide')
  await pane.tickAll()
  await pane.act('propose').click()
  await pane.does('propose')
  await desk.workNowAs('Mori')
  await pane.act('return').click()
  await pane.field('return', reviewing.forms.comment('1')).fill('Only the year.')
  await pane.does('return')
  await expect(pane.standing()).toHaveText(words.states['inReview'] ?? '')
  await expect(pane.redactions()).toContainText(words.redactionStates['returned'] ?? '')
  await pane
    .inTheWay(/a redaction was returned/)
    .first()
    .click()
  await expect(pane.redactions()).toContainText('Only the year.')
})

test('what is changed after it was proposed brings it back and is said; what a mark takes with it is taken one by one', async ({
  desk,
}) => {
  const { review: pane } = desk
  const { reviewing, review: words } = desk.m
  await openReviewed(desk)
  await markPassage(desk, '5-3')
  await expect(pane.redactions()).toHaveCount(1)
  // The first page has been there long enough before the second is gone to.
  await expect(pane.inTheWay(/page was not looked at/)).toHaveCount(1)
  await pane.inTheWay(/page was not looked at \(page 2\)/).click()
  await expect(pane.inTheWay(/page was not looked at/)).toHaveCount(0)
  await pane.inTheWay(/nothing is decided/).click()
  await pane.does('decide')
  await pane.tickAll()
  await pane.act('propose').click()
  await pane.does('propose')
  await expect(pane.standing()).toHaveText(words.states['proposed'] ?? '')
  await desk.press('F7')
  await desk.record.value('title').fill('1979年の提案')
  await expect(desk.status()).toContainText(/Saved/)
  await desk.press('F4')
  await expect(pane.standing()).toHaveText(words.states['inReview'] ?? '')
  await expect(pane.state()).toContainText(`${desk.m.fields.title}: ${reviewing.item.hows.changed}`)
  const also = pane.pane().getByRole('region', { name: reviewing.redactions.withIt })
  await also.getByRole('button', { name: reviewing.redactions.show, exact: true }).click()
  await also
    .getByRole('button', { name: reviewing.redactions.take('1979年の') })
    .first()
    .click()
  await expect(pane.redactions()).toContainText(reviewing.place.field(desk.m.fields.title))
})

test('a whole page and a field are withheld as such, the field with what is shown instead', async ({
  desk,
}) => {
  const { review: pane } = desk
  const { reviewing } = desk.m
  await openReviewed(desk)
  await pane.text('transcription').focus()
  await desk.press('Shift+M')
  await keepWith(desk, '5-3')
  await expect(pane.redactions()).toContainText([reviewing.place.page('1')])
  await pane.fieldPicker().selectOption(desk.m.fields.title)
  await expect(pane.code()).toBeFocused()
  // The code that was cited last, and then it is kept.
  await desk.press('Enter', 'Enter')
  await expect(pane.redactions()).toHaveCount(2)
  const instead = pane.redactions().getByLabel(reviewing.redactions.alternate)
  await instead.fill('[title withheld]')
  await desk.press('Tab')
  await desk.page.reload()
  await desk.tree.active().waitFor()
  await desk.press('F4')
  await pane.rows().filter({ hasText: UNITS.katori }).click()
  await pane.redactions().last().getByRole('button', { expanded: false }).click()
  await expect(instead).toHaveValue('[title withheld]')
})

test('a passage of another shape is drawn by its corners', async ({ desk, page }) => {
  const { review: pane } = desk
  await openReviewed(desk)
  await desk.pages.focus()
  await desk.press('m')
  await expect(desk.pages.drawing()).toBeFocused()
  const box = await desk.pages.drawing().boundingBox()
  if (!box) throw new Error('the drawing has no place')
  const corners = [
    [0.4, 0.4],
    [0.6, 0.4],
    [0.6, 0.55],
    [0.5, 0.6],
  ] as const
  for (const [x, y] of corners) await page.mouse.click(box.x + box.width * x, box.y + box.height * y)
  await desk.press('Enter')
  await expect(pane.counterparts().or(pane.code())).toBeVisible()
  await desk.press(...((await pane.counterparts().isVisible()) ? ['Enter'] : []))
  await expect(pane.code()).toBeFocused()
  await pane.code().fill('5-3')
  await desk.press('Enter')
  await expect(pane.code()).toHaveValue('')
  await desk.press('Enter')
  await expect(pane.frames()).toHaveCount(1)
  expect((await pane.frames().getAttribute('points'))?.split(' ')).toHaveLength(4)
})

test('what is due is seen by day and batch, leads to its item, and what was done is counted and kept as a table', async ({
  desk,
  page,
}) => {
  const { due, statistics, queue } = desk.m.reviewing
  await openReviewed(desk)
  // Two pages that nobody has looked at, and nothing decided.
  await expect(desk.review.rows().filter({ hasText: UNITS.draft })).toContainText(queue.unresolved(1))
  await desk.choose('review', 'review.due')
  const pane = desk.workPane()
  await pane.getByLabel(due.by, { exact: true }).fill('2027-12-31')
  await pane.getByLabel(due.by, { exact: true }).press('Tab')
  const day = pane.getByRole('region', { name: '2027-03-31' })
  await expect(day.getByRole('listitem')).toHaveCount(2)
  await expect(day).toContainText(desk.m.reviewing.item.batch('2026-1'))
  await pane.getByLabel(queue.code, { exact: true }).fill('5-3')
  await pane.getByLabel(queue.code, { exact: true }).press('Tab')
  await expect(pane).toContainText(due.none)
  await pane.getByLabel(queue.code, { exact: true }).fill('')
  await pane.getByLabel(queue.code, { exact: true }).press('Tab')
  await day.getByRole('button', { name: `${due.open}: ${UNITS.draft}` }).click()
  await expect(desk.review.state()).toContainText(desk.m.reviewing.item.batch('2026-1'))
  await expect(desk.review.rows().filter({ hasText: UNITS.draft })).toHaveAttribute('aria-selected', 'true')
  await desk.review.act('take').click()
  await expect(desk.review.standing()).toHaveText(desk.m.review.states['inReview'] ?? '')
  await desk.review.act('decide').click()
  await desk.review.does('decide')

  await desk.choose('review', 'review.statistics')
  await pane.getByText(statistics.bys.people, { exact: true }).click()
  await expect(pane.getByRole('row').filter({ hasText: 'Sato' })).toContainText('1')
  await pane.getByText(statistics.bys.decisions, { exact: true }).click()
  await expect(pane.getByRole('row').filter({ hasText: /release in full/ })).toContainText('1')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    pane.getByRole('button', { name: statistics.save }).click(),
  ])
  expect(readFileSync(await download.path(), 'utf8')).toMatch(/Sato,1,0,0/)
})

test('a duplicate is seen beside its original and takes over the marks that can be placed', async ({
  desk,
}) => {
  const { duplicate } = desk.m.reviewing
  const { review: pane } = desk
  await openReviewed(desk)
  await markPassage(desk, '5-3')
  await expect(pane.redactions()).toHaveCount(1)
  await pane.rows().filter({ hasText: UNITS.draft }).click()
  await pane.act('take').click()
  await expect(pane.standing()).toHaveText(desk.m.review.states['inReview'] ?? '')
  await pane.act('decide').click()
  await pane.field('decide', desk.m.reviewing.forms.decision).selectOption('duplicate')
  await pane.field('decide', desk.m.reviewing.forms.duplicateOf).fill('2')
  await pane.does('decide')
  const work = desk.workPane()
  await expect(work.getByRole('region', { name: duplicate.fields })).toContainText('B-1')
  await expect(work.getByRole('region', { name: duplicate.texts })).toContainText(duplicate.missing)
  await expect(work.getByRole('img', { name: new RegExp(`^${duplicate.there}`) })).toHaveCount(2)
  await work.getByRole('button', { name: duplicate.take }).click()
  await expect(work.getByRole('status')).toHaveText(duplicate.taken(0))
  await expect(work.getByRole('region', { name: duplicate.unplaced }).getByRole('listitem')).toHaveCount(3)
  await desk.press('Escape')
  await pane.state().getByRole('button', { name: duplicate.open }).click()
  await expect(work.getByRole('region', { name: duplicate.pages })).toContainText(duplicate.otherImage)
})
