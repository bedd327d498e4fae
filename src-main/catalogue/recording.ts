/**
 * Every change of a row is written to `historyChange` by triggers of the connection, so that no write can escape
 * history or undo, and a new table is covered by being there. The triggers are temporary: the file stays plain SQLite.
 */
import { all, execute, get, run, sql } from './database.ts'
import type { ReadDatabase, Value, WriteDatabase } from './database.ts'

/** Not recorded: the record itself, what is derived, and the fixed facts of the file. */
const UNRECORDED = new Set(['catalogue', 'history', 'historyChange', 'purge'])

export const columnsOf = (db: ReadDatabase, table: string): string[] =>
  all<{ name: string }>(db, sql`SELECT name FROM pragma_table_info(${table})`).map(({ name }) => name)

/** Tables whose rows have an integer `id` and are recorded. */
export const recordedTables = (db: ReadDatabase): string[] =>
  all<{ name: string }>(
    db,
    sql`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  )
    .map(({ name }) => name)
    .filter((name) => !UNRECORDED.has(name) && columnsOf(db, name).includes('id'))

/** Puts the triggers on a connection; once, after migration. */
export function recordChanges(db: WriteDatabase): void {
  execute(db, 'CREATE TEMP TABLE step (historyId INTEGER NOT NULL)')
  for (const table of recordedTables(db)) {
    const columns = columnsOf(db, table)
    const unit = (row: 'old' | 'new') =>
      table === 'description'
        ? `${row}.id`
        : columns.includes('descriptionId')
          ? `${row}.descriptionId`
          : 'NULL'
    const whole = columns.map((name) => `'${name}', old.${name}`).join(', ')
    const differing = (value: 'old' | 'new') =>
      `(SELECT json_group_object(name, value) FROM (${columns
        .map(
          (name) =>
            `SELECT '${name}' AS name, ${value}.${name} AS value WHERE old.${name} IS NOT new.${name}`,
        )
        .join(' UNION ALL ')}))`
    const record = (
      operation: string,
      row: 'old' | 'new',
      before: string,
      after: string,
      unitId = unit(row),
    ) => `
      INSERT INTO historyChange (historyId, tableName, rowId, descriptionId, operation, before, after)
      SELECT historyId, '${table}', ${row}.id, ${unitId}, '${operation}', ${before}, ${after} FROM step;`
    // A page that leaves a description belongs to the history of the one it leaves.
    const unitOfUpdate =
      table === 'description'
        ? 'new.id'
        : unit('old') === 'NULL'
          ? 'NULL'
          : 'coalesce(old.descriptionId, new.descriptionId)'
    execute(
      db,
      `CREATE TEMP TRIGGER record_${table}_insert AFTER INSERT ON main.${table} BEGIN ${record('insert', 'new', 'NULL', 'NULL')} END;
       CREATE TEMP TRIGGER record_${table}_delete AFTER DELETE ON main.${table} BEGIN ${record('delete', 'old', `json_object(${whole})`, 'NULL')} END;
       CREATE TEMP TRIGGER record_${table}_update AFTER UPDATE ON main.${table}
         WHEN ${columns.map((name) => `old.${name} IS NOT new.${name}`).join(' OR ')}
       BEGIN ${record('update', 'new', differing('old'), differing('new'), unitOfUpdate)} END;`,
    )
  }
}

export interface ChangeRow {
  id: number
  tableName: string
  rowId: number
  descriptionId: number | null
  operation: 'insert' | 'update' | 'delete'
  before: string | null
  after: string | null
}

const changesOf = (db: ReadDatabase, historyId: number): ChangeRow[] =>
  all(
    db,
    sql`SELECT id, tableName, rowId, descriptionId, operation, before, after FROM historyChange
        WHERE historyId = ${historyId} ORDER BY id`,
  )

/** Those changes of an entry that belong to no description. */
export const otherChangesOf = (db: ReadDatabase, historyId: number, limit: number): ChangeRow[] =>
  all(
    db,
    sql`SELECT id, tableName, rowId, descriptionId, operation, before, after FROM historyChange
        WHERE historyId = ${historyId} AND descriptionId IS NULL ORDER BY id LIMIT ${limit}`,
  )

/** Takes the changes of an entry back, newest first. Runs inside `transact`, which records what this changes in turn. */
export function reverse(db: WriteDatabase, historyId: number): void {
  // Rows come back one by one; references between them are whole again only at the end.
  execute(db, 'PRAGMA defer_foreign_keys = ON')
  const columns = new Map<string, string[]>()
  for (const { tableName, rowId, operation, before } of changesOf(db, historyId).reverse()) {
    const known = columns.get(tableName) ?? columnsOf(db, tableName)
    columns.set(tableName, known)
    // What an earlier format of the file had and this one has no more cannot come back.
    if (known.length === 0) continue
    if (operation === 'insert') {
      run(db, { text: `DELETE FROM ${tableName} WHERE id = ?`, parameters: [rowId] })
      continue
    }
    const image = Object.entries(JSON.parse(before ?? '{}') as Record<string, Value>).filter(([name]) =>
      known.includes(name),
    )
    if (image.length === 0) continue
    const names = image.map(([name]) => name)
    const values = image.map(([, value]) => value)
    if (operation === 'update') {
      const assignments = names.map((name) => `${name} = ?`).join(', ')
      run(db, { text: `UPDATE ${tableName} SET ${assignments} WHERE id = ?`, parameters: [...values, rowId] })
    } else {
      const marks = names.map(() => '?').join(', ')
      run(db, {
        text: `INSERT INTO ${tableName} (${names.join(', ')}) VALUES (${marks})`,
        parameters: values,
      })
    }
  }
}

/** The newest change recorded so far. */
export const lastChangeId = (db: ReadDatabase): number =>
  get<{ id: number | null }>(db, sql`SELECT max(id) AS id FROM historyChange`)?.id ?? 0
