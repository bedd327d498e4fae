/** Work that takes longer than a moment: progress, cancelling, results. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { BatchResult } from './batch.ts'
import { refusing } from './errors.ts'
import { PurgeResult } from './bin.ts'
import { Instant, JobId } from './ids.ts'
import { EadResult } from './ead.ts'
import { EncryptionResult } from './encryption.ts'
import { ExportResult } from './export.ts'
import { FindingResult } from './finding.ts'
import { FixityResult } from './fixity.ts'
import { ImportResult } from './import.ts'
import { IntegrityReport } from './integrity.ts'
import { LeakReport } from './leak.ts'
import { LendResult } from './loan.ts'
import { OcrResult } from './ocr.ts'
import { PrintResult } from './print.ts'
import { ProveResult, ReleaseResult, VerifyResult } from './release.ts'
import { LetterResult } from './request.ts'
import { ReferralResult } from './review-records.ts'
import { RelinkingResult } from './relinking.ts'
import { SalvageReport } from './salvage.ts'
import { SheetResult } from './sheet.ts'
import { TermsInResult, TermsOutResult } from './term.ts'
import { VersionProposal } from './version.ts'

export const JobResult = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('import'), ...ImportResult.shape }),
  z.object({ kind: z.literal('export'), ...ExportResult.shape }),
  z.object({ kind: z.literal('batch'), ...BatchResult.shape }),
  z.object({ kind: z.literal('ocr'), ...OcrResult.shape }),
  z.object({ kind: z.literal('print'), ...PrintResult.shape }),
  z.object({ kind: z.literal('lend'), ...LendResult.shape }),
  z.object({ kind: z.literal('ead'), ...EadResult.shape }),
  z.object({ kind: z.literal('sheet'), ...SheetResult.shape }),
  z.object({ kind: z.literal('termsIn'), ...TermsInResult.shape }),
  z.object({ kind: z.literal('termsOut'), ...TermsOutResult.shape }),
  z.object({ kind: z.literal('check'), ...FindingResult.shape }),
  z.object({ kind: z.literal('fixity'), ...FixityResult.shape }),
  z.object({ kind: z.literal('relinking'), ...RelinkingResult.shape }),
  z.object({ kind: z.literal('leak'), ...LeakReport.shape }),
  z.object({ kind: z.literal('version'), ...VersionProposal.shape }),
  z.object({ kind: z.literal('verify'), ...VerifyResult.shape }),
  z.object({ kind: z.literal('release'), ...ReleaseResult.shape }),
  z.object({ kind: z.literal('prove'), ...ProveResult.shape }),
  z.object({ kind: z.literal('referral'), ...ReferralResult.shape }),
  z.object({ kind: z.literal('letter'), ...LetterResult.shape }),
  z.object({ kind: z.literal('purge'), ...PurgeResult.shape }),
  z.object({ kind: z.literal('encryption'), ...EncryptionResult.shape }),
  z.object({ kind: z.literal('integrity'), ...IntegrityReport.shape }),
  z.object({
    kind: z.literal('salvage'),
    /** The new catalogue, as the list of recent ones knows it. */
    recentId: z.string(),
    name: z.string(),
    ...SalvageReport.shape,
  }),
])
export type JobResult = z.infer<typeof JobResult>

export const Job = z.object({
  id: JobId,
  kind: z.enum([
    'import',
    'export',
    'batch',
    'check',
    'purge',
    'integrity',
    'salvage',
    'sheet',
    'ead',
    'print',
    'vocabulary',
    'lend',
    'fixity',
    'relinking',
    'version',
    'verify',
    'release',
    'prove',
    'letter',
    'referral',
    'leak',
    'encryption',
    'ocr',
    'write',
  ]),
  /** Of `write`: what is written, `noun.verb` of the call, or what of it is taken back. */
  step: z.object({ action: z.string(), kind: z.enum(['do', 'undo', 'redo']) }).nullable(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  done: z.number(),
  /** Null while the whole is not yet known. */
  total: z.number().nullable(),
  /** What `done` counts. */
  unit: z.enum(['bytes', 'files', 'descriptions', 'rows', 'pages']),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  /** Also of a cancelled job: what was finished by then. */
  result: JobResult.nullable(),
  error: z.object({ code: z.string(), data: z.record(z.string(), z.unknown()) }).nullable(),
})
export type Job = z.infer<typeof Job>

const one = oc
  .errors(refusing('jobNotFound'))
  .input(z.object({ id: JobId }))
  .output(Job)

export const job = {
  list: oc.output(z.array(Job)),
  get: one,
  /** Asks a job to stop; it answers when it has stopped, with whole records and no stray file. */
  cancel: one,
  /** Waits for the end of a job. */
  wait: one,
  /** Shows the exported file in the system's file manager, where the shell can. */
  reveal: oc
    .errors(refusing('jobNotFound', 'fileNotFound'))
    .input(z.object({ id: JobId }))
    .output(z.object({ shown: z.boolean() })),
}
