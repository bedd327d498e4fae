/** History as it is read; it is written by `transact` alone. */
import type { DescriptionId } from '../shared/contract/ids.ts'
import type { HistoryEntry, HistoryFilter } from '../shared/contract/history.ts'
import { all, get, sql } from './database.ts'
import type { ReadDatabase, Statement, Value } from './database.ts'

/** Changes of rows are counted so far, and no further: an import of a million has ten million of them. What follows from a change is none. */
const COUNTED = 1001

const COLUMNS = `id, at, who, action, field, kind, reverses, descriptions,
  (SELECT count(*) FROM (SELECT 1 FROM historyChange WHERE historyId = history.id AND tableName <> 'changedSincePublication' LIMIT ${COUNTED})) AS changes,
  (SELECT descriptionId FROM historyChange WHERE historyId = history.id AND descriptionId IS NOT NULL LIMIT 1) AS descriptionId`

/** Entries with the title and the reference code that their first description has now. */
function entries(db: ReadDatabase, condition: string, parameters: readonly Value[] = []): HistoryEntry[] {
  return all(db, {
    text: `SELECT entry.*,
             (SELECT value FROM descriptionText WHERE descriptionId = entry.descriptionId AND field = 'title' ORDER BY seq LIMIT 1) AS title,
             (SELECT referenceCode FROM description WHERE description.id = entry.descriptionId) AS referenceCode
           FROM (SELECT ${COLUMNS} FROM history WHERE ${condition}) AS entry ORDER BY entry.id DESC`,
    parameters,
  })
}

/** Whether an entry was made in a visit, or under the name of a piece of work. */
export const hasVisit = (db: ReadDatabase, visit: string): boolean =>
  get(db, sql`SELECT 1 FROM history WHERE visit = ${visit} LIMIT 1`) !== undefined

const newest = (db: ReadDatabase, condition: string): HistoryEntry | null => {
  const found = get<{ id: number }>(db, {
    text: `SELECT id FROM history WHERE ${condition} ORDER BY id DESC LIMIT 1`,
    parameters: [],
  })
  return found ? readEntry(db, found.id) : null
}

const NOT_REVERSED = `NOT EXISTS (SELECT 1 FROM history AS later WHERE later.reverses = history.id)
  AND EXISTS (SELECT 1 FROM historyChange WHERE historyId = history.id) AND action NOT LIKE 'review.%' AND action NOT LIKE 'person.%' AND action NOT LIKE 'blind.%'`

/** The entry that undo takes back: the newest that was done (or done again) and not taken back, of which something is left; what still goes on is not, and what is decided in a review is not undone but recalled. */
export const undoable = (db: ReadDatabase): HistoryEntry | null =>
  newest(db, `kind IN ('do', 'redo') AND ${NOT_REVERSED} AND id NOT IN (SELECT historyId FROM unfinished)`)

/** The entry that redo takes back: the newest undo, as long as nothing new was done after it. */
export const redoable = (db: ReadDatabase): HistoryEntry | null =>
  newest(
    db,
    `kind = 'undo' AND ${NOT_REVERSED} AND id NOT IN (SELECT historyId FROM unfinished) AND id > coalesce((SELECT max(id) FROM history WHERE kind = 'do'), 0)`,
  )

export const readEntry = (db: ReadDatabase, id: number): HistoryEntry | null =>
  entries(db, 'id = ?', [id])[0] ?? null

/** Entries that touched a description, those of a page that came to it from another included. */
const touching = (descriptionId: number): Statement => sql`
  SELECT historyId FROM historyChange WHERE descriptionId = ${descriptionId}
  UNION SELECT historyId FROM historyChange
    WHERE tableName = 'page' AND rowId IN (SELECT id FROM page WHERE descriptionId = ${descriptionId})
      AND after ->> 'descriptionId' = ${descriptionId}`

export function listHistory(
  db: ReadDatabase,
  { descriptionId, who, action, from, until }: HistoryFilter,
  { offset, limit }: { offset: number; limit: number },
): { total: number; entries: HistoryEntry[] } {
  const conditions: Statement[] = []
  if (descriptionId !== null) {
    const { text, parameters } = touching(descriptionId)
    conditions.push({ text: `id IN (${text})`, parameters })
  }
  if (who !== null) conditions.push(sql`who = ${who}`)
  if (action !== null) conditions.push(sql`action = ${action}`)
  if (from !== null) conditions.push(sql`at >= ${from}`)
  if (until !== null) conditions.push(sql`at < ${until}`)
  const condition = conditions.map(({ text }) => `(${text})`).join(' AND ') || 'true'
  const parameters = conditions.flatMap((one) => one.parameters)
  const { total = 0 } =
    get<{ total: number }>(db, {
      text: `SELECT count(*) AS total FROM history WHERE ${condition}`,
      parameters,
    }) ?? {}
  return {
    total,
    entries: entries(db, `${condition} ORDER BY id DESC LIMIT ? OFFSET ?`, [...parameters, limit, offset]),
  }
}

/** Everybody who did something, and everything that was done, each once. */
export function historyNames(db: ReadDatabase): { people: string[]; actions: string[] } {
  const each = (column: 'who' | 'action') =>
    all<{ name: string }>(db, {
      text: `SELECT DISTINCT ${column} AS name FROM history ORDER BY 1`,
      parameters: [],
    }).map(({ name }) => name)
  return { people: each('who'), actions: each('action') }
}

/** The descriptions that an entry touched. */
export function descriptionsOf(
  db: ReadDatabase,
  historyId: number,
  { offset, limit }: { offset: number; limit: number },
): number[] {
  return all<{ id: number }>(
    db,
    sql`SELECT DISTINCT descriptionId AS id FROM historyChange WHERE historyId = ${historyId} AND descriptionId IS NOT NULL
        ORDER BY 1 LIMIT ${limit} OFFSET ${offset}`,
  ).map(({ id }) => id)
}

/** The descriptions that an entry touched and that are neither gone nor in the bin. */
export const descriptionsLeft = (db: ReadDatabase, historyId: number, limit: number): DescriptionId[] =>
  all<{ id: DescriptionId }>(
    db,
    sql`SELECT DISTINCT description.id FROM historyChange JOIN description ON description.id = descriptionId
        WHERE historyId = ${historyId} AND binnedAt IS NULL ORDER BY 1 LIMIT ${limit}`,
  ).map(({ id }) => id)

/** When the newest entry was made; null when nothing was ever done. */
export const lastChangeAt = (db: ReadDatabase): string | null =>
  get<{ at: string }>(db, sql`SELECT at FROM history ORDER BY id DESC LIMIT 1`)?.at ?? null
