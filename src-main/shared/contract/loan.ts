/** Lending: a branch is handed out as a catalogue of its own, is only read here meanwhile, and comes back with what was done. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { refusing } from './errors.ts'
import { DescriptionId, Handle, HistoryId, Instant, JobId, LoanId, Window } from './ids.ts'
import { LeavingReason } from './way-out.ts'

export const Loan = z.object({
  id: LoanId,
  uid: z.string(),
  /** The top of the branch. */
  descriptionId: DescriptionId,
  title: z.string().nullable(),
  referenceCode: z.string().nullable(),
  lentTo: z.string(),
  lentBy: z.string(),
  lentAt: Instant,
  note: z.string().nullable(),
  state: z.enum(['out', 'returned', 'calledOff']),
  endedAt: Instant.nullable(),
  /** Descriptions that are out; 0 when it has ended. */
  descriptions: z.number().int(),
  /** What was done elsewhere, once it is returned: how many entries of history, and by whom. */
  entries: z.number().int(),
  people: z.array(z.string()),
})
export type Loan = z.infer<typeof Loan>

/** What was done elsewhere, one entry of the history there. */
export const LoanEntry = z.object({
  id: z.number().int(),
  at: Instant,
  who: z.string(),
  action: z.string(),
  field: z.string().nullable(),
  kind: z.enum(['do', 'undo', 'redo']),
  /** The description that it touched first, while that is here. */
  descriptionId: DescriptionId.nullable(),
  title: z.string().nullable(),
})
export type LoanEntry = z.infer<typeof LoanEntry>

/** In a catalogue that was lent: whose it is. */
export const Borrowed = z.object({
  loanUid: z.string(),
  catalogueUid: z.string(),
  catalogueName: z.string(),
  rootUid: z.string(),
  lentTo: z.string(),
  lentBy: z.string(),
  lentAt: Instant,
})
export type Borrowed = z.infer<typeof Borrowed>

export const LendResult = z.object({
  loanId: LoanId,
  file: z.string(),
  descriptions: z.number().int(),
  scans: z.number().int(),
})
export type LendResult = z.infer<typeof LendResult>

/** How a description comes back: `gone` was taken out of the bin there for good, and goes to the bin here. */
export const RETURNED = ['added', 'changed', 'moved', 'binned', 'gone'] as const

export const ReturnedUnit = z.object({
  /** Null: it was made there. */
  id: DescriptionId.nullable(),
  title: z.string().nullable(),
  referenceCode: z.string().nullable(),
  how: z.array(z.enum(RETURNED)),
  /** Names of the fields that differ. */
  fields: z.array(z.string()),
})
export type ReturnedUnit = z.infer<typeof ReturnedUnit>

export const ReturnPreview = z.object({
  loan: Loan,
  counts: z.record(z.enum(RETURNED), z.number().int()),
  /** The first of them. */
  units: z.array(ReturnedUnit),
  /** Entries of the history there, and whose they are. */
  entries: z.number().int(),
  people: z.array(z.string()),
  /** Names and terms that are new here, and known ones of which the record there says something else: that stays there. */
  newNames: z.number().int(),
  otherNames: z.number().int(),
  /** Images added there whose files lie elsewhere on that machine: their pages come without an image. */
  linkedScans: z.number().int(),
})
export type ReturnPreview = z.infer<typeof ReturnPreview>

const returning = [
  'catalogueLocked',
  'noCatalogueOpen',
  'readOnly',
  'handleUnknown',
  'catalogueNotFound',
  'notACatalogue',
  'catalogueTooNew',
  'catalogueDamaged',
  'catalogueAltered',
  'catalogueHeld',
  'notOnLoan',
  'loanOfAnother',
  'loanEnded',
  'referenceCodeTaken',
] as const

const changed = z.object({ historyId: HistoryId.nullable() })
const oneLoan = oc
  .errors(refusing('noCatalogueOpen', 'readOnly', 'loanNotFound', 'loanEnded'))
  .input(z.object({ id: LoanId }))

export const loan = {
  list: oc.errors(refusing('noCatalogueOpen')).output(z.array(Loan)),
  /** Those among descriptions that are out, with their loans. */
  among: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object({ ids: z.array(DescriptionId).max(10_000) }))
    .output(
      z.object({ units: z.array(z.object({ id: DescriptionId, loanId: LoanId })), loans: z.array(Loan) }),
    ),
  /** Whose the open catalogue is, when it was lent; else null. */
  borrowed: oc.errors(refusing('noCatalogueOpen')).output(Borrowed.nullable()),
  /** Starts a job that makes `NAME.shoko` in the folder behind the handle; from the start of it the branch is only read here. */
  lend: oc
    .errors(
      refusing(
        'noCatalogueOpen',
        'readOnly',
        'descriptionNotFound',
        'lentOut',
        'branchInReview',
        'wayOutNeedsReason',
        'jobsRunning',
        'handleUnknown',
        'catalogueExists',
      ),
    )
    .input(
      z.object({
        id: DescriptionId,
        lentTo: z.string().trim().min(1).max(200),
        note: z.string().trim().max(2000).nullable().default(null),
        reason: LeavingReason,
        /** Null: the folder of documents. */
        to: Handle.nullable(),
        name: z
          .string()
          .trim()
          .min(1)
          .max(120)
          .regex(/^[^/\\:*?"<>|\p{Cc}.][^/\\:*?"<>|\p{Cc}]*$/u),
      }),
    )
    .output(z.object({ jobId: JobId, loanId: LoanId })),
  /** What a lent catalogue would bring back, and a handle by which to take it. */
  preview: oc
    .errors(refusing(...returning))
    .input(z.object({ handle: Handle }))
    .output(ReturnPreview.extend({ handle: Handle })),
  /** Takes it back in one step; the branch is written here again. */
  return: oc
    .errors(refusing(...returning, 'cancelled'))
    .input(z.object({ handle: Handle }))
    .output(ReturnPreview.extend({ historyId: HistoryId.nullable() })),
  /** The branch is written here again; what comes back later is refused. */
  callOff: oneLoan.output(changed),
  /** What was done elsewhere, the newest first. */
  entries: oc
    .errors(refusing('noCatalogueOpen', 'loanNotFound'))
    .input(z.object({ id: LoanId, ...Window }))
    .output(z.array(LoanEntry)),
}
