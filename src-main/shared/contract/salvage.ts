/** Saving what can be read of a damaged catalogue into a new one. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { refusing } from './errors.ts'
import { Handle, JobId } from './ids.ts'

export const SalvageReport = z.object({
  /** Pages of the file, and how many of those that are needed make no sense. */
  pages: z.number().int(),
  unreadablePages: z.number().int(),
  tables: z.array(
    z.object({
      name: z.string(),
      /** Carried over. */
      rows: z.number().int(),
      /** Read, and not taken: broken, or saying nothing without a row that was lost. */
      left: z.number().int(),
      /** Rows within readable pages that make no sense. */
      unreadable: z.number().int(),
      /** Numbers of rows that stood in unreadable pages; `to` null: to the end. */
      gaps: z.array(z.object({ from: z.number().int(), to: z.number().int().nullable() })),
    }),
  ),
  /** Rows found to which nothing leads, and which could belong to several tables. */
  strayRows: z.number().int(),
  /** Units and texts made to hold values whose own row was lost. */
  standIns: z.number().int(),
  /** References that were taken out, because what they led to was lost. */
  loosened: z.number().int(),
  scans: z.number().int(),
  scansMissing: z.number().int(),
})
export type SalvageReport = z.infer<typeof SalvageReport>

export const salvage = {
  /**
   * Starts a job that makes a new catalogue, `NAME.shoko`, out of what can be read of a damaged one. The damaged one is
   * only read. The source is one of the recent catalogues, the one behind a handle, or the one that is open.
   */
  start: oc
    .errors(
      refusing(
        'catalogueNotFound',
        'catalogueLocked',
        'notACatalogue',
        'catalogueExists',
        'handleUnknown',
        'noCatalogueOpen',
      ),
    )
    .input(
      z.object({
        source: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('open') }),
          z.object({ kind: z.literal('recent'), id: z.string() }),
          z.object({ kind: z.literal('chosen'), handle: Handle }),
        ]),
        /** The folder for the new catalogue, and its name; by default beside the damaged one, under a name of its own. */
        to: z
          .object({ handle: Handle, name: z.string().min(1).max(120) })
          .nullable()
          .default(null),
      }),
    )
    .output(z.object({ jobId: JobId, name: z.string() })),
}
