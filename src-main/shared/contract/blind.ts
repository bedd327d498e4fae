/**
 * Blind second review: the second person marks what has to be withheld without seeing what the first has marked, and then
 * both are compared. What they differ in is settled before anybody agrees; the stricter stays, unless it is loosened.
 */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { DIFFERENCES } from '../domain/review/blind.ts'
import { refusing } from './errors.ts'
import { DescriptionId } from './ids.ts'
import { SIGNING } from './person.ts'
import { As, Redaction } from './redaction.ts'

export const BlindDifference = z.object({
  kind: z.enum(DIFFERENCES),
  /** Uid of the first person's redaction, and of the second person's mark. */
  first: z.string().nullable(),
  second: z.string().nullable(),
  settled: z.object({ how: z.enum(['stricter', 'looser']), reason: z.string(), who: z.string() }).nullable(),
})
export type BlindDifference = z.infer<typeof BlindDifference>

export const Blind = z.object({
  /** The second review of the item is blind. */
  on: z.boolean(),
  /** It is, where nothing is said of an item. */
  office: z.boolean(),
  /** What was proposed is kept from the person who works. */
  veiled: z.boolean(),
  /** The second person, once everything is marked; then both are compared. */
  by: z.string().nullable(),
  same: z.number().int(),
  differences: z.array(BlindDifference),
  /** What the second person has marked and the first has not taken over; only once both are compared. */
  marks: z.array(Redaction),
})
export type Blind = z.infer<typeof Blind>

const acting = refusing('noCatalogueOpen', 'readOnly', 'descriptionNotFound', 'reviewerUnnamed', ...SIGNING)
const reason = z.string().trim().max(2000).default('')

export const blind = {
  state: oc
    .errors(refusing('noCatalogueOpen', 'descriptionNotFound'))
    .input(z.object({ descriptionId: DescriptionId, as: As }))
    .output(Blind),
  /** Asks for a blind second review of an item, of what is in a batch now, or of everything of which nothing else is said; not to ask any more needs a reason. */
  set: oc
    .errors({ ...acting, ...refusing('reasonMissing') })
    .input(
      z.object({
        of: z.union([
          z.object({ descriptionId: DescriptionId }),
          z.object({ batch: z.string().trim().min(1).max(2000) }),
          z.object({ office: z.literal(true) }),
        ]),
        on: z.boolean(),
        reason,
        as: As,
      }),
    )
    .output(z.object({ items: z.number().int() })),
  /** The second person has looked at every page and marked everything; from here on both see both. */
  finish: oc
    .errors({ ...acting, ...refusing('reviewState', 'reviewerSame', 'reviewUnresolved') })
    .input(z.object({ descriptionId: DescriptionId, as: As }))
    .output(Blind),
  /**
   * Settles one difference, named by the uid of the second person's mark or, where there is none, of the first's redaction:
   * `stricter` keeps what either has withheld, `looser` is a decision with a reason.
   */
  settle: oc
    .errors({ ...acting, ...refusing('reviewState', 'redactionNotFound', 'looseningNeedsReason') })
    .input(
      z.object({
        descriptionId: DescriptionId,
        uid: z.string().max(100),
        how: z.enum(['stricter', 'looser']),
        reason,
        as: As,
      }),
    )
    .output(Blind),
}
