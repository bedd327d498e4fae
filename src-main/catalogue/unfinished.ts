/** Work that is written in several transactions, and is one entry of history: begun, finished, or taken back as if it had never been. */
import type { HistoryId } from '../shared/contract/ids.ts'
import { indexAuthority } from './authority/index.ts'
import { AUTHORITIES } from './authority/read.ts'
import { all, execute, inTransaction, isDatabaseError, run, sql } from './database.ts'
import type { ReadDatabase, Value, WriteDatabase } from './database.ts'
import { noteLent, withoutGuard } from './lending/guard.ts'
import { indexOpenings, OPENING_TABLES } from './restriction.ts'
import { indexDescriptions } from './search/index.ts'
import { descriptionsUsing } from './sorted-names.ts'
import type { SortedNames } from './sorted-names.ts'
import { indexTerm } from './term/index.ts'
import { TERMS } from './term/read.ts'

/** Said inside the first of its transactions, so that no moment knows the one without the other. */
export const begin = (db: WriteDatabase, historyId: HistoryId): void =>
  void run(db, sql`INSERT OR IGNORE INTO unfinished (historyId) VALUES (${historyId})`)

export const finish = (db: WriteDatabase, historyId: HistoryId): void =>
  inTransaction(db, () => {
    run(
      db,
      sql`UPDATE history SET descriptions = (SELECT count(DISTINCT descriptionId) FROM historyChange WHERE historyId = ${historyId})
          WHERE id = ${historyId}`,
    )
    run(db, sql`DELETE FROM unfinished WHERE historyId = ${historyId}`)
  })

export const unfinished = (db: ReadDatabase): HistoryId[] =>
  all<{ historyId: HistoryId }>(db, sql`SELECT historyId FROM unfinished`).map(({ historyId }) => historyId)

/** Changes that are taken back in one transaction; one may be a whole description. */
const SLICE = 400

interface Change {
  id: number
  tableName: string
  rowId: number
  descriptionId: number | null
  operation: 'insert' | 'update' | 'delete'
  before: string | null
}

/** A change that says nothing: its row is a name or a term that is what it was, and not yet found by that everywhere. */
const RENAMED = '{}'

/**
 * Takes an entry back, newest change first, a transaction for each turn, and forgets in the last that it was. Nothing of this
 * is recorded: there is no step. What was left off in the middle is gone on with.
 */
export function* abandoning(db: WriteDatabase, historyId: HistoryId): Generator<void> {
  while (takeSomeBack(db, historyId)) yield
  for (const kind of [AUTHORITIES, TERMS]) {
    const users = descriptionsUsing(db, kind, renamedIn(db, historyId, kind)).sort(
      (one, other) => one - other,
    )
    for (let from = 0; from < users.length; from += SLICE) {
      inTransaction(db, () => indexDescriptions(db, users.slice(from, from + SLICE)))
      yield
    }
  }
  inTransaction(db, () => {
    run(db, sql`DELETE FROM historyChange WHERE historyId = ${historyId}`)
    run(db, sql`DELETE FROM unfinished WHERE historyId = ${historyId}`)
    run(db, sql`DELETE FROM history WHERE id = ${historyId}`)
  })
}

/** False when there was nothing left to take back. */
const takeSomeBack = (db: WriteDatabase, historyId: HistoryId): boolean =>
  inTransaction(db, () =>
    withoutGuard(db, () => {
      execute(db, 'PRAGMA defer_foreign_keys = ON')
      const changes = all<Change>(
        db,
        sql`SELECT id, tableName, rowId, descriptionId, operation, before FROM historyChange
            WHERE historyId = ${historyId} AND before IS NOT ${RENAMED} ORDER BY id DESC LIMIT ${SLICE}`,
      )
      const oldest = changes.at(-1)
      if (!oldest) return false
      // What a person has written since is not written over.
      const since = new Set(
        all<{ cell: string }>(
          db,
          sql`SELECT DISTINCT tableName || ' ' || rowId AS cell FROM historyChange WHERE historyId > ${historyId}`,
        ).map(({ cell }) => cell),
      )
      const [authorities, terms] = [renamedBy(db, AUTHORITIES, changes), renamedBy(db, TERMS, changes)]
      for (const change of changes)
        if (!since.has(`${change.tableName} ${String(change.rowId)}`)) takeBack(db, change)
      run(
        db,
        sql`DELETE FROM historyChange WHERE historyId = ${historyId} AND id >= ${oldest.id} AND before IS NOT ${RENAMED}`,
      )
      for (const id of authorities) indexAuthority(db, id)
      for (const id of terms) indexTerm(db, id)
      noteRenamed(db, historyId, AUTHORITIES, authorities)
      noteRenamed(db, historyId, TERMS, terms)
      const touched = [...new Set(changes.flatMap(({ descriptionId }) => descriptionId ?? []))]
      const tables = new Set(changes.map(({ tableName }) => tableName))
      indexDescriptions(
        db,
        touched.sort((one, other) => one - other),
      )
      if (OPENING_TABLES.some((table) => tables.has(table))) indexOpenings(db, touched)
      if (tables.has('loan')) noteLent(db)
      return true
    }),
  )

/** The names or terms of which a change is one, or one of a form; asked before it is taken back. */
const renamedBy = (
  db: ReadDatabase,
  { table, id, forms }: SortedNames,
  changes: readonly Change[],
): number[] => {
  const ids = changes.filter(({ tableName }) => tableName === table || tableName === forms)
  if (ids.length === 0) return []
  return all<{ id: number | null }>(db, {
    text: `SELECT DISTINCT iif(tableName = '${table}', rowId,
             coalesce((SELECT ${id} FROM ${forms} WHERE ${forms}.id = historyChange.rowId), json_extract(before, '$.${id}'))) AS id
           FROM historyChange WHERE id IN (SELECT value FROM json_each(?))`,
    parameters: [JSON.stringify(ids.map((change) => change.id))],
  }).flatMap((row) => row.id ?? [])
}

/** Those that some description uses. */
function noteRenamed(
  db: WriteDatabase,
  historyId: HistoryId,
  { table, usedIn, id }: SortedNames,
  ids: readonly number[],
): void {
  run(db, {
    text: `INSERT INTO historyChange (historyId, tableName, rowId, operation, before, after)
           SELECT ?, '${table}', asked.value, 'update', ?, ? FROM json_each(?) AS asked
           WHERE EXISTS (SELECT 1 FROM ${usedIn} WHERE ${usedIn}.${id} = asked.value)`,
    parameters: [historyId, RENAMED, RENAMED, JSON.stringify(ids)],
  })
}

const renamedIn = (db: ReadDatabase, historyId: HistoryId, { table }: SortedNames): number[] =>
  all<{ id: number }>(
    db,
    sql`SELECT DISTINCT rowId AS id FROM historyChange WHERE historyId = ${historyId} AND tableName = ${table} AND before = ${RENAMED}`,
  ).map(({ id }) => id)

/** What the rest of the catalogue has come to need meanwhile stays. */
function takeBack(db: WriteDatabase, change: Change): void {
  try {
    undo(db, change)
  } catch (error) {
    if (!isDatabaseError(error) || !error.code.startsWith('SQLITE_CONSTRAINT')) throw error
  }
}

function undo(db: WriteDatabase, { tableName, rowId, operation, before }: Change): void {
  if (operation === 'insert') {
    run(db, { text: `DELETE FROM ${tableName} WHERE id = ?`, parameters: [rowId] })
    return
  }
  const image = Object.entries(JSON.parse(before ?? '{}') as Record<string, Value>)
  const names = image.map(([name]) => name)
  const values = image.map(([, value]) => value)
  if (operation === 'update')
    run(db, {
      text: `UPDATE ${tableName} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`,
      parameters: [...values, rowId],
    })
  else
    run(db, {
      text: `INSERT INTO ${tableName} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      parameters: values,
    })
}
