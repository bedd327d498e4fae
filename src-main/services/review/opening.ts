/** What puts an item before a reviewer: it is required, opened, and its pages are looked at. */
import { descriptionUid } from '../../catalogue/description/uid.ts'
import { signerOf } from '../../catalogue/person/signer.ts'
import { loosening } from '../../catalogue/redaction/guard.ts'
import { actorOf } from '../../catalogue/review/actor.ts'
import { forgetBlind } from '../../catalogue/review/blind.ts'
import { goneOf } from '../../catalogue/review/audit.ts'
import { looksAt, readReview } from '../../catalogue/review/read.ts'
import { record } from '../../catalogue/review/record.ts'
import { ceaseBranch, insertLook, queueBranch, writeReview } from '../../catalogue/review/write.ts'
import { pagesOf } from '../../catalogue/scan.ts'
import { transact } from '../../catalogue/transact.ts'
import { checkThere } from '../../catalogue/review/there.ts'
import { refusal } from '../../shared/contract/errors.ts'
import { isSamePerson } from '../../shared/domain/review/person.ts'
import type { Service } from '../context.ts'
import { acting, doing } from './acting.ts'

export const opening: Pick<Service<'review'>, 'require' | 'open' | 'look'> = {
  require(context, { descriptionId: id, as, required, batch, due, reason }) {
    const writing = context.writing()
    checkThere(writing.db, id)
    const actor = actorOf(writing, as)
    if (!required && reason === '') throw refusal('looseningNeedsReason', {})
    const act = required ? 'require' : 'cease'
    const signer = signerOf({ db: writing.db, keyring: context.keyring }, actor, act)
    const { historyId } = transact(writing, 'review.require', (db) => {
      const said = {
        actor,
        role: 'reviewer',
        act,
        redaction: null,
        before: null,
        after: null,
        reason,
      } as const
      record(context, db, id, said, signer)
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
    const signer = accepts ? signerOf({ db: writing.db, keyring: context.keyring }, actor, 'loosen') : null
    return doing(context, descriptionId, { act: 'open', role: 'reviewer', actor, reason }, (db) => {
      const removed = { actor, role: 'reviewer', act: 'remove', before: null, after: null, reason } as const
      for (const uid of accepts ? gone : [])
        record(context, db, descriptionId, { ...removed, redaction: uid }, signer)
      loosening(db, () => forgetBlind(db, descriptionId))
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
}
