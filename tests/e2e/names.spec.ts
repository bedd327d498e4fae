/** Names are records: found in any script, written once, right everywhere. */
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ situation: 'names' })

test('鹿取 is found through Katori, another name is made on the way, and its record is one click away', async ({
  desk,
}) => {
  const { record, nameRecord, names } = desk
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.draft)
  await record.openTab('names')
  await record.agent().name().pressSequentially('Katori')
  await expect(names.suggestions().first()).toContainText('鹿取泰衛')
  await expect(names.suggestions().first()).toContainText('1920–2003')
  await desk.press('Enter')
  await expect(record.agent().name()).toHaveValue('鹿取泰衛')
  await record.agent().role().selectOption('sender')
  await record.agent().role().press('Alt+Enter')
  await record.agent(2).name().pressSequentially('Wu Xueqian')
  await expect(names.suggestions().first()).toContainText('New person: Wu Xueqian')
  await desk.press('Enter')
  await record.agent(2).supplied().selectOption('supplied by the translator')
  await expect(desk.status()).toContainText('Saved')

  await record.agent(2).open('Wu Xueqian')
  await expect(nameRecord.heading()).toHaveText('Wu Xueqian')
  await expect(nameRecord.uses()).toContainText(['Creator · supplied by the translator'])
  await nameRecord.form().press('Alt+Enter')
  await nameRecord.form(2).fill('呉学謙')
  await nameRecord.part('reading', 2).fill('ごがくけん')
  await expect(desk.status()).toContainText('Saved')
  await names.order('kana')
  await names.goTo('か')
  await expect(names.chosen()).toContainText('鹿取泰衛')
  await desk.search('呉学謙')
  await expect(desk.results.hits().filter({ hasText: UNITS.draft })).toHaveCount(1)
})

test('names of one person become one, in use it cannot be deleted, and undo gives both back', async ({
  desk,
  page,
}) => {
  const { names, nameRecord, merging } = desk
  await desk.goTo('names')
  for (const another of ['Y. K.', 'Ambassador K.']) {
    await names.add()
    await expect(nameRecord.form()).toBeFocused()
    await nameRecord.form().fill(another)
    await expect(nameRecord.heading()).toHaveText(another)
  }
  await names.search().fill('かとり')
  await expect(names.rows()).toHaveCount(2)
  await names.row('鹿取泰衛').click()
  await expect(nameRecord.heading()).toHaveText('鹿取泰衛')
  await nameRecord.merge()
  await merging.other().pressSequentially('カトリ大使')
  await expect(names.suggestions().first()).toContainText('カトリ大使')
  await desk.press('Enter')
  for (const another of ['Y. K.', 'Ambassador K.']) {
    // Whoever goes on typing while the chosen one is on its way loses no letter.
    await expect(merging.other()).toBeFocused()
    await page.keyboard.type(another)
    await expect(names.suggestions().first()).toContainText(another)
    await desk.press('Enter')
  }
  await merging.leaveOut('Ambassador K.')
  await expect(merging.pane()).toContainText('1 link of descriptions will lead to the name that is kept.')
  await expect(merging.pick('History', 'カトリ大使')).toBeChecked()
  await merging.run()
  await expect(nameRecord.uses()).toContainText([UNITS.nakasone])
  await expect(nameRecord.form(3)).toHaveValue('カトリ大使')
  await expect(nameRecord.text('history')).toHaveValue('中国駐箚大使。')
  await nameRecord.bin()
  await expect(names.problem()).toContainText('This name is used by 1 description.')
  await desk.press('Control+Z')
  await names.search().fill('かとり')
  await expect(names.rows()).toHaveCount(2)

  await names.search().fill('')
  await names.ofType('position')
  await names.add()
  await expect(nameRecord.form()).toBeFocused()
  await nameRecord.form().fill('外務大臣')
  await nameRecord.holder().pressSequentially('Katori')
  await expect(names.suggestions().first()).toContainText('鹿取泰衛')
  await desk.press('Enter')
  await expect(desk.status()).toContainText('Saved')
  await nameRecord.bin()
  await expect(names.row('外務大臣')).toHaveCount(0)
  await desk.goTo('bin')
  await desk.bin.restore('外務大臣')
  await expect(nameRecord.holder()).toHaveValue('鹿取泰衛')
})
