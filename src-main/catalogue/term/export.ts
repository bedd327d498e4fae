/** Terms as they go out: one after the other, those of a vocabulary or all. */
import type { ACCESS_POINT_TYPES } from '../../shared/domain/field.ts'
import type { LABEL_KINDS } from '../../shared/domain/term.ts'
import { all, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'

export interface OutTerm {
  readonly uid: string
  readonly type: (typeof ACCESS_POINT_TYPES)[number]
  readonly source: string
  readonly code: string | null
  readonly note: string | null
  readonly labels: readonly {
    readonly kind: (typeof LABEL_KINDS)[number]
    readonly value: string
    readonly language: string | null
    readonly script: string | null
    readonly reading: string | null
  }[]
  readonly relations: readonly {
    readonly type: 'broader' | 'related'
    readonly uid: string
    readonly source: string
    readonly code: string | null
  }[]
}

/** Read together. */
const SLICE = 200

export function* exportedTerms(db: ReadDatabase, source: string | null): Generator<OutTerm> {
  const ids = all<{ id: number }>(
    db,
    sql`SELECT id FROM term WHERE binnedAt IS NULL AND (${source} IS NULL OR source = ${source}) ORDER BY source, code IS NULL, code, id`,
  ).map(({ id }) => id)
  for (let from = 0; from < ids.length; from += SLICE) yield* termsOf(db, ids.slice(from, from + SLICE))
}

function termsOf(db: ReadDatabase, ids: readonly number[]): OutTerm[] {
  const list = JSON.stringify(ids)
  const labels = byTerm(
    all<OutTerm['labels'][number] & { termId: number }>(
      db,
      sql`SELECT termId, kind, value, language, script, reading FROM termLabel
          WHERE termId IN (SELECT value FROM json_each(${list})) ORDER BY termId, seq`,
    ),
  )
  const relations = byTerm(
    all<OutTerm['relations'][number] & { termId: number }>(
      db,
      sql`SELECT termId, termRelation.type, other.uid, other.source, other.code FROM termRelation JOIN term AS other ON other.id = otherId
          WHERE other.binnedAt IS NULL AND termId IN (SELECT value FROM json_each(${list})) ORDER BY termId, seq`,
    ),
  )
  const terms = new Map(
    all<Omit<OutTerm, 'labels' | 'relations'> & { id: number }>(
      db,
      sql`SELECT id, uid, type, source, code, note FROM term WHERE id IN (SELECT value FROM json_each(${list}))`,
    ).map((term) => [term.id, term]),
  )
  return ids.flatMap((id) => {
    const term = terms.get(id)
    return term ? [{ ...term, labels: labels.get(id) ?? [], relations: relations.get(id) ?? [] }] : []
  })
}

function byTerm<T extends { termId: number }>(rows: readonly T[]): Map<number, T[]> {
  const found = new Map<number, T[]>()
  for (const row of rows) {
    const there = found.get(row.termId)
    if (there) there.push(row)
    else found.set(row.termId, [row])
  }
  return found
}

/** The languages of labels, each with its kind and whether any of it has a reading. */
export interface LabelColumn {
  readonly kind: (typeof LABEL_KINDS)[number]
  readonly language: string | null
  readonly script: string | null
  readonly read: 0 | 1
}

export const labelColumns = (db: ReadDatabase, source: string | null): LabelColumn[] =>
  all<LabelColumn>(
    db,
    sql`SELECT kind, language, script, max(reading IS NOT NULL) AS read FROM termLabel JOIN term ON term.id = termId
        WHERE binnedAt IS NULL AND (${source} IS NULL OR source = ${source})
        GROUP BY kind, language, script ORDER BY kind <> 'preferred', count(*) DESC, language, script`,
  )
