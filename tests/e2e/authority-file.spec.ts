/** Catalogues share their names: one saves them as a file, another attaches it, and what is written anew there arrives. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FOLDER } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ situation: 'names' })

test('one catalogue saves its names, another takes them, and an edit there arrives by updating', async ({
  desk,
  home,
}) => {
  const { authorityFiles, names, nameRecord } = desk
  await home.shoko('new', join(home.documents, 'Other.shoko'), '--name', 'Another office', '--country', 'JP')
  writeFileSync(join(home.documents, 'notes.json'), '{}')
  const change = async (folder: string, name: string) => {
    await desk.choose('catalogue', 'catalogue.open')
    await desk.opening.open(folder)
    await expect(desk.name()).toHaveText(name)
  }

  await desk.goTo('names')
  await names.pane().getByRole('button', { name: desk.m.desk.commands['names.files'] }).click()
  await expect(authorityFiles.pane()).toContainText('No authority file is attached.')
  await authorityFiles.save({ replace: false })
  await expect(authorityFiles.status()).toContainText('names saved in Spec names.json')

  await change('Other', 'Other')
  await desk.choose('catalogue', 'names.files')
  await authorityFiles.attach('notes.json')
  await expect(authorityFiles.refusal()).toContainText('notes.json')
  await authorityFiles.button('Cancel').click()
  await authorityFiles.attach('Spec names.json')
  await expect(authorityFiles.files()).toContainText('Nothing taken yet')
  await expect(authorityFiles.difference('鹿取泰衛')).toContainText('new')
  const all = await authorityFiles.differences().count()
  await authorityFiles.difference('グロムイコ').getByRole('checkbox').uncheck()
  await authorityFiles.take(all - 1)
  await expect(authorityFiles.status().first()).toContainText(`${String(all - 1)} names added, 0 changed.`)
  await expect(authorityFiles.files()).toContainText('Last updated')
  await expect(authorityFiles.differences()).toHaveCount(1)

  await change(FOLDER.replace('.shoko', ''), 'Spec')
  await desk.goTo('names')
  await names.row('鹿取泰衛').click()
  await nameRecord.text('history').fill('駐中国大使')
  await expect(desk.status()).toContainText('Saved')
  await desk.choose('catalogue', 'names.files')
  await authorityFiles.save({ replace: false })
  await expect(authorityFiles.refusal()).toBeVisible()
  await authorityFiles.button('Cancel').click()
  await authorityFiles.save({ replace: true })
  await expect(authorityFiles.status()).toContainText('saved')

  await change('Other', 'Other')
  await desk.choose('catalogue', 'names.files')
  await authorityFiles.look()
  await expect(authorityFiles.difference('鹿取泰衛')).toContainText('changed there')
  await expect(authorityFiles.difference('鹿取泰衛')).toContainText('駐中国大使')
  await authorityFiles.difference('グロムイコ').getByRole('checkbox').uncheck()
  await authorityFiles.take(1)
  await expect(authorityFiles.status().first()).toContainText('0 names added, 1 changed.')
  await desk.goTo('names')
  await expect(names.row('鹿取泰衛')).toBeVisible()
  await authorityFiles.detach()
  await expect(authorityFiles.pane()).toContainText('What was taken from it stays.')
  await expect(names.row('鹿取泰衛')).toBeVisible()
  await desk.press('Escape')
  await names.row('鹿取泰衛').click()
  await expect(nameRecord.text('history')).toHaveValue('駐中国大使')
})
