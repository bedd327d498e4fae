/** Find and replace: every hit is shown before anything changes, and what was left out stays as it is. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { TEXT_FIELD_NAMES } from '../domain/field.ts'
import { LONGEST_VALUE } from '../domain/text-size.ts'
import { refusing } from './errors.ts'
import { DescriptionId, HistoryId } from './ids.ts'
import { Scope } from './scope.ts'
import { TEXT_KINDS } from './text.ts'

/** Where words can be replaced. Names of persons and bodies are the authority file's, and are changed there. */
export const REPLACEABLE = [
  'referenceCode',
  'otherLevel',
  'identifiers',
  'dates',
  'extents',
  'accessPoints',
  'relations',
  ...TEXT_FIELD_NAMES,
  ...TEXT_KINDS,
] as const
export type Replaceable = (typeof REPLACEABLE)[number]

/** Hits that one replacement may have: each is to be looked at. */
export const MOST_HITS = 50_000

const Replacement = z.object({
  scope: Scope,
  /** None: every field in which words can be replaced. */
  fields: z.array(z.enum(REPLACEABLE)).default([]),
  find: z.string().min(1).max(2000),
  replaceBy: z.string().max(LONGEST_VALUE).default(''),
  kind: z.enum(['literal', 'expression']).default('literal'),
  matchCase: z.boolean().default(false),
  matchWidth: z.boolean().default(false),
  wholeWord: z.boolean().default(false),
})
export type Replacement = z.infer<typeof Replacement>

/** A passage that was found, with what stands around it. */
export const Hit = z.object({
  field: z.enum(REPLACEABLE),
  before: z.string(),
  found: z.string(),
  by: z.string(),
  after: z.string(),
})
export type Hit = z.infer<typeof Hit>

export const HitsOfRecord = z.object({
  id: DescriptionId,
  referenceCode: z.string().nullable(),
  title: z.string().nullable(),
  published: z.boolean(),
  /** Number of the first hit among all, from 0. */
  first: z.number().int(),
  hits: z.array(Hit),
})

const refusals = ['noCatalogueOpen', 'expressionInvalid', 'expressionTooSlow', 'tooManyHits'] as const

export const replacement = {
  /** Every hit, by record, in the order of the scope. `seen` stands for exactly these. */
  find: oc
    .errors(refusing(...refusals))
    .input(Replacement)
    .output(z.object({ total: z.number().int(), seen: z.string(), records: z.array(HitsOfRecord) })),
  /**
   * Replaces the hits but those left out, by their numbers among all. With `seen` only when the hits are still those
   * that were shown.
   */
  apply: oc
    .errors(
      refusing(...refusals, 'readOnly', 'hitsChanged', 'referenceCodeTaken', 'valueTooLong', 'cancelled'),
    )
    .input(
      Replacement.extend({
        leaveOut: z.array(z.number().int().min(0)).default([]),
        seen: z.string().nullable().default(null),
      }),
    )
    .output(
      z.object({
        /** Null when nothing was there to be replaced. */
        historyId: HistoryId.nullable(),
        replaced: z.number().int(),
        records: z.array(z.object({ id: DescriptionId, replaced: z.number().int() })),
      }),
    ),
}
