/** Checks of the catalogue's file; those of descriptions are `finding`. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { refusing } from './errors.ts'
import { DescriptionId } from './ids.ts'

export const Finding = z.object({
  /** `damage`: the file; `error`: a rule is broken; `warning`: worth a look. */
  severity: z.enum(['damage', 'error', 'warning']),
  code: z.string(),
  descriptionId: DescriptionId.nullable(),
  referenceCode: z.string().nullable(),
  field: z.string().nullable(),
})
export type Finding = z.infer<typeof Finding>

export const CheckReport = z.object({
  descriptions: z.number().int(),
  scans: z.number().int(),
  total: z.number().int(),
  /** The first 1,000. */
  findings: z.array(Finding),
})
export type CheckReport = z.infer<typeof CheckReport>

export const check = {
  /** SQLite's own checks, the index against the content, and scans against the disk. */
  run: oc.errors(refusing('noCatalogueOpen')).output(CheckReport),
}
