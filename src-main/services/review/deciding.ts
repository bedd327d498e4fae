/** A decision on its way: said, proposed, agreed by a second person or returned, approved, recalled. */
import type { ReadDatabase } from '../../catalogue/database.ts'
import { descriptionUid } from '../../catalogue/description/uid.ts'
import { latestOf } from '../../catalogue/exemption.ts'
import { signerOf } from '../../catalogue/person/signer.ts'
import { loosening } from '../../catalogue/redaction/guard.ts'
import { citable } from '../../catalogue/redaction/item.ts'
import { redactionsOf } from '../../catalogue/redaction/read.ts'
import { updateRedaction } from '../../catalogue/redaction/write.ts'
import { inheritedFrom } from '../../catalogue/review/duplicate.ts'
import { readReview } from '../../catalogue/review/read.ts'
import { differencesOf } from '../../catalogue/review/differences.ts'
import { blindOf } from '../../catalogue/review/blind.ts'
import { keyOfLast } from '../../catalogue/review/signatures.ts'
import { checkThere } from '../../catalogue/review/there.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import type { DecisionFields } from '../../shared/contract/review.ts'
import { againOn } from '../../shared/domain/review/again.ts'
import { isSamePerson } from '../../shared/domain/review/person.ts'
import type { Context, Service } from '../context.ts'
import { acting, bind, checkResolved, doing, imagesOf, today } from './acting.ts'

export const deciding: Pick<
  Service<'review'>,
  'decide' | 'propose' | 'agree' | 'return' | 'approve' | 'recall'
> = {
  decide(context, { descriptionId: id, as, ...decision }) {
    const { actor } = acting(context, id, as, 'decide')
    checkComplete(decision, id)
    if (decision.duplicateOfId !== null) checkThere(context.catalogue().db, decision.duplicateOfId)
    const { decision: after, reason } = decision
    return doing(context, id, { act: 'decide', role: 'reviewer', actor, reason, after }, (db) => ({
      patch: {
        ...{ decision, state: 'inReview' },
        inherited: decision.duplicateOfId === null ? null : inheritedFrom(db, decision.duplicateOfId),
      },
    }))
  },

  propose(context, { descriptionId: id, as, reason }) {
    const { actor, review: before } = acting(context, id, as, 'propose')
    checkResolved(before)
    return doing(context, id, { act: 'propose', role: 'reviewer', actor, reason }, (db) => {
      for (const { id: redactionId } of redactionsOf(db, id))
        updateRedaction(db, redactionId, { state: 'proposed', proposer: actor, comment: null })
      const { bound, digest } = bind(context, db, id, before.decision)
      const nobody = {
        secondReviewer: null,
        approver: null,
        authority: null,
        approvedAt: null,
        reviewOn: null,
      }
      return {
        patch: { ...nobody, state: 'proposed', proposer: actor, bound },
        redactions: imagesOf(db, id),
        digest,
      }
    })
  },

  agree(context, { descriptionId: id, as, reason }) {
    const { actor, review: before } = acting(context, id, as, 'agree')
    const { db: reading } = context.catalogue()
    const proposers = [
      readReview(reading, id).proposer,
      ...redactionsOf(reading, id).map(({ proposer }) => proposer),
    ]
    const same = proposers.find((who) => who !== null && isSamePerson(who, actor))
    if (same !== undefined && same !== null) throw refusal('reviewerSame', { who: same })
    // Under another name, but with the same key.
    const proposed = keyOfLast(reading, descriptionUid(reading, id), 'propose')
    const own = signerOf({ db: reading, keyring: context.keyring }, actor, 'agree')
    if (own !== null && own.fingerprint === proposed?.fingerprint)
      throw refusal('reviewerSame', { who: proposed.actor })
    checkResolved(before)
    checkBlind(reading, id, actor)
    return doing(context, id, { act: 'agree', role: 'secondReviewer', actor, reason }, (db) => {
      for (const { id: redactionId } of redactionsOf(db, id))
        updateRedaction(db, redactionId, { state: 'agreed' })
      const { bound, digest } = bind(context, db, id, before.decision)
      return {
        patch: { state: 'agreed', secondReviewer: actor, bound },
        redactions: imagesOf(db, id),
        digest,
      }
    })
  },

  return(context, { descriptionId: id, as, reason, comments }) {
    const { actor } = acting(context, id, as, 'return')
    if (reason === '' && comments.length === 0) throw refusal('reviewIncomplete', { missing: ['comment'] })
    const there = redactionsOf(context.catalogue().db, id)
    const missing = comments.find(({ redactionId }) => !there.some((one) => one.id === redactionId))
    if (missing) throw refusal('redactionNotFound', { id: missing.redactionId })
    return doing(context, id, { act: 'return', role: 'secondReviewer', actor, reason }, (db) => {
      // What nobody objects to stays as it was proposed: to loosen it is a decision of its own.
      loosening(db, () => {
        for (const { redactionId, comment } of comments)
          updateRedaction(db, redactionId, { state: 'returned', comment })
      })
      return { patch: { state: 'inReview', bound: null } }
    })
  },

  approve(context, { descriptionId: id, as, authority, reason }) {
    const { actor, review: before } = acting(context, id, as, 'approve')
    if (authority.position === '' && authority.guide === '')
      throw refusal('reviewIncomplete', { missing: ['authority'] })
    checkResolved(before)
    const { decision } = before
    return doing(context, id, { act: 'approve', role: 'approver', actor, reason, after: authority }, (db) => {
      const { bound, digest } = bind(context, db, id, decision)
      const reviewOn = decision?.reviewOn ?? againOnOf(context, db, id)
      const approved = { approver: actor, authority, approvedAt: context.clock.now(), reviewOn }
      return { patch: { ...approved, state: 'approved', bound }, digest }
    })
  },

  recall(context, { descriptionId: id, as, reason }) {
    const { actor } = acting(context, id, as, 'recall')
    if (reason === '') throw refusal('reviewIncomplete', { missing: ['reason'] })
    return doing(context, id, { act: 'recall', role: 'approver', actor, reason }, () => ({
      patch: { state: 'recalled', bound: null },
    }))
  },
}

/** @throws blindUnfinished, blindUnsettled */
function checkBlind(db: ReadDatabase, id: DescriptionId, actor: string): void {
  const { on, by } = blindOf(db, id)
  if (!on) return
  if (by === null || !isSamePerson(by, actor)) throw refusal('blindUnfinished', { who: by ?? '' })
  const count = differencesOf(db, id).differences.filter(({ settled }) => settled === null).length
  if (count > 0) throw refusal('blindUnsettled', { count })
}

/** Decisions that nobody can follow without a reason: nothing at all goes out, and no code says why. */
const REASONED = new Set<string>(['withholdInFull', 'neitherConfirmNorDeny', 'notRelevant'])

/** @throws reviewIncomplete */
function checkComplete(
  { decision, reason, duplicateOfId, publicAt }: DecisionFields,
  id: DescriptionId,
): void {
  const missing: string[] = []
  if (REASONED.has(decision) && reason === '') missing.push('reason')
  if (decision === 'duplicate' && (duplicateOfId === null || duplicateOfId === id))
    missing.push('duplicateOfId')
  if (decision === 'alreadyPublic' && (publicAt ?? '') === '') missing.push('publicAt')
  if (missing.length > 0) throw refusal('reviewIncomplete', { missing })
}

/** When the codes that are cited have to be looked at again. */
const againOnOf = (context: Context, db: ReadDatabase, id: DescriptionId): string | null => {
  const cited = redactionsOf(db, id)
    .flatMap(({ exemptions }) => exemptions)
    .flatMap((exemption) => citable(db, exemption) ?? [])
  return againOn(cited, latestOf(db, id), today(context))
}
