/** Blind second reviews: asked for, done, compared, and settled. */
import type { WriteDatabase } from '../../catalogue/database.ts'
import { signerOf } from '../../catalogue/person/signer.ts'
import { loosening } from '../../catalogue/redaction/guard.ts'
import { judgedOf } from '../../catalogue/redaction/item.ts'
import { blindMarksOf, redactionsOf } from '../../catalogue/redaction/read.ts'
import {
  copyAnchor,
  deleteRedaction,
  insertRedaction,
  setCodes,
  setWithout,
  updateRedaction,
} from '../../catalogue/redaction/write.ts'
import { actorOf } from '../../catalogue/review/actor.ts'
import { imageOf } from '../../catalogue/review/audit.ts'
import {
  blindOf,
  insertSettled,
  isBlindOffice,
  isVeiled,
  itemsOfBatch,
} from '../../catalogue/review/blind.ts'
import { differencesOf } from '../../catalogue/review/differences.ts'
import { looksAt, readReview } from '../../catalogue/review/read.ts'
import { recordOffice } from '../../catalogue/review/office.ts'
import { checkThere } from '../../catalogue/review/there.ts'
import { record } from '../../catalogue/review/record.ts'
import { writeReview } from '../../catalogue/review/write.ts'
import { pagesOf } from '../../catalogue/scan.ts'
import { transact } from '../../catalogue/transact.ts'
import type { Blind } from '../../shared/contract/blind.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import { isSamePerson } from '../../shared/domain/review/person.ts'
import type { Draft } from '../../shared/domain/redaction/unresolved.ts'
import type { Context, Service } from '../context.ts'

const today = ({ clock }: Context): string => clock.now().slice(0, 10)

function blindState(context: Context, id: DescriptionId, who: string): Blind {
  const { db } = context.catalogue()
  const { on, by } = blindOf(db, id)
  const isOpen = on && by !== null
  return {
    ...{ on, by, office: isBlindOffice(db), veiled: isVeiled(db, id, who) },
    ...(isOpen ? differencesOf(db, id) : { same: 0, differences: [] }),
    marks: isOpen ? judgedOf(db, id, today(context), { blind: true }) : [],
  }
}

/** What the second person has marked becomes a redaction; the mark itself stays, to be compared with. */
function takeOver(
  context: Context,
  db: WriteDatabase,
  { descriptionId, reason, note, who, ...mark }: Draft,
): void {
  const id = insertRedaction(db, {
    ...{ uid: context.ids.uid(), descriptionId, reason, note, who },
    blind: false,
  })
  setCodes(db, { id, descriptionId }, mark.exemptions)
  setWithout(db, { id, descriptionId }, mark.noCounterpart)
  for (const anchor of mark.anchors) copyAnchor(db, anchor.id, { id, uid: context.ids.uid() })
}

export const blind: Service<'blind'> = {
  state(context, { descriptionId, as }) {
    checkThere(context.catalogue().db, descriptionId)
    return blindState(context, descriptionId, as ?? context.settings.read().who)
  },

  set(context, { of, on, reason, as }) {
    const writing = context.writing()
    const actor = actorOf(writing, as)
    if (!on && reason === '') throw refusal('reasonMissing', {})
    if ('descriptionId' in of) checkThere(writing.db, of.descriptionId)
    const act = on ? 'blindOn' : 'blindOff'
    const signer = signerOf({ db: writing.db, keyring: context.keyring }, actor, act)
    const items =
      'descriptionId' in of ? [of.descriptionId] : 'batch' in of ? itemsOfBatch(writing.db, of.batch) : []
    transact(writing, 'blind.set', (db) => {
      if ('office' in of) recordOffice(context, db, { actor, act, after: null, reason }, signer)
      for (const id of items) {
        const said = {
          actor,
          role: 'approver',
          act,
          redaction: null,
          before: null,
          after: null,
          reason,
        } as const
        record(context, db, id, said, signer)
        writeReview(db, id, { blind: on ? 1 : 0 })
      }
    })
    return { items: items.length }
  },

  finish(context, { descriptionId: id, as }) {
    const writing = context.writing()
    checkThere(writing.db, id)
    const actor = actorOf(writing, as)
    const { state, proposer } = readReview(writing.db, id)
    if (proposer !== null && isSamePerson(proposer, actor)) throw refusal('reviewerSame', { who: proposer })
    if (!isVeiled(writing.db, id, actor)) throw refusal('reviewState', { state, wanted: ['proposed'] })
    const pages = pagesOf(writing.db, id)
    const own = looksAt(writing.db, id, pages).filter(({ who }) => isSamePerson(who, actor))
    const unseen = pages.filter((page) => page.scan !== null && !own.some(({ pageId }) => pageId === page.id))
    if (unseen.length > 0)
      throw refusal('reviewUnresolved', {
        count: unseen.length,
        unresolved: unseen.map(() => ({ code: 'pageNotLookedAt' })),
      })
    transact(writing, 'blind.finish', (db) => {
      const said = { actor, role: 'secondReviewer', before: null, reason: '' } as const
      for (const mark of blindMarksOf(db, id)) {
        // From here on nobody takes it away by the side.
        updateRedaction(db, mark.id, { state: 'proposed', proposer: actor })
        record(context, db, id, { ...said, act: 'mark', redaction: mark.uid, after: imageOf(mark) })
      }
      record(context, db, id, { ...said, act: 'blindDone', redaction: null, after: null })
      writeReview(db, id, { blindBy: actor })
    })
    return blindState(context, id, actor)
  },

  settle(context, { descriptionId: id, uid, how, reason, as }) {
    const writing = context.writing()
    checkThere(writing.db, id)
    const actor = actorOf(writing, as)
    const { state } = readReview(writing.db, id)
    const found = differencesOf(writing.db, id).differences.find((one) => (one.second ?? one.first) === uid)
    if (blindOf(writing.db, id).by === null || (state !== 'proposed' && state !== 'inReview'))
      throw refusal('reviewState', { state, wanted: ['proposed'] })
    if (!found) throw refusal('redactionNotFound', { id: 0 })
    if (how === 'looser' && reason === '') throw refusal('looseningNeedsReason', {})
    const act = how === 'looser' ? 'loosen' : 'settle'
    const signer = signerOf({ db: writing.db, keyring: context.keyring }, actor, act)
    transact(writing, 'blind.settle', (db) => {
      insertSettled(db, id, { uid, how, reason, who: actor })
      const said = { actor, role: 'secondReviewer', act, redaction: uid, reason } as const
      const [first, second] = [
        redactionsOf(db, id).find((one) => one.uid === found.first),
        blindMarksOf(db, id).find((one) => one.uid === found.second),
      ]
      const before = (second ?? first) && imageOf((second ?? first) as Draft)
      loosening(db, () => {
        if (how === 'looser' && found.kind === 'onlyFirst' && first) {
          deleteRedaction(db, first.id)
          writeReview(db, id, { state: 'inReview', bound: null })
        } else if (how === 'stricter' && second) {
          const regimes = new Set(
            [...(first?.exemptions ?? []), ...second.exemptions].map((one) => one.vocabulary),
          )
          // One redaction cites one law: under another law it is a redaction of its own.
          if (found.kind === 'differentCode' && first && regimes.size === 1) {
            const more = second.exemptions.filter(
              ({ code }) => !first.exemptions.some((one) => one.code === code),
            )
            setCodes(db, first, [...first.exemptions, ...more])
          } else takeOver(context, db, second)
          writeReview(db, id, { state: 'inReview', bound: null })
        }
      })
      record(context, db, id, { ...said, before: before ?? null, after: null }, signer)
    })
    return blindState(context, id, actor)
  },
}
