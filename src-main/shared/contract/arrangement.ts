/** Arranging: many units in the tree at once, by position, by a field, by copying, and their reference codes by a pattern. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { DescriptionFields } from './description.ts'
import { refusing } from './errors.ts'
import { DescriptionId, HistoryId, Window } from './ids.ts'
import { Scope } from './scope.ts'

const done = z.object({ historyId: HistoryId.nullable(), units: z.number().int() })
const moving = { ids: z.array(DescriptionId).min(1).max(1_000_000), parentId: DescriptionId.nullable() }
const refusals = ['noCatalogueOpen', 'readOnly', 'descriptionNotFound'] as const

export const SORT_KEYS = ['title', 'referenceCode', 'date'] as const

/** Units without the field come last, as they were. */
export const SortOrder = z.object({
  by: z.enum(SORT_KEYS),
  /**
   * Whose order letters have; titles in this language go before other titles of the same unit. In Japanese a title stands
   * by its reading, in the order of 五十音, where it has one.
   */
  language: z.enum(['en', 'ja']).default('en'),
  descending: z.boolean().default(false),
})
export type SortOrder = z.infer<typeof SortOrder>

/** `{parent}` is the code of the unit above, `{n}` a running number, `{n:4}` one with leading zeros, `{code}` the code as it was. */
const Renumbering = z.object({
  scope: Scope,
  pattern: z.string().min(1).max(200),
  start: z.number().int().min(0).default(1),
  step: z.number().int().min(1).default(1),
})
export type Renumbering = z.infer<typeof Renumbering>

const fields = Object.keys(DescriptionFields.shape) as [
  keyof typeof DescriptionFields.shape,
  ...(keyof typeof DescriptionFields.shape)[],
]

export const arrangement = {
  /** Moves units, in the order given, so that the first of them is the n-th under the parent, counted from 1. */
  moveTo: oc
    .errors(refusing(...refusals, 'levelNotAllowed', 'moveIntoItself'))
    .input(z.object({ ...moving, position: z.number().int().min(1) }))
    .output(done),
  /** Puts the units directly below one in the order of a field. */
  sort: oc
    .errors(refusing(...refusals))
    .input(SortOrder.extend({ parentId: DescriptionId.nullable() }))
    .output(done),
  /** What the codes would be, and the first that two units would have. */
  renumberPreview: oc
    .errors(refusing('noCatalogueOpen', 'patternNotUsable'))
    .input(Renumbering.extend(Window))
    .output(
      z.object({
        total: z.number().int(),
        clash: z.object({ referenceCode: z.string(), id: DescriptionId }).nullable(),
        units: z.array(
          z.object({
            id: DescriptionId,
            title: z.string().nullable(),
            before: z.string().nullable(),
            after: z.string(),
          }),
        ),
      }),
    ),
  renumber: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'patternNotUsable', 'referenceCodeTaken'))
    .input(Renumbering)
    .output(done),
  /**
   * Copies of units, drafts without reference code and pages, in the order given: before a sibling, or last; with all
   * that is below them, or alone; without the fields named.
   */
  copy: oc
    .errors(refusing(...refusals, 'levelNotAllowed', 'moveIntoItself'))
    .input(
      z.object({
        ...moving,
        beforeId: DescriptionId.nullable().default(null),
        below: z.boolean().default(false),
        without: z.array(z.enum(fields)).default([]),
      }),
    )
    .output(done.extend({ ids: z.array(DescriptionId) })),
}
