/** What differs between the catalogue and a copy of it, description by description. */
import { all, attach, execute, get, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'
import { columnsOf, recordedTables } from './recording.ts'

export interface Differing {
  id: number
  title: string | null
  referenceCode: string | null
}

export interface Comparison {
  /** Here, and not in the copy. */
  added: { total: number; rows: Differing[] }
  /** In the copy, and not here: gone, or in the bin. */
  removed: { total: number; rows: Differing[] }
  changed: { total: number; rows: Differing[] }
}

const SHOWN = 200

/** Compares on a connection of its own, opened to read. Both databases have the form of this program. */
export function compareWith(db: ReadDatabase, copyPath: string): Comparison {
  const scratch = db as WriteDatabase
  execute(scratch, 'PRAGMA query_only = OFF')
  attach(scratch, copyPath, 'copy')
  execute(
    scratch,
    `CREATE TEMP TABLE suspect (id INTEGER PRIMARY KEY);
     CREATE TEMP TABLE differing (id INTEGER PRIMARY KEY)`,
  )
  const isPrefix = sharesHistory(db)
  if (isPrefix) {
    execute(
      scratch,
      `INSERT OR IGNORE INTO temp.suspect SELECT descriptionId FROM main.historyChange NOT INDEXED
         WHERE id > coalesce((SELECT max(id) FROM copy.historyChange), 0) AND descriptionId IS NOT NULL`,
    )
  }
  for (const table of recordedTables(db)) {
    const columns = columnsOf(db, table)
    const owner = table === 'description' ? 'id' : 'descriptionId'
    if (!columns.includes(owner)) continue
    const rows = (schema: string) =>
      `SELECT ${columns.join(', ')} FROM ${schema}.${table}${isPrefix ? ` WHERE ${owner} IN (SELECT id FROM temp.suspect)` : ''}`
    for (const [one, other] of [
      ['main', 'copy'],
      ['copy', 'main'],
    ] as const) {
      execute(
        scratch,
        `INSERT OR IGNORE INTO temp.differing SELECT ${owner} FROM (${rows(one)} EXCEPT ${rows(other)}) WHERE ${owner} IS NOT NULL`,
      )
    }
  }
  const live = (schema: string) =>
    `EXISTS (SELECT 1 FROM ${schema}.description AS unit WHERE unit.id = differing.id AND unit.binnedAt IS NULL)`
  const listed = (condition: string, schema: string) => {
    const from = `FROM temp.differing WHERE ${condition}`
    return {
      total:
        get<{ total: number }>(db, { text: `SELECT count(*) AS total ${from}`, parameters: [] })?.total ?? 0,
      rows: all<Differing>(db, {
        text: `SELECT id,
                 (SELECT value FROM ${schema}.descriptionText WHERE descriptionId = differing.id AND field = 'title' ORDER BY seq LIMIT 1) AS title,
                 (SELECT referenceCode FROM ${schema}.description WHERE description.id = differing.id) AS referenceCode
               ${from} ORDER BY id LIMIT ${String(SHOWN)}`,
        parameters: [],
      }),
    }
  }
  return {
    added: listed(`${live('main')} AND NOT ${live('copy')}`, 'main'),
    removed: listed(`${live('copy')} AND NOT ${live('main')}`, 'copy'),
    changed: listed(`${live('main')} AND ${live('copy')}`, 'main'),
  }
}

/** Whether the history of the copy is the beginning of ours: then only what was touched since can differ. */
const sharesHistory = (db: ReadDatabase): boolean =>
  get(
    db,
    sql`SELECT 1 FROM copy.historyChange AS theirs JOIN main.historyChange AS ours
          ON ours.id = theirs.id AND ours.historyId = theirs.historyId AND ours.tableName = theirs.tableName AND ours.rowId = theirs.rowId
        JOIN copy.history AS theirEntry ON theirEntry.id = theirs.historyId
        JOIN main.history AS ourEntry ON ourEntry.id = ours.historyId AND ourEntry.at = theirEntry.at
        WHERE theirs.id = (SELECT max(id) FROM copy.historyChange)
          AND NOT EXISTS (SELECT 1 FROM main.history WHERE id > theirs.historyId AND action IN ('bin.purge', 'backup.restore'))`,
  ) !== undefined
