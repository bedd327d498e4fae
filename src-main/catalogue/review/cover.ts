/**
 * What a release has to know of a description: whether review is on for it, how it stands, and what is withheld from it.
 * Where anything is in doubt the answer is the stricter one: nothing of the item goes out.
 */
import type { Authority, DecisionFields } from '../../shared/contract/review.ts'
import type { Draft } from '../../shared/domain/redaction/unresolved.ts'
import type { ReviewState } from '../../shared/domain/review/states.ts'
import type { ReadDatabase } from '../database.ts'
import { redactionsFromElsewhere, redactionsOf } from '../redaction/read.ts'
import { digestOf } from './covered.ts'
import { changedSince, isRequired, readReview, standingOf } from './read.ts'

export interface Cover {
  /** Nothing of it is public but what was approved. */
  readonly required: boolean
  /** The state that counts. */
  readonly standing: ReviewState
  /** Approved or released, and everything is as it was then: no other item may be released. */
  readonly matches: boolean
  readonly decision: DecisionFields | null
  readonly approvedAt: string | null
  readonly authority: Authority | null
  /** Of what was approved; null where that does not match. */
  readonly digest: string | null
  /** What is withheld, agreed to or not: what is only a draft is withheld as well. */
  readonly redactions: readonly Draft[]
}

export function coverOf(db: ReadDatabase, descriptionId: number): Cover {
  const review = readReview(db, descriptionId)
  const changed = changedSince(db, descriptionId, review)
  const standing = standingOf(review.state, changed)
  const elsewhere = redactionsFromElsewhere(db, descriptionId)
  const redactions = [...redactionsOf(db, descriptionId), ...elsewhere]
  // Marks that came with a page were never looked at here.
  const whole =
    elsewhere.length === 0 &&
    redactions.every(
      (redaction) => redaction.state === 'agreed' && redaction.anchors.every(({ uncertain }) => !uncertain),
    )
  const matches = (standing === 'approved' || standing === 'released') && whole
  return {
    required: isRequired(db, descriptionId) || redactions.length > 0,
    standing,
    matches,
    decision: review.decision,
    approvedAt: review.approvedAt,
    authority: review.authority,
    digest: matches && review.bound !== null ? digestOf(review.bound) : null,
    redactions,
  }
}
