import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test('a description is put into a box by its number, and the box is found by scanning its barcode', async ({
  desk,
}) => {
  const { record, holdings, m } = desk
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.katori)
  const box = record.part('containers', m.holdings.record.containers)
  await box.fill('箱12/3')
  await expect(holdings.suggestions()).toHaveText([/Box 12 \/ 3/])
  await box.press('Enter')
  await expect(record.part('containers', m.holdings.folder)).toHaveValue('3')
  await record
    .field('containers')
    .getByRole('button', { name: m.holdings.open('Box 12') })
    .click()
  await expect(holdings.heading()).toHaveText('Box 12')
  await holdings.field('barcode').fill('4901234567894')
  await expect(holdings.rows()).toContainText(['4901234567894'])

  await desk.goTo('tree')
  await desk.open(UNITS.nakasone)
  await expect(record.heading()).toHaveText(UNITS.nakasone)
  await holdings.scan(box, '4901234567894')
  await expect(box).toHaveValue('Box 12')
  await desk.goTo('holdings')
  await holdings.scan(holdings.search(), '4901234567894')
  await expect(holdings.contents()).toHaveCount(2)
  await holdings.contents().first().click()
  await expect(record.heading()).toHaveText(UNITS.nakasone)

  await desk.searchBox().fill('box:12 ')
  await expect(desk.results.hits()).toHaveCount(2)
})

test('boxes are moved to a shelf together, numbered, made one, and all of it is undone', async ({ desk }) => {
  const { holdings, record, m } = desk
  await desk.goTo('holdings')
  await expect(desk.listPane()).toContainText(m.holdings.emptyTitle.containers)
  for (const number of ['1', '2', '3']) {
    await holdings.add('containers')
    await expect(holdings.field('indicator')).toBeFocused()
    await holdings.field('indicator').fill(number)
    await expect(holdings.rows().filter({ hasText: `Box ${number}` })).toHaveCount(1)
  }
  await holdings.show('locations')
  await holdings.add('locations')
  await holdings.field('path').fill('Main building/Stack 2/14')
  await holdings.field('barcode').fill('SHELF-14')
  await expect(holdings.rows('locations')).toContainText(['SHELF-14'])

  await holdings.show('containers')
  await holdings.rows().first().click()
  await holdings.list().press('Control+a')
  await expect(holdings.record()).toContainText(m.holdings.picked(3))
  await holdings.scan(holdings.place(), 'SHELF-14')
  await expect(holdings.rows().filter({ hasText: 'Main building / Stack 2 / 14' })).toHaveCount(3)
  await holdings.record().getByLabel(m.holdings.many.first).fill('101')
  await holdings.press(m.holdings.many.run('101', '103'))
  await expect(holdings.rows()).toContainText(['Box 101', 'Box 102', 'Box 103'])
  await holdings.press(m.holdings.many.mergeInto('Box 101'))
  await expect(holdings.rows()).toHaveCount(1)
  for (let steps = 0; steps < 3; steps++) await desk.press('Control+z')
  await expect(holdings.rows()).toContainText(['Box 1', 'Box 2', 'Box 3'])
  await expect(holdings.rows().filter({ hasText: m.holdings.nowhere })).toHaveCount(3)

  await holdings.rows().last().click()
  await holdings.press(m.holdings.remove)
  await expect(holdings.rows()).toHaveCount(2)
  await holdings.scan(holdings.search(), 'SHELF-14')
  await expect(holdings.heading()).toHaveText('Main building / Stack 2 / 14')
  await holdings.press(m.holdings.remove)
  await expect(holdings.record()).toContainText(m.holdings.nothingTitle)
  await desk.goTo('tree')
  await expect(record.heading()).toBeVisible()
})
