/** The words of rapid entry: many descriptions as rows. */
import { n } from './numbers.ts'

export const grid = {
  title: 'Rapid entry',
  of: (name: string) => `Rapid entry: ${name}`,
  rows: (count: number) => `${n(count)} ${count === 1 ? 'row' : 'rows'}`,
  newRow: 'New row',
  rowNumber: 'Row',
  row: (number: number) => `row ${n(number)}`,
  fileColumns: { uid: 'Identifier (uid)', parent: 'Parent', edtf: 'Dates as read', accessions: 'Accessions' },
  columns: 'Columns…',
  columnsTitle: 'Columns',
  allColumns: 'Every field, as they are. Add columns to choose instead.',
  addColumn: 'Add a column',
  wider: (name: string) => `${name}: wider`,
  narrower: (name: string) => `${name}: narrower`,
  sticky: (name: string) => `${name}: carried into new rows`,
  stickyHint: 'Carried into new rows',
  earlier: (name: string) => `${name}: move left`,
  later: (name: string) => `${name}: move right`,
  remove: (name: string) => `${name}: take out`,
  fillDown: 'Fill down',
  number: 'Number on',
  copyAbove: 'Copy from above',
  keysHint:
    'Type to replace, F2 to edit, Ctrl ’ or F8 for the cell above, Ctrl D to fill down, F9 to number on.',
  selected: (rows: number, columns: number) => `${n(rows)} × ${n(columns)} cells`,
  reading: (date: string) => `Reads as ${date}`,
  unread: 'Not read as a date: kept as written.',
  notSaved: (cells: number) =>
    `${n(cells)} ${cells === 1 ? 'cell is' : 'cells are'} not saved: what was typed is kept there.`,
  nextProblem: 'Go to it',
  giveUp: 'Put back',
  saving: 'Saving…',
  cell: (column: string, row: number) => `${column}, row ${n(row)}`,
  leftOut: (columns: number) =>
    `${n(columns)} ${columns === 1 ? 'column' : 'columns'} of what was pasted had no place, and stayed out.`,
  empty: 'Type in the row below to add the first unit.',
}
