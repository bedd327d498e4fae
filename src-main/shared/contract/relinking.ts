/** Linked scans whose files were moved: found again by their message digest, looked at, and relinked in one step. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { refusing } from './errors.ts'
import { Handle, HistoryId, JobId, ScanId } from './ids.ts'

/** Result of the job: nothing is relinked by it. Lists hold the first 1,000. */
export const RelinkingResult = z.object({
  /** Linked scans without a file where it was. */
  missing: z.number().int(),
  found: z.number().int(),
  /** One folder became another: the moves that explain all that was found, the largest first. Folders by the last of their names. */
  moves: z.array(z.object({ from: z.string(), to: z.string(), files: z.number().int() })),
  /** What would be relinked; `move` is an index in `moves`. */
  files: z.array(z.object({ scanId: ScanId, fileName: z.string(), to: z.string(), move: z.number().int() })),
  notFound: z.array(z.object({ scanId: ScanId, fileName: z.string() })),
  /** Files with the name of a missing scan and other bytes: they are left alone. */
  differing: z.array(z.object({ fileName: z.string() })),
  /** There were more files in the folder than are looked at. */
  isPartial: z.boolean(),
})
export type RelinkingResult = z.infer<typeof RelinkingResult>

export const relinking = {
  /** Looks for the files of all missing linked scans in a folder and below: by name and size first, then by size; the digest decides. */
  look: oc
    .errors(
      refusing(
        'noCatalogueOpen',
        'readOnly',
        'handleUnknown',
        'fileNotFound',
        'folderUnreadable',
        'linkNotFollowed',
      ),
    )
    .input(z.object({ handle: Handle }))
    .output(z.object({ jobId: JobId })),
  /** Relinks what a look has found: all of it, or some of its moves. A file that was changed since is left out, and named. */
  apply: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'jobNotFound', 'relinkingNothing'))
    .input(z.object({ jobId: JobId, moves: z.array(z.number().int().min(0)).nullable().default(null) }))
    .output(
      z.object({
        historyId: HistoryId.nullable(),
        relinked: z.number().int(),
        left: z.array(z.object({ fileName: z.string() })),
      }),
    ),
}
