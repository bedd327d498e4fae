/** History as it is read; it is written by `transact` alone. */
import type { HistoryEntry } from '../shared/contract/history.ts'
import { all, get, sql } from './database.ts'
import type { ReadDatabase } from './database.ts'

const COUNTED = `(SELECT count(*) FROM historyChange WHERE historyId = history.id) AS changes`

const entry = (db: ReadDatabase, condition: string): HistoryEntry | null =>
  get<HistoryEntry>(db, {
    text: `SELECT id, at, who, action, field, kind, reverses, ${COUNTED} FROM history WHERE ${condition} ORDER BY id DESC LIMIT 1`,
    parameters: [],
  }) ?? null

const NOT_REVERSED = `NOT EXISTS (SELECT 1 FROM history AS later WHERE later.reverses = history.id)`

/** The entry that undo takes back: the newest that was done (or done again) and not taken back; what still goes on is not. */
export const undoable = (db: ReadDatabase): HistoryEntry | null =>
  entry(db, `kind IN ('do', 'redo') AND ${NOT_REVERSED} AND id NOT IN (SELECT historyId FROM unfinished)`)

/** The entry that redo takes back: the newest undo, as long as nothing new was done after it. */
export const redoable = (db: ReadDatabase): HistoryEntry | null =>
  entry(
    db,
    `kind = 'undo' AND ${NOT_REVERSED} AND id > coalesce((SELECT max(id) FROM history WHERE kind = 'do'), 0)`,
  )

export const readEntry = (db: ReadDatabase, id: number): HistoryEntry | null =>
  entry(db, `id = ${Math.trunc(id)}`)

export function listHistory(
  db: ReadDatabase,
  descriptionId: number | null,
  { offset, limit }: { offset: number; limit: number },
): { total: number; entries: HistoryEntry[] } {
  const scope =
    descriptionId === null
      ? sql`SELECT id FROM history`
      : sql`SELECT DISTINCT historyId AS id FROM historyChange WHERE descriptionId = ${descriptionId}`
  const total = get<{ total: number }>(db, {
    text: `SELECT count(*) AS total FROM (${scope.text})`,
    parameters: scope.parameters,
  })
  const entries = all<HistoryEntry>(db, {
    text: `SELECT id, at, who, action, field, kind, reverses, ${COUNTED} FROM history
           WHERE id IN (${scope.text}) ORDER BY id DESC LIMIT ? OFFSET ?`,
    parameters: [...scope.parameters, limit, offset],
  })
  return { total: total?.total ?? 0, entries }
}

/** When the newest entry was made; null when nothing was ever done. */
export const lastChangeAt = (db: ReadDatabase): string | null =>
  get<{ at: string }>(db, sql`SELECT at FROM history ORDER BY id DESC LIMIT 1`)?.at ?? null
