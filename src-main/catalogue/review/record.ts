/** What was done in a review, into the audit, in the transaction that does it. */
import { audit } from './audit.ts'
import type { Audited, Signer } from './audit.ts'
import { readReview } from './read.ts'
import { writeReview } from './write.ts'
import { descriptionUid } from '../description/uid.ts'
import type { WriteDatabase } from '../database.ts'
import type { Clock } from '../../platform/clock.ts'

export type Said = Omit<Audited, 'at' | 'description' | 'version'>

/** Adds a row; whoever is the first to do anything to an item has opened its review. */
export function record(
  context: { readonly clock: Clock; readonly version: string },
  db: WriteDatabase,
  descriptionId: number,
  said: Said,
  signer: Signer | null = null,
): void {
  const description = descriptionUid(db, descriptionId)
  const row = { ...said, at: context.clock.now(), description, version: context.version }
  const opens =
    said.act !== 'require' && said.act !== 'cease' && readReview(db, descriptionId).state === 'notReviewed'
  if (opens && said.act !== 'open')
    audit(db, { ...row, act: 'open', redaction: null, before: null, after: null, reason: '' })
  const auditHash = audit(db, row, signer)
  writeReview(db, descriptionId, {
    auditHash,
    ...(opens && { state: 'inReview', reviewer: said.actor }),
  })
}
