/**
 * A description as it was: the rows of now, walked back through `historyChange`. They are put into temporary tables that
 * bear the names of the real ones, on a connection of its own, so that whatever reads a description reads an earlier one
 * in the same words.
 */
import { all, close, execute, get, openToRead, run, sql } from './database.ts'
import type { ReadDatabase, Value, WriteDatabase } from './database.ts'
import { columnsOf, partsOfDescriptions, recordedTables } from './recording.ts'
import type { ChangeRow } from './recording.ts'

type Row = Record<string, Value>
type Change = Omit<ChangeRow, 'descriptionId'>

export interface Past {
  /**
   * What reads on the answer sees one description as it was when an entry of history was done, and no other one. It
   * holds until the next call.
   */
  at(descriptionId: number, historyId: number): ReadDatabase
  close(): void
}

interface Reference {
  /** The table whose column refers to another. */
  from: string
  column: string
  to: string
  /** Rows of `from` go with the row that they refer to, as names go with an authority. */
  isPart: 0 | 1
}

/** @param path the catalogue's database */
export function openPast(path: string): Past {
  const now = openToRead(path)
  const db = temporaryOver(path)
  const known = new Map<string, string[]>()
  const tables = recordedTables(now)
  const owned = tables.filter(
    (table) => table === 'description' || columnsOf(now, table).includes('descriptionId'),
  )
  const ofUnits = partsOfDescriptions(now)
  const references = tables.flatMap((table) =>
    all<Reference>(
      now,
      sql`SELECT ${table} AS "from", "from" AS "column", "table" AS "to", on_delete = 'CASCADE' AS isPart
          FROM pragma_foreign_key_list(${table})`,
    ),
  )
  /** Tables outside the description that its rows refer to, such as authorities and scans, and the parts of those. */
  const linked = references.filter(
    ({ from, to }) => owned.includes(from) && !owned.includes(to) && tables.includes(to),
  )
  const outside = new Set(linked.map(({ to }) => to))
  const parts = references.filter(
    ({ from, to, isPart }) => isPart && outside.has(to) && !owned.includes(from) && !outside.has(from),
  )
  const shadowed = [...owned, ...outside, ...new Set(parts.map(({ from }) => from))]
  for (const table of shadowed) {
    const { made = '' } =
      get<{ made: string }>(
        now,
        sql`SELECT sql AS made FROM sqlite_schema WHERE type = 'table' AND name = ${table}`,
      ) ?? {}
    execute(db, made.replace(/^CREATE TABLE/i, 'CREATE TEMP TABLE'))
  }

  /** A row that comes again, as the relation of two who are both named does, is there already. */
  function insert(table: string, row: Row): void {
    const columns = known.get(table) ?? columnsOf(db, table)
    known.set(table, columns)
    const names = columns.filter((name) => name in row)
    run(db, {
      text: `INSERT INTO temp.${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')}) ON CONFLICT DO NOTHING`,
      parameters: names.map((name) => row[name] ?? null),
    })
  }

  /** Puts a row that a description refers to, with its parts: as it is, or as it last was. */
  function bring(table: string, id: Value): void {
    const there = rowNow(now, table, id)
    const gone = there ? undefined : lastImage(now, table, id)
    const row = there ?? gone?.row
    if (!row) return
    insert(table, row)
    for (const { from, column } of parts.filter(({ to }) => to === table)) {
      const rows = gone
        ? partsGone(now, gone.historyId, from, column, id)
        : all<Row>(now, { text: `SELECT * FROM main.${from} WHERE ${column} = ?`, parameters: [id] })
      for (const part of rows) insert(from, part)
    }
  }

  return {
    at(descriptionId, historyId) {
      for (const table of shadowed) execute(db, `DELETE FROM temp.${table}`)
      const wanted = new Map<string, Set<Value>>()
      for (const [table, rows] of rowsAt(now, owned, ofUnits, descriptionId, historyId)) {
        for (const row of rows.values()) {
          insert(table, row)
          for (const { column, to } of linked.filter(({ from }) => from === table)) {
            const id = row[column]
            if (id != null) wanted.set(to, (wanted.get(to) ?? new Set()).add(id))
          }
        }
      }
      for (const [table, ids] of wanted) for (const id of ids) bring(table, id)
      return db
    },
    close() {
      close(db)
      close(now)
    },
  }
}

/** A connection that writes nothing but temporary tables: the file itself is open to be read. */
function temporaryOver(path: string): WriteDatabase {
  const db = openToRead(path) as WriteDatabase
  execute(db, 'PRAGMA query_only = OFF; PRAGMA foreign_keys = OFF')
  return db
}

const rowNow = (db: ReadDatabase, table: string, id: Value): Row | undefined =>
  get<Row>(db, { text: `SELECT * FROM main.${table} WHERE id = ?`, parameters: [id] })

/** A row that is gone, as it was at its end, and the entry with which it went. */
function lastImage(db: ReadDatabase, table: string, id: Value): { row: Row; historyId: number } | undefined {
  const found = get<{ before: string; historyId: number }>(
    db,
    sql`SELECT before, historyId FROM historyChange WHERE operation = 'delete' AND tableName = ${table} AND rowId = ${id}
        ORDER BY id DESC LIMIT 1`,
  )
  return found && { row: JSON.parse(found.before) as Row, historyId: found.historyId }
}

/** The parts that went with a row. */
const partsGone = (db: ReadDatabase, historyId: number, table: string, column: string, id: Value): Row[] =>
  all<{ before: string }>(
    db,
    sql`SELECT before FROM historyChange WHERE historyId = ${historyId} AND operation = 'delete'
        AND tableName = ${table} AND before ->> ${column} = ${id}`,
  ).map(({ before }) => JSON.parse(before) as Row)

/** The rows of a description, table by table, with everything done after an entry taken back. */
function rowsAt(
  db: ReadDatabase,
  owned: readonly string[],
  ofUnits: readonly string[],
  descriptionId: number,
  historyId: number,
): Map<string, Map<number, Row>> {
  const owner = (table: string) => (table === 'description' ? 'id' : 'descriptionId')
  const rows = new Map(
    owned.map((table) => [
      table,
      new Map(
        all<Row & { id: number }>(db, {
          text: `SELECT * FROM main.${table} WHERE ${owner(table)} = ?`,
          parameters: [descriptionId],
        }).map((row) => [row.id, row as Row]),
      ),
    ]),
  )
  for (const { tableName, rowId, operation, before } of changesSince(db, descriptionId, historyId, rows)) {
    const table = rows.get(tableName)
    if (!table) continue
    const image = JSON.parse(before ?? '{}') as Row
    if (operation === 'insert' && tableName === 'description')
      for (const name of ofUnits) rows.get(name)?.clear()
    if (operation === 'insert') table.delete(rowId)
    else if (operation === 'delete') table.set(rowId, image)
    else table.set(rowId, { ...table.get(rowId), ...image })
  }
  for (const [table, byId] of rows) {
    for (const [id, row] of byId) if (row[owner(table)] !== descriptionId) byId.delete(id)
  }
  return rows
}

/**
 * What was done to a description's rows after an entry, newest first. A page may have been with another description
 * meanwhile: its changes are followed by the row, and the page itself is put among `rows` wherever it is now.
 */
function changesSince(
  db: ReadDatabase,
  descriptionId: number,
  historyId: number,
  rows: Map<string, Map<number, Row>>,
): Change[] {
  const own = all<Change>(
    db,
    sql`SELECT id, historyId, tableName, rowId, operation, before, after FROM historyChange
        WHERE descriptionId = ${descriptionId} AND historyId > ${historyId}`,
  )
  const pages = rows.get('page') ?? new Map<number, Row>()
  const pageIds = new Set([
    ...pages.keys(),
    ...own.filter(({ tableName }) => tableName === 'page').map(({ rowId }) => rowId),
  ])
  for (const id of pageIds) {
    const elsewhere = pages.has(id) ? undefined : rowNow(db, 'page', id)
    if (elsewhere) pages.set(id, elsewhere)
  }
  const ofPages = all<Change>(
    db,
    sql`SELECT id, historyId, tableName, rowId, operation, before, after FROM historyChange
        WHERE tableName = 'page' AND rowId IN (SELECT value FROM json_each(${JSON.stringify([...pageIds])}))
          AND historyId > ${historyId}`,
  )
  const byId = new Map([...own, ...ofPages].map((change) => [change.id, change]))
  return [...byId.values()].sort((one, other) => other.id - one.id)
}
