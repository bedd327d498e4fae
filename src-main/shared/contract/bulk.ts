/** Bulk edit: one change to the fields of many descriptions, seen before it is made, and one undo step. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { DescriptionFields } from './description.ts'
import { refusing } from './errors.ts'
import { DescriptionId, HistoryId, Window } from './ids.ts'
import { Scope } from './scope.ts'

const shape = DescriptionFields.shape
type Shape = typeof shape
type ListNames = { [K in keyof Shape]: Shape[K] extends z.ZodArray ? K : never }[keyof Shape]

const names = Object.keys(shape) as (keyof Shape)[]
/** Fields that hold any number of values. */
export const LIST_FIELDS = names.filter((name): name is ListNames => shape[name] instanceof z.ZodArray)
export type ListField = ListNames
const nullable = names.filter((name) => shape[name].safeParse(null).success)

const lists = z
  .object(Object.fromEntries(LIST_FIELDS.map((name) => [name, shape[name]])) as Pick<Shape, ListNames>)
  .partial()

/** What is done to every description alike. Nobody gives many units one reference code; it can be cleared. */
export const BulkChanges = z.object({
  set: DescriptionFields.omit({ referenceCode: true }).partial().default({}),
  /** Values put after those that are there; one that is there already is not added again. */
  add: lists.default({}),
  /** Values taken away wherever they stand. */
  remove: lists.default({}),
  clear: z.array(z.enum([...nullable, ...LIST_FIELDS] as [keyof Shape, ...(keyof Shape)[]])).default([]),
})
export type BulkChanges = z.infer<typeof BulkChanges>

const patch = DescriptionFields.partial()

export const bulk = {
  /** The fields of all the descriptions side by side: what all have alike, and where they differ. */
  summary: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object({ scope: Scope }))
    .output(
      z.object({
        total: z.number().int(),
        common: patch,
        mixed: z.array(
          z.object({
            field: z.string(),
            /** Descriptions in which the field is not empty. */
            filled: z.number().int(),
          }),
        ),
      }),
    ),
  /** In how many descriptions the changes would change anything, and in which fields. */
  tally: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object({ scope: Scope, changes: BulkChanges }))
    .output(
      z.object({
        total: z.number().int(),
        changed: z.number().int(),
        fields: z.array(z.object({ field: z.string(), records: z.number().int() })),
      }),
    ),
  /** A window on the descriptions of the scope, each with the fields that would change, before and after. */
  preview: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object({ scope: Scope, changes: BulkChanges, ...Window }))
    .output(
      z.object({
        total: z.number().int(),
        records: z.array(
          z.object({
            id: DescriptionId,
            referenceCode: z.string().nullable(),
            title: z.string().nullable(),
            before: patch,
            after: patch,
          }),
        ),
      }),
    ),
  edit: oc
    .errors(
      refusing(
        'noCatalogueOpen',
        'readOnly',
        'levelNotAllowed',
        'authorityNotFound',
        'termNotFound',
        'containerNotFound',
        'cancelled',
      ),
    )
    .input(z.object({ scope: Scope, changes: BulkChanges }))
    .output(
      z.object({
        /** Null when nothing was to be changed. */
        historyId: HistoryId.nullable(),
        records: z.number().int(),
      }),
    ),
}
