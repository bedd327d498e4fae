/** Locations: where containers stand, from the building down to the shelf. They are the office's own and never public. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { Barcode } from './container.ts'
import { refusing } from './errors.ts'
import { LocationId, Window } from './ids.ts'

export const LocationFields = z.object({
  /** Parts with slashes between them: `Main building / Stack 2 / 14 / 3`. */
  path: z.string().max(500),
  barcode: Barcode,
  note: z.string().max(1000).nullable(),
})
export type LocationFields = z.infer<typeof LocationFields>
export const LocationPatch = LocationFields.partial()
export type LocationPatch = z.infer<typeof LocationPatch>

export const Location = z.object({
  id: LocationId,
  path: z.string(),
  barcode: z.string().nullable(),
  note: z.string().nullable(),
  /** Containers that stand there. */
  count: z.number().int(),
})
export type Location = z.infer<typeof Location>

const refusals = [
  'noCatalogueOpen',
  'readOnly',
  'locationNotFound',
  'locationTaken',
  'locationNeedsPath',
  'barcodeTaken',
] as const

export const location = {
  /** In order of their paths; those that have every word of the query, or its barcode. */
  list: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object({ query: z.string().max(200).default(''), ...Window }))
    .output(z.object({ total: z.number().int(), rows: z.array(Location) })),
  get: oc
    .errors(refusing('noCatalogueOpen', 'locationNotFound'))
    .input(z.object({ id: LocationId }))
    .output(Location),
  /** A new location; the one that is there, where its path is known. */
  create: oc
    .errors(refusing(...refusals))
    .input(z.object({ fields: LocationPatch.extend({ path: z.string().max(500) }) }))
    .output(Location),
  edit: oc
    .errors(refusing(...refusals))
    .input(z.object({ id: LocationId, patch: LocationPatch, visit: z.string().max(100).optional() }))
    .output(Location),
  /** Takes a location away at which nothing stands. */
  delete: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'locationNotFound', 'locationInUse'))
    .input(z.object({ id: LocationId }))
    .output(z.object({})),
}
