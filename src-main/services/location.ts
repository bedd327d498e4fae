/** Locations at which containers stand. */
import type { ReadDatabase } from '../catalogue/database.ts'
import {
  barcodeTaken,
  deleteLocation,
  insertLocation,
  locationAt,
  locationWindow,
  readLocation,
  updateLocation,
  usesOfLocation,
} from '../catalogue/location.ts'
import { transact } from '../catalogue/transact.ts'
import { refusal } from '../shared/contract/errors.ts'
import type { Location, LocationPatch } from '../shared/contract/location.ts'
import { pathParts } from '../shared/domain/container.ts'
import type { Service } from './context.ts'

export const location: Service<'location'> = {
  list: (context, { query, ...window }) => locationWindow(context.catalogue().db, query, window),

  get: (context, { id }) => present(context.catalogue().db, id),

  create(context, { fields }) {
    const writing = context.writing()
    const there = locationAt(writing.db, fields.path)
    check(writing.db, there, fields)
    if (there !== null) return present(writing.db, there)
    const { value: id } = transact(writing, 'location.create', (db) => insertLocation(db, fields))
    return present(writing.db, id)
  },

  edit(context, { id, patch, visit }) {
    const writing = context.writing()
    present(writing.db, id)
    check(writing.db, id, patch)
    const there = patch.path === undefined ? null : locationAt(writing.db, patch.path)
    if (there !== null && there !== id) throw refusal('locationTaken', { id: there })
    const [field] = Object.keys(patch)
    transact(writing, 'location.edit', (db) => updateLocation(db, id, patch), {
      field: visit === undefined ? undefined : `location.${field ?? ''}`,
      visit,
    })
    return present(writing.db, id)
  },

  delete(context, { id }) {
    const writing = context.writing()
    present(writing.db, id)
    const uses = usesOfLocation(writing.db, id)
    if (uses > 0) throw refusal('locationInUse', { id, uses })
    transact(writing, 'location.delete', (db) => deleteLocation(db, id))
    return {}
  },
}

function present(db: ReadDatabase, id: number): Location {
  const found = readLocation(db, id)
  if (!found) throw refusal('locationNotFound', { id })
  return found
}

function check(db: ReadDatabase, id: number | null, { path, barcode }: LocationPatch): void {
  if (path !== undefined && pathParts(path).length === 0) throw refusal('locationNeedsPath', {})
  if (barcode != null && barcodeTaken(db, barcode, id === null ? {} : { location: id }))
    throw refusal('barcodeTaken', { barcode })
}
