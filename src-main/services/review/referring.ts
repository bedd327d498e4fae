/** Other agencies are asked, and their answers written down. */
import { referralsOf } from '../../catalogue/review/read.ts'
import { answerReferral, insertReferral } from '../../catalogue/review/write.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import type { Review } from '../../shared/contract/review.ts'
import type { Context, Service } from '../context.ts'
import { acting, doing } from './acting.ts'

export const referring: Pick<Service<'review'>, 'refer' | 'answer'> = {
  refer(context, { descriptionId: id, as, agency, question, due }) {
    const { actor } = acting(context, id, as, 'refer')
    return doing(context, id, { act: 'refer', role: 'reviewer', actor, after: agency }, (db) => {
      insertReferral(db, id, { agency, question, due, sentBy: actor, sentAt: context.clock.now() })
      return { patch: { state: 'referred', bound: null } }
    })
  },

  answer: (context, { descriptionId: id, ...said }) => recordAnswer(context, { id, ...said, of: null }),
}

interface Answered {
  readonly id: DescriptionId
  readonly as?: string | undefined
  readonly referralId: number
  readonly answer: string
  readonly on: string
  /** The package that it answers; null where somebody wrote it down. */
  readonly of: { readonly package: string; readonly hash: string } | null
}

/** @throws reviewState, reviewerUnnamed, descriptionNotFound */
export function recordAnswer(context: Context, { id, as, referralId, answer, on, of }: Answered): Review {
  const { actor, review: before } = acting(context, id, as, 'answer')
  const open = before.referrals.filter((one) => one.answer === null)
  const asked = open.find((one) => one.id === referralId)
  if (!asked) throw refusal('reviewState', { state: before.state, wanted: ['referred'] })
  const after = of === null ? asked.agency : { agency: asked.agency, ...of }
  return doing(context, id, { act: 'answer', role: 'reviewer', actor, after }, (db) => {
    answerReferral(db, referralId, answer, on)
    const waits = referralsOf(db, id).some((one) => one.answer === null)
    return { patch: { state: waits ? 'referred' : 'inReview' } }
  })
}
