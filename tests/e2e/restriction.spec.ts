import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test('a unit that is closed says from when it is open, and is found by that', async ({ desk }) => {
  const { record, m } = desk
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.nakasone)
  await record.openTab('access')
  await record.part('restrictions', m.restriction.years).fill('３０')
  await record.part('restrictions', m.restriction.basis).fill('Public Records Act')
  await expect(record.field('restrictions')).toContainText('Open since 2015-01-01')
  await record.part('restrictions', m.restriction.years).fill('')
  await record.part('restrictions', m.restriction.ends).fill('2099-12-31')
  await expect(record.field('restrictions')).toContainText('Open from 2100-01-01')
  await desk.goTo('openings')
  await expect(desk.listPane()).toContainText(m.restriction.empty)
  await desk.listPane().getByRole('combobox', { name: m.restriction.when }).selectOption('All with a day')
  const openings = desk.listPane().getByRole('listbox', { name: m.restriction.label })
  await expect(openings.getByRole('option')).toContainText('Open from 2100-01-01')
  await desk.goTo('tree')
  await desk.open(UNITS.katori)
  await desk.goTo('openings')
  await openings.getByRole('option').click()
  await expect(record.heading()).toHaveText(UNITS.nakasone)
})
