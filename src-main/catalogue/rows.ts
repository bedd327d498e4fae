/** The rows of one owner, such as the dates of a description: how a list of values becomes the fewest changes of rows. */
import { all, get, run } from './database.ts'
import type { ReadDatabase, Value, WriteDatabase } from './database.ts'

/**
 * The id of a new row of a table that descriptions refer to: one that no row has had, also none that undo took back, since
 * earlier moments of a description still name that one.
 */
export const unusedId = (db: ReadDatabase, table: string): number =>
  get<{ id: number }>(db, {
    text: `SELECT 1 + max((SELECT coalesce(max(id), 0) FROM ${table}),
                          (SELECT coalesce(max(rowId), 0) FROM historyChange WHERE operation = 'delete' AND tableName = ?)) AS id`,
    parameters: [table],
  })?.id ?? 1

/** Puts the rows of an owner that has none yet. */
export const insertRows: typeof updateRows = (db, table, owner, columns, rows) =>
  rows.forEach((row, seq) => insertRow(db, table, { ...owner, seq }, columns, row))

/** Makes the rows of an owner those given, in order: rows that stay are changed in place, so that history shows values, not shuffling. */
export function updateRows(
  db: WriteDatabase,
  table: string,
  owner: Record<string, Value>,
  columns: readonly string[],
  rows: readonly Record<string, unknown>[],
): void {
  const keys = Object.keys(owner)
  const ownerValues = Object.values(owner)
  const existing = all<{ id: number }>(db, {
    text: `SELECT id FROM ${table} WHERE ${keys.map((key) => `${key} = ?`).join(' AND ')} ORDER BY seq`,
    parameters: ownerValues,
  })
  rows.forEach((row, seq) => {
    const values = columns.map((column) => toValue(row[column]))
    const there = existing[seq]
    if (there) {
      run(db, {
        text: `UPDATE ${table} SET seq = ?, ${columns.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`,
        parameters: [seq, ...values, there.id],
      })
    } else {
      insertRow(db, table, { ...owner, seq }, columns, row)
    }
  })
  for (const { id } of existing.slice(rows.length))
    run(db, { text: `DELETE FROM ${table} WHERE id = ?`, parameters: [id] })
}

function insertRow(
  db: WriteDatabase,
  table: string,
  owner: Record<string, Value>,
  columns: readonly string[],
  row: Record<string, unknown>,
): void {
  const names = [...Object.keys(owner), ...columns]
  run(db, {
    text: `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    parameters: [...Object.values(owner), ...columns.map((column) => toValue(row[column]))],
  })
}

export function toValue(value: unknown): Value {
  if (typeof value === 'boolean') return value ? 1 : 0
  return value === undefined ? null : (value as Value)
}

/** Puts other values in some columns of a row. */
export function updateRow(
  db: WriteDatabase,
  table: string,
  id: number,
  values: Readonly<Record<string, unknown>>,
): void {
  const columns = Object.keys(values).filter((column) => values[column] !== undefined)
  if (columns.length === 0) return
  run(db, {
    text: `UPDATE ${table} SET ${columns.map((column) => `"${column}" = ?`).join(', ')} WHERE id = ?`,
    parameters: [...columns.map((column) => toValue(values[column])), id],
  })
}
