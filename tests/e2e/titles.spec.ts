/** A Japanese title has its reading, by which it is found and sorted. */
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test('the reading of a title is typed below it, finds it, sorts a list by it, and is undone', async ({
  desk,
  inputMethod,
  page,
}) => {
  const { record, tree, lists } = desk
  const reading = record.part('title', desk.m.names.reading)
  await tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.katori)
  await expect(reading).toHaveCount(1)
  await expect(record.part('title', desk.m.names.reading, 2)).toHaveCount(0)
  await record.value('title').press('Tab')
  await page.keyboard.press('Tab')
  await inputMethod.compose('カトリ')
  await inputMethod.confirm('カトリ')
  await expect(reading).toHaveValue('カトリ')
  await expect(reading).toBeFocused()
  await expect(desk.status()).toContainText('Saved')

  await desk.search('かとり')
  const hit = desk.results.hits().filter({ hasText: UNITS.katori })
  await expect(hit).toHaveCount(1)
  await desk.press('Escape')

  await desk.goTo('tree')
  await desk.open(UNITS.draft)
  // What is typed anew tells its language.
  await record.value('title').press('Alt+Delete')
  await record.value('title').fill('甲の件')
  await record.part('title', desk.m.names.reading).fill('いぬ')
  await expect(tree.row('甲の件')).toBeVisible()
  await tree.row(UNITS.katori).click()
  await page.keyboard.down('Shift')
  await tree.row('甲の件').click()
  await page.keyboard.up('Shift')
  await desk.goTo('lists')
  await lists.button('create').click()
  await lists.name().fill('By reading')
  await lists.name().press('Enter')
  await expect(lists.rows()).toContainText([UNITS.katori, UNITS.nakasone, '甲の件'])
  await desk.press('Alt+L')
  const japanese = desk.in('ja')
  await japanese.lists.button('sort').click()
  await expect(japanese.lists.rows()).toContainText([UNITS.nakasone, '甲の件', UNITS.katori])
  await desk.press('Control+Z')
  await expect(japanese.lists.rows()).toContainText([UNITS.katori, UNITS.nakasone, '甲の件'])
})
