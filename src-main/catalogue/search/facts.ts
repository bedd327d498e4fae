/** What searches are narrowed by: each combination of facts is kept once, and counted by its number. */
import { CREATING_ROLES } from '../../shared/domain/field.ts'
import { all, get, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'
import { completeAmong, readRows } from '../description/read.ts'

const CHUNK = 500

/** What narrows a search, and is counted beside its hits. */
export interface Facts {
  readonly level: string
  readonly status: string
  readonly assignee: string
  readonly changed: boolean
  readonly complete: boolean
  readonly decades: readonly number[]
  readonly languages: readonly string[]
  readonly creators: readonly number[]
}

/** The facts of descriptions but for their decades, which come with the dates. */
export function factsOf(db: ReadDatabase, ids: readonly number[]): Map<number, Omit<Facts, 'decades'>> {
  const wanted = JSON.stringify(ids)
  const languages = Map.groupBy(
    all<{ id: number; language: string }>(
      db,
      sql`SELECT DISTINCT descriptionId AS id, language FROM languageOfUnit
          WHERE descriptionId IN (SELECT value FROM json_each(${wanted})) ORDER BY language`,
    ),
    ({ id }) => id,
  )
  const creators = Map.groupBy(
    all<{ id: number; authorityId: number }>(
      db,
      sql`SELECT DISTINCT descriptionId AS id, authorityId FROM agent
          WHERE descriptionId IN (SELECT value FROM json_each(${wanted}))
            AND role IN (SELECT value FROM json_each(${JSON.stringify(CREATING_ROLES)})) ORDER BY authorityId`,
    ),
    ({ id }) => id,
  )
  return new Map(
    readRows(db, ids).map(({ id, level, status, assignee, changed, missing }) => [
      id,
      {
        level,
        status,
        assignee: assignee ?? '',
        changed,
        complete: missing.length === 0,
        languages: languages.get(id)?.map(({ language }) => language) ?? [],
        creators: creators.get(id)?.map(({ authorityId }) => authorityId) ?? [],
      },
    ]),
  )
}

/** Combinations of facts by number, each asked for once. */
export function facetsRemembered(db: WriteDatabase): (facts: Facts) => number {
  const known = new Map<string, number>()
  return (facts) => {
    const key = JSON.stringify(facts)
    const facet = known.get(key) ?? facetFor(db, facts)
    known.set(key, facet)
    return facet
  }
}

/** Brings up to date what narrows a search, where no word of the descriptions was changed. */
export function indexFacts(db: WriteDatabase, ids: readonly number[]): void {
  const facetOf = facetsRemembered(db)
  for (let from = 0; from < ids.length; from += CHUNK) {
    const chunk = ids.slice(from, from + CHUNK)
    const facts = factsOf(db, chunk)
    const there = all<{ id: number; facet: number; decades: string }>(
      db,
      sql`SELECT descriptionId AS id, facet, decades FROM searchFact JOIN searchFacet USING (facet)
          WHERE descriptionId IN (SELECT value FROM json_each(${JSON.stringify(chunk)}))`,
    )
    const fresh = there.flatMap(({ id, facet, decades }) => {
      const own = facts.get(id)
      const now = own && facetOf({ ...own, decades: JSON.parse(decades) as number[] })
      return now === undefined || now === facet ? [] : [[id, now]]
    })
    if (fresh.length === 0) continue
    run(
      db,
      sql`UPDATE searchFact SET facet = asked.value ->> 1 FROM json_each(${JSON.stringify(fresh)}) AS asked
          WHERE descriptionId = asked.value ->> 0`,
    )
  }
}

/** Brings up to date whether descriptions are complete, where only what their types require was changed. */
export function indexCompleteness(db: WriteDatabase, ids: readonly number[]): void {
  const twins = new Map<number, number>()
  for (let from = 0; from < ids.length; from += CHUNK) {
    const chunk = ids.slice(from, from + CHUNK)
    const complete = completeAmong(db, chunk)
    const turned = all<{ id: number; facet: number; complete: 0 | 1 }>(
      db,
      sql`SELECT descriptionId AS id, facet, complete FROM searchFact JOIN searchFacet USING (facet)
          WHERE descriptionId IN (SELECT value FROM json_each(${JSON.stringify(chunk)}))`,
    ).filter((row) => (row.complete === 1) !== complete.has(row.id))
    const fresh = turned.map(({ id, facet }) => {
      const twin = twins.get(facet) ?? twinOf(db, facet)
      twins.set(facet, twin)
      return [id, twin]
    })
    run(
      db,
      sql`UPDATE searchFact SET facet = asked.value ->> 1 FROM json_each(${JSON.stringify(fresh)}) AS asked
          WHERE descriptionId = asked.value ->> 0`,
    )
  }
}

/** The same combination of facts, but for whether they are complete. */
function twinOf(db: WriteDatabase, facet: number): number {
  const facts = get<Stored>(
    db,
    sql`SELECT level, status, complete, decades, languages, creators, assignee, changed FROM searchFacet WHERE facet = ${facet}`,
  )
  if (!facts) throw new Error('a combination of facts that is used is gone')
  return facetStored(db, { ...facts, complete: facts.complete === 1 ? 0 : 1 })
}

/** A combination of facts as a row. */
interface Stored {
  readonly level: string
  readonly status: string
  readonly complete: 0 | 1
  readonly decades: string
  readonly languages: string
  readonly creators: string
  readonly assignee: string
  readonly changed: 0 | 1
}

/** The number of a combination of facts, made for the first description that has it. */
export const facetFor = (db: WriteDatabase, facts: Facts): number =>
  facetStored(db, {
    ...facts,
    complete: facts.complete ? 1 : 0,
    changed: facts.changed ? 1 : 0,
    decades: JSON.stringify(facts.decades),
    languages: JSON.stringify(facts.languages),
    creators: JSON.stringify(facts.creators),
  })

function facetStored(db: WriteDatabase, facts: Stored): number {
  const { level, status, complete, decades, languages, creators, assignee, changed } = facts
  const found = get<{ facet: number }>(
    db,
    sql`SELECT facet FROM searchFacet WHERE level = ${level} AND status = ${status} AND complete = ${complete}
        AND decades = ${decades} AND languages = ${languages} AND creators = ${creators}
        AND assignee = ${assignee} AND changed = ${changed}`,
  )
  if (found) return found.facet
  return run(
    db,
    sql`INSERT INTO searchFacet (level, status, complete, decades, languages, creators, assignee, changed)
        VALUES (${level}, ${status}, ${complete}, ${decades}, ${languages}, ${creators}, ${assignee}, ${changed})`,
  ).id
}
