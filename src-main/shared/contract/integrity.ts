/** Whether the catalogue's file and its scans are whole: a job that looks, and one that also makes derived things anew. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { refusing } from './errors.ts'
import { DescriptionId, JobId } from './ids.ts'

/** What can be found, in the order of the parts that are looked at. */
export const INTEGRITY_CODES = [
  // the file, by SQLite's own checks
  'fileDamaged',
  'referenceBroken',
  'tableIndexWrong',
  // what is derived from the content
  'searchIndexDamaged',
  'searchIndexDiffers',
  'countWrong',
  'pictureDamaged',
  // the history, walked back to its beginning
  'historyUnreadable',
  'historyBroken',
  'historyDiffers',
  // the audit of the review, row by row
  'auditBroken',
  'signatureBroken',
  // scans
  'scanMissing',
  'scanChanged',
  'scanUnreadable',
  'scanSetAside',
  'scanIsLink',
  'scanOutside',
  'scanUnused',
  'scanUnfinished',
] as const
export type IntegrityCode = (typeof INTEGRITY_CODES)[number]

/** Codes of what can be made again from the rest. */
export const DERIVED_CODES: readonly IntegrityCode[] = [
  'tableIndexWrong',
  'searchIndexDamaged',
  'searchIndexDiffers',
  'countWrong',
  'pictureDamaged',
]

export const IntegrityFinding = z.object({
  /** `damage`: the file itself; `error`: something is not as it was recorded; `warning`: worth a look. */
  severity: z.enum(['damage', 'error', 'warning']),
  code: z.enum(INTEGRITY_CODES),
  /** A table, an index, or a file within the catalogue's folder; of a linked scan its name alone. */
  place: z.string().nullable(),
  /** The row of that table. */
  row: z.number().int().nullable(),
  descriptionId: DescriptionId.nullable(),
})
export type IntegrityFinding = z.infer<typeof IntegrityFinding>

export const IntegrityReport = z.object({
  descriptions: z.number().int(),
  entries: z.number().int(),
  scans: z.number().int(),
  /** Bytes of scans that were read and hashed. */
  scanBytes: z.number().int(),
  total: z.number().int(),
  /** The first 1,000, damage first. */
  findings: z.array(IntegrityFinding),
  /** How many of them were mended, where that was asked for. */
  repaired: z.number().int(),
})
export type IntegrityReport = z.infer<typeof IntegrityReport>

const input = z.object({
  /** Reads every scan and compares its SHA-256; without it only presence and size are looked at. */
  fixity: z.boolean().default(true),
})

export const integrity = {
  /** Starts a job whose result is an IntegrityReport. It changes nothing. */
  check: oc
    .errors(refusing('noCatalogueOpen'))
    .input(input)
    .output(z.object({ jobId: JobId })),
  /** The same, and then makes what is derived (indexes, counts, pictures) anew where it was wrong. Nothing else is touched. */
  repair: oc
    .errors(refusing('noCatalogueOpen', 'readOnly'))
    .input(input)
    .output(z.object({ jobId: JobId })),
}
