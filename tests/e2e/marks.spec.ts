/** Passages of a text are marked with the keyboard, and the marks go where the text goes. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test('words are marked as emphasis, name, title and list, seen, undone, kept, and carried by EAD3', async ({
  desk,
  page,
  home,
}) => {
  const { record, tree } = desk
  const text = record.value('scopeAndContent')
  await tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.nakasone)
  await record.openTab('content')
  await text.fill('Mr Abe read Red Star.\nOn secret talks\nOn trade')
  await record.select('scopeAndContent', 'Abe')
  await expect(record.mark('person')).toHaveAttribute('aria-pressed', 'false')
  await desk.press('Alt+p')
  await expect(record.mark('person')).toHaveAttribute('aria-pressed', 'true')
  await expect(text).toHaveAccessibleDescription('Person “Abe”')
  // A mark is a step of its own, though the words were typed in the same visit.
  await expect(desk.status()).toContainText('Saved')
  await desk.press('Control+Z')
  await expect(text).not.toHaveAccessibleDescription(/Abe/)
  await expect(text).toHaveValue(/^Mr Abe read/)
  await desk.press('Control+Shift+Z')
  await expect(text).toHaveAccessibleDescription('Person “Abe”')
  await record.select('scopeAndContent', 'Red Star')
  await desk.press('Alt+t')
  await record.select('scopeAndContent', 'secret')
  await desk.press('Alt+e')
  await record.select('scopeAndContent', 'talks\nOn')
  await desk.press('Alt+i')
  const all = 'Person “Abe”, Title “Red Star”, List “On secret talks”, Emphasis “secret”, List “On trade”'
  await expect(text).toHaveAccessibleDescription(all)

  // Words typed inside a name belong to it, those beside it do not.
  await record.select('scopeAndContent', 'Abe')
  await desk.press('ArrowLeft', 'ArrowRight')
  await page.keyboard.type('b')
  await desk.press('ArrowRight', 'ArrowRight')
  await page.keyboard.type(',')
  await expect(text).toHaveAccessibleDescription(all.replace('Abe', 'Abbe'))
  await expect(text).toHaveValue(/^Mr Abbe, read/)
  await record.value('accruals').focus()
  await expect(desk.status()).toContainText('Undo: edit scope and content')

  // A visit to the field that only took a mark away is a step of its own, and history says what it did.
  await record.select('scopeAndContent', 'secret')
  await record.mark('emphasis').click()
  await expect(text).not.toHaveAccessibleDescription(/Emphasis/)
  await expect(text).toBeFocused()
  await record.value('accruals').focus()
  await expect(desk.status()).toContainText('Saved')
  await record.openTab('history')
  await record
    .pane()
    .getByRole('list', { name: desk.m.desk.history.label })
    .getByRole('button')
    .first()
    .click()
  await expect(record.pane().locator('del')).toHaveText(/^\s*Emphasis “secret”,\s*$/)
  await expect(record.pane().locator('ins')).toHaveCount(0)
  await desk.press('Control+Z')
  await expect(desk.status()).toContainText('Undone')
  await page.reload()
  await expect(tree.active()).toHaveCount(1)
  await tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.nakasone)
  await record.openTab('content')
  await expect(text).toHaveAccessibleDescription(all.replace('Abe', 'Abbe'))

  await record.status().selectOption('published')
  await expect(desk.status()).toContainText('Saved')
  await desk.press('Control+E')
  await desk.exporting.scope('selection')
  await desk.exporting.intoFolder()
  await desk.exporting.start()
  const job = desk.job('export')
  await expect(job.made().first()).toContainText('Valid')
  const name = await job
    .dialog()
    .getByRole('cell', { name: /\.xml$/ })
    .textContent()
  const xml = readFileSync(join(home.documents, name ?? ''), 'utf8')
  expect(xml).toContain(
    '<p>Mr <persname><part>Abbe</part></persname>, read <title><part>Red Star</part></title>.</p>',
  )
  expect(xml).toContain('<item>On <emph>secret</emph> talks</item>')
})

test('what an input method composes within a name and beside it moves no mark', async ({
  desk,
  page,
  inputMethod,
}) => {
  const { record, tree } = desk
  const text = record.value('scopeAndContent')
  await tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.nakasone)
  await record.openTab('content')
  await text.fill('鹿取と会談')
  await record.select('scopeAndContent', '鹿取')
  await desk.press('Alt+p')
  await expect(text).toHaveAccessibleDescription('Person “鹿取”')
  // Right behind the name.
  await desk.press('ArrowRight')
  await inputMethod.compose('たい')
  await inputMethod.compose('たいし')
  await expect(record.marks()).toHaveCount(0)
  await inputMethod.confirm('大使')
  await expect(text).toHaveValue('鹿取大使と会談')
  await expect(text).toHaveAccessibleDescription('Person “鹿取”')
  await expect(text).toBeFocused()
  // Inside it.
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowRight')
  await inputMethod.compose('か')
  await inputMethod.confirm('香')
  await expect(text).toHaveValue('鹿香取大使と会談')
  await expect(text).toHaveAccessibleDescription('Person “鹿香取”')
})
