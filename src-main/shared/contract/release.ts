/** Releases: what has gone out, and whether it is what its manifest says. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { refusing } from './errors.ts'
import { Handle, JobId } from './ids.ts'

/** Result of the job. A release with a fault is not to be trusted; without one, its manifest still has to be the archive's. */
export const VerifyResult = z.object({
  /** As the manifest names it; null where there is none that could be read. */
  release: z.string().nullable(),
  /** SHA-256 of the manifest, to be compared with what the archive has published. */
  manifest: z.string().nullable(),
  /** How many things each test has looked at. */
  checked: z.record(z.string(), z.number().int()),
  faults: z.array(
    z.object({
      /** hash, signature, T1 (boxes), T3 (images), T5 (PDF), T11 (names), T14 (digests). */
      test: z.string(),
      file: z.string(),
      what: z.string(),
    }),
  ),
})
export type VerifyResult = z.infer<typeof VerifyResult>

export const release = {
  /** Looks through the folder of a release, whoever made it; no catalogue is needed. A job whose result is a VerifyResult. */
  verify: oc
    .errors(refusing('handleUnknown', 'fileNotFound', 'fileUnreadable'))
    .input(z.object({ folder: Handle }))
    .output(z.object({ jobId: JobId })),
}
