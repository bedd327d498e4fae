/** Fixity, in the words of PREMIS: the message digest of a scan is made when it is taken in, and checked again as long as it is kept. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { refusing } from './errors.ts'
import { DescriptionId, Instant, JobId, PageId, ScanId, Window } from './ids.ts'
import { Scope } from './scope.ts'

export const OUTCOMES = ['matches', 'changed', 'missing', 'unreadable'] as const
export type Outcome = (typeof OUTCOMES)[number]
/** Outcomes that ask for a person. */
export const WRONG_OUTCOMES = ['changed', 'missing', 'unreadable'] as const satisfies readonly Outcome[]

/** The last time that the bytes of a scan were looked at. */
export const FixityCheck = z.object({
  checkedAt: Instant,
  outcome: z.enum(OUTCOMES),
  /** When the bytes were last seen to be those that were taken in; null: not since they were. */
  matchedAt: Instant.nullable(),
})
export type FixityCheck = z.infer<typeof FixityCheck>

const counts = {
  matches: z.number().int(),
  changed: z.number().int(),
  missing: z.number().int(),
  unreadable: z.number().int(),
}

/** Result of the job: what was checked by its end. */
export const FixityResult = z.object({
  ...counts,
  checked: z.number().int(),
  /** Bytes that were read. */
  bytes: z.number().int(),
  /** Scans that are still to be checked. */
  waiting: z.number().int(),
})
export type FixityResult = z.infer<typeof FixityResult>

export const FixityState = z.object({
  /** Scans in the catalogue; the four outcomes and `never` are parts of it. */
  scans: z.number().int(),
  ...counts,
  /** Not checked since they were taken in. */
  never: z.number().int(),
  /** Linked scans that are not looked at, because links of this catalogue are not followed. */
  notFollowed: z.number().int(),
  waiting: z.number().int(),
  /** A person stopped the check: what waits goes on only when asked. */
  isStopped: z.boolean(),
  /** The earliest of the times when the bytes of each scan were last seen to be right. */
  oldest: Instant.nullable(),
  /** The check that runs. */
  running: JobId.nullable(),
})
export type FixityState = z.infer<typeof FixityState>

export const FixityRow = z.object({
  scanId: ScanId,
  fileName: z.string(),
  storage: z.enum(['copied', 'linked']),
  byteSize: z.number().int(),
  sha256: z.string(),
  addedAt: Instant,
  /** Null: not checked since it was taken in. */
  check: FixityCheck.nullable(),
  /** The first page that shows it; null where none does. */
  page: z
    .object({
      id: PageId,
      number: z.number().int(),
      descriptionId: DescriptionId.nullable(),
      referenceCode: z.string().nullable(),
      title: z.string().nullable(),
    })
    .nullable(),
})
export type FixityRow = z.infer<typeof FixityRow>

const started = z.object({ jobId: JobId })
const checking = refusing('noCatalogueOpen', 'readOnly', 'fixityNothing')

export const fixity = {
  /** Checks the scans of some descriptions again; the whole catalogue includes loose pages and earlier versions. A check that runs takes them along. */
  check: oc
    .errors(checking)
    .input(z.object({ scope: Scope.default({ kind: 'branch', id: null }) }))
    .output(started),
  /** Goes on with what waits. */
  goOn: oc.errors(checking).output(started),
  /** Lets what waits be. */
  forget: oc.errors(refusing('noCatalogueOpen', 'readOnly')).output(z.object({ waiting: z.number().int() })),
  state: oc.errors(refusing('noCatalogueOpen')).output(FixityState),
  /** Scans by outcome; without any those that a person should look at. */
  list: oc
    .errors(refusing('noCatalogueOpen'))
    .input(
      z.object({
        outcomes: z
          .array(z.enum([...OUTCOMES, 'never']))
          .min(1)
          .default([...WRONG_OUTCOMES]),
        ...Window,
      }),
    )
    .output(z.object({ total: z.number().int(), scans: z.array(FixityRow) })),
}
