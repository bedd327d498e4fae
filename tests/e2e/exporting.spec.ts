/** Other formats from the dialog: what each has no place for, its options, and a file that is checked. */
import { readFileSync } from 'node:fs'
import { expect, test } from './fixtures/test.ts'

test('a citation of what is selected goes out, with an address for the record', async ({ desk }) => {
  const { exporting, m } = desk
  const { formatNames, optionNames } = m.desk.export
  await desk.press('Control+E')
  await exporting.format(formatNames['bibtex'] ?? '')
  await exporting
    .dialog()
    .getByText(/^Has no place for \d+ fields/)
    .click()
  await expect(exporting.dialog().getByText('Scope and content', { exact: false })).toBeVisible()
  await expect(exporting.dialog().getByText(m.grid.columnsTitle, { exact: true })).toHaveCount(0)
  await exporting.dialog().getByText(m.desk.export.options, { exact: true }).click()
  await exporting.dialog().getByLabel(optionNames.recordAddress).fill('https://example.org/{uid}')
  await exporting.start()
  await expect(desk.job('export').made().first()).toContainText('Valid')
  const download = await desk.job('export').download()
  expect(download.suggestedFilename()).toMatch(/\.bib$/)
  expect(readFileSync(await download.path(), 'utf8')).toMatch(/@misc\{[^]*url = \{https:\/\/example\.org\//)
})

test('a spreadsheet has its columns, a table for AtoM none to choose, and TEI says which texts the public gets', async ({
  desk,
}) => {
  const { exporting, m } = desk
  await desk.press('Control+E')
  await exporting.format('CSV RFC 4180')
  await expect(exporting.dialog().getByText(m.grid.columnsTitle, { exact: true })).toBeVisible()
  await exporting.format(m.desk.export.formatNames['csv-atom'] ?? '')
  await expect(exporting.dialog().getByText(m.grid.columnsTitle, { exact: true })).toHaveCount(0)
  await expect(exporting.dialog().getByText(m.desk.export.textsHint)).toHaveCount(0)
  await exporting.format('TEI P5')
  await expect(exporting.dialog().getByText(m.desk.export.textsHint)).toBeVisible()
  await exporting.start()
  await expect(desk.job('export').made().first()).toContainText('Valid')
})
