/** What came in from a file of another program and no field holds: kept word for word beside the record, for staff alone. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { refusing } from './errors.ts'
import { DescriptionId, Instant, Window } from './ids.ts'

export const KeptFragment = z.object({
  id: z.number().int(),
  /** Of the unit, or of the document around the highest one. */
  place: z.enum(['unit', 'file']),
  /** Where it stands in its unit, such as `c/did`. */
  path: z.string(),
  /** Line of the file, from 1. */
  line: z.number().int(),
  /** The part of the file without everything that fields hold. */
  xml: z.string(),
})
export type KeptFragment = z.infer<typeof KeptFragment>

/** How many elements, attributes, texts and comments of a file became what, by where they stand. */
export const LedgerRow = z.object({
  /** `c/did/unittitle`, `c/scopecontent//emph`, `c@id`, `c/did/unittitle/text()`. */
  path: z.string(),
  what: z.enum(['element', 'attribute', 'text', 'aside']),
  mapped: z.number().int(),
  kept: z.number().int(),
  refused: z.number().int(),
  /** Where the first that is not mapped stands; 0 where all are. */
  line: z.number().int(),
  column: z.number().int(),
})
export type LedgerRow = z.infer<typeof LedgerRow>

export const LedgerTotals = z.object({
  mapped: z.number().int(),
  kept: z.number().int(),
  refused: z.number().int(),
})

export const ImportedFile = z.object({
  id: z.number().int(),
  name: z.string(),
  sha256: z.string(),
  takenAt: Instant,
  ledger: z.object({ totals: LedgerTotals, rows: z.array(LedgerRow) }),
})
export type ImportedFile = z.infer<typeof ImportedFile>

export const kept = {
  /** Of one record, in the order of its file; with `words` the fragments in which they stand. */
  list: oc
    .errors(refusing('noCatalogueOpen', 'descriptionNotFound'))
    .input(z.object({ descriptionId: DescriptionId, words: z.string().max(200).default(''), ...Window }))
    .output(
      z.object({
        total: z.number().int(),
        fragments: z.array(KeptFragment),
        files: z.array(ImportedFile),
      }),
    ),
}
