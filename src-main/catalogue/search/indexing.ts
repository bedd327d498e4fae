/** The search index is kept in the transaction of each edit. */
import { edtfBounds } from '../../shared/domain/date/index.ts'
import { FOLDING } from '../../shared/domain/fold.ts'
import { indexWords } from '../../shared/domain/index-words.ts'
import { all, execute, get, inTransaction, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'
import { indexNumbers } from '../description/related.ts'
import { facetsRemembered, factsOf } from './facts.ts'
import { boilerplateTexts, columnOf, searchableTexts } from './texts.ts'
import type { Column } from './texts.ts'

/** A private-use character is a word that no text holds: it keeps a phrase from running on from one value into the next. */
const GAP = ' \uE000 '

const CHUNK = 500

/** Puts the words of descriptions in the place of those that the index has, where titles, numbers and dates are as they were. */
export function indexOtherWords(db: WriteDatabase, ids: readonly number[]): void {
  if (ids.length === 0) return
  takeOut(db, 'searchIndex', ids)
  for (let from = 0; from < ids.length; from += CHUNK) {
    const live = liveAmong(db, ids.slice(from, from + CHUNK))
    const texts = searchableTexts(db, live)
    for (const id of live) writeWords(db, id, texts.get(id) ?? [])
  }
}

const takeOut = (
  db: WriteDatabase,
  table: 'searchIndex' | 'titleIndex' | 'boilerplateIndex',
  ids: readonly number[],
): void =>
  void run(db, {
    text: `DELETE FROM ${table} WHERE rowid IN (SELECT value FROM json_each(?))`,
    parameters: [JSON.stringify(ids)],
  })

const liveAmong = (db: ReadDatabase, ids: readonly number[]): number[] =>
  all<{ id: number }>(
    db,
    sql`SELECT id FROM description WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND binnedAt IS NULL ORDER BY id`,
  ).map(({ id }) => id)

/** Brings the index up to date for descriptions: absent while they are binned or gone. What is read of them is read for many at once. */
export function indexDescriptions(db: WriteDatabase, ids: readonly number[]): void {
  const facetOf = facetsRemembered(db)
  // All are taken out before the first is put in: FTS5 begins a new segment whenever a number is below the last.
  for (const table of ['searchIndex', 'titleIndex', 'boilerplateIndex'] as const) takeOut(db, table, ids)
  for (let from = 0; from < ids.length; from += CHUNK) {
    const chunk = ids.slice(from, from + CHUNK)
    const wanted = JSON.stringify(chunk)
    for (const table of ['searchDate', 'searchFact', 'searchNumber'])
      run(db, {
        text: `DELETE FROM ${table} WHERE descriptionId IN (SELECT value FROM json_each(?))`,
        parameters: [wanted],
      })
    const live = liveAmong(db, chunk)
    const [texts, boilerplate] = [searchableTexts(db, live), boilerplateTexts(db, live)]
    const [dates, facts] = [datesOf(db, live), factsOf(db, live)]
    indexNumbers(db, live)
    for (const id of live) {
      const own = facts.get(id)
      if (!own) throw new Error('a description that is indexed is there')
      writeIndex(db, id, {
        texts: texts.get(id) ?? [],
        boilerplate: (boilerplate.get(id) ?? []).map(({ value }) => value),
        dates: dates.get(id) ?? [],
        facet: (decades) => facetOf({ ...own, decades }),
      })
    }
  }
}

const datesOf = (db: ReadDatabase, ids: readonly number[]) =>
  Map.groupBy(
    all<{ id: number; seq: number; kind: string; edtf: string }>(
      db,
      sql`SELECT descriptionId AS id, seq, kind, edtf FROM dateOfUnit
          WHERE descriptionId IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND edtf IS NOT NULL`,
    ),
    ({ id }) => id,
  )

export interface Indexed {
  readonly texts: readonly { readonly where: string; readonly value: string }[]
  readonly boilerplate: readonly string[]
  readonly dates: readonly { readonly seq: number; readonly kind: string; readonly edtf: string }[]
  /** The combination of facts, given the decades of the dates. */
  readonly facet: (decades: readonly number[]) => number
}

/** Writes the words of a description into `searchIndex`, or into a table that stands before it by that name. */
export function writeWords(
  db: WriteDatabase,
  id: number,
  texts: Indexed['texts'],
): Partial<Record<Column, string>> {
  const columns: Partial<Record<Column, string>> = {}
  for (const { where, value } of texts) {
    const column = columnOf(where)
    const sofar = columns[column]
    columns[column] = sofar === undefined ? indexWords(value) : sofar + GAP + indexWords(value)
  }
  const of = (column: Column) => columns[column] ?? ''
  run(
    db,
    sql`INSERT INTO searchIndex (rowid, title, numbers, names, subjects, dates, content, context, access, notes, handling, staff, texts)
        VALUES (${id}, ${of('title')}, ${of('numbers')}, ${of('names')}, ${of('subjects')}, ${of('dates')}, ${of('content')},
                ${of('context')}, ${of('access')}, ${of('notes')}, ${of('handling')}, ${of('staff')}, ${of('texts')})`,
  )
  return columns
}

/** Writes what is known of a description that is not in the index. */
export function writeIndex(db: WriteDatabase, id: number, indexed: Indexed): void {
  const { title, numbers } = writeWords(db, id, indexed.texts)
  run(
    db,
    sql`INSERT INTO titleIndex (rowid, title, numbers) VALUES (${id}, ${title ?? ''}, ${numbers ?? ''})`,
  )
  if (indexed.boilerplate.length > 0) {
    const words = indexed.boilerplate.map(indexWords).join(GAP)
    run(db, sql`INSERT INTO boilerplateIndex (rowid, words) VALUES (${id}, ${words})`)
  }
  const facet = indexed.facet(indexDates(db, id, indexed.dates))
  run(db, sql`INSERT INTO searchFact (descriptionId, facet) VALUES (${id}, ${facet})`)
}

const LAST_DAY = 99999999
/** Decades are counted for what lasts less than a few centuries; a longer stretch says nothing of when. */
const LONGEST_STRETCH = 300

const asNumber = (day: string) => Number(day.replaceAll('-', ''))

/** Writes the stretches of the dates; returns their decades (198: the 1980s). */
function indexDates(db: WriteDatabase, id: number, dates: Indexed['dates']): number[] {
  const decades = new Set<number>()
  for (const { seq, kind, edtf } of dates) {
    const { earliest, latest } = edtfBounds(edtf)
    // Years before our era are not days that can be compared as numbers.
    if ((earliest === null && latest === null) || edtf.startsWith('-')) continue
    const [from, to] = [
      earliest === null ? 0 : asNumber(earliest),
      latest === null ? LAST_DAY : asNumber(latest),
    ]
    run(
      db,
      sql`INSERT INTO searchDate (descriptionId, seq, kind, earliest, latest) VALUES (${id}, ${seq}, ${kind}, ${from}, ${to})`,
    )
    const [first, last] = [
      Math.floor((from || to) / 100_000),
      Math.floor((to === LAST_DAY ? from : to) / 100_000),
    ]
    if (last - first <= LONGEST_STRETCH / 10)
      for (let decade = first; decade <= last; decade++) decades.add(decade)
  }
  return [...decades].sort((one, other) => one - other)
}

/** Takes everything out of the index, also out of one that cannot be read. */
export const clearIndex = (db: WriteDatabase): void =>
  execute(
    db,
    `DELETE FROM searchFact; DELETE FROM searchFacet; DELETE FROM searchDate; DELETE FROM searchNumber;
     INSERT INTO searchIndex (searchIndex) VALUES ('delete-all');
     INSERT INTO titleIndex (titleIndex) VALUES ('delete-all');
     INSERT INTO boilerplateIndex (boilerplateIndex) VALUES ('delete-all');`,
  )

/** Makes the whole index again where it was made by other rules of folding. */
export function renewIndex(db: WriteDatabase): void {
  if (get<{ version: number }>(db, sql`SELECT version FROM searchState`)?.version === FOLDING) return
  inTransaction(db, () => {
    clearIndex(db)
    indexDescriptions(db, liveIds(db))
    run(db, sql`UPDATE searchState SET version = ${FOLDING}`)
  })
}

const liveIds = (db: ReadDatabase): number[] =>
  all<{ id: number }>(db, sql`SELECT id FROM description WHERE binnedAt IS NULL ORDER BY id`).map(
    ({ id }) => id,
  )
