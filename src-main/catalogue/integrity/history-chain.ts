/**
 * The history, walked back: every change must parse, belong to an entry and name columns that are there, every reversal
 * must have something to reverse, and from the rows as they are now each change must lead back to the one before it.
 */
import { all, each, get, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'
import type { ChangeRow } from '../recording.ts'
import { columnsOf, recordedTables } from '../recording.ts'
import type { Pace } from './index-content.ts'

export interface BrokenChange {
  /**
   * `historyUnreadable`: what was recorded does not parse; `historyBroken`: undo could not go back past it;
   * `historyDiffers`: the values after it are not those it says it made.
   */
  code: 'historyUnreadable' | 'historyBroken' | 'historyDiffers'
  place: 'history' | 'historyChange'
  row: number
  descriptionId: number | null
}

type Image = Record<string, unknown>

const ROWS = 5_000

export async function brokenHistory(db: ReadDatabase, pace: Pace): Promise<BrokenChange[]> {
  const found: BrokenChange[] = entriesWithoutSense(db).map((row) => ({
    code: 'historyBroken',
    place: 'history',
    row,
    descriptionId: null,
  }))
  const total = get<{ total: number }>(db, sql`SELECT count(*) AS total FROM historyChange`)?.total ?? 0
  const columns = new Map(recordedTables(db).map((table) => [table, new Set(columnsOf(db, table))]))
  let place = ''
  let state: Image | null = null
  let lost = false
  let seen = 0
  for (const change of each<ChangeRow & { now: string | null }>(db, withRows([...columns.keys()], columns))) {
    if (++seen % ROWS === 0) await pace.rest(seen / total)
    const here = `${change.tableName} ${change.rowId}`
    if (here !== place) {
      place = here
      lost = false
      state = change.now === null ? null : (JSON.parse(change.now) as Image)
    }
    // One break is one finding: what lies before it cannot be judged.
    if (lost) continue
    if (change.operation === 'delete' && state !== null && isPartOfLater(db, change, state)) state = null
    const step = stepBack(change, state, columns.get(change.tableName))
    if ('code' in step) {
      found.push({
        code: step.code,
        place: 'historyChange',
        row: change.id,
        descriptionId: change.descriptionId,
      })
      lost = step.state === undefined
    }
    if (step.state !== undefined) state = step.state
  }
  return found
}

/** Reversals of nothing, entries reversed twice, and entries that say they reverse and do not. */
const entriesWithoutSense = (db: ReadDatabase): number[] =>
  all<{ id: number }>(
    db,
    sql`SELECT id FROM history WHERE reverses IS NOT NULL AND (reverses >= id OR reverses NOT IN (SELECT id FROM history))
        UNION SELECT id FROM history WHERE (kind = 'do') = (reverses IS NOT NULL)
        UNION SELECT max(id) FROM history WHERE reverses IS NOT NULL GROUP BY reverses HAVING count(*) > 1`,
  ).map(({ id }) => id)

/** Changes row by row, the newest first, each with its row as it is now. */
function withRows(tables: readonly string[], columns: ReadonlyMap<string, ReadonlySet<string>>) {
  const image = (table: string) =>
    `json_object(${[...(columns.get(table) ?? [])].map((name) => `'${name}', row.${name}`).join(', ')})`
  const now = tables
    .map(
      (table) =>
        `WHEN '${table}' THEN (SELECT ${image(table)} FROM ${table} AS row WHERE row.id = historyChange.rowId)`,
    )
    .join(' ')
  return {
    text: `SELECT id, tableName, rowId, descriptionId, operation, before, after,
                  CASE WHEN rowId IS NOT lag(rowId) OVER walk OR tableName IS NOT lag(tableName) OVER walk
                       THEN CASE tableName ${now} END END AS now
           FROM historyChange WINDOW walk AS (ORDER BY tableName, rowId, id DESC)
           ORDER BY tableName, rowId, id DESC`,
    parameters: [],
  }
}

/** What a description was made with is not recorded: a number that was free again may begin another row with it. */
const isPartOfLater = (db: ReadDatabase, { id, tableName }: ChangeRow, { descriptionId }: Image): boolean =>
  tableName !== 'description' &&
  typeof descriptionId === 'number' &&
  get(
    db,
    sql`SELECT 1 FROM historyChange WHERE descriptionId = ${descriptionId} AND tableName = 'description'
        AND operation = 'insert' AND id > ${id} LIMIT 1`,
  ) !== undefined

type StepBack =
  | { state: Image | null }
  | { code: 'historyUnreadable' | 'historyBroken'; state?: undefined }
  | { code: 'historyDiffers'; state: Image }

/** The row before a change, from the row after it. */
function stepBack(
  { operation, before, after }: ChangeRow,
  state: Image | null,
  columns: ReadonlySet<string> | undefined,
): StepBack {
  if (columns === undefined) return { code: 'historyBroken' }
  if (operation === 'insert') return state === null ? { code: 'historyBroken' } : { state: null }
  const old = imageOf(before)
  const fresh = operation === 'update' ? imageOf(after) : {}
  if (old === null || fresh === null) return { code: 'historyUnreadable' }
  if ([...Object.keys(old), ...Object.keys(fresh)].some((name) => !columns.has(name)))
    return { code: 'historyBroken' }
  if (operation === 'delete') return state === null ? { state: old } : { code: 'historyBroken' }
  if (state === null) return { code: 'historyBroken' }
  const differs = Object.entries(fresh).some(([name, value]) => state[name] !== value)
  return differs ? { code: 'historyDiffers', state: { ...state, ...old } } : { state: { ...state, ...old } }
}

function imageOf(text: string | null): Image | null {
  try {
    const image: unknown = JSON.parse(text ?? '')
    return typeof image === 'object' && image !== null && !Array.isArray(image) ? (image as Image) : null
  } catch {
    return null
  }
}
