/** The rows of a file as cells by column. */
import { sheetLines } from '../../../importers/sheet/source.ts'
import type { SheetLine } from '../../../importers/sheet/source.ts'
import { refusal } from '../../../shared/contract/errors.ts'
import type { SheetPlan } from '../../../shared/contract/sheet.ts'
import { columnOf } from '../../../shared/domain/sheet/column.ts'
import type { Column } from '../../../shared/domain/sheet/column.ts'
import type { PlanInput } from './planned.ts'

export const separatorOf = (asked: SheetPlan): string => (asked.separator === 'line' ? '\n' : asked.separator)

/** For each column of the file what it means. */
export const mappedColumns = (asked: SheetPlan): (Column | null)[] =>
  asked.mapping.map((id) => (id === null ? null : columnOf(id)))

/** Rows with something in them, below the first. */
export async function* filledLines(
  { path, kind, asked }: PlanInput,
  signal: AbortSignal,
): AsyncGenerator<SheetLine> {
  let first = true
  for await (const line of sheetLines(path, kind, asked.sheet, signal)) {
    if (signal.aborted) throw refusal('cancelled', {})
    const blank = line.cells.every((cell) => cell.trim() === '')
    if (!first && !blank) yield line
    if (!blank) first = false
  }
}

/** Cells by column; several columns of the file for one field are its values, in order. */
export function cellsOf(
  line: SheetLine,
  columns: readonly (Column | null)[],
  separator: string,
): Map<string, string> {
  const joint = separator === '\n' ? '\n' : ` ${separator} `
  const cells = new Map<string, string>()
  columns.forEach((column, at) => {
    if (!column) return
    const text = (line.cells[at] ?? '').replaceAll(/\r\n?/g, '\n')
    const before = cells.get(column.id)
    cells.set(
      column.id,
      before === undefined || before === '' ? text : text === '' ? before : before + joint + text,
    )
  })
  return cells
}
