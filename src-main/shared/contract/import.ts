/** Taking in scans and documents. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { refusing } from './errors.ts'
import { DescriptionId, Handle, JobId } from './ids.ts'

export const IMPORT_FORMATS = ['auto', 'scans', 'wilson-center'] as const
export type ImportFormat = (typeof IMPORT_FORMATS)[number]

export const ImportResult = z.object({
  /** How many were made. */
  descriptions: z.number().int(),
  pages: z.number().int(),
  texts: z.number().int(),
  proposals: z.number().int(),
  /** Lines of the source that no field took, with their numbers, from 1. */
  unmapped: z.array(z.object({ file: z.string(), line: z.number().int(), text: z.string() })),
  /** Files not taken: why, as a code with its details. */
  refused: z.array(z.object({ file: z.string(), code: z.string(), data: z.record(z.string(), z.unknown()) })),
  /** Scans whose bytes the catalogue already holds. */
  duplicates: z.array(z.object({ file: z.string(), sameAs: z.string() })),
  /** Reference codes that were taken, and got a number. */
  renumbered: z.array(z.object({ from: z.string(), to: z.string() })),
  descriptionIds: z.array(DescriptionId),
})
export type ImportResult = z.infer<typeof ImportResult>

export const importing = {
  /** Starts a job over files and folders; its result is an ImportResult. Cancelled, it keeps whole pages and one undo step. */
  start: oc
    .errors(
      refusing(
        'noCatalogueOpen',
        'readOnly',
        'handleUnknown',
        'importFormatUnknown',
        'importNothing',
        'descriptionNotFound',
        'fileNotFound',
        'fileUnreadable',
        'folderUnreadable',
      ),
    )
    .input(
      z.object({
        handles: z.array(Handle).min(1).max(10_000),
        as: z.string().default('auto'),
        into: DescriptionId.nullable().default(null),
        storage: z.enum(['copied', 'linked']).default('copied'),
        /** `attach`: all pages go to the unit `into`; `items`: new items below it, grouped by file name. */
        arrange: z.enum(['attach', 'items']).default('items'),
      }),
    )
    .output(z.object({ jobId: JobId })),
}
