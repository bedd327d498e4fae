/** Which descriptions a query finds, and in which order: those with the words in title or number first, then the others, each in order of entry. */
import type { DescriptionId } from '../../shared/contract/ids.ts'
import { fold } from '../../shared/domain/fold.ts'
import type { Query } from '../../shared/domain/query/index.ts'
import { all, get, sql } from '../database.ts'
import type { ReadDatabase, Statement } from '../database.ts'
import { compile } from './compile.ts'
import type { Compiled } from './compile.ts'

export interface Slice {
  readonly offset: number
  readonly limit: number
}

/** Ids of the descriptions found, best first; a limit of -1 gives all. */
export function findDescriptions(
  db: ReadDatabase,
  { root }: Query,
  { offset, limit }: Slice,
): DescriptionId[] {
  if (root === null) return []
  const compiled = compile(root)
  const { inTitle } = compiled
  if (inTitle === null) return idsOf(db, { ...selecting(compiled, compiled.match), offset, limit })
  const titled = firstTitled(db, compiled, inTitle)
  const titleMatch = inTitle.match
  const wanted = limit < 0 ? Number.POSITIVE_INFINITY : limit
  const ids: DescriptionId[] = []
  let before = titled.ids.length
  if (titled.all) ids.push(...titled.ids.slice(offset, offset + wanted))
  else if (offset + wanted <= titled.ids.length) return titled.ids.slice(offset, offset + wanted)
  else {
    ids.push(...idsOf(db, { ...selecting(compiled, titleMatch, 'titleIndex'), offset, limit }))
    if (ids.length >= wanted) return ids
    before = countOf(db, selecting(compiled, titleMatch, 'titleIndex'))
  }
  if (ids.length >= wanted) return ids
  const rest = selecting(compiled, compiled.match)
  ids.push(
    ...idsOf(db, {
      ...rest,
      where: `${rest.where} AND searchIndex.rowid NOT IN (SELECT rowid FROM titleIndex WHERE titleIndex MATCH ?)`,
      parameters: [...rest.parameters, titleMatch],
      offset: Math.max(0, offset - before),
      limit: limit < 0 ? -1 : limit - ids.length,
    }),
  )
  return ids
}

/** So many with the words in the title are put in order by how they stand there; more are more than anybody compares. */
const COMPARED = 100

/** Those with the words in title or number: the closest first (the number itself, the whole title, its beginning), when they are few. */
function firstTitled(
  db: ReadDatabase,
  compiled: Compiled,
  inTitle: NonNullable<Compiled['inTitle']>,
): { ids: DescriptionId[]; all: boolean } {
  const ids = idsOf(db, {
    ...selecting(compiled, inTitle.match, 'titleIndex'),
    offset: 0,
    limit: COMPARED + 1,
  })
  if (ids.length > COMPARED) return { ids, all: false }
  const closeness = new Map(
    all<{ id: number; value: string }>(
      db,
      sql`SELECT descriptionId AS id, value FROM descriptionText WHERE field = 'title' AND descriptionId IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
          UNION ALL SELECT id, referenceCode FROM description WHERE referenceCode IS NOT NULL AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
    )
      .map(({ id, value }) => {
        const folded = fold(value)
        return [id, folded === inTitle.text ? 0 : folded.startsWith(inTitle.text) ? 1 : 2] as const
      })
      // The best of its values is the last to be set.
      .sort(([, one], [, other]) => other - one),
  )
  const rank = (id: number) => closeness.get(id) ?? 2
  return { ids: ids.sort((one, other) => rank(one) - rank(other) || one - other), all: true }
}

export interface Selecting {
  /** The column of the ids. */
  readonly id: string
  readonly from: string
  readonly where: string
  readonly parameters: Statement['parameters']
}

/** FROM and WHERE of a query, led by an index or by the table of descriptions itself. */
export function selecting(
  { condition }: Compiled,
  match: string | null,
  index: 'searchIndex' | 'titleIndex' = 'searchIndex',
): Selecting {
  if (match === null)
    return {
      id: 'description.id',
      from: 'description',
      where: `description.binnedAt IS NULL AND ${condition?.text ?? 'TRUE'}`,
      parameters: condition?.parameters ?? [],
    }
  return {
    id: `${index}.rowid`,
    // The index leads: its rows come in order, and description is looked up for each.
    from: condition === null ? index : `${index} CROSS JOIN description ON description.id = ${index}.rowid`,
    where: condition === null ? `${index} MATCH ?` : `${index} MATCH ? AND ${condition.text}`,
    parameters: [match, ...(condition?.parameters ?? [])],
  }
}

const idsOf = (
  db: ReadDatabase,
  { id, from, where, parameters, offset, limit }: Selecting & Slice,
): DescriptionId[] =>
  all<{ id: DescriptionId }>(db, {
    text: `SELECT ${id} AS id FROM ${from} WHERE ${where} ORDER BY ${id} LIMIT ? OFFSET ?`,
    parameters: [...parameters, limit, offset],
  }).map(({ id }) => id)

const countOf = (db: ReadDatabase, { from, where, parameters }: Selecting): number =>
  get<{ total: number }>(db, { text: `SELECT count(*) AS total FROM ${from} WHERE ${where}`, parameters })
    ?.total ?? 0

/** Counting further than this takes longer than a keystroke. */
export const COUNTED = 10_000

/** How many descriptions a query finds: `exact` up to `COUNTED`, beyond that at least so many. */
export function countDescriptions(db: ReadDatabase, { root }: Query): { total: number; exact: boolean } {
  if (root === null) return { total: 0, exact: true }
  const compiled = compile(root)
  const { from, where, parameters } = selecting(compiled, compiled.match)
  const total =
    get<{ total: number }>(db, {
      text: `SELECT count(*) AS total FROM (SELECT 1 FROM ${from} WHERE ${where} LIMIT ${COUNTED + 1})`,
      parameters,
    })?.total ?? 0
  return { total, exact: total <= COUNTED }
}
