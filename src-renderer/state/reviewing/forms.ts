/** What can be done with an item next, as its states say. */
import type { Review } from '../../../src-main/shared/contract/review.ts'
import { FROM } from '../../../src-main/shared/domain/review/states.ts'
import type { Decision, ReviewState } from '../../../src-main/shared/domain/review/states.ts'

/** What is asked about in a form before it is done. */
const FORMS = ['decide', 'refer', 'answer', 'propose', 'agree', 'return', 'approve', 'recall'] as const
export type FormName = (typeof FORMS)[number] | 'require' | 'open'

/** From these an item is taken without a word. */
const TAKEN: ReadonlySet<ReviewState> = new Set(['notReviewed', 'recalled'])
const DONE: ReadonlySet<ReviewState> = new Set(['approved', 'released'])
const NOTHING_LEAVES: ReadonlySet<Decision> = new Set([
  'withholdInFull',
  'neitherConfirmNorDeny',
  'notRelevant',
  'duplicate',
])

export function formsOf(review: Review | null): FormName[] {
  if (review === null) return []
  const { standing, required, unresolved } = review
  const from = FORMS.filter((form) => (FROM[form] as readonly string[]).includes(standing))
  // What is gone without a decision is accepted with a reason, wherever the item is.
  const anew = DONE.has(standing) || unresolved.some(({ code }) => code === 'redactionGone')
  return [...(required ? [] : (['require'] as const)), ...(anew ? (['open'] as const) : []), ...from]
}

export const isTaken = (review: Review | null): boolean => review !== null && TAKEN.has(review.standing)

export const leavesNothing = (review: Review | null): boolean =>
  review?.decision != null && NOTHING_LEAVES.has(review.decision.decision)
