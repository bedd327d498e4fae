/** Items that are copies of each other: which may be, and what of its decision a copy has inherited. */
import { createHash } from 'node:crypto'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import { canonical } from '../../shared/domain/review/canonical.ts'
import { all, get, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'
import { redactionsOf } from '../redaction/read.ts'
import { readReview } from './read.ts'

/** Others that show one of its images, those with the most first. */
export const alikeTo = (db: ReadDatabase, id: number): DescriptionId[] =>
  all<{ id: DescriptionId }>(
    db,
    sql`SELECT other.descriptionId AS id FROM page JOIN scan ON scan.id = page.scanId
          JOIN scan AS same ON same.sha256 = scan.sha256
          JOIN page AS other ON other.scanId = same.id
          JOIN description ON description.id = other.descriptionId
        WHERE page.descriptionId = ${id} AND other.descriptionId <> ${id} AND binnedAt IS NULL
        GROUP BY other.descriptionId ORDER BY count(*) DESC, other.descriptionId LIMIT 20`,
  ).map((row) => row.id)

/** What was decided of an item, with what is withheld of it, as a hash; how far its review is does not change it, but that it was recalled. */
export function inheritedFrom(db: ReadDatabase, id: number): string {
  const { decision, state } = readReview(db, id)
  const marks = redactionsOf(db, id).map(({ uid, anchors, exemptions }) => ({
    uid,
    anchors: anchors.map(({ uid: anchor, place, lines }) => ({ anchor, place, lines })),
    codes: exemptions.map(({ vocabulary, code }) => ({ vocabulary, code })),
  }))
  return createHash('sha256')
    .update(canonical({ decision, recalled: state === 'recalled', marks }))
    .digest('hex')
}

/** The original of a copy, where it was decided otherwise since the copy took over from it; null where it was not. */
export function changedOriginal(db: ReadDatabase, id: number): DescriptionId | null {
  const row = get<{ duplicateOfId: DescriptionId | null; inherited: string | null }>(
    db,
    sql`SELECT duplicateOfId, inherited FROM review WHERE descriptionId = ${id} AND decision = 'duplicate'`,
  )
  if (!row || row.duplicateOfId === null || row.inherited === null) return null
  return inheritedFrom(db, row.duplicateOfId) === row.inherited ? null : row.duplicateOfId
}
