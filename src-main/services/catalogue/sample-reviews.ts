/** The examples of review in the sample: brought where they stand by three persons, step by step, as an office would. */
import { createHash } from 'node:crypto'
import type { WriteDatabase } from '../../catalogue/database.ts'
import { descriptionUid } from '../../catalogue/description/uid.ts'
import { loosening } from '../../catalogue/redaction/guard.ts'
import { readRedaction, redactionsOf, wordsOf } from '../../catalogue/redaction/read.ts'
import { insertAnchor, insertRedaction, setCodes, updateRedaction } from '../../catalogue/redaction/write.ts'
import { beginRelease, finishRelease } from '../../catalogue/release.ts'
import { imageOf } from '../../catalogue/review/audit.ts'
import { shownFor, writeCheck } from '../../catalogue/review/checklist.ts'
import { coveredBy, digestOf } from '../../catalogue/review/covered.ts'
import { inheritedFrom } from '../../catalogue/review/duplicate.ts'
import { record } from '../../catalogue/review/record.ts'
import type { Said } from '../../catalogue/review/record.ts'
import { insertReferral, queueBranch, writeReview } from '../../catalogue/review/write.ts'
import type { ReviewPatch } from '../../catalogue/review/write.ts'
import { pagesOf } from '../../catalogue/scan.ts'
import { textsOf } from '../../catalogue/text/read.ts'
import type { SampleReview } from '../../importers/sample.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import type { PlaceInput } from '../../shared/contract/redaction.ts'
import type { DecisionFields } from '../../shared/contract/review.ts'
import { checksFor } from '../../shared/domain/review/checklist.ts'
import { occurrencesOf, quotationOf } from '../../shared/domain/redaction/quotation.ts'
import type { Context } from '../context.ts'

export interface Reviewed {
  readonly id: DescriptionId
  readonly code: string
  readonly review: SampleReview
}

const REVIEWER = '青木 (Aoki)'
const SECOND = '馬場 (Baba)'
const APPROVER = '千葉 (Chiba)'

/** In the order in which an item comes through them. */
const STEPS = ['proposed', 'agreed', 'approved', 'released', 'recalled'] as const

interface One extends Reviewed {
  readonly db: WriteDatabase
  readonly context: Context
  readonly decision: DecisionFields | null
}

export function addReviews(context: Context, db: WriteDatabase, all: readonly Reviewed[]): void {
  const ids = new Map(all.map(({ id, code }) => [code, id]))
  for (const { id, review } of all) {
    if (review.state !== null) continue
    say(context, db, id, { actor: REVIEWER, act: 'require' })
    writeReview(db, id, { branch: 1 })
    queueBranch(db, id, review)
  }
  for (const one of all) {
    const { state, decision } = one.review
    if (state === null || state === 'notReviewed') continue
    const duplicateOfId = ids.get(decision?.duplicateOf ?? '') ?? null
    bring({ ...one, db, context, decision: decision && { ...decisionOf(decision), duplicateOfId } })
  }
  const gone = all.filter(({ review }) => review.state === 'released' || review.state === 'recalled')
  register(context, db, gone)
}

const decisionOf = ({ decision, reason, publicAt, reviewOn }: NonNullable<SampleReview['decision']>) => ({
  ...{ decision, reason, publicAt, reviewOn },
})

interface Doing
  extends Pick<Said, 'actor' | 'act'>, Partial<Pick<Said, 'role' | 'redaction' | 'after' | 'reason'>> {}

const say = (context: Context, db: WriteDatabase, id: number, doing: Doing): void =>
  record(context, db, id, {
    ...{ role: 'reviewer', redaction: null, before: null, after: null, reason: '' },
    ...doing,
  })

function bring(one: One): void {
  const { context, db, id, review, decision } = one
  say(context, db, id, { actor: REVIEWER, act: 'open' })
  writeReview(db, id, { state: 'inReview', reviewer: REVIEWER })
  for (const mark of review.marks) addMark(one, mark)
  if (decision !== null) {
    const { duplicateOfId } = decision
    say(context, db, id, {
      actor: REVIEWER,
      act: 'decide',
      after: decision.decision,
      reason: decision.reason,
    })
    writeReview(db, id, {
      decision,
      inherited: duplicateOfId === null ? null : inheritedFrom(db, duplicateOfId),
    })
  }
  if (review.referral !== null) {
    const { agency } = review.referral
    say(context, db, id, { actor: REVIEWER, act: 'refer', after: agency })
    insertReferral(db, id, { ...review.referral, sentBy: REVIEWER, sentAt: context.clock.now() })
    writeReview(db, id, { state: 'referred' })
  }
  const last = review.state === 'returned' ? 0 : STEPS.findIndex((step) => step === review.state)
  for (const step of STEPS.slice(0, last + 1)) take[step](one)
  if (review.state === 'returned') sendBack(one)
}

function addMark({ context, db, id }: One, mark: SampleReview['marks'][number]): void {
  const made = insertRedaction(db, {
    ...{
      uid: context.ids.uid(),
      descriptionId: id,
      reason: mark.reason,
      note: '',
      who: REVIEWER,
      blind: false,
    },
  })
  setCodes(db, { id: made, descriptionId: id }, [mark.code])
  for (const text of textsOf(db, id)) {
    const words = wordsOf(db, [text.id]).get(text.id) ?? []
    const [found] = occurrencesOf(words, text.language === 'jpn' ? mark.jpn : mark.eng)
    const quotation = found ? quotationOf(words, found) : null
    if (!found || !quotation) throw new Error(`not in the sample: ${mark.jpn}`)
    const place = { kind: 'span', textId: text.id, ...found } as PlaceInput
    insertAnchor(
      db,
      { id: made, descriptionId: id },
      { uid: context.ids.uid(), place, quotation, lines: mark.lines },
    )
  }
  const after = readRedaction(db, made)
  if (after)
    say(context, db, id, { actor: REVIEWER, act: 'mark', redaction: after.uid, after: imageOf(after) })
}

/** What is said of each redaction, then of the item, which is bound to what it is now. */
function step(
  { context, db, id, decision }: One,
  doing: Doing,
  patch: ReviewPatch,
  redactions: Parameters<typeof updateRedaction>[2] | null = null,
): void {
  for (const { id: redactionId } of redactionsOf(db, id)) {
    if (redactions !== null) updateRedaction(db, redactionId, redactions)
    const now = readRedaction(db, redactionId)
    if (now) say(context, db, id, { ...doing, redaction: now.uid, after: imageOf(now) })
  }
  const salt = context.ids.uid()
  const covered = coveredBy(db, id, decision, salt)
  say(context, db, id, { ...doing, after: { state: patch.state, digest: digestOf(covered) } })
  writeReview(db, id, { ...patch, bound: { covered, salt, at: context.clock.now() } })
}

/** What no program sees is looked for before an item is proposed. */
function lookFor({ context, db, id }: One): void {
  const [pages, redactions] = [pagesOf(db, id), redactionsOf(db, id)]
  const images = pages.some(({ scan }) => scan !== null)
  const checks = checksFor({ withheld: redactions.length > 0, images })
  if (checks.length === 0) return
  say(context, db, id, { actor: REVIEWER, act: 'check', after: checks })
  for (const what of checks) {
    const shown = shownFor(what, pages, redactions)
    writeCheck(db, id, { what, who: REVIEWER, at: context.clock.now(), shown })
  }
}

const take: Record<(typeof STEPS)[number], (one: One) => void> = {
  proposed(one) {
    lookFor(one)
    step(
      one,
      { actor: REVIEWER, act: 'propose' },
      { state: 'proposed', proposer: REVIEWER },
      { state: 'proposed', proposer: REVIEWER },
    )
  },
  agreed: (one) =>
    step(
      one,
      { actor: SECOND, act: 'agree', role: 'secondReviewer' },
      { state: 'agreed', secondReviewer: SECOND },
      { state: 'agreed' },
    ),
  approved: (one) =>
    step(
      one,
      { actor: APPROVER, act: 'approve', role: 'approver' },
      {
        state: 'approved',
        approver: APPROVER,
        authority: {
          ...{ name: APPROVER, position: '館長 (Director)', guide: '' },
          on: one.context.clock.now().slice(0, 10),
        },
        approvedAt: one.context.clock.now(),
        reviewOn: one.decision?.reviewOn ?? null,
      },
    ),
  released: (one) => step(one, { actor: APPROVER, act: 'release', role: 'approver' }, { state: 'released' }),
  recalled({ context, db, id, review }) {
    say(context, db, id, { actor: APPROVER, act: 'recall', role: 'approver', reason: review.reason })
    writeReview(db, id, { state: 'recalled', bound: null })
  },
}

function sendBack({ context, db, id, review }: One): void {
  say(context, db, id, { actor: SECOND, act: 'return', role: 'secondReviewer' })
  loosening(db, () => {
    for (const [at, { id: redactionId }] of redactionsOf(db, id).entries())
      updateRedaction(db, redactionId, { state: 'returned', comment: review.marks[at]?.comment ?? null })
  })
  writeReview(db, id, { state: 'inReview', bound: null })
}

/** What has gone out of the sample stands in the register alone: no folder belongs to it. */
function register(context: Context, db: WriteDatabase, gone: readonly Reviewed[]): void {
  const items = gone.map(({ id, review }) => ({
    ...{ descriptionId: id, description: descriptionUid(db, id) },
    decision: review.decision?.decision === 'releaseInPart' ? ('part' as const) : ('full' as const),
  }))
  const { name } = beginRelease(db, items, { at: context.clock.now(), who: APPROVER, batch: null })
  finishRelease(
    db,
    name,
    createHash('sha256')
      .update(items.map((one) => one.description).join())
      .digest('hex'),
    null,
  )
}
