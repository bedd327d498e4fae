/** What is told beside the review of an item: statistics, a copy beside its original, a package for an agency. */
import { z } from 'zod'
import { COUNTED_ACTS, DECISIONS } from '../domain/review/states.ts'
import { PLACE_KINDS } from './redaction.ts'
import { Page } from './scan.ts'
import { TEXT_KINDS } from './text.ts'

/** What was sealed for an agency. */
export const ReferralResult = z.object({
  file: z.object({ name: z.string(), byteSize: z.number().int() }),
  /** By which the answer is known to be one to it. */
  package: z.string(),
  /** SHA-256 of the file. */
  sha256: z.string(),
  agency: z.string(),
  pages: z.number().int(),
  texts: z.number().int(),
  marks: z.number().int(),
})
export type ReferralResult = z.infer<typeof ReferralResult>

const Acts = z.record(z.enum(COUNTED_ACTS), z.number().int())
export const ReviewStatistics = z.object({
  /** How often each code is cited, in how many items, and of how many lines. */
  codes: z.array(
    z.object({
      vocabulary: z.string(),
      code: z.string(),
      redactions: z.number().int(),
      items: z.number().int(),
      lines: z.number().int(),
    }),
  ),
  /** Items by what is decided of them; null: nothing yet. */
  decisions: z.array(z.object({ decision: z.enum(DECISIONS).nullable(), items: z.number().int() })),
  /** Steps of items, as the audit has them. */
  people: z.array(z.object({ who: z.string(), acts: Acts })),
  /** By `YYYY-MM`. */
  months: z.array(z.object({ month: z.string(), acts: Acts })),
})
export type ReviewStatistics = z.infer<typeof ReviewStatistics>

/** A place of a mark of the original that could not be found in its copy. */
export const Unplaced = z.object({
  /** Uid of the redaction of the original. */
  redaction: z.string(),
  kind: z.enum(PLACE_KINDS),
  codes: z.array(z.string()),
  lines: z.number().int().nullable(),
})
export type Unplaced = z.infer<typeof Unplaced>

/** Two items beside each other: what each of them says, and shows. */
export const Comparison = z.object({
  fields: z.array(z.object({ field: z.string(), here: z.string(), there: z.string() })),
  texts: z.array(
    z.object({
      kind: z.enum(TEXT_KINDS),
      language: z.string().nullable(),
      here: z.string().nullable(),
      there: z.string().nullable(),
    }),
  ),
  pages: z.array(
    z.object({
      number: z.number().int(),
      here: Page.nullable(),
      there: Page.nullable(),
      /** Byte for byte. */
      sameImage: z.boolean(),
    }),
  ),
})
export type Comparison = z.infer<typeof Comparison>
