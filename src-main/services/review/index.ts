/** Review of items: who decides what, under which guards. */
import { readDescription } from '../../catalogue/description/read.ts'
import { descriptionUid } from '../../catalogue/description/uid.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { loosening } from '../../catalogue/redaction/guard.ts'
import { redactionsOf } from '../../catalogue/redaction/read.ts'
import { updateRedaction } from '../../catalogue/redaction/write.ts'
import { auditRows, brokenAt, goneOf } from '../../catalogue/review/audit.ts'
import { codesCited, countsOf, dueBy, queueOf } from '../../catalogue/review/queue.ts'
import { looksAt, readReview, referralsOf } from '../../catalogue/review/read.ts'
import {
  answerReferral,
  ceaseBranch,
  insertLook,
  insertReferral,
  queueBranch,
  writeReview,
} from '../../catalogue/review/write.ts'
import { pagesOf } from '../../catalogue/scan.ts'
import { transact } from '../../catalogue/transact.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import type { DecisionFields } from '../../shared/contract/review.ts'
import { againOn } from '../../shared/domain/review/again.ts'
import { isSamePerson } from '../../shared/domain/review/person.ts'
import { REVIEW_STATES } from '../../shared/domain/review/states.ts'
import type { Context, Service } from '../context.ts'
import { latestOf } from '../../catalogue/exemption.ts'
import { citable } from '../../catalogue/redaction/item.ts'
import { actorOf } from '../../catalogue/review/actor.ts'
import { acting, bind, checkResolved, checkThere, doing, imagesOf, today } from './acting.ts'
import { check } from './checklist.ts'
import { reviewOf } from './item.ts'
import { record } from '../../catalogue/review/record.ts'

export const review: Service<'review'> = {
  state(context, { descriptionId }) {
    const { db } = context.catalogue()
    if (!readDescription(db, descriptionId)) throw refusal('descriptionNotFound', { id: descriptionId })
    return reviewOf(db, descriptionId, today(context))
  },

  require(context, { descriptionId: id, as, required, batch, due, reason }) {
    const writing = context.writing()
    checkThere(writing.db, id)
    const actor = actorOf(writing, as)
    if (!required && reason === '') throw refusal('looseningNeedsReason', {})
    const { historyId } = transact(writing, 'review.require', (db) => {
      const act = required ? 'require' : 'cease'
      const said = {
        actor,
        role: 'reviewer',
        act,
        redaction: null,
        before: null,
        after: null,
        reason,
      } as const
      record(context, db, id, said)
      if (!required) return ceaseBranch(db, id)
      writeReview(db, id, { branch: 1 })
      queueBranch(db, id, { batch, due })
    })
    return { historyId }
  },

  open(context, { descriptionId, as, due, batch, reason }) {
    const writing = context.writing()
    checkThere(writing.db, descriptionId)
    const gone = goneOf(writing.db, descriptionUid(writing.db, descriptionId))
    const accepts = gone.length > 0 && reason !== ''
    // Whoever says why a redaction may be gone opens the item anew, wherever it is.
    const { actor } = accepts ? { actor: actorOf(writing, as) } : acting(context, descriptionId, as, 'open')
    return doing(context, descriptionId, { act: 'open', role: 'reviewer', actor, reason }, (db) => {
      for (const uid of accepts ? gone : [])
        record(context, db, descriptionId, {
          ...{ actor, role: 'reviewer', act: 'remove', redaction: uid, before: null, after: null, reason },
        })
      return { patch: { state: 'inReview', reviewer: actor, due, batch, bound: null } }
    })
  },

  look(context, { descriptionId: id, pageId, as }) {
    const writing = context.writing()
    checkThere(writing.db, id)
    const actor = actorOf(writing, as)
    const pages = pagesOf(writing.db, id)
    const page = pages.find((one) => one.id === pageId)
    if (!page) throw refusal('pageNotFound', { id: pageId })
    const known = looksAt(writing.db, id, pages)
    if (known.some((look) => look.pageId === pageId && isSamePerson(look.who, actor)))
      return { historyId: null }
    const { historyId } = transact(writing, 'review.look', (db) => {
      insertLook(db, id, page, { who: actor, at: context.clock.now() })
      if (readReview(db, id).state !== 'notReviewed') return
      record(context, db, id, {
        ...{ actor, role: 'reviewer', act: 'open', redaction: null, before: null, after: null, reason: '' },
      })
    })
    return { historyId }
  },

  check,

  decide(context, { descriptionId: id, as, ...decision }) {
    const { actor } = acting(context, id, as, 'decide')
    checkComplete(decision)
    if (decision.duplicateOfId !== null) checkThere(context.catalogue().db, decision.duplicateOfId)
    const { decision: after, reason } = decision
    return doing(context, id, { act: 'decide', role: 'reviewer', actor, reason, after }, () => ({
      patch: { decision, state: 'inReview' },
    }))
  },

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
    checkResolved(before)
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

  queue(context, { offset, limit, ...filter }) {
    const { db } = context.catalogue()
    const counted = countsOf(db, filter)
    const counts = Object.fromEntries(REVIEW_STATES.map((state) => [state, counted[state] ?? 0]))
    const total = Object.entries(counts)
      .filter(([state]) => filter.state === null || state === filter.state)
      .reduce((sum, [, items]) => sum + items, 0)
    return {
      total,
      counts: counts as Record<(typeof REVIEW_STATES)[number], number>,
      items: queueOf(db, filter, { offset, limit }),
    }
  },

  due: (context, { by, batch, ...window }) => dueBy(context.catalogue().db, by, batch, window),

  statistics: (context) => codesCited(context.catalogue().db),

  audit(context, { descriptionId, ...window }) {
    const { db } = context.catalogue()
    const uid = descriptionId === null ? null : descriptionUid(db, descriptionId)
    return { ...auditRows(db, uid, window), brokenAt: brokenAt(db) }
  },
}

/** Decisions that nobody can follow without a reason: nothing at all goes out, and no code says why. */
const REASONED = new Set<string>(['withholdInFull', 'neitherConfirmNorDeny', 'notRelevant'])

/** @throws reviewIncomplete */
function checkComplete({ decision, reason, duplicateOfId, publicAt }: DecisionFields): void {
  const missing: string[] = []
  if (REASONED.has(decision) && reason === '') missing.push('reason')
  if (decision === 'duplicate' && duplicateOfId === null) missing.push('duplicateOfId')
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
