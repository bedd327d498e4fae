/** Cells by row and column, from 0, and the blocks that they span. */

export interface Cell {
  readonly row: number
  readonly column: number
}

export interface Range {
  readonly from: Cell
  readonly to: Cell
}

export const blockOf = (one: Cell, other: Cell): Range => ({
  from: { row: Math.min(one.row, other.row), column: Math.min(one.column, other.column) },
  to: { row: Math.max(one.row, other.row), column: Math.max(one.column, other.column) },
})

/** The cells of a block, row by row. */
export function* within({ from, to }: Range): Generator<Cell> {
  for (let row = from.row; row <= to.row; row += 1)
    for (let column = from.column; column <= to.column; column += 1) yield { row, column }
}

export const holds = ({ from, to }: Range, { row, column }: Cell): boolean =>
  row >= from.row && row <= to.row && column >= from.column && column <= to.column

export const sizeOf = ({ from, to }: Range): { rows: number; columns: number } => ({
  rows: to.row - from.row + 1,
  columns: to.column - from.column + 1,
})

/** The nearest cell that there is. */
export const bounded = ({ row, column }: Cell, rows: number, columns: number): Cell => ({
  row: Math.max(0, Math.min(rows - 1, row)),
  column: Math.max(0, Math.min(columns - 1, column)),
})
