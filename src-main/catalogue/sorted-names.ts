/**
 * Lists of what has names in several scripts: sorted by 五十音 or by letters, narrowed, found by any form, suggested. Names and terms
 * each have a derived table of keys (`nameKeys`).
 */
import { foldName } from '../shared/domain/name.ts'
import { all, get } from './database.ts'
import type { ReadDatabase, Value } from './database.ts'

/** The derived table of a kind of names, and where they are used. Nothing here comes from a person. */
export interface SortedNames {
  readonly table: 'authority' | 'term'
  readonly index: 'authorityIndex' | 'termIndex'
  readonly id: 'authorityId' | 'termId'
  readonly usedIn: 'agent' | 'accessPoint'
  /** Its names or labels, a row each. */
  readonly forms: 'authorityName' | 'termLabel'
  /** The heading of one, as a column; `id` is the column of its number. */
  readonly heading: (id: string) => string
}

export type NameOrder = 'kana' | 'latin'
const KEYS = { kana: 'kanaKey', latin: 'latinKey' } as const

/** Columns that have to say just this; null: any. */
export type Narrowed = Partial<Record<'type' | 'source', string | null>>

interface Condition {
  readonly text: string
  readonly parameters: Value[]
}

function narrowing(narrowed: Narrowed): Condition {
  const entries = Object.entries(narrowed).filter((entry): entry is [string, string] => entry[1] !== null)
  return {
    text: entries.map(([column]) => `AND ${column} = ?`).join(' '),
    parameters: entries.map(([, value]) => value),
  }
}

/** Every word of a query stands somewhere in the forms. */
function containing(query: string): Condition {
  const words = foldName(query)
    .split(' ')
    .filter((word) => word !== '')
  return { text: words.map(() => 'AND instr(folded, ?) > 0').join(' '), parameters: words }
}

export function listNames<Id extends number>(
  db: ReadDatabase,
  { table, index, id, usedIn, heading }: SortedNames,
  narrowed: Narrowed,
  { order, query, unused, binned }: { order: NameOrder; query: string; unused: boolean; binned: boolean },
  { offset, limit }: { offset: number; limit: number },
): { total: number; ids: Id[] } {
  const only = narrowing(narrowed)
  const holding = containing(query)
  // What is in the bin is in no index; it is not much.
  const from = binned
    ? `FROM (SELECT id AS ${id}, ${['type', ...Object.keys(narrowed).filter((column) => column !== 'type')].join(', ')}, binnedAt,
               char(10) || ${heading(`${table}.id`)} AS folded FROM ${table} WHERE binnedAt IS NOT NULL)`
    : `FROM ${index}`
  const where = `WHERE 1 ${only.text} ${holding.text}
    ${unused ? `AND NOT EXISTS (SELECT 1 FROM ${usedIn} WHERE ${usedIn}.${id} = ${index}.${id})` : ''}`
  const parameters = [...only.parameters, ...holding.parameters]
  const total = get<{ total: number }>(db, { text: `SELECT count(*) AS total ${from} ${where}`, parameters })
  return {
    total: total?.total ?? 0,
    ids: idsOf(
      db,
      `SELECT ${id} AS id ${from} ${where} ORDER BY ${binned ? 'binnedAt DESC' : KEYS[order]}, ${id} LIMIT ? OFFSET ?`,
      [...parameters, limit, offset],
    ),
  }
}

/** Beginnings in the order of the list: letters, rows of kana, and what no reading is known of. */
const INITIALS = Array.from('abcdefghijklmnopqrstuvwxyzあかさたなはまやらわ漢')
/** The end of kana: after it come names in kanji without a reading. */
const AFTER_KANA = '\u3100'

export function initialsOf(
  db: ReadDatabase,
  { index }: SortedNames,
  narrowed: Narrowed,
  order: NameOrder,
): { initial: string; index: number }[] {
  const only = narrowing(narrowed)
  const before = (bound: string): number =>
    get<{ total: number }>(db, {
      text: `SELECT count(*) AS total FROM ${index} WHERE ${KEYS[order]} < ? ${only.text}`,
      parameters: [bound, ...only.parameters],
    })?.total ?? 0
  const total = before('\u{10FFFF}')
  const starts = INITIALS.map((initial) => ({
    initial,
    index: before(initial === '漢' ? AFTER_KANA : initial),
  }))
  return starts.filter(({ index: at }, place) => at < (starts[place + 1]?.index ?? total))
}

export function positionOf(
  db: ReadDatabase,
  { index, id }: SortedNames,
  wanted: number,
  order: NameOrder,
  narrowed: Narrowed = {},
): number {
  const only = narrowing(narrowed)
  const key = KEYS[order]
  return (
    get<{ position: number }>(db, {
      text: `SELECT (SELECT count(*) FROM ${index} AS earlier WHERE (earlier.${key}, earlier.${id}) < (own.${key}, own.${id}) ${only.text}) AS position
             FROM ${index} AS own WHERE ${id} = ? ${only.text}`,
      parameters: [...only.parameters, wanted, ...only.parameters],
    })?.position ?? -1
  )
}

/** Those whose forms hold what is typed: exactly, at a beginning, anywhere; of equal ones those used more. */
export function suggestNames<Id extends number>(
  db: ReadDatabase,
  { table, index, id, usedIn }: SortedNames,
  query: string,
  narrowed: Narrowed,
  limit: number,
): Id[] {
  const folded = foldName(query)
  const only = narrowing(narrowed)
  if (folded === '') {
    return idsOf(
      db,
      `SELECT used.id FROM (SELECT ${id} AS id, count(*) AS uses FROM ${usedIn} WHERE ${id} IS NOT NULL GROUP BY ${id}) AS used
       JOIN ${table} ON ${table}.id = used.id WHERE 1 ${only.text} ORDER BY uses DESC, used.id LIMIT ?`,
      [...only.parameters, limit],
    )
  }
  const holding = containing(query)
  return idsOf(
    db,
    `SELECT id FROM (
       SELECT ${id} AS id, kanaKey,
         CASE WHEN instr(folded || char(10), char(10) || ? || char(10)) > 0 THEN 0 WHEN instr(folded, char(10) || ?) > 0 THEN 1 ELSE 2 END AS rank
       FROM ${index} WHERE 1 ${only.text} ${holding.text} ORDER BY rank, kanaKey LIMIT 100)
     ORDER BY rank, (SELECT count(*) FROM ${usedIn} WHERE ${usedIn}.${id} = id) DESC, kanaKey LIMIT ?`,
    [folded, folded, ...only.parameters, ...holding.parameters, limit],
  )
}

/** Those that the index does not hold: of a file that had no index. */
export const unindexed = (db: ReadDatabase, { table, index, id }: SortedNames): number[] =>
  idsOf(db, `SELECT id FROM ${table} WHERE binnedAt IS NULL AND id NOT IN (SELECT ${id} FROM ${index})`, [])

/** Those of which the changes after one change a form, or whether they are there. */
export const renamedSince = (
  db: ReadDatabase,
  { table, id, forms }: SortedNames,
  changeId: number,
): number[] =>
  idsOf<number>(
    db,
    `SELECT id FROM (
       SELECT rowId AS id FROM historyChange NOT INDEXED WHERE id > ? AND tableName = '${table}'
       UNION
       SELECT coalesce((SELECT ${id} FROM ${forms} WHERE ${forms}.id = historyChange.rowId), json_extract(before, '$.${id}'))
       FROM historyChange NOT INDEXED WHERE id > ? AND tableName = '${forms}') WHERE id IS NOT NULL`,
    [changeId, changeId],
  )

/** Descriptions in which they are used. */
export const descriptionsUsing = (
  db: ReadDatabase,
  { usedIn, id }: SortedNames,
  ids: readonly number[],
): number[] =>
  idsOf(
    db,
    `SELECT DISTINCT descriptionId AS id FROM ${usedIn} WHERE ${id} IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(ids)],
  )

const idsOf = <Id extends number>(db: ReadDatabase, text: string, parameters: Value[]): Id[] =>
  all<{ id: Id }>(db, { text, parameters }).map(({ id }) => id)
