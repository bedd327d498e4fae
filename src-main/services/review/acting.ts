/** Who acts on which item, in which state, and how it is written down. */
import type { ReadDatabase, WriteDatabase } from '../../catalogue/database.ts'
import { redactionsOf } from '../../catalogue/redaction/read.ts'
import { signerOf } from '../../catalogue/person/signer.ts'
import { actorOf } from '../../catalogue/review/actor.ts'
import { imageOf } from '../../catalogue/review/audit.ts'
import { coveredBy, digestOf } from '../../catalogue/review/covered.ts'
import { readReview } from '../../catalogue/review/read.ts'
import { record } from '../../catalogue/review/record.ts'
import { checkThere } from '../../catalogue/review/there.ts'
import type { Said } from '../../catalogue/review/record.ts'
import { writeReview } from '../../catalogue/review/write.ts'
import type { ReviewPatch } from '../../catalogue/review/write.ts'
import { transact } from '../../catalogue/transact.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import type { DecisionFields, Review } from '../../shared/contract/review.ts'
import { FROM } from '../../shared/domain/review/states.ts'
import type { Role } from '../../shared/domain/review/states.ts'
import type { Context } from '../context.ts'
import { reviewOf } from './item.ts'

export type Step = keyof typeof FROM

export const today = ({ clock }: Context): string => clock.now().slice(0, 10)

interface Acting {
  readonly actor: string
  readonly review: Review
  readonly id: DescriptionId
}

/** @throws descriptionNotFound, reviewerUnnamed, reviewState, reviewChanged */
export function acting(context: Context, id: DescriptionId, as: string | undefined, step: Step): Acting {
  const writing = context.writing()
  checkThere(writing.db, id)
  const actor = actorOf(writing, as)
  const review = reviewOf(writing.db, id, today(context))
  const wanted: readonly string[] = FROM[step]
  if ((step === 'agree' || step === 'approve') && wanted.includes(review.state) && review.changed.length > 0)
    throw refusal('reviewChanged', { parts: review.changed.map(({ part, which }) => `${part} ${which}`) })
  // What goes back, or out of sight, may have changed meanwhile.
  const state = step === 'return' || step === 'recall' || step === 'refer' ? review.state : review.standing
  if (!wanted.includes(state)) throw refusal('reviewState', { state, wanted: [...wanted] })
  return { actor, review, id }
}

/** @throws reviewUnresolved */
export function checkResolved({ unresolved }: Review): void {
  if (unresolved.length > 0)
    throw refusal('reviewUnresolved', {
      count: unresolved.length,
      unresolved: unresolved.map(({ code }) => ({ code })),
    })
}

/** What a decision is about from here on. */
export function bind(
  context: Context,
  db: WriteDatabase,
  id: DescriptionId,
  decision: DecisionFields | null,
) {
  const salt = context.ids.uid()
  const covered = coveredBy(db, id, decision, salt)
  return { bound: { covered, salt, at: context.clock.now() }, digest: digestOf(covered) }
}

interface Doing {
  act: Said['act']
  role: Role
  actor: string
  reason?: string
  after?: unknown
}

/** Writes a review, and into the audit: first what is said of each redaction, then of the item. */
export function doing(
  context: Context,
  id: DescriptionId,
  { act, role, actor, reason = '', after = null }: Doing,
  write: (db: WriteDatabase) => {
    patch: ReviewPatch
    redactions?: readonly { uid: string; image: unknown }[]
    digest?: string
  },
): Review {
  const writing = context.writing()
  const { state } = readReview(writing.db, id)
  const signer = signerOf({ db: writing.db, keyring: context.keyring }, actor, act)
  transact(writing, `review.${act}`, (db) => {
    const { patch, redactions = [], digest } = write(db)
    const said = { actor, role, act, before: null, reason }
    for (const { uid, image } of redactions)
      record(context, db, id, { ...said, redaction: uid, after: image }, signer)
    const outcome = {
      state: patch.state ?? state,
      ...(digest !== undefined && { digest }),
      ...(after !== null && { after }),
    }
    record(context, db, id, { ...said, redaction: null, before: { state }, after: outcome }, signer)
    writeReview(db, id, patch)
  })
  return reviewOf(context.catalogue().db, id, today(context))
}

export const imagesOf = (db: ReadDatabase, id: DescriptionId) =>
  redactionsOf(db, id).map((redaction) => ({ uid: redaction.uid, image: imageOf(redaction) }))
