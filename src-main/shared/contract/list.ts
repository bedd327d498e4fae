/** Working sets: lists of descriptions that a person keeps for a piece of work, and the bookmarks. They never leave the catalogue. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { SortOrder } from './arrangement.ts'
import { DescriptionRow } from './description.ts'
import { refusing } from './errors.ts'
import { DescriptionId, ListId, Window } from './ids.ts'
import { Scope } from './scope.ts'

export const WorkingList = z.object({
  id: ListId,
  /** Null for the bookmarks, whose name is the interface's. */
  name: z.string().nullable(),
  count: z.number().int(),
})
export type WorkingList = z.infer<typeof WorkingList>

const refusals = ['noCatalogueOpen', 'readOnly', 'listNotFound'] as const
const name = z.string().trim().min(1).max(200)

export const list = {
  /** In the order of the person, the bookmarks first where there are any. */
  all: oc.errors(refusing('noCatalogueOpen')).output(z.array(WorkingList)),
  /** The descriptions of a list in its order; what is in the bin is left out until it is restored. */
  rows: oc
    .errors(refusing('noCatalogueOpen', 'listNotFound'))
    .input(z.object({ id: ListId, ...Window }))
    .output(z.object({ total: z.number().int(), rows: z.array(DescriptionRow) })),
  create: oc
    .errors(refusing('noCatalogueOpen', 'readOnly'))
    .input(z.object({ name, scope: Scope.nullable().default(null) }))
    .output(WorkingList),
  rename: oc
    .errors(refusing(...refusals))
    .input(z.object({ id: ListId, name }))
    .output(WorkingList),
  delete: oc
    .errors(refusing(...refusals))
    .input(z.object({ id: ListId }))
    .output(z.object({})),
  /** Puts descriptions at the end of a list; those that are in it stay where they are. */
  add: oc
    .errors(refusing(...refusals))
    .input(z.object({ id: ListId, scope: Scope }))
    .output(WorkingList),
  remove: oc
    .errors(refusing(...refusals))
    .input(z.object({ id: ListId, ids: z.array(DescriptionId).min(1) }))
    .output(WorkingList),
  /** Puts descriptions of a list before another of it, or last. */
  move: oc
    .errors(refusing(...refusals))
    .input(
      z.object({
        id: ListId,
        ids: z.array(DescriptionId).min(1),
        beforeId: DescriptionId.nullable().default(null),
      }),
    )
    .output(WorkingList),
  /** Puts the descriptions of a list in the order of a field. */
  sort: oc
    .errors(refusing(...refusals))
    .input(SortOrder.extend({ id: ListId }))
    .output(WorkingList),
  /** Sets a bookmark on a description, or takes it off. */
  bookmark: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'descriptionNotFound'))
    .input(z.object({ id: DescriptionId }))
    .output(z.object({ bookmarked: z.boolean() })),
  /** Whether a description is bookmarked, and the other lists that it is in. */
  of: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object({ id: DescriptionId }))
    .output(z.object({ bookmarked: z.boolean(), lists: z.array(WorkingList) })),
}
