/** Taking out of the bin for good: the one thing that undo cannot take back. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { DescriptionRow } from './description.ts'
import { refusing } from './errors.ts'
import { DescriptionId, JobId } from './ids.ts'

/** Units in the bin; null is everything in it. */
const ids = z.array(DescriptionId).min(1).max(100_000).nullable()

export const PurgeResult = z.object({
  descriptions: z.number().int(),
  pages: z.number().int(),
  scans: z.number().int(),
  /** Bytes of scans that were freed. */
  byteSize: z.number().int(),
})

export const bin = {
  /** What would go: the units themselves, by name, and how much goes with them. */
  survey: oc
    .errors(refusing('noCatalogueOpen', 'descriptionNotFound'))
    .input(z.object({ ids }))
    .output(
      PurgeResult.extend({
        /** The first hundred; `childCount` is of all that lies below. */
        units: z.array(DescriptionRow),
        /** Backup copies that still hold it. */
        backups: z.number().int(),
      }),
    ),
  /** Purges what was surveyed. `descriptions` is the number that the person read and typed. */
  purge: oc
    .errors(
      refusing('noCatalogueOpen', 'readOnly', 'descriptionNotFound', 'purgeNumberDiffers', 'jobsRunning'),
    )
    .input(z.object({ ids, descriptions: z.number().int(), withBackups: z.boolean().default(false) }))
    .output(z.object({ jobId: JobId })),
}
