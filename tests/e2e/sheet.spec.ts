/** Spreadsheets in, on the desk: mapped, compared cell by cell, taken whole. */
import iconv from 'iconv-lite'
import writeExcel from 'write-excel-file/node'
import { UNITS } from './fixtures/situations.ts'
import { expect, test } from './fixtures/test.ts'

/** A partner's list as Japanese Windows writes it. */
const theirs = (...rows: string[][]) => ({
  name: '受入目録.csv',
  mimeType: 'text/csv',
  buffer: iconv.encode(rows.map((row) => `${row.join('\t')}\r\n`).join(''), 'cp932'),
})

test('a list in CP932 is mapped, compared, taken as one step, and the next one is read in the same way', async ({
  desk,
}) => {
  const { sheet } = desk
  await desk.press('Control+Shift+I')
  await sheet.choose(
    theirs(
      ['棚の番号', '件名', '日付', '担当者メモ'],
      ['B-1-2', '総理訪中', '昭和59年3月26日', 'x'],
      ['B-1-7', '在ソ連大使発電報', '昭和59年3月27日', 'y'],
    ),
  )
  await expect(sheet.choice('Encoding')).toHaveValue('shift_jis')
  await expect(sheet.choice('Between cells')).toHaveValue('\t')
  await expect(sheet.column('日付')).toContainText('1984-03-26')
  await expect(sheet.status()).toHaveText('Left out: 棚の番号, 担当者メモ')
  await sheet.field('棚の番号').selectOption({ label: 'Reference code' })
  await sheet.language('件名').selectOption({ label: 'Japanese' })
  await sheet.rememberAs().fill('Partner')
  await sheet.compare()
  await expect(sheet.status().first()).toHaveText('1 new, 1 changed, 0 unchanged, 0 left out, 0 refused')
  await expect(sheet.rows().first()).toContainText('Title (jpn): empty 総理訪中')
  await sheet.take(2)
  await expect(sheet.pane()).toContainText('One undo takes all of it back.')
  await sheet.button('Select what was taken').click()
  await expect(desk.tree.list()).toBeFocused()
  await expect(desk.tree.rows().filter({ hasText: UNITS.nakasone })).toHaveAttribute('aria-selected', 'true')
  await expect(desk.status()).toContainText('Undo: import a spreadsheet')
  await desk.press('Control+Z')
  await expect(desk.status()).not.toContainText('Undo: import a spreadsheet')

  await sheet.button('Another file…').click()
  await sheet.choose(theirs(['棚の番号', '件名', '日付', '担当者メモ'], ['B-1-1', '', '', '']))
  await expect(sheet.pane()).toContainText('As remembered: Partner')
  await expect(sheet.field('棚の番号')).toHaveValue('referenceCode')
  await sheet.button('Forget “Partner”').click()
  await expect(sheet.button('Forget “Partner”')).toHaveCount(0)
})

test('a workbook of another program names each cell that is refused, and then nothing is taken', async ({
  desk,
}, testInfo) => {
  const path = testInfo.outputPath('theirs.xlsx')
  const cell = (value: string) => ({ value, type: String })
  const data = [
    ['Reference code', 'Title', 'Level', 'Extent'].map(cell),
    ['B-1-1', 'Katori, again', 'Item', '3 枚'].map(cell),
    ['B-1-9', 'No such level', 'Box', 'many'].map(cell),
  ]
  await (writeExcel as unknown as (data: unknown) => { toFile(path: string): Promise<void> })(data).toFile(
    path,
  )
  const { sheet } = desk
  await desk.choose('catalogue', 'sheet.open')
  await sheet.choose(path)
  await expect(sheet.field('Extent')).toHaveValue('extents')
  await sheet.compare()
  await expect(sheet.choice('Show')).toHaveValue('problem')
  await expect(sheet.rows()).toHaveCount(1)
  await expect(sheet.rows().first()).toContainText('Row 3')
  await expect(sheet.rows().first()).toContainText('Level:')
  await expect(sheet.button('Take all 1')).toBeDisabled()
  await sheet.choice('Show').selectOption({ label: 'changed' })
  await expect(sheet.rows().first()).toContainText('Katori, again')
  await sheet.back()
  await expect(sheet.column('Extent')).toBeVisible()
  await desk.press('Escape')
  await expect(desk.tree.list()).toBeFocused()
})
