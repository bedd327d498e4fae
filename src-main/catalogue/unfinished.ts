/** Work that is written in several transactions, and is one entry of history: begun, finished, or taken back as if it had never been. */
import type { HistoryId } from '../shared/contract/ids.ts'
import { all, execute, inTransaction, run, sql } from './database.ts'
import type { ReadDatabase, Value, WriteDatabase } from './database.ts'
import { indexDescriptions } from './search/index.ts'
import { descriptionsUsing } from './sorted-names.ts'
import { indexTerm } from './term/index.ts'
import { TERMS } from './term/read.ts'

/** Said inside the first of its transactions, so that no moment knows the one without the other. */
export const begin = (db: WriteDatabase): void =>
  void run(db, sql`INSERT INTO unfinished (historyId) SELECT historyId FROM step`)

export const finish = (db: WriteDatabase, historyId: HistoryId): void =>
  void run(db, sql`DELETE FROM unfinished WHERE historyId = ${historyId}`)

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

/**
 * Takes back some of an entry, newest first, and forgets that it was; true when nothing of it is left. Nothing of this
 * is recorded: there is no step.
 */
export function abandonSome(db: WriteDatabase, historyId: HistoryId): boolean {
  return inTransaction(db, () => {
    execute(db, 'PRAGMA defer_foreign_keys = ON')
    const changes = all<Change>(
      db,
      sql`SELECT id, tableName, rowId, descriptionId, operation, before FROM historyChange
          WHERE historyId = ${historyId} ORDER BY id DESC LIMIT ${SLICE}`,
    )
    const labelled = changes.some(({ tableName }) => tableName === 'term' || tableName === 'termLabel')
    const terms = labelled ? termsOfChanges(db, changes) : []
    for (const change of changes) takeBack(db, change)
    for (const id of terms) indexTerm(db, id)
    const touched = new Set(changes.flatMap(({ descriptionId }) => descriptionId ?? []))
    indexDescriptions(db, [...new Set([...touched, ...descriptionsUsing(db, TERMS, terms)])])
    const oldest = changes.at(-1)
    if (oldest) run(db, sql`DELETE FROM historyChange WHERE historyId = ${historyId} AND id >= ${oldest.id}`)
    if (changes.length === SLICE) return false
    run(db, sql`DELETE FROM unfinished WHERE historyId = ${historyId}`)
    run(db, sql`DELETE FROM history WHERE id = ${historyId}`)
    return true
  })
}

/** The terms of which a change is one, or one of a label; asked before it is taken back. */
const termsOfChanges = (db: ReadDatabase, changes: readonly Change[]): number[] =>
  all<{ id: number | null }>(
    db,
    sql`SELECT DISTINCT iif(tableName = 'term', rowId,
            coalesce((SELECT termId FROM termLabel WHERE termLabel.id = rowId), json_extract(before, '$.termId'))) AS id
        FROM historyChange WHERE tableName IN ('term', 'termLabel')
          AND id IN (SELECT value FROM json_each(${JSON.stringify(changes.map(({ id }) => id))}))`,
  ).flatMap(({ id }) => id ?? [])

function takeBack(db: WriteDatabase, { tableName, rowId, operation, before }: Change): void {
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
