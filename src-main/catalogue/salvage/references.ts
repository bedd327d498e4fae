/** References to rows that were lost: what a person wrote stays, under a unit that says where it comes from. */
import { all, get, run, sql } from '../database.ts'
import type { WriteDatabase } from '../database.ts'

interface Broken {
  table: string
  rowid: number
  parent: string
  column: string
  isNullable: boolean
}

export interface Mended {
  /** Units made to hold values whose own row was lost. */
  standIns: number
  /** References taken out, where the column allows it. */
  loosened: number
  /** Rows left out, by table: they say nothing without the row that was lost. */
  dropped: Record<string, number>
}

export function mendReferences(db: WriteDatabase, newUid: () => string): Mended {
  const mended: Mended = { standIns: 0, loosened: 0, dropped: {} }
  // A row that is left out may break others that led to it.
  for (let round = 0; round < 20; round++) {
    const found = broken(db)
    if (found.length === 0) break
    for (const one of found) mend(db, one, newUid, mended)
  }
  return mended
}

function broken(db: WriteDatabase): Broken[] {
  return all<{ table: string; rowid: number | null; parent: string; fkid: number }>(
    db,
    sql`PRAGMA foreign_key_check`,
  ).flatMap(({ table, rowid, parent, fkid }) => {
    if (rowid === null) return []
    const key = get<{ column: string; required: number }>(
      db,
      sql`SELECT reference."from" AS column, "notnull" OR pk > 0 AS required
          FROM pragma_foreign_key_list(${table}) AS reference JOIN pragma_table_info(${table}) AS info
            ON info.name = reference."from" WHERE reference.id = ${fkid}`,
    )
    return key ? [{ table, rowid, parent, column: key.column, isNullable: key.required === 0 }] : []
  })
}

/** `_rowid_`: history has a column of the name `rowId`. */
function mend(
  db: WriteDatabase,
  { table, rowid, parent, column, isNullable }: Broken,
  newUid: () => string,
  mended: Mended,
) {
  const row = get<Record<string, number | null>>(db, {
    text: `SELECT * FROM ${table} WHERE _rowid_ = ?`,
    parameters: [rowid],
  })
  const wanted = row?.[column]
  if (wanted == null) return
  if (isNullable) {
    run(db, { text: `UPDATE ${table} SET ${column} = NULL WHERE _rowid_ = ?`, parameters: [rowid] })
    mended.loosened++
  } else if (parent === 'description') {
    const made = run(
      db,
      sql`INSERT OR IGNORE INTO description (id, uid, parentId, position, level, otherLevel, createdAt)
          VALUES (${wanted}, ${newUid()}, NULL, ${wanted * 1024}, 'otherlevel', 'salvaged', '1970-01-01T00:00:00.000Z')`,
    )
    mended.standIns += made.changes
  } else if (parent === 'history') {
    // What was changed is kept, though who did it and when is lost.
    run(
      db,
      sql`INSERT OR IGNORE INTO history (id, at, who, action, kind)
          VALUES (${wanted}, '1970-01-01T00:00:00.000Z', 'salvaged', 'salvage.standIn', 'do')`,
    )
  } else if (parent === 'textOfUnit') {
    const made = run(
      db,
      sql`INSERT OR IGNORE INTO textOfUnit (id, descriptionId, seq, kind, source)
          VALUES (${wanted}, ${row?.['descriptionId'] ?? null}, 0, 'transcription', 'imported')`,
    )
    mended.standIns += made.changes
  } else {
    run(db, { text: `DELETE FROM ${table} WHERE _rowid_ = ?`, parameters: [rowid] })
    mended.dropped[table] = (mended.dropped[table] ?? 0) + 1
  }
}
