/**
 * Review of items before release: who looked at what, what was decided, by whom it was checked and approved. A decision is
 * not undone; it is returned, recalled, or made anew, and each is written into the audit.
 */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { ACTS, DECISIONS, REVIEW_STATES, ROLES } from '../domain/review/states.ts'
import { PAPER_CHECKS } from '../domain/review/checklist.ts'
import { refusing } from './errors.ts'
import { DescriptionId, Handle, HistoryId, Instant, PageId, RedactionId, Window } from './ids.ts'
import { SIGNING } from './person.ts'
import { Passphrase } from './passphrase.ts'
import { As, Unresolved } from './redaction.ts'
import { reviewBeside } from './review-beside.ts'
import { ReviewStatistics, Unplaced } from './review-records.ts'

const Day = z.iso.date()
const said = z.string().trim().max(2000)
const name = z.string().trim().min(1).max(500)

/** On whose authority something is opened: a person with a position, or a guide with its date. */
export const Authority = z.object({ name, position: said.default(''), guide: said.default(''), on: Day })
export type Authority = z.infer<typeof Authority>

export const Referral = z.object({
  id: z.number().int().positive(),
  agency: z.string(),
  question: z.string(),
  due: Day.nullable(),
  sentBy: z.string(),
  sentAt: Instant,
  /** What the agency decided, in its own words; null while it has not answered. */
  answer: z.string().nullable(),
  answeredOn: Day.nullable(),
})
export type Referral = z.infer<typeof Referral>

/** What the last person bound by looking is not any more as it was. */
export const CHANGED_PARTS = [
  'field',
  'page',
  'text',
  'redaction',
  'vocabulary',
  'decision',
  'check',
] as const
export const ChangedPart = z.object({
  part: z.enum(CHANGED_PARTS),
  /** Name of the field, number of the page or text, uid of the redaction, name of the vocabulary or of what was looked for. */
  which: z.string(),
  how: z.enum(['added', 'changed', 'gone']),
})
export type ChangedPart = z.infer<typeof ChangedPart>

export const DecisionFields = z.object({
  decision: z.enum(DECISIONS),
  reason: said.default(''),
  /** For `duplicate`: the item that it is a copy of. */
  duplicateOfId: DescriptionId.nullable().default(null),
  /** For `alreadyPublic`: where the public copy is. */
  publicAt: said.nullable().default(null),
  /** When it is looked at again; where nothing is said, what the codes cited say. */
  reviewOn: Day.nullable().default(null),
})
export type DecisionFields = z.infer<typeof DecisionFields>

export const Review = z.object({
  descriptionId: DescriptionId,
  /** Whether it has to be reviewed before anything of it is public. */
  required: z.boolean(),
  /** As it was left by whoever decided last. */
  state: z.enum(REVIEW_STATES),
  /** As it counts: what has changed since it was proposed, agreed to or approved is in review again. */
  standing: z.enum(REVIEW_STATES),
  /** How it has changed since then. */
  changed: z.array(ChangedPart),
  /** It is approved, and everything is as it was then. */
  approvedMatches: z.boolean(),
  reviewer: z.string().nullable(),
  secondReviewer: z.string().nullable(),
  approver: z.string().nullable(),
  authority: Authority.nullable(),
  approvedAt: Instant.nullable(),
  decision: DecisionFields.nullable(),
  batch: z.string().nullable(),
  /** Until when it is to be reviewed. */
  due: Day.nullable(),
  /** When it is to be looked at again, once it is decided. */
  reviewOn: Day.nullable(),
  looked: z.array(z.object({ pageId: PageId, who: z.string(), at: Instant })),
  referrals: z.array(Referral),
  /** What is to be looked for on the paper, and who has done that; null where nobody has, or not in what is there now. */
  checklist: z.array(
    z.object({ what: z.enum(PAPER_CHECKS), who: z.string().nullable(), at: Instant.nullable() }),
  ),
  unresolved: z.array(Unresolved),
})
export type Review = z.infer<typeof Review>

export const QueueItem = z.object({
  descriptionId: DescriptionId,
  title: z.string().nullable(),
  referenceCode: z.string().nullable(),
  state: z.enum(REVIEW_STATES),
  /** Something of it was written after it was proposed, agreed to or approved; `review.state` says whether it counts. */
  touchedSince: z.boolean(),
  reviewer: z.string().nullable(),
  secondReviewer: z.string().nullable(),
  decision: z.enum(DECISIONS).nullable(),
  batch: z.string().nullable(),
  due: Day.nullable(),
  reviewOn: Day.nullable(),
  redactions: z.number().int(),
  /** What is seen at a glance to be in the way: pages, codes, places, answers, the decision; `review.state` says all. */
  unresolved: z.number().int(),
})
export type QueueItem = z.infer<typeof QueueItem>

export const DueItem = z.object({
  descriptionId: DescriptionId,
  title: z.string().nullable(),
  referenceCode: z.string().nullable(),
  /** `review`: to be reviewed until then; `again`: to be looked at again; `answer`: an agency is to answer. */
  what: z.enum(['review', 'again', 'answer']),
  on: Day,
  /** The agency, or the reviewer. */
  who: z.string().nullable(),
  batch: z.string().nullable(),
})
export type DueItem = z.infer<typeof DueItem>

/** One act, chained to the one before. What is withheld is referred to, and never said. */
export const AuditRow = z.object({
  seq: z.number().int(),
  at: Instant,
  actor: z.string(),
  role: z.enum(ROLES),
  act: z.enum(ACTS),
  /** Uid of the description; empty for what is about the office. */
  description: z.string(),
  descriptionId: DescriptionId.nullable(),
  /** Uid of the redaction, or null. */
  redaction: z.string().nullable(),
  /** Geometry and codes, as JSON. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  reason: z.string(),
  version: z.string(),
  prevHash: z.string(),
  hash: z.string(),
  /** Fingerprint of the key with which it is signed; null where it is not. */
  signedBy: z.string().nullable(),
})
export type AuditRow = z.infer<typeof AuditRow>

const one = z.object({ descriptionId: DescriptionId, as: As })
const reading = refusing('noCatalogueOpen', 'descriptionNotFound')
const acting = refusing(
  'noCatalogueOpen',
  'readOnly',
  'descriptionNotFound',
  'reviewerUnnamed',
  'reviewState',
  ...SIGNING,
)
const guarded = {
  ...acting,
  ...refusing(
    'reviewUnresolved',
    'reviewChanged',
    'reviewerSame',
    'reviewIncomplete',
    'blindUnfinished',
    'blindUnsettled',
  ),
}
const changed = z.object({ historyId: HistoryId.nullable() })

export const review = {
  ...reviewBeside,
  state: oc
    .errors(reading)
    .input(z.object({ descriptionId: DescriptionId }))
    .output(Review),
  /**
   * A branch has to be reviewed before anything of it is public, or has not any more; that is a loosening, with a reason.
   */
  require: oc
    .errors({ ...acting, ...refusing('looseningNeedsReason') })
    .input(
      one.extend({
        required: z.boolean().default(true),
        batch: said.nullable().default(null),
        due: Day.nullable().default(null),
        reason: said.default(''),
      }),
    )
    .output(changed),
  /** Somebody takes an item to review it, for the first time or anew. */
  open: oc
    .errors(acting)
    .input(
      one.extend({
        due: Day.nullable().optional(),
        batch: said.nullable().optional(),
        reason: said.default(''),
      }),
    )
    .output(Review),
  /** A page was looked at, as it is now. */
  look: oc
    .errors({ ...acting, ...refusing('pageNotFound') })
    .input(one.extend({ pageId: PageId }))
    .output(changed),
  /** Somebody has looked for what no program sees; with `done` false that is taken back. */
  check: oc
    .errors(acting)
    .input(one.extend({ checks: z.array(z.enum(PAPER_CHECKS)).min(1), done: z.boolean().default(true) }))
    .output(Review),
  decide: oc
    .errors({ ...acting, ...refusing('reviewIncomplete') })
    .input(one.extend(DecisionFields.shape))
    .output(Review),
  /** Asks another agency. */
  refer: oc
    .errors(acting)
    .input(one.extend({ agency: name, question: name, due: Day.nullable().default(null) }))
    .output(Review),
  /** Records what the agency decided, in its own words; then the item is in review again. */
  answer: oc
    .errors(acting)
    .input(one.extend({ referralId: z.number().int().positive(), answer: name, on: Day }))
    .output(Review),
  /**
   * Takes the file that an agency has saved, and records what it says, in its own words. It has to be an answer to a package of this
   * item that is not answered yet, sealed with the same passphrase.
   */
  takeAnswer: oc
    .errors({
      ...acting,
      ...refusing('handleUnknown', 'fileNotFound', 'fileUnreadable', 'answerUnreadable', 'answerOfAnother'),
    })
    .input(one.extend({ handle: Handle, passphrase: Passphrase }))
    .output(Review),
  /** @throws reviewUnresolved while a page was not looked at, or a redaction is not whole */
  propose: oc
    .errors(guarded)
    .input(one.extend({ reason: said.default('') }))
    .output(Review),
  /** By a second person, for what is as it was proposed. */
  agree: oc
    .errors(guarded)
    .input(one.extend({ reason: said.default('') }))
    .output(Review),
  /** Back to the reviewer, with a comment for each redaction that is meant. */
  return: oc
    .errors({ ...acting, ...refusing('redactionNotFound', 'reviewIncomplete') })
    .input(
      one.extend({
        reason: said.default(''),
        comments: z
          .array(z.object({ redactionId: RedactionId, comment: said.min(1) }))
          .max(1000)
          .default([]),
      }),
    )
    .output(Review),
  approve: oc
    .errors(guarded)
    .input(one.extend({ authority: Authority, reason: said.default('') }))
    .output(Review),
  /** What was approved or released is not any more, until it is reviewed anew. */
  recall: oc
    .errors({ ...acting, ...refusing('reviewIncomplete') })
    .input(one.extend({ reason: said }))
    .output(Review),
  /**
   * Gives a duplicate the marks of its original: passages by what they say, pages by their numbers, fields by their values. They
   * are drafts; what could not be placed is named.
   */
  inherit: oc
    .errors({ ...acting, ...refusing('reviewIncomplete') })
    .input(one)
    .output(z.object({ copied: z.number().int(), unplaced: z.array(Unplaced), review: Review })),
  /** What is to be done, with counts for each state under the same filter. */
  queue: oc
    .errors(refusing('noCatalogueOpen'))
    .input(
      z.object({
        state: z.enum(REVIEW_STATES).nullable().default(null),
        reviewer: z.string().max(200).nullable().default(null),
        batch: said.nullable().default(null),
        /** Cited in one of its redactions, as the code is written. */
        code: z.string().max(60).nullable().default(null),
        dueBy: Day.nullable().default(null),
        ...Window,
      }),
    )
    .output(
      z.object({
        total: z.number().int(),
        counts: z.record(z.enum(REVIEW_STATES), z.number().int()),
        items: z.array(QueueItem),
      }),
    ),
  /** What falls due by a day: reviews, re-reviews, answers of agencies; the earliest first. */
  due: oc
    .errors(refusing('noCatalogueOpen'))
    .input(
      z.object({
        by: Day,
        batch: said.nullable().default(null),
        /** First or second. */
        reviewer: z.string().max(200).nullable().default(null),
        code: z.string().max(60).nullable().default(null),
        ...Window,
      }),
    )
    .output(z.object({ total: z.number().int(), items: z.array(DueItem) })),
  statistics: oc.errors(refusing('noCatalogueOpen')).output(ReviewStatistics),
  /** The audit of an item, or of all, the newest first. */
  audit: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object({ descriptionId: DescriptionId.nullable().default(null), ...Window }))
    .output(
      z.object({
        total: z.number().int(),
        /** The first row from which on the chain does not hold; null where it does. */
        brokenAt: z.number().int().nullable(),
        rows: z.array(AuditRow),
      }),
    ),
}
