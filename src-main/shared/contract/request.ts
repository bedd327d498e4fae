/**
 * Requests for access: who has asked for which items and what was answered, and the log of what was handed out. Names of
 * persons are for staff; what is made to be handed out holds none.
 */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { DELIVERY_MEDIA, REQUESTER_KINDS, REQUEST_STATES } from '../domain/request.ts'
import { LONGEST_VALUE } from '../domain/text-size.ts'
import { refusing } from './errors.ts'
import { DeliveryId, DescriptionId, Handle, HistoryId, JobId, RequestId, Window } from './ids.ts'
import { REVIEW_STATES, DECISIONS } from '../domain/review/states.ts'

const Day = z.iso.date()
const line = z.string().trim().max(2000)

/** Somebody whose affairs the records touch was heard. */
export const Opinion = z.object({
  of: line.min(1),
  askedOn: Day.nullable().default(null),
  answer: line.nullable().default(null),
  answeredOn: Day.nullable().default(null),
})
export type Opinion = z.infer<typeof Opinion>

export const RequestFields = z.object({
  /** Such as `2002-113`. */
  number: z.string().trim().max(200),
  state: z.enum(REQUEST_STATES),
  requesterKind: z.enum(REQUESTER_KINDS).nullable(),
  /** For staff alone. */
  requester: line.nullable(),
  /** What is asked for, as it was asked. */
  subject: z.string().max(LONGEST_VALUE).nullable(),
  received: Day.nullable(),
  due: Day.nullable(),
  /** Another day, with the reason for it. */
  extension: z.object({ to: Day, reason: line.min(1) }).nullable(),
  opinions: z.array(Opinion).max(100),
  letter: z.object({ on: Day, number: line }).nullable(),
  appeal: z.object({ on: Day, body: line, outcome: line.nullable().default(null) }).nullable(),
  note: z.string().max(LONGEST_VALUE).nullable(),
})
export type RequestFields = z.infer<typeof RequestFields>
export const RequestPatch = RequestFields.partial()
export type RequestPatch = z.infer<typeof RequestPatch>

export const RequestRow = z.object({
  id: RequestId,
  number: z.string(),
  state: z.enum(REQUEST_STATES),
  subject: z.string().nullable(),
  received: Day.nullable(),
  /** By when it is to be answered, the extension counted in. */
  dueOn: Day.nullable(),
  overdue: z.boolean(),
  items: z.number().int(),
})
export type RequestRow = z.infer<typeof RequestRow>

export const RequestItem = z.object({
  descriptionId: DescriptionId,
  referenceCode: z.string().nullable(),
  title: z.string().nullable(),
  /** How far its review is. */
  state: z.enum(REVIEW_STATES),
  decision: z.enum(DECISIONS).nullable(),
})
export type RequestItem = z.infer<typeof RequestItem>

export const DeliveryFields = z.object({
  requestId: RequestId.nullable().default(null),
  /** Of a release, such as `2026-001`, or of an item of one, such as `REL-2026-0001`. */
  name: z.string().trim().min(1).max(40),
  on: Day,
  medium: z.enum(DELIVERY_MEDIA),
  /** For staff alone. */
  recipient: line.min(1),
  note: line.nullable().default(null),
})
export type DeliveryFields = z.infer<typeof DeliveryFields>
export const Delivery = DeliveryFields.extend({
  id: DeliveryId,
  /** Number of the request. */
  request: z.string().nullable(),
})
export type Delivery = z.infer<typeof Delivery>

export const Request = RequestFields.extend({
  id: RequestId,
  dueOn: Day.nullable(),
  overdue: z.boolean(),
  items: z.array(RequestItem),
  deliveries: z.array(Delivery),
})
export type Request = z.infer<typeof Request>

/** What stands in the annex of a decision letter, and what cannot stand in it yet. */
export const LetterResult = z.object({
  number: z.string(),
  files: z.array(z.object({ name: z.string(), byteSize: z.number().int() })),
  /** Items that are in it. */
  items: z.number().int(),
  /** Places that are withheld, of all of them. */
  places: z.number().int(),
  /** Items that are not approved as they are now, by their codes of reference; they are not in it. */
  undecided: z.array(z.string()),
  /** Items of which the decision is that nothing shows; they are not in it, and leave no gap. */
  silent: z.number().int(),
})
export type LetterResult = z.infer<typeof LetterResult>

const changed = z.object({ historyId: HistoryId.nullable() })
const writing = ['noCatalogueOpen', 'readOnly', 'requestNotFound'] as const
const numbering = ['requestNumberMissing', 'requestNumberTaken'] as const

export const request = {
  /** Those that are due first, first. */
  list: oc
    .errors(refusing('noCatalogueOpen'))
    .input(
      z.object({
        state: z.enum(REQUEST_STATES).nullable().default(null),
        overdue: z.boolean().default(false),
        /** Looked for in number and subject. */
        query: z.string().max(200).default(''),
        ...Window,
      }),
    )
    .output(z.object({ total: z.number().int(), overdue: z.number().int(), requests: z.array(RequestRow) })),
  get: oc
    .errors(refusing('noCatalogueOpen', 'requestNotFound'))
    .input(z.object({ id: RequestId }))
    .output(Request),
  /** By its number, in whatever width it is written. */
  find: oc
    .errors(refusing('noCatalogueOpen', 'requestNotFound'))
    .input(z.object({ number: z.string().trim().max(200) }))
    .output(Request),
  /** Without a number it is given the one that follows the newest. */
  create: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', ...numbering))
    .input(z.object({ fields: RequestPatch }))
    .output(Request),
  edit: oc
    .errors(refusing(...writing, ...numbering))
    .input(z.object({ id: RequestId, patch: RequestPatch, visit: z.string().max(100).optional() }))
    .output(Request),
  /** With it goes which items it asked for; what was handed out stays in the log. */
  remove: oc
    .errors(refusing(...writing))
    .input(z.object({ id: RequestId }))
    .output(changed),
  /** Of a unit with others below it, those that can be reviewed are added; `items` are those that are new. */
  addItems: oc
    .errors(refusing(...writing, 'descriptionNotFound'))
    .input(z.object({ id: RequestId, descriptionIds: z.array(DescriptionId).min(1).max(10_000) }))
    .output(z.object({ items: z.number().int(), historyId: HistoryId.nullable() })),
  removeItems: oc
    .errors(refusing(...writing))
    .input(z.object({ id: RequestId, descriptionIds: z.array(DescriptionId).min(1).max(10_000) }))
    .output(z.object({ items: z.number().int(), historyId: HistoryId.nullable() })),
  /**
   * The annex of the decision letter: a row for each place that is withheld of what was asked for, as PDF and CSV, in both
   * languages. It is made from what a release would say. A job whose result is a LetterResult; without `to` its files wait for
   * download at `/downloads/{jobId}/{index}`.
   */
  letter: oc
    .errors(
      refusing(
        'noCatalogueOpen',
        'requestNotFound',
        'requestUndecided',
        'handleUnknown',
        'folderNotWritable',
      ),
    )
    .input(z.object({ id: RequestId, to: Handle.nullable().default(null) }))
    .output(z.object({ jobId: JobId })),
  /** What was handed out of a release, or for a request, or all of it; the newest first. */
  deliveries: oc
    .errors(refusing('noCatalogueOpen'))
    .input(
      z.object({
        requestId: RequestId.nullable().default(null),
        /** Of a release: with those of its items. */
        release: z.string().trim().max(40).nullable().default(null),
        ...Window,
      }),
    )
    .output(z.object({ total: z.number().int(), deliveries: z.array(Delivery) })),
  deliver: oc
    .errors(refusing(...writing, 'releaseNotFound'))
    .input(z.object(DeliveryFields.shape))
    .output(Delivery),
  /** Strikes an entry that was wrong; history keeps it. */
  strike: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'deliveryNotFound'))
    .input(z.object({ id: DeliveryId }))
    .output(changed),
}
