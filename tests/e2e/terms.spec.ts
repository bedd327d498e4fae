/** Places, subjects and the like are terms: found in any script, corrected once, right everywhere. */
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ situation: 'telegrams' })

test('a place becomes a term on the way, is found by another label elsewhere, and follows a correction', async ({
  desk,
  page,
}) => {
  const { record, terms, termRecord } = desk
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.draft)
  await record.openTab('content')
  await record.accessPoint().value().focus()
  await record.accessPoint().type().selectOption('place')
  await record.accessPoint().value().pressSequentially('モスクワ')
  await expect(terms.suggestions().last()).toHaveText('New term of our own: モスクワ')
  await desk.press('ArrowUp', 'Enter')
  await expect(desk.status()).toContainText('Saved')
  await record.accessPoint().open('モスクワ').click()
  await expect(termRecord.heading()).toHaveText('モスクワ')
  await termRecord.label().press('Alt+Enter')
  await termRecord.label(2).fill('Moscow')
  await termRecord.kind(2).selectOption('Preferred')
  await termRecord.field('source').fill('tgn')
  await termRecord.field('source').press('Tab')
  await expect(desk.status()).toContainText('Saved')
  await expect(termRecord.uses()).toContainText([UNITS.draft])

  await desk.goTo('tree')
  await desk.open(UNITS.nakasone)
  await record.openTab('content')
  await record.accessPoint().value().focus()
  await record.accessPoint().type().selectOption('place')
  let answer: () => void = () => undefined
  const wentThere = new Promise<void>((resolve) => (answer = resolve))
  await page.route('**/rpc/term/suggest', async (route) => {
    if (route.request().postData()?.includes('"mosc"') === true) await wentThere
    await route.continue()
  })
  await record.accessPoint().value().pressSequentially('mos')
  await expect(terms.suggestions().first()).toContainText('Moscow')
  await record.accessPoint().value().pressSequentially('c')
  // Whoever goes to a suggestion stays on it when the answer to the last letter comes later.
  await desk.press('ArrowDown')
  answer()
  await expect(terms.suggestions().last()).toHaveText('New term of our own: mosc')
  await page.unroute('**/rpc/term/suggest')
  await desk.press('Enter')
  await expect(record.accessPoint().value()).toHaveValue('Moscow')
  await record.accessPoint().open('Moscow').click()
  await expect(termRecord.uses()).toContainText([UNITS.nakasone, UNITS.draft])
  await termRecord.label(2).fill('Moskva')
  await expect(desk.status()).toContainText('Saved')
  await desk.goTo('tree')
  await desk.open(UNITS.nakasone)
  await expect(record.accessPoint().value()).toHaveValue('Moskva')
  await desk.search('モスクワ')
  await expect(desk.results.hits().filter({ hasText: UNITS.nakasone })).toHaveCount(1)
})

test('words that stand in records become terms in one step, two of them become one, and undo gives both back', async ({
  desk,
}) => {
  const { record, terms, termRecord } = desk
  await desk.tree.press('ArrowRight', 'ArrowRight')
  for (const unit of [UNITS.draft, UNITS.katori]) {
    await desk.open(unit)
    await record.openTab('content')
    await record.accessPoint().value().fill('会談')
    await desk.press('Escape', 'Tab')
    await expect(desk.status()).toContainText('Saved')
  }
  await record.accessPoint().value().press('Alt+Enter')
  await record.accessPoint(2).value().fill('首脳会談')
  await desk.press('Escape', 'Tab')
  await expect(desk.status()).toContainText('Saved')
  await desk.goTo('terms')
  await terms.loose(2).click()
  await terms.word('2 uses').check()
  await terms.word('首脳会談').check()
  await terms.gather(2)
  await expect(terms.pane()).toContainText('All words of access points are terms.')
  await terms.back()
  await terms.search().fill('会談')
  await expect(terms.rows()).toHaveCount(2)
  await terms.row('首脳会談').click()
  await termRecord.reading().fill('しゅのうかいだん')
  await termRecord.field('relations').pressSequentially('会談')
  await expect(terms.suggestions().first()).toContainText('会談')
  await desk.press('Enter')
  await expect(terms.row('首脳会談')).toContainText('under 会談')
  await termRecord.bin()
  await expect(terms.problem()).toContainText('This term describes 1 record.')
  await termRecord.merge()
  await termRecord.into().pressSequentially('会談')
  await expect(terms.suggestions().first()).toContainText('会談')
  await desk.press('Enter')
  await expect(terms.rows()).toHaveCount(1)
  await expect(termRecord.label(2)).toHaveValue('首脳会談')
  await desk.press('Control+Z')
  await terms.search().fill('かいだん')
  await expect(terms.row('首脳会談')).toHaveCount(1)

  await terms.search().fill('')
  await terms.ofType('genre')
  await terms.add()
  await expect(termRecord.label()).toBeFocused()
  await termRecord.label().fill('電報')
  await expect(desk.status()).toContainText('Saved')
  await termRecord.bin()
  await expect(terms.row('電報')).toHaveCount(0)
  await desk.goTo('bin')
  await desk.bin.restore('電報')
  await expect(termRecord.heading()).toHaveText('電報')
})
