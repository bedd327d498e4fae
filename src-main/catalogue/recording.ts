/**
 * Every change of a row is written to `historyChange` by triggers of the connection, so that no write can escape
 * history or undo, and a new table is covered by being there. The triggers are temporary: the file stays plain SQLite.
 * What a description is made with is not written beside its making: it goes when that is taken back.
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

/** Recorded tables of which the rows go with their description. */
export const partsOfDescriptions = (db: ReadDatabase): string[] =>
  recordedTables(db).filter(
    (table) =>
      get(
        db,
        sql`SELECT 1 FROM pragma_foreign_key_list(${table})
            WHERE "from" = 'descriptionId' AND "table" = 'description' AND on_delete = 'CASCADE'`,
      ) !== undefined,
  )

/** Asked once: what writes to a catalogue does not change its tables. */
const partsKnown = new WeakMap<ReadDatabase, readonly string[]>()

/** Puts the triggers on a connection; once, after migration. */
export function recordChanges(db: WriteDatabase): void {
  execute(db, 'CREATE TEMP TABLE step (historyId INTEGER NOT NULL, newest INTEGER NOT NULL)')
  const parts = partsOfDescriptions(db)
  partsKnown.set(db, parts)
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
      SELECT historyId, '${table}', ${row}.id, ${unitId}, '${operation}', ${before}, ${after} FROM step`
    // A page that leaves a description belongs to the history of the one it leaves.
    const unitOfUpdate =
      table === 'description'
        ? 'new.id'
        : unit('old') === 'NULL'
          ? 'NULL'
          : 'coalesce(old.descriptionId, new.descriptionId)'
    execute(
      db,
      `CREATE TEMP TRIGGER record_${table}_insert AFTER INSERT ON main.${table} BEGIN ${record('insert', 'new', 'NULL', 'NULL')}${parts.includes(table) ? ' WHERE new.descriptionId <= newest' : ''}; END;
       CREATE TEMP TRIGGER record_${table}_delete AFTER DELETE ON main.${table} BEGIN ${record('delete', 'old', `json_object(${whole})`, 'NULL')}; END;
       CREATE TEMP TRIGGER record_${table}_update AFTER UPDATE ON main.${table}
         WHEN ${columns.map((name) => `old.${name} IS NOT new.${name}`).join(' OR ')}
       BEGIN ${record('update', 'new', differing('old'), differing('new'), unitOfUpdate)}; END;`,
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

/** Changes of an entry, the newest first; or those of a stretch of it. */
const changesOf = (
  db: ReadDatabase,
  historyId: number,
  { first, last }: Stretch = { first: 0, last: Number.MAX_SAFE_INTEGER },
): ChangeRow[] =>
  all(
    db,
    sql`SELECT id, tableName, rowId, descriptionId, operation, before, after FROM historyChange
        WHERE historyId = ${historyId} AND id BETWEEN ${first} AND ${last} ORDER BY id DESC`,
  )

/** The changes of an entry between two of them, both included. */
export interface Stretch {
  readonly first: number
  readonly last: number
}

/** The changes of an entry in stretches of so many, the newest first. */
export const stretchesOf = (
  db: ReadDatabase,
  historyId: number,
  size: number,
): (Stretch & { size: number })[] =>
  all(
    db,
    sql`SELECT min(id) AS first, max(id) AS last, count(*) AS size FROM (
          SELECT id, CAST((row_number() OVER (ORDER BY id DESC) - 1) / ${size} AS INTEGER) AS part FROM historyChange WHERE historyId = ${historyId})
        GROUP BY part ORDER BY part`,
  )

/** Those changes of an entry that belong to no description. */
export const otherChangesOf = (db: ReadDatabase, historyId: number, limit: number): ChangeRow[] =>
  all(
    db,
    sql`SELECT id, tableName, rowId, descriptionId, operation, before, after FROM historyChange
        WHERE historyId = ${historyId} AND descriptionId IS NULL ORDER BY id LIMIT ${limit}`,
  )

/** Takes the changes of an entry, or of a stretch of it, back, newest first. Runs inside `transact`, which records what this changes in turn. */
export function reverse(db: WriteDatabase, historyId: number, stretch?: Stretch): void {
  // Rows come back one by one; references between them are whole again only at the end.
  execute(db, 'PRAGMA defer_foreign_keys = ON')
  const columns = new Map<string, string[]>()
  for (const { tableName, rowId, operation, before } of changesOf(db, historyId, stretch)) {
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

/** Begins to record. Of descriptions made from here on the parts are not recorded. */
export const startRecording = (db: WriteDatabase, historyId: number): void =>
  void run(db, sql`INSERT INTO step (historyId, newest) VALUES (${historyId}, ${newestDescription(db)})`)

const newestDescription = (db: ReadDatabase): number =>
  get<{ id: number | null }>(db, sql`SELECT max(id) AS id FROM description`)?.id ?? 0

/** Ends it. Returns the tables that now have parts of new descriptions. */
export function stopRecording(db: WriteDatabase): string[] {
  const { newest = 0 } = get<{ newest: number }>(db, sql`SELECT newest FROM step`) ?? {}
  run(db, sql`DELETE FROM step`)
  if (newestDescription(db) <= newest) return []
  return (partsKnown.get(db) ?? []).filter(
    (table) =>
      get(db, { text: `SELECT 1 FROM ${table} WHERE descriptionId > ? LIMIT 1`, parameters: [newest] }) !==
      undefined,
  )
}

/** The newest change recorded so far. */
export const lastChangeId = (db: ReadDatabase): number =>
  get<{ id: number | null }>(db, sql`SELECT max(id) AS id FROM historyChange`)?.id ?? 0
