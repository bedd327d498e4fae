/** The search box over titles, fields and texts. */
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test('two characters in the middle of a text are found, and marked', async ({ desk }) => {
  await desk.search('外相')
  await expect(desk.listPane()).toContainText('1 found')
  await expect(desk.results.hits()).toHaveCount(1)
  await expect(desk.results.hits().first()).toContainText(UNITS.katori)
  await expect(desk.results.hits().first()).toContainText('Scope and content')
  await expect(desk.results.marks()).toHaveText('外相')
  await desk.search('katori')
  await expect(desk.results.marks()).toHaveText('Katori')
})

test('the keyboard leads from the box through the results into the record, and back', async ({ desk }) => {
  await desk.press('Control+F')
  await expect(desk.searchBox()).toBeFocused()
  await desk.page.keyboard.type('telegram')
  await expect(desk.results.hits()).not.toHaveCount(0)
  await desk.press('Enter')
  await expect(desk.results.list()).toBeFocused()
  await expect(desk.results.chosen()).toHaveCount(1)
  const first = await desk.record.heading().textContent()
  await desk.press('ArrowDown')
  await expect(desk.record.heading()).not.toHaveText(first ?? '')
  const second = (await desk.record.heading().textContent()) ?? ''
  await desk.press('Enter')
  await expect(desk.record.value('title')).toBeFocused()
  await desk.press('Escape')
  await expect(desk.results.list()).toBeFocused()
  await desk.press('/')
  await expect(desk.searchBox()).toBeFocused()
  await desk.press('Escape')
  await expect(desk.tree.list()).toBeFocused()
  await expect(desk.searchBox()).toHaveValue('')
  await expect(desk.tree.active()).toContainText(second)
})

test('nothing found is said, with what to try', async ({ desk }) => {
  await desk.search('存在しない言葉')
  await expect(desk.listPane().getByRole('heading', { name: 'Nothing found' })).toBeVisible()
  await expect(desk.listPane()).toContainText('All words must occur')
})

test('whatever is typed is a query', async ({ desk, asked }) => {
  for (const query of [
    '"',
    '"外相',
    "'",
    '*',
    'a AND',
    'level:',
    '(((',
    'NEAR(',
    '%_',
    '\\\\',
    '<script>',
    '　',
    '(外相',
    '-',
  ]) {
    const before = asked.count('search.query')
    await desk.search(`${query} zz`)
    await expect.poll(() => asked.count('search.query')).toBeGreaterThan(before)
    await expect(desk.listPane().getByRole('heading', { name: 'Nothing found' })).toBeVisible()
    await expect(desk.listPane().getByRole('alert')).toHaveCount(0)
    await desk.search('外相')
    await expect(desk.results.hits()).toHaveCount(1)
  }
})

test('a passage of many pages that is pasted is looked for by its beginning', async ({ desk }) => {
  await desk.search('外相')
  await expect(desk.results.hits()).toHaveCount(1)
  await desk.search('外相 '.repeat(1000))
  await expect(desk.results.hits()).toHaveCount(1)
  await desk.search('zz'.repeat(1500))
  await expect(desk.listPane().getByRole('heading', { name: 'Nothing found' })).toBeVisible()
  await expect(desk.listPane().getByRole('alert')).toHaveCount(0)
})

test('a width, a case or an accent is no obstacle', async ({ desk }) => {
  for (const query of ['ＫＡＴＯＲＩ', 'kátori', 'KATORI']) {
    await desk.search(query)
    await expect(desk.results.hits().first()).toContainText(UNITS.katori)
    await desk.search('')
    await expect(desk.tree.list()).toBeVisible()
  }
})

test('what is edited is found at once, and what is deleted no longer', async ({ desk }) => {
  await desk.open(UNITS.empty)
  await desk.record.value('title').fill('園田外務大臣訪中')
  await expect(desk.tree.row('園田外務大臣訪中')).toBeVisible()
  await desk.search('園田')
  await expect(desk.results.hits()).toHaveCount(1)
  await desk.goTo('tree')
  await desk.tree.press('Delete')
  await expect(desk.tree.row('園田外務大臣訪中')).toHaveCount(0)
  await desk.goTo('results')
  await expect(desk.listPane()).toContainText('Nothing found')
})

test('what is found is narrowed by its facets, from the keyboard too, and the box says how', async ({
  desk,
}) => {
  await desk.search('telegram')
  const item = desk.results.facet('level', 'Item')
  await expect(item).toBeVisible()
  await item.click()
  await expect(desk.searchBox()).toHaveValue('level:item telegram')
  await expect(item).toHaveAttribute('aria-pressed', 'true')
  await expect(desk.results.facet('level', 'Fonds')).toHaveCount(0)
  await expect(item).toContainText(String(await desk.results.hits().count()))
  await item.press('Enter')
  await expect(desk.searchBox()).toHaveValue('telegram')
  await expect(desk.results.facet('level', 'Fonds')).toBeVisible()
  await item.press('ArrowRight')
  await expect(item).not.toBeFocused()
  await expect(desk.results.facets().locator(':focus')).toHaveCount(1)
})

test('a form writes the query, and reads what is typed in the box', async ({ desk, page }) => {
  await desk.press('Control+Shift+F')
  const form = desk.find
  await form.value(1).fill('外相')
  await expect(desk.searchBox()).toHaveValue('外相')
  await expect(desk.results.hits()).toHaveCount(1)
  await form.field(2).selectOption({ label: 'Level' })
  await form.value(2).selectOption({ label: 'Series' })
  await expect(desk.searchBox()).toHaveValue('外相 level:series')
  await expect(desk.listPane().getByRole('heading', { name: 'Nothing found' })).toBeVisible()
  await form.negation(2).selectOption({ label: 'without' })
  await expect(desk.searchBox()).toHaveValue('外相 -level:series')
  await expect(desk.results.hits()).toHaveCount(1)
  await desk.search('title:"two words" 日付:1984')
  await expect(form.value(1)).toHaveValue('two words')
  await expect(form.field(2)).toHaveValue('date')
  await form.value(2).fill('')
  await expect(desk.searchBox()).toHaveValue('title:"two words"')
  await page.keyboard.press('Escape')
  await expect(desk.workPane()).toHaveCount(0)
})

test('a search is kept, named, run again and deleted; undo brings it back', async ({ desk, page }) => {
  await desk.search('外相')
  await expect(desk.results.hits()).toHaveCount(1)
  await desk.choose('edit', 'search.save')
  await desk.search('')
  await desk.goTo('results')
  await desk.results.saved('外相').press('F2')
  await page.keyboard.type('Ministers')
  await page.keyboard.press('Enter')
  await desk.results.saved('Ministers').click()
  await expect(desk.searchBox()).toHaveValue('外相')
  await expect(desk.results.hits()).toHaveCount(1)
  await desk.search('')
  await desk.goTo('results')
  await desk.results.forget('Ministers')
  await expect(desk.results.saved('Ministers')).toHaveCount(0)
  await desk.press('Control+Z')
  await expect(desk.results.saved('Ministers')).toBeVisible()
})

test('what is found is put in the order of a field, and is selected in it', async ({ desk }) => {
  await desk.search('level:item')
  await expect(desk.results.hits()).not.toHaveCount(0)
  const best = await desk.results.hits().allTextContents()
  await desk.results.order().selectOption('Title')
  await expect(desk.results.hits().first()).toContainText(UNITS.nakasone)
  await desk.results.hits().nth(1).click()
  await desk.press('Shift+ArrowUp')
  await expect(desk.listPane()).toContainText('2 selected')
  await desk.results.order().selectOption('Date, oldest first')
  await expect(desk.results.hits().first()).toContainText(UNITS.katori)
  await desk.results.order().selectOption('Best match first')
  await expect.poll(() => desk.results.hits().allTextContents()).toEqual(best)
})

test('some of the results are selected, or all', async ({ desk }) => {
  await desk.search('telegram')
  await expect(desk.results.hits()).not.toHaveCount(0)
  const total = await desk.results.hits().count()
  expect(total).toBeGreaterThan(1)
  await desk.press('Enter')
  await expect(desk.results.chosen()).toHaveCount(1)
  await desk.press('Shift+ArrowDown')
  await expect(desk.listPane()).toContainText('2 selected')
  await desk.press('Control+A')
  await expect(desk.results.chosen()).toHaveCount(total)
})
