/** A branch is lent as a catalogue of its own, only read here meanwhile, worked on elsewhere, and taken back. */
import { join } from 'node:path'
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test('a series is lent, marked and only read, edited elsewhere, looked at, taken back, and written again', async ({
  desk,
  home,
}) => {
  const { lending, record, tree } = desk
  await desk.workAs('森')
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.series)
  await desk.choose('unit', 'loan.lend')
  await lending.lend('田中', '夏まで', 'Series for Tanaka')
  await expect(lending.loans()).toHaveCount(1)
  await expect(lending.loans()).toContainText('Out')
  await expect(lending.loans()).toContainText('夏まで')
  await expect(desk.status()).toContainText('Undo: lend a branch')
  await desk.press('Escape')

  await expect(tree.row(UNITS.katori)).toContainText('Lent to 田中 since')
  await expect(tree.row(UNITS.fonds)).not.toContainText('Lent to')
  await desk.open(UNITS.katori)
  await expect(lending.bar()).toContainText('Lent to 田中 since')
  await expect(record.status()).toBeDisabled()
  await desk.choose('unit', 'description.draft')
  await expect(tree.refusal()).toContainText('This branch is lent to 田中')

  const lent = join(home.documents, 'Series for Tanaka.shoko')
  await home.shoko('set', lent, 'B-1-1', 'staffNote=Checked at home.')
  await lending.bar().getByRole('button', { name: desk.m.lending.loans }).click()
  await lending.look('Spec')
  await expect(lending.refusal()).toContainText('was not lent')
  await lending.button('Cancel').click()
  await lending.look('Series for Tanaka')
  await expect(lending.preview('田中')).toContainText('Changed: 1')
  await expect(lending.preview('田中')).toContainText(UNITS.katori)
  await lending.take()
  await expect(lending.status()).toContainText('Taken back from 田中')
  await expect(lending.loans()).toContainText('Returned')
  await lending.button(desk.m.lending.history).click()
  await expect(lending.history()).toHaveCount(1)
  await expect(lending.history()).toContainText('staff note')
  await desk.press('Escape')
  await expect(tree.row(UNITS.katori)).not.toContainText('Lent to')
  await desk.open(UNITS.katori)
  await expect(record.status()).toBeEnabled()
  await desk.choose('unit', 'description.draft')
  await expect(desk.status()).toContainText('Undo: edit status')

  // The catalogue that was lent says whose it is.
  await desk.choose('catalogue', 'catalogue.open')
  await desk.opening.open('Series for Tanaka')
  await expect(desk.name()).toHaveText('Series for Tanaka')
  await expect(lending.bar()).toContainText('Lent by 森, Spec since')
})

test('a loan that is called off leaves the branch to be written here, and nothing of it is taken later', async ({
  desk,
}) => {
  const { lending, tree } = desk
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.nakasone)
  await desk.choose('unit', 'loan.lend')
  await lending.lend('Sato', '', 'One item')
  await expect(tree.row(UNITS.nakasone)).toContainText('Lent to Sato')
  await lending.callOff()
  await expect(lending.loans()).toContainText('Called off')
  await expect(tree.row(UNITS.nakasone)).not.toContainText('Lent to')
  await desk.press('Escape')
  await desk.choose('unit', 'description.draft')
  await expect(desk.status()).toContainText('Undo: edit status')
})
