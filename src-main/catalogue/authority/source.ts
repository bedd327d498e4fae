/** Whole records of authorities, for the formats that carry them. */
import type { SourceAuthority } from '../../shared/domain/released-authority.ts'
import type { AgentType } from '../../shared/domain/field.ts'
import { all, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'
import { readAuthority } from './read.ts'

export function sourceAuthorities(
  db: ReadDatabase,
  ids: readonly number[],
  isKnown: (authorityId: number) => boolean,
): Map<number, SourceAuthority> {
  const found = new Map<number, SourceAuthority>()
  for (const id of new Set(ids)) {
    const record = readAuthority(db, id)
    if (!record) continue
    const others = [
      ...[...record.relations, ...record.relatedFrom].map(({ otherId }) => otherId),
      ...[...record.positions, ...record.holders].map(({ holderId }) => holderId),
    ].filter(isKnown)
    found.set(id, { record, isMarked: isMarked(db, id), others: headsOf(db, others) })
  }
  return found
}

/** Whether a field of it is withheld, by whatever review. */
export const isMarked = (db: ReadDatabase, id: number): boolean =>
  all(
    db,
    sql`SELECT 1 FROM redactionAnchor WHERE kind = 'field' AND fieldOf = 'authority' AND fieldId = ${id} LIMIT 1`,
  ).length > 0

const headsOf = (db: ReadDatabase, ids: readonly number[]): SourceAuthority['others'] =>
  new Map(
    all<{ id: number; uid: string; type: AgentType }>(
      db,
      sql`SELECT id, uid, type FROM authority
          WHERE binnedAt IS NULL AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
    ).map(({ id, uid, type }) => [id, { uid, type }]),
  )

/** The descriptions that name an authority, those in the bin left out. */
export const naming = (db: ReadDatabase, authorityId: number): number[] =>
  all<{ id: number }>(
    db,
    sql`SELECT DISTINCT descriptionId AS id FROM agent JOIN description ON description.id = descriptionId
        WHERE authorityId = ${authorityId} AND binnedAt IS NULL ORDER BY descriptionId`,
  ).map(({ id }) => id)
