/** Locations, from the building down to the shelf. */
import type { Location, LocationPatch } from '../shared/contract/location.ts'
import type { LocationId } from '../shared/contract/ids.ts'
import { pathKey, pathText } from '../shared/domain/container.ts'
import { fold } from '../shared/domain/fold.ts'
import { all, get, run, sql } from './database.ts'
import type { ReadDatabase, Value, WriteDatabase } from './database.ts'
import { unusedId } from './rows.ts'

const SELECTED = `SELECT id, path, barcode, note,
  (SELECT count(*) FROM container WHERE locationId = location.id AND withinId IS NULL) AS count FROM location`

export const readLocation = (db: ReadDatabase, id: number): Location | null =>
  get<Location>(db, { text: `${SELECTED} WHERE id = ?`, parameters: [id] }) ?? null

export function locationWindow(
  db: ReadDatabase,
  query: string,
  { offset, limit }: { offset: number; limit: number },
): { total: number; rows: Location[] } {
  const barcode = query.normalize('NFKC').trim()
  const words = fold(barcode)
    .split(/[\s/]+/u)
    .filter((word) => word !== '')
  const where =
    words.length === 0 ? 'true' : `((${words.map(() => 'holds(path, ?, 1)').join(' AND ')}) OR barcode = ?)`
  const parameters: Value[] = words.length === 0 ? [] : [...words, barcode]
  const total = get<{ total: number }>(db, {
    text: `SELECT count(*) AS total FROM location WHERE ${where}`,
    parameters,
  })
  const rows = all<Location>(db, {
    text: `${SELECTED} WHERE ${where} ORDER BY pathKey, id LIMIT ? OFFSET ?`,
    parameters: [...parameters, limit, offset],
  })
  return { total: total?.total ?? 0, rows }
}

/** The location of a path, in whatever width and case it is written. */
export const locationAt = (db: ReadDatabase, path: string): LocationId | null =>
  get<{ id: LocationId }>(db, sql`SELECT id FROM location WHERE pathKey = ${pathKey(path)}`)?.id ?? null

export function insertLocation(db: WriteDatabase, fields: LocationPatch & { path: string }): LocationId {
  const id = unusedId(db, 'location') as LocationId
  run(
    db,
    sql`INSERT INTO location (id, path, pathKey) VALUES (${id}, ${pathText(fields.path)}, ${pathKey(fields.path)})`,
  )
  updateLocation(db, id, fields)
  return id
}

/** Sets the fields that the patch names. */
export function updateLocation(db: WriteDatabase, id: number, patch: LocationPatch): void {
  if (patch.path !== undefined)
    run(
      db,
      sql`UPDATE location SET path = ${pathText(patch.path)}, pathKey = ${pathKey(patch.path)} WHERE id = ${id}`,
    )
  if (patch.barcode !== undefined)
    run(db, sql`UPDATE location SET barcode = ${patch.barcode} WHERE id = ${id}`)
  if (patch.note !== undefined) run(db, sql`UPDATE location SET note = ${patch.note} WHERE id = ${id}`)
}

export const deleteLocation = (db: WriteDatabase, id: number): void =>
  void run(db, sql`DELETE FROM location WHERE id = ${id}`)

/** How many containers have a location, also those that stand in another. */
export const usesOfLocation = (db: ReadDatabase, id: number): number =>
  get<{ uses: number }>(db, sql`SELECT count(*) AS uses FROM container WHERE locationId = ${id}`)?.uses ?? 0

/** Whether a barcode is on another container, or on another location. */
export const barcodeTaken = (
  db: ReadDatabase,
  barcode: string,
  except: { container?: number; location?: number },
): boolean =>
  get(
    db,
    sql`SELECT 1 FROM container WHERE barcode = ${barcode} AND id IS NOT ${except.container ?? null}
        UNION ALL SELECT 1 FROM location WHERE barcode = ${barcode} AND id IS NOT ${except.location ?? null}`,
  ) !== undefined
