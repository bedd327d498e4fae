/** Catalogues of others: one that somebody else has open, and one that comes from elsewhere. */
import { join } from 'node:path'
import { hold } from '../../src-main/catalogue/holder.ts'
import { CATALOGUE, UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ situation: null, start: { catalogue: 'none', mayFail: false } })

test('a catalogue that somebody else has open is read meanwhile, and edited when it is free', async ({
  welcome,
  desk,
  home,
  situations,
}) => {
  const folder = await situations.copy('telegrams', home.documents, join(home.folder, 'user'))
  const held = hold(folder, '田中', '2026-01-02T03:04:05.000Z')
  await welcome.act('open')
  await desk.opening.open(CATALOGUE)
  await expect(desk.dialogs()).toContainText('田中')
  await desk.dialogs().getByRole('button', { name: desk.m.access.read }).click()
  await expect(desk.access()).toContainText('田中 has been working in it')
  await expect(desk.tree.active()).toContainText(UNITS.fonds)
  held.release()
  await desk.access().getByRole('button', { name: desk.m.access.write }).click()
  await expect(desk.access()).toHaveCount(0)
  await desk.choose('unit', 'description.newTop')
  await expect(desk.status()).toContainText('Undo')
})

test('a catalogue from somebody else is read until the person says that they know it', async ({
  welcome,
  desk,
  home,
  situations,
}) => {
  await situations.copy('telegrams', home.documents)
  await welcome.act('open')
  await desk.opening.open(CATALOGUE)
  await expect(desk.access()).toContainText('new on this machine')
  await expect(desk.status()).toContainText(desk.m.desk.status.readOnly)
  await desk.access().getByRole('button', { name: desk.m.access.trust }).click()
  await expect(desk.access()).toHaveCount(0)
  await desk.choose('catalogue', 'catalogue.close')
  await welcome.openRecent(CATALOGUE)
  await expect(desk.tree.active()).toContainText(UNITS.fonds)
  await expect(desk.access()).toHaveCount(0)
})
