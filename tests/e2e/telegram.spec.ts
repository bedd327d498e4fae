/** A telegram: what stands on the sheet has its place on the page, and its number leads to the telegrams it belongs to. */
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test('a stamp and an office of the distribution list are placed on the page, by keys and by mouse, and are found there', async ({
  desk,
  page,
}) => {
  const { record, pages } = desk
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.katori)
  await expect.poll(pages.seen).toEqual({ band: 'red', side: 'top' })
  await record.type().selectOption('Telegram')
  await record.openTab('access')
  await record.value('stamp').fill('秘密指定解除')
  await record.part('stamp', 'whose stamp').fill('情報公開室')
  await record.place('mark', 'stamp').click()
  await expect(pages.drawing()).toBeFocused()
  await desk.press('ArrowUp', 'Shift+ArrowRight', 'Enter')
  await expect(pages.drawing()).toHaveCount(0)
  await expect(pages.mark('stamp', 0)).toBeVisible()
  await expect(record.place('show', 'stamp')).toHaveText('page 1')
  await expect(record.place('markAgain', 'stamp')).toBeFocused()

  await record.value('distribution').fill('亜中')
  await record.place('mark', 'distribution').click()
  const box = await pages.drawing().boundingBox()
  if (!box) throw new Error('nothing to draw on')
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const
  await page.mouse.move(...at(0.45, 0.3))
  await page.mouse.down()
  await page.mouse.move(...at(0.55, 0.4), { steps: 3 })
  await page.mouse.up()
  await expect(pages.marks()).toHaveCount(2)

  await desk.press('Escape')
  await pages.thumbnails().nth(1).click()
  await expect(pages.marks()).toHaveCount(0)
  await record.place('show', 'stamp').click()
  await expect(pages.mark('stamp', 0)).toHaveClass(/lit/)
  await expect(pages.mark('distribution', 0)).not.toHaveClass(/lit/)
  await record.place('clear', 'distribution').click()
  await expect(pages.marks()).toHaveCount(1)
  await desk.press('Control+Z')
  await expect(pages.marks()).toHaveCount(2)
})

test('a separate telegram leads to the one it belongs to as soon as that is described, and back', async ({
  desk,
}) => {
  const { record } = desk
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.katori)
  await record.type().selectOption('Telegram')
  await record.part('relations', 'Target').fill('往電第1339号')
  await record.part('relations', 'Kind').selectOption('separate telegram of')
  await record.part('relations', 'Part').fill('別電3')
  await expect(record.field('relations')).toContainText('Not in the catalogue yet.')

  await desk.open(UNITS.nakasone)
  await expect(record.naming()).toHaveCount(0)
  await record.part('identifiers', 'Number').fill('第１３３９号')
  await record.openTab('notes')
  await expect(record.naming()).toContainText('別電3')
  await record.naming().getByRole('button', { name: UNITS.katori }).click()
  await expect(record.heading()).toHaveText(UNITS.katori)
  await record.openTab('identity')
  await record.field('relations').getByRole('button', { name: UNITS.nakasone }).click()
  await expect(record.heading()).toHaveText(UNITS.nakasone)
})

test('a number of a kind that no list has keeps the kind as it was typed', async ({ desk, page }) => {
  const { record } = desk
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.katori)
  await record.part('identifiers', 'Kind').pressSequentially('Old shelf-mark')
  await expect(record.suggestions().filter({ hasText: 'Kind' })).toHaveText([
    'Kind of our own: Old shelf-mark',
  ])
  await desk.press('Tab')
  await page.keyboard.type('A-12')
  await expect(desk.status()).toContainText('Saved')
  await desk.open(UNITS.nakasone)
  await desk.open(UNITS.katori)
  await expect(record.part('identifiers', 'Kind')).toHaveValue('Old shelf-mark')
  await expect(record.part('identifiers', 'Number')).toHaveValue('A-12')
})
