/** Containers (boxes, folders, volumes, reels …): what they are called, where they stand, and what is in them. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { DescriptionRow } from './description.ts'
import { refusing } from './errors.ts'
import { ContainerId, DescriptionId, HistoryId, LocationId, Window } from './ids.ts'

const line = z.string().max(1000)

/** What a scanner reads, or null. White space around it is none of it. */
export const Barcode = z
  .string()
  .max(100)
  .transform((text) => text.normalize('NFKC').trim() || null)
  .nullable()

export const ContainerFields = z.object({
  /** A code of the vocabulary `containerType`, or the office's own word. */
  type: z.string().trim().min(1).max(80),
  indicator: z.string().trim().max(200),
  barcode: Barcode,
  /** The container that it is in. */
  withinId: ContainerId.nullable(),
  /** Where it stands; not looked at while it is in another one. */
  locationId: LocationId.nullable(),
  dimensions: line.nullable(),
  /** How much it holds or takes, such as `0.12 m`. */
  extent: line.nullable(),
  note: line.nullable(),
})
export type ContainerFields = z.infer<typeof ContainerFields>
export const ContainerPatch = ContainerFields.partial()
export type ContainerPatch = z.infer<typeof ContainerPatch>

const Named = z.object({ id: ContainerId, type: z.string(), indicator: z.string() })

/** A line of a list. */
export const ContainerRow = Named.extend({
  barcode: z.string().nullable(),
  /** Where it is, its own or that of the container it is in. */
  location: z.string().nullable(),
  /** Descriptions that are in it; what is in the bin is not counted. */
  count: z.number().int(),
  /** The first of them. */
  first: z
    .object({ id: DescriptionId, referenceCode: z.string().nullable(), title: z.string().nullable() })
    .nullable(),
})
export type ContainerRow = z.infer<typeof ContainerRow>

export const Container = ContainerFields.extend({
  id: ContainerId,
  location: z.string().nullable(),
  within: Named.nullable(),
  /** Containers that are in it. */
  inside: z.array(ContainerRow),
  count: z.number().int(),
})
export type Container = z.infer<typeof Container>

/** Where a description is kept. */
export const Placed = Named.extend({
  folder: z.string().nullable(),
  item: z.string().nullable(),
  barcode: z.string().nullable(),
  location: z.string().nullable(),
})
export type Placed = z.infer<typeof Placed>

/** Which containers: those chosen, or those that a list shows. */
export const ContainerFilter = z.object({
  /** Numbers, words of types and locations, or one barcode. */
  query: z.string().max(200).default(''),
  locationId: LocationId.nullable().default(null),
  /** Only those that stand nowhere. */
  unplaced: z.boolean().default(false),
})
export const ContainerScope = z.union([
  z.object({ ids: z.array(ContainerId).min(1).max(100_000) }),
  ContainerFilter,
])
export type ContainerScope = z.infer<typeof ContainerScope>

const writing = ['noCatalogueOpen', 'readOnly', 'containerNotFound'] as const
const moved = z.object({ historyId: HistoryId.nullable(), containers: z.number().int() })
const fields = ['containerNumberMissing', 'containerInItself', 'locationNotFound', 'barcodeTaken'] as const

export const container = {
  /** By number, 9 before 10. */
  list: oc
    .errors(refusing('noCatalogueOpen'))
    .input(ContainerFilter.extend(Window))
    .output(z.object({ total: z.number().int(), rows: z.array(ContainerRow) })),
  ids: oc.errors(refusing('noCatalogueOpen')).input(ContainerFilter).output(z.array(ContainerId)),
  get: oc
    .errors(refusing('noCatalogueOpen', 'containerNotFound'))
    .input(z.object({ id: ContainerId }))
    .output(Container),
  /** Descriptions in a container, by folder and item. */
  contents: oc
    .errors(refusing('noCatalogueOpen', 'containerNotFound'))
    .input(z.object({ id: ContainerId, ...Window }))
    .output(
      z.object({
        total: z.number().int(),
        rows: z.array(
          z.object({ row: DescriptionRow, folder: z.string().nullable(), item: z.string().nullable() }),
        ),
      }),
    ),
  /** What is offered while a number, a word or a barcode is typed: those of the description's own fonds first. */
  suggest: oc
    .errors(refusing('noCatalogueOpen'))
    .input(
      z.object({
        query: z.string().max(200),
        forId: DescriptionId.nullable().default(null),
        limit: z.number().int().min(1).max(50).default(10),
      }),
    )
    .output(z.array(ContainerRow)),
  /** Where a description is: its own containers, or those of the nearest unit above that has any. */
  of: oc
    .errors(refusing('noCatalogueOpen', 'descriptionNotFound'))
    .input(z.object({ id: DescriptionId }))
    .output(z.object({ from: DescriptionRow.nullable(), placed: z.array(Placed) })),
  create: oc
    .errors(refusing(...writing, ...fields))
    .input(z.object({ fields: ContainerPatch }))
    .output(Container),
  edit: oc
    .errors(refusing(...writing, ...fields))
    .input(
      z.object({
        id: ContainerId,
        patch: ContainerPatch,
        visit: z.string().max(100).optional(),
      }),
    )
    .output(Container),
  /** Moves containers to a location (or to none), in one undo step. What was in another container leaves it. */
  place: oc
    .errors(refusing(...writing, 'locationNotFound'))
    .input(z.object({ scope: ContainerScope, locationId: LocationId.nullable() }))
    .output(moved),
  /** Numbers containers on, in the order given, from a first number. */
  renumber: oc
    .errors(refusing(...writing, 'containerNumberMissing'))
    .input(z.object({ ids: z.array(ContainerId).min(1).max(100_000), first: z.string().max(200) }))
    .output(moved),
  /** Makes several containers one: what was in the others is in the first, which takes from them what it has not. */
  merge: oc
    .errors(refusing(...writing, 'containerInItself'))
    .input(z.object({ keepId: ContainerId, ids: z.array(ContainerId).min(1).max(1000) }))
    .output(Container),
  /** Takes empty containers away. */
  delete: oc
    .errors(refusing(...writing, 'containerInUse'))
    .input(z.object({ ids: z.array(ContainerId).min(1).max(100_000) }))
    .output(moved),
}
