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
    'a AND OR NOT',
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
