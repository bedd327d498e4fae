/** Which term a concept of a file is, and what a file adds to a term. */
import type { TermLabel } from '../../shared/contract/term.ts'
import { all, get, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'

export interface Matched {
  readonly source: string
  readonly type: string
  readonly code: string | null
  readonly uid: string | null
  readonly labels: readonly TermLabel[]
}

/** The term of a code in a vocabulary. */
export const termWithCode = (db: ReadDatabase, source: string, code: string): number | null =>
  get<{ id: number }>(
    db,
    sql`SELECT id FROM term WHERE source = ${source} AND code = ${code} AND binnedAt IS NULL ORDER BY id LIMIT 1`,
  )?.id ?? null

export const termWithUid = (db: ReadDatabase, uid: string): number | null =>
  get<{ id: number }>(db, sql`SELECT id FROM term WHERE uid = ${uid} AND binnedAt IS NULL`)?.id ?? null

/** Also in the bin. */
export const uidIsTaken = (db: ReadDatabase, uid: string): boolean =>
  get(db, sql`SELECT 1 FROM term WHERE uid = ${uid}`) !== undefined

/** A term by its preferred label; of those that have no code. */
const termCalled = (db: ReadDatabase, { source, type, labels }: Matched): number | null => {
  for (const { kind, value, language } of labels) {
    if (kind !== 'preferred') continue
    const found = get<{ id: number }>(
      db,
      sql`SELECT term.id FROM termLabel JOIN term ON term.id = termId
          WHERE termLabel.value = ${value} AND kind = 'preferred' AND language IS ${language}
            AND source = ${source} AND type = ${type} AND code IS NULL AND binnedAt IS NULL ORDER BY term.id LIMIT 1`,
    )
    if (found) return found.id
  }
  return null
}

/** By its code; without one by its `uid`, then by what it is called. */
export function termMatching(db: ReadDatabase, concept: Matched): number | null {
  if (concept.code !== null) return termWithCode(db, concept.source, concept.code)
  return (concept.uid === null ? null : termWithUid(db, concept.uid)) ?? termCalled(db, concept)
}

/** Every wider term of each, from `termId` to those above. */
export function widerTerms(db: ReadDatabase): Map<number, number[]> {
  const wider = new Map<number, number[]>()
  for (const { termId, otherId } of all<{ termId: number; otherId: number }>(
    db,
    sql`SELECT termId, otherId FROM termRelation WHERE type = 'broader'`,
  ))
    wider.set(termId, [...(wider.get(termId) ?? []), otherId])
  return wider
}

/** `related` is said of either side. */
export const termsAreRelated = (db: ReadDatabase, type: string, termId: number, otherId: number): boolean =>
  get(
    db,
    sql`SELECT 1 FROM termRelation WHERE type = ${type} AND ((termId = ${termId} AND otherId = ${otherId})
          OR (type = 'related' AND termId = ${otherId} AND otherId = ${termId}))`,
  ) !== undefined

/** Puts a relation at the end, unless it is there. */
export function addTermRelation(
  db: WriteDatabase,
  { type, termId, otherId }: { type: string; termId: number; otherId: number },
): boolean {
  if (termsAreRelated(db, type, termId, otherId)) return false
  run(
    db,
    sql`INSERT INTO termRelation (termId, seq, type, otherId)
        SELECT ${termId}, coalesce(max(seq), -1) + 1, ${type}, ${otherId} FROM termRelation WHERE termId = ${termId}`,
  )
  return true
}
