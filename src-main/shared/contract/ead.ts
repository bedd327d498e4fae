/** EAD files in: one is looked through, what it would make is shown, and then it is taken. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { LEVELS } from '../domain/level.ts'
import { refusing } from './errors.ts'
import { DescriptionId, Handle, HistoryId, Instant, JobId, Window } from './ids.ts'
import { LedgerRow, LedgerTotals } from './kept.ts'

const EadId = z.string().max(80)

/** What becomes of a unit that is there already: by the identifier that it got when it came in, or its reference code. */
export const EXISTING = ['skip', 'create'] as const

/** Something that was put right, or has to be looked at: a code (i18n `ead.notes`) with its place in the file. */
export const EadNote = z.object({
  code: z.string(),
  line: z.number().int(),
  column: z.number().int(),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type EadNote = z.infer<typeof EadNote>

export const EadUnit = z.object({
  depth: z.number().int(),
  level: z.enum(LEVELS),
  otherLevel: z.string().nullable(),
  referenceCode: z.string().nullable(),
  title: z.string().nullable(),
  line: z.number().int(),
  /** There already, and left as it is. */
  isThere: z.boolean(),
})
export type EadUnit = z.infer<typeof EadUnit>

export const EadResult = z.object({
  /** Whether anything was written. */
  taken: z.boolean(),
  file: z.string(),
  units: z.number().int(),
  create: z.number().int(),
  /** There already. */
  skipped: z.number().int(),
  levels: z.array(z.object({ level: z.enum(LEVELS), units: z.number().int() })),
  totals: LedgerTotals,
  /** How many notes of each code. */
  notes: z.array(z.object({ code: z.string(), count: z.number().int() })),
  /** When a file with the same bytes was taken in. */
  takenBefore: Instant.nullable(),
  historyId: HistoryId.nullable(),
  /** The highest units that were made. */
  descriptionIds: z.array(DescriptionId),
})
export type EadResult = z.infer<typeof EadResult>

const known = refusing('noCatalogueOpen', 'eadUnknown')

export const ead = {
  open: oc
    .errors(refusing('noCatalogueOpen', 'handleUnknown'))
    .input(z.object({ handle: Handle }))
    .output(z.object({ eadId: EadId, file: z.string() })),
  /** Reads the file whole: starts a job whose result is an EadResult, and changes nothing. */
  plan: oc
    .errors({ ...known, ...refusing('descriptionNotFound') })
    .input(
      z.object({
        eadId: EadId,
        /** The highest units of the file stand under this one (null: at the top). */
        parentId: DescriptionId.nullable().default(null),
        existing: z.enum(EXISTING).default('skip'),
      }),
    )
    .output(z.object({ jobId: JobId })),
  /** The units in the order of the file: the first 2,000. */
  units: oc
    .errors(known)
    .input(z.object({ eadId: EadId, ...Window }))
    .output(z.object({ total: z.number().int(), units: z.array(EadUnit) })),
  /** What becomes of each kind of element, attribute and text; the commonest first. */
  ledger: oc
    .errors(known)
    .input(z.object({ eadId: EadId, only: z.enum(['kept', 'refused']).nullable().default(null), ...Window }))
    .output(z.object({ total: z.number().int(), rows: z.array(LedgerRow) })),
  /** What was put right or has to be looked at, in the order of the file: the first 2,000. */
  notes: oc
    .errors(known)
    .input(z.object({ eadId: EadId, ...Window }))
    .output(z.object({ total: z.number().int(), notes: z.array(EadNote) })),
  /** Writes what was read, all of it or nothing, as one undo step. */
  take: oc
    .errors({ ...known, ...refusing('readOnly') })
    .input(z.object({ eadId: EadId }))
    .output(z.object({ jobId: JobId })),
  close: oc.input(z.object({ eadId: EadId })).output(z.object({})),
}
