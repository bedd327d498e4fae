/** Labels, cards and lists: seen before they are made, and made as a PDF that is taken away. */
import { readFileSync } from 'node:fs'
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ situation: 'telegrams' })

test('labels of the selection are seen at once, the template is kept for everybody, and the PDF is taken away', async ({
  desk,
  page,
}) => {
  const { m } = desk
  const work = page.getByRole('region', { name: m.desk.panes.work, exact: true })
  const preview = work.getByRole('img', { name: m.print.preview })
  await desk.tree.press('ArrowRight', 'ArrowRight')
  await desk.open(UNITS.katori)
  await desk.press('Control+P')
  await work.getByRole('combobox', { name: m.print.what }).selectOption(m.print.printed.unitLabels)
  await work.getByRole('combobox', { name: m.print.about }).selectOption('The selection (1 description)')
  await expect(work.getByRole('status')).toContainText('1 to print')
  await expect(preview).toContainText('B-1-1')

  const lines = work.getByRole('textbox', { name: m.print.lines })
  await lines.fill('# {referenceCode}')
  await work.getByRole('button', { name: m.print.tokens.level }).click()
  await expect(lines).toHaveValue('# {referenceCode}{level}')
  await lines.fill('{nonsense}')
  await expect(work.getByRole('alert')).toContainText('There is no token {nonsense} here.')
  await lines.fill('# {referenceCode}\n{otherTitle}')
  await expect(preview).toContainText('鹿取大使発電報')
  await work.getByRole('button', { name: m.print.keep }).click()
  await expect(work).toContainText(m.print.kept)

  await work.getByRole('combobox', { name: m.print.sheet }).selectOption(m.print.sheets.own)
  await work.getByRole('spinbutton', { name: m.print.measures.columns }).fill('9')
  await desk.press('Tab')
  await expect(work.getByRole('alert')).toContainText('do not stand on the page')
  await work.getByRole('combobox', { name: m.print.sheet }).selectOption(m.print.sheets.l7163)
  await expect(preview).toBeVisible()
  await work.getByRole('button', { name: m.print.make }).click()
  const report = page.getByRole('dialog')
  await expect(report).toContainText('1 entry on 1 page.')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    report.getByRole('link', { name: m.desk.export.download }).click(),
  ])
  expect(
    readFileSync(await download.path())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
})
