/** What was done in a review, into the audit, in the transaction that does it. */
import { audit } from '../../catalogue/review/audit.ts'
import type { Audited } from '../../catalogue/review/audit.ts'
import { readReview } from '../../catalogue/review/read.ts'
import { writeReview } from '../../catalogue/review/write.ts'
import { descriptionUid } from '../../catalogue/description/uid.ts'
import type { WriteDatabase } from '../../catalogue/database.ts'
import type { Context } from '../context.ts'

export type Said = Omit<Audited, 'at' | 'description' | 'version'>

/** Adds a row; whoever is the first to do anything to an item has opened its review. */
export function record(context: Context, db: WriteDatabase, descriptionId: number, said: Said): void {
  const description = descriptionUid(db, descriptionId)
  const row = { ...said, at: context.clock.now(), description, version: context.version }
  const opens =
    said.act !== 'require' && said.act !== 'cease' && readReview(db, descriptionId).state === 'notReviewed'
  if (opens && said.act !== 'open')
    audit(db, { ...row, act: 'open', redaction: null, before: null, after: null, reason: '' })
  const auditHash = audit(db, row)
  writeReview(db, descriptionId, {
    auditHash,
    ...(opens && { state: 'inReview', reviewer: said.actor }),
  })
}
