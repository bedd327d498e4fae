/** What came into the archive is registered, and units say with which accession they came. */
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ situation: 'telegrams' })

const YEAR = String(new Date().getFullYear())

test('an accession is registered, a series came with it, its units are found, and it cannot be deleted', async ({
  desk,
}) => {
  const { accessions, record, m } = desk
  await desk.choose('view', 'view.accessions')
  await expect(desk.listPane()).toContainText(m.accessions.emptyTitle)
  await accessions.add()
  await expect(accessions.field('number')).toBeFocused()
  await expect(accessions.field('number')).toHaveValue(`${YEAR}-001`)
  await desk.page.keyboard.type('2026-014')
  await accessions.field('title').fill('Telegrams of the embassy')
  await accessions.field('received').fill('令和8年4月4日')
  await expect(accessions.record()).toContainText('2026-04-04')
  await accessions.field('kind').selectOption(m.accessions.kinds.transfer)
  await accessions.field('source').pressSequentially('Ministry of Foreign Affairs')
  await expect(accessions.suggestions().last()).toContainText(m.accessions.asWords)
  await desk.press('Tab')
  await accessions.field('extent').fill('12 boxes (1.4 m)')
  await accessions.field('note').fill('Keys in the safe')
  await expect(desk.status()).toContainText('Saved')
  await expect(accessions.rows()).toContainText(['2026-014'])
  await expect(accessions.rows()).toContainText([
    '令和8年4月4日 · Ministry of Foreign Affairs · 12 boxes (1.4 m)',
  ])

  await desk.goTo('tree')
  await desk.open(UNITS.series)
  await record.openTab('context')
  await accessions.link().pressSequentially('embassy')
  await expect(accessions.suggestions()).toHaveText([/2026-014/])
  await desk.press('Enter')
  await expect(accessions.ofUnit().getByRole('listitem')).toContainText(['2026-014'])
  await desk.tree.press('ArrowRight')
  await desk.open(UNITS.katori)
  await expect(accessions.ofUnit()).toContainText(m.accessions.ofUnit.inherited(UNITS.series))

  await desk.search('accession:2026-14 level:item ')
  await expect(desk.results.hits()).toHaveCount(3)
  await expect(desk.results.hits().filter({ hasText: UNITS.katori })).toHaveCount(1)

  await accessions.open('2026-014')
  await expect(accessions.heading()).toHaveText('2026-014')
  await expect(accessions.uses()).toContainText([UNITS.series])
  await accessions.bin()
  await expect(accessions.problem()).toContainText('1 record says that it came with accession 2026-014')
  await accessions.uses().first().getByRole('button').click()
  await expect(record.heading()).toHaveText(UNITS.series)
  await accessions.unlink('2026-014')
  await expect(accessions.ofUnit().getByRole('listitem')).toHaveCount(0)
  await desk.press('Control+Z')
  await expect(accessions.ofUnit().getByRole('listitem')).toContainText(['2026-014'])
  await desk.press('Control+Z')
  await expect(accessions.ofUnit().getByRole('listitem')).toHaveCount(0)
  await desk.press('Control+Y')
  await expect(accessions.ofUnit().getByRole('listitem')).toHaveCount(1)
})

test('many units that are selected came with one accession, and are taken out of it together', async ({
  desk,
}) => {
  const { accessions, record, tree } = desk
  await desk.goTo('accessions')
  await accessions.add()
  await expect(accessions.heading()).toHaveText(`${YEAR}-001`)
  await desk.goTo('tree')
  await tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.katori)
  await record.openTab('context')
  await tree.press('Shift+ArrowDown', 'Shift+ArrowDown')
  await expect(desk.listPane()).toContainText('3 selected')
  await expect(record.heading()).toHaveText(UNITS.draft)
  await accessions.link(3).pressSequentially(`${YEAR}-1`)
  await expect(accessions.suggestions()).toHaveCount(1)
  await desk.press('Enter')
  await expect(accessions.ofUnit().getByRole('listitem')).toHaveCount(1)
  await desk.search(`accession:${YEAR}-001 `)
  await expect(desk.results.hits()).toHaveCount(3)
  await desk.search('')
  await desk.goTo('tree')
  await desk.open(UNITS.katori)
  await tree.press('Shift+ArrowDown', 'Shift+ArrowDown')
  await accessions.unlink(`${YEAR}-001`, 3)
  await expect(accessions.ofUnit().getByRole('listitem')).toHaveCount(0)
  await desk.press('Control+Z')
  await expect(accessions.ofUnit().getByRole('listitem')).toHaveCount(1)
  await accessions.open(`${YEAR}-001`)
  await expect(accessions.uses()).toHaveCount(3)
})

test.describe('where names are known', () => {
  test.use({ situation: 'names' })

  test('the register goes on by itself, is sorted and searched, names whom it knows, and its bin gives back', async ({
    desk,
  }) => {
    const { accessions, m } = desk
    await desk.goTo('accessions')
    await accessions.add()
    await expect(accessions.heading()).toHaveText(`${YEAR}-001`)
    await accessions.add()
    await expect(accessions.heading()).toHaveText(`${YEAR}-002`)
    await accessions.field('number').fill(`${YEAR}-1`)
    await expect(accessions.record()).toContainText(`Another accession has the number ${YEAR}-1`)
    await accessions.field('number').fill('1998-7')
    await expect(accessions.rows()).toContainText(['1998-7', `${YEAR}-001`])
    await accessions.field('received').fill('1998')
    await accessions.field('source').pressSequentially('鹿取')
    await expect(accessions.suggestions().first()).toContainText('鹿取')
    await desk.press('Enter')
    await expect(accessions.openSource('鹿取')).toBeVisible()
    await accessions.sort('date')
    await expect(accessions.rows()).toContainText(['1998-7', `${YEAR}-001`])
    await accessions.search().fill('鹿取')
    await expect(accessions.rows()).toContainText(['1998-7'])
    await expect(accessions.rows()).toHaveCount(1)
    await accessions.bin()
    await expect(desk.listPane()).toContainText(m.accessions.noneTitle)
    await desk.goTo('bin')
    await desk.bin.restore('1998-7')
    await expect(accessions.heading()).toHaveText('1998-7')
    await accessions.openSource('鹿取').click()
    await expect(desk.nameRecord.pane()).toContainText('鹿取')
  })
})
