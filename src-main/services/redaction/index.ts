/** Redactions: marked, changed, and loosened only by a decision with its reason. */
import { readDescription } from '../../catalogue/description/read.ts'
import type { ReadDatabase, WriteDatabase } from '../../catalogue/database.ts'
import { loosening } from '../../catalogue/redaction/guard.ts'
import { isBlindMark, isHeld, readRedaction, redactionOfAnchor } from '../../catalogue/redaction/read.ts'
import {
  deleteAnchor,
  deleteRedaction,
  insertAnchor,
  insertRedaction,
  moveAnchor,
  setCodes,
  setLines,
  setWithout,
  updateRedaction,
} from '../../catalogue/redaction/write.ts'
import { signerOf } from '../../catalogue/person/signer.ts'
import { imageOf } from '../../catalogue/review/audit.ts'
import { isVeiled } from '../../catalogue/review/blind.ts'
import { readReview } from '../../catalogue/review/read.ts'
import { writeReview } from '../../catalogue/review/write.ts'
import { aligned, MOST_AT_ONCE, twoTexts } from '../../catalogue/text/align.ts'
import { transact } from '../../catalogue/transact.ts'
import type { Step, Written } from '../../catalogue/transact.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { AnchorInput, Redaction } from '../../shared/contract/redaction.ts'
import { workOf } from '../../shared/domain/alignment/index.ts'
import { canonical } from '../../shared/domain/review/canonical.ts'
import type { Text } from '../../shared/contract/text.ts'
import type { Draft } from '../../shared/domain/redaction/unresolved.ts'
import type { Act } from '../../shared/domain/review/states.ts'
import { BOUND } from '../../shared/domain/review/states.ts'
import type { Context, Service } from '../context.ts'
import { actorOf } from '../../catalogue/review/actor.ts'
import { record } from '../../catalogue/review/record.ts'
import { checkCited } from './cite.ts'
import { counterpartsOf } from './counterparts.ts'
import { itemOf, judged, judgedOf } from '../../catalogue/redaction/item.ts'
import { located } from './locate.ts'
import { proposalsOf } from './proposals.ts'
import { codingOfPage, snappedRegions, withWholeInk } from './snap.ts'

/** How long an expression may be silent: in that time a sound one has been through hundreds of records. */
const LONGEST_SILENCE_MS = 4000

const today = ({ clock }: Context): string => clock.now().slice(0, 10)

/** @throws redactionNotFound */
function present(db: ReadDatabase, id: number): Draft {
  const found = readRedaction(db, id)
  if (!found) throw refusal('redactionNotFound', { id })
  return found
}

const answer = (context: Context, id: number): Redaction => {
  const { db } = context.catalogue()
  const redaction = present(db, id)
  return judged(redaction, itemOf(db, redaction.descriptionId, today(context)))
}

interface Change {
  as: string | undefined
  why?: string
  /** It takes something away, or may. */
  loosens: boolean
  step?: Step
}

/** Writes to a redaction, and into the audit. What is proposed or agreed to is loosened only with a reason. */
function change(
  context: Context,
  before: Draft,
  action: string,
  { as, why = '', loosens, step = {} }: Change,
  write: (db: WriteDatabase) => void,
): Written<void> {
  const writing = context.writing()
  const actor = actorOf(writing, as)
  const held = isHeld(before) && loosens
  if (held && why === '') throw refusal('looseningNeedsReason', {})
  const signer = held ? signerOf({ db: writing.db, keyring: context.keyring }, actor, 'loosen') : null
  return transact(
    writing,
    action,
    (db) => {
      if (held) {
        loosening(db, () => {
          updateRedaction(db, before.id, { state: 'draft', proposer: null })
          write(db)
        })
        const { state } = readReview(db, before.descriptionId)
        if (BOUND.has(state)) writeReview(db, before.descriptionId, { state: 'inReview', bound: null })
      } else {
        write(db)
        // Whoever changes what was returned answers to the comment.
        if (before.state === 'returned') updateRedaction(db, before.id, { state: 'draft', comment: null })
      }
      const after = readRedaction(db, before.id)
      if (isBlindMark(db, before.id)) return
      const act: Act = held ? 'loosen' : after ? 'edit' : 'remove'
      const images = { before: imageOf(before), after: after && imageOf(after) }
      // Words about it are no part of the audit.
      if (act === 'edit' && canonical(images.before) === canonical(images.after)) return
      const said = { actor, role: 'reviewer', act, redaction: before.uid, reason: why, ...images } as const
      record(context, db, before.descriptionId, said, signer)
    },
    step,
  )
}

const put = (
  context: Context,
  db: WriteDatabase,
  redaction: { id: number; descriptionId: number },
  anchors: readonly AnchorInput[],
): void => {
  for (const { place, lines } of anchors)
    insertAnchor(db, redaction, {
      ...located(db, redaction.descriptionId, place),
      lines,
      uid: context.ids.uid(),
    })
}

export const redaction: Service<'redaction'> = {
  list(context, { descriptionId, as }) {
    const { db } = context.catalogue()
    const who = as ?? context.settings.read().who
    return judgedOf(db, descriptionId, today(context), { blind: isVeiled(db, descriptionId, who) })
  },

  mark(context, { descriptionId, anchors, exemptions, reason, note, as }) {
    const writing = context.writing()
    if (!readDescription(writing.db, descriptionId))
      throw refusal('descriptionNotFound', { id: descriptionId })
    const actor = actorOf(writing, as)
    checkCited(writing.db, descriptionId, exemptions, today(context))
    const { value: id } = transact(writing, 'redaction.mark', (db) => {
      const made = insertRedaction(db, {
        ...{ uid: context.ids.uid(), descriptionId, reason, note },
        who: actor,
        blind: isVeiled(db, descriptionId, actor),
      })
      setCodes(db, { id: made, descriptionId }, exemptions)
      put(context, db, { id: made, descriptionId }, anchors)
      const after = present(db, made)
      const said = { actor, role: 'reviewer', redaction: after.uid, reason } as const
      // It is told once the second person has marked everything.
      if (!isBlindMark(db, made))
        record(context, db, descriptionId, { ...said, act: 'mark', before: null, after: imageOf(after) })
      return made
    })
    return answer(context, id)
  },

  edit(context, { id, patch, why, as, visit }) {
    const before = present(context.writing().db, id)
    const { exemptions, ...words } = patch
    if (exemptions) checkCited(context.writing().db, before.descriptionId, exemptions, today(context))
    change(
      context,
      before,
      'redaction.edit',
      { as, why, loosens: exemptions !== undefined, step: { visit } },
      (db) => {
        updateRedaction(db, id, words)
        if (exemptions) setCodes(db, before, exemptions)
      },
    )
    return answer(context, id)
  },

  addAnchor(context, { id, anchors, as }) {
    const before = present(context.writing().db, id)
    change(context, before, 'redaction.addAnchor', { as, loosens: false }, (db) =>
      put(context, db, before, anchors),
    )
    return answer(context, id)
  },

  moveAnchor(context, { anchorId, place, lines, why, as, visit }) {
    const before = ofAnchor(context.writing().db, anchorId)
    change(context, before, 'redaction.moveAnchor', { as, why, loosens: true, step: { visit } }, (db) => {
      if (place) moveAnchor(db, anchorId, located(db, before.descriptionId, place))
      if (lines !== undefined) setLines(db, anchorId, lines)
    })
    return answer(context, before.id)
  },

  removeAnchor(context, { anchorId, why, as }) {
    const before = ofAnchor(context.writing().db, anchorId)
    change(context, before, 'redaction.removeAnchor', { as, why, loosens: true }, (db) =>
      deleteAnchor(db, anchorId),
    )
    return answer(context, before.id)
  },

  noCounterpart(context, { id, noCounterpart, why, as }) {
    const { db } = context.writing()
    const before = present(db, id)
    const { texts } = itemOf(db, before.descriptionId, today(context))
    for (const { side, textId } of noCounterpart)
      if (side === 'text' && !texts.some((text) => text.id === textId))
        throw refusal('textNotFound', { id: textId ?? 0 })
    change(context, before, 'redaction.noCounterpart', { as, why, loosens: true }, (writing) =>
      setWithout(
        writing,
        before,
        noCounterpart.map((one) => (one.side === 'image' ? { ...one, textId: null } : one)),
      ),
    )
    return answer(context, id)
  },

  remove(context, { id, why, as }) {
    const before = present(context.writing().db, id)
    const { historyId } = change(context, before, 'redaction.remove', { as, why, loosens: true }, (db) =>
      deleteRedaction(db, id),
    )
    return { historyId }
  },

  snap: (context, { descriptionId, regions, to }, { signal }) =>
    snappedRegions(context, descriptionId, regions, to, signal),

  coding: (context, { pageId }) => codingOfPage(context, pageId),

  async counterparts(context, { descriptionId, places }, { signal }) {
    const { db, database } = context.catalogue()
    for (const place of places) located(db, descriptionId, place)
    // Long texts are aligned on a thread of their own.
    const align = (text: Text, other: Text) =>
      workOf(text, other) <= MOST_AT_ONCE
        ? aligned(db, twoTexts(db, text.id, other.id))
        : context.tasks.run('alignTexts', { databasePath: database, textId: text.id, otherId: other.id })
    const found = await counterpartsOf(itemOf(db, descriptionId, today(context)), places, align)
    return withWholeInk(context, descriptionId, found, signal)
  },

  occurrences: (context, sought, { signal }) =>
    context.tasks.run(
      'findOccurrences',
      { databasePath: context.catalogue().database, sought, who: context.settings.read().who },
      {
        ...(signal ? { signal } : {}),
        silence: {
          limit: LONGEST_SILENCE_MS,
          refusal: refusal('expressionTooSlow', { seconds: LONGEST_SILENCE_MS / 1000 }),
        },
      },
    ),

  proposals: (context, { id }) => {
    const { db } = context.catalogue()
    return proposalsOf(db, present(db, id))
  },
}

/** @throws anchorNotFound, redactionNotFound */
function ofAnchor(db: ReadDatabase, anchorId: number): Draft {
  const id = redactionOfAnchor(db, anchorId)
  if (id === null) throw refusal('anchorNotFound', { id: anchorId })
  return present(db, id)
}
