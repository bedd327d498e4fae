/** How many of the descriptions found have which level, decade, creator, language, status, and all mandatory fields or not. */
import type { Query } from '../../shared/domain/query/index.ts'
import { all, get, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'
import { compile } from './compile.ts'
import { selecting } from './find.ts'

/** How many descriptions have each combination of facts. */
export type Tally = Map<number, number>

export const highestId = (db: ReadDatabase): number =>
  get<{ id: number | null }>(db, sql`SELECT max(id) AS id FROM description`)?.id ?? 0

/** Adds to a tally what a query finds among the ids from `from` up to and without `to`. */
export function tallyBetween(
  db: ReadDatabase,
  { root }: Query,
  from: number,
  to: number,
  tally: Tally,
): void {
  if (root === null) return
  const compiled = compile(root)
  const { id, from: source, where, parameters } = selecting(compiled, compiled.match)
  const rows = all<{ facet: number; count: number }>(db, {
    text: `SELECT facet, count(*) AS count FROM ${source} CROSS JOIN searchFact ON searchFact.descriptionId = ${id}
           WHERE ${where} AND ${id} >= ? AND ${id} < ? GROUP BY facet`,
    parameters: [...parameters, from, to],
  })
  for (const { facet, count } of rows) tally.set(facet, (tally.get(facet) ?? 0) + count)
}

export interface Counted {
  value: string
  count: number
}

export interface Facets {
  level: Counted[]
  decade: Counted[]
  creator: Counted[]
  language: Counted[]
  status: Counted[]
  assignee: Counted[]
  completeness: Counted[]
}

interface FacetRow {
  facet: number
  level: string
  status: string
  complete: 0 | 1
  decades: string
  languages: string
  creators: string
  assignee: string
  changed: 0 | 1
}

/** Values of a facet beyond these are too many to choose from. */
const SHOWN = 12

/** The facets of a tally, the most frequent values first (decades in order of time); `scale` is what each count stands for. */
export function facetsOf(db: ReadDatabase, tally: Tally, scale = 1): Facets {
  const counts = {
    level: new Map<string, number>(),
    decade: new Map<string, number>(),
    creator: new Map<string, number>(),
    language: new Map<string, number>(),
    status: new Map<string, number>(),
    assignee: new Map<string, number>(),
    completeness: new Map<string, number>(),
  }
  const add = (facet: keyof Facets, value: string, count: number) =>
    counts[facet].set(value, (counts[facet].get(value) ?? 0) + count)
  const rows = all<FacetRow>(
    db,
    sql`SELECT facet, level, status, complete, decades, languages, creators, assignee, changed FROM searchFacet
        WHERE facet IN (SELECT value FROM json_each(${JSON.stringify([...tally.keys()])}))`,
  )
  const list = (json: string) => (json === '[]' ? [] : (JSON.parse(json) as (string | number)[]))
  for (const row of rows) {
    const count = tally.get(row.facet) ?? 0
    add('level', row.level, count)
    add('status', row.status, count)
    if (row.changed) add('status', 'changed', count)
    if (row.assignee !== '') add('assignee', row.assignee, count)
    add('completeness', row.complete ? 'complete' : 'incomplete', count)
    for (const decade of list(row.decades)) add('decade', `${decade}0`, count)
    for (const language of list(row.languages)) add('language', String(language), count)
    for (const creator of list(row.creators)) add('creator', String(creator), count)
  }
  const counted = (facet: keyof Facets): Counted[] =>
    [...counts[facet]]
      .map(([value, count]) => ({ value, count: Math.round(count * scale) }))
      .sort((one, other) => other.count - one.count || one.value.localeCompare(other.value))
      .slice(0, SHOWN)
  return {
    level: counted('level'),
    decade: counted('decade').sort((one, other) => Number(one.value) - Number(other.value)),
    creator: named(db, counted('creator')),
    language: counted('language'),
    status: counted('status'),
    assignee: counted('assignee'),
    completeness: counted('completeness'),
  }
}

/** Creators by the name that records show. */
function named(db: ReadDatabase, creators: readonly Counted[]): Counted[] {
  const names = new Map(
    all<{ id: number; name: string }>(
      db,
      sql`SELECT authorityId AS id, value AS name FROM authorityName WHERE kind = 'authorized'
          AND authorityId IN (SELECT value FROM json_each(${JSON.stringify(creators.map(({ value }) => Number(value)))})) ORDER BY seq DESC`,
    ).map(({ id, name }) => [String(id), name]),
  )
  return creators.flatMap(({ value, count }) => {
    const name = names.get(value)
    return name === undefined ? [] : [{ value: name, count }]
  })
}
