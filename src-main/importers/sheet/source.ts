/** A spreadsheet of any kind as rows of text. */
import { openRegular, readChunks } from '../../platform/files.ts'
import { csvRows, recogniseDelimiter } from './csv-rows.ts'
import { recogniseEncoding } from './encoding.ts'
import { SheetProblem } from './problem.ts'
import { xlsxRows, xlsxSheets } from './xlsx-rows.ts'

export interface SheetLine {
  /** From 1, as spreadsheets number them. */
  row: number
  cells: string[]
  /** Columns whose cell is a formula, from 0. */
  formulas: number[]
}

export type SheetKind =
  { kind: 'xlsx'; sheets: string[] } | { kind: 'csv'; encoding: string; delimiter: string }

/** What a file is. @throws SheetProblem, and the refusals of a file that cannot be read */
export async function recogniseSheet(path: string, signal?: AbortSignal): Promise<SheetKind> {
  const file = await openRegular(path)
  let head: Buffer
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1 << 16), 0, 1 << 16, 0)
    head = buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
  if (head.length === 0) throw new SheetProblem('empty', 0)
  if (head.toString('latin1', 0, 2) === 'PK') return { kind: 'xlsx', sheets: await xlsxSheets(path) }
  // An old workbook, or one with a password: a file of Microsoft's compound form.
  if (head.readUInt32BE(0) === 0xd0cf11e0) throw new SheetProblem('encrypted', 0)
  const encoding = await recogniseEncoding(readChunks(path, signal))
  if (encoding === null) throw new SheetProblem('encoding', 0)
  return { kind: 'csv', encoding, delimiter: recogniseDelimiter(new TextDecoder(encoding).decode(head)) }
}

/** @throws SheetProblem */
export const sheetLines = (
  path: string,
  kind: SheetKind,
  sheet: number,
  signal?: AbortSignal,
): AsyncGenerator<SheetLine> =>
  kind.kind === 'xlsx' ? xlsxRows(path, sheet, signal) : csvRows(path, kind.encoding, kind.delimiter, signal)
