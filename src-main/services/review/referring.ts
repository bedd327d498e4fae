/** Other agencies are asked, and their answers written down. */
import { referralsOf } from '../../catalogue/review/read.ts'
import { answerReferral, insertReferral } from '../../catalogue/review/write.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { Service } from '../context.ts'
import { acting, doing } from './acting.ts'

export const referring: Pick<Service<'review'>, 'refer' | 'answer'> = {
  refer(context, { descriptionId: id, as, agency, question, due }) {
    const { actor } = acting(context, id, as, 'refer')
    return doing(context, id, { act: 'refer', role: 'reviewer', actor, after: agency }, (db) => {
      insertReferral(db, id, { agency, question, due, sentBy: actor, sentAt: context.clock.now() })
      return { patch: { state: 'referred', bound: null } }
    })
  },

  answer(context, { descriptionId: id, as, referralId, answer, on }) {
    const { actor, review: before } = acting(context, id, as, 'answer')
    const open = before.referrals.filter((one) => one.answer === null)
    const asked = open.find((one) => one.id === referralId)
    if (!asked) throw refusal('reviewState', { state: before.state, wanted: ['referred'] })
    return doing(context, id, { act: 'answer', role: 'reviewer', actor, after: asked.agency }, (db) => {
      answerReferral(db, referralId, answer, on)
      const waits = referralsOf(db, id).some((one) => one.answer === null)
      return { patch: { state: waits ? 'referred' : 'inReview' } }
    })
  },
}
