/** Writing descriptions and their place in the tree. Rules are checked by the services; these only write. */
import type { DescriptionPatch } from '../../shared/contract/description.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import { all, get, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'
import { publish } from '../publication.ts'
import { writeValues } from './values.ts'

/** Distance between neighbours when positions are dealt out afresh. */
const STEP = 1024

export interface NewUnit {
  uid: string
  parentId: number | null
  position: number
  createdAt: string
}

export function insertDescription(db: WriteDatabase, unit: NewUnit, fields: DescriptionPatch): DescriptionId {
  const {
    referenceCode = null,
    level = 'item',
    otherLevel = null,
    recordType = 'general',
    status = 'draft',
    assignee = null,
  } = fields
  const { id } = run(
    db,
    sql`INSERT INTO description (uid, parentId, position, level, otherLevel, recordType, status, referenceCode, assignee, createdAt)
        VALUES (${unit.uid}, ${unit.parentId}, ${unit.position}, ${level}, ${otherLevel}, ${recordType}, ${status},
                ${referenceCode}, ${assignee}, ${unit.createdAt})`,
  )
  writeValues(db, id, fields, 'new')
  if (status === 'published') publish(db, [id])
  return id as DescriptionId
}

export const UNIT_COLUMNS = [
  'referenceCode',
  'level',
  'otherLevel',
  'recordType',
  'status',
  'assignee',
] as const

/** Sets the fields that the patch names. */
export function updateDescription(db: WriteDatabase, id: number, patch: DescriptionPatch): void {
  if (patch.status === 'published') publish(db, notPublished(db, [id]))
  for (const column of UNIT_COLUMNS) {
    const value = patch[column]
    if (value !== undefined) {
      run(db, { text: `UPDATE description SET ${column} = ? WHERE id = ?`, parameters: [value, id] })
    }
  }
  writeValues(db, id, patch, 'existing')
}

/** Those that are about to be published, and not already. */
export const notPublished = (db: ReadDatabase, ids: readonly number[]): number[] =>
  all<{ id: number }>(
    db,
    sql`SELECT id FROM description WHERE status <> 'published' AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  ).map(({ id }) => id)

export const setCheckedBy = (db: WriteDatabase, id: number, who: string, at: string): void =>
  void run(db, sql`UPDATE description SET checkedBy = ${who}, checkedAt = ${at} WHERE id = ${id}`)

/** The position after the last child of a parent. */
export const lastPosition = (db: ReadDatabase, parentId: number | null): number =>
  (get<{ position: number | null }>(
    db,
    sql`SELECT max(position) AS position FROM description WHERE parentId IS ${parentId}`,
  )?.position ?? 0) + STEP

/**
 * `count` positions in order directly before a sibling, or after the last. Where there is no room, the siblings that
 * follow give way, and no more of them than must. `moving` are about to leave their places.
 */
export function positionsBefore(
  db: WriteDatabase,
  parentId: number | null,
  beforeId: number | null,
  count: number,
  moving: readonly number[] = [],
): number[] {
  const stepped = (from: number, length: number) =>
    Array.from({ length }, (_, index) => from + STEP * (index + 1))
  if (beforeId === null) return stepped(lastPosition(db, parentId) - STEP, count)
  const leaving = JSON.stringify(moving)
  const anchor = get<{ position: number }>(
    db,
    sql`SELECT position FROM description WHERE id = ${beforeId}`,
  )?.position
  if (anchor === undefined) return stepped(lastPosition(db, parentId) - STEP, count)
  const below = get<{ position: number | null }>(
    db,
    sql`SELECT max(position) AS position FROM description WHERE parentId IS ${parentId}
          AND (position, id) < (${anchor}, ${beforeId}) AND id NOT IN (SELECT value FROM json_each(${leaving}))`,
  )?.position
  const lower = below ?? anchor - STEP * (count + 1)
  for (let giving = 0; ; giving = giving === 0 ? 8 : giving * 4) {
    const following = all<{ id: number; position: number }>(
      db,
      sql`SELECT id, position FROM description WHERE parentId IS ${parentId}
            AND (position, id) >= (${anchor}, ${beforeId}) AND id NOT IN (SELECT value FROM json_each(${leaving}))
          ORDER BY position, id LIMIT ${giving + 1}`,
    )
    const upper = following[giving]?.position ?? null
    const way = following.slice(0, giving)
    const needed = count + way.length
    if (upper !== null && upper - lower <= needed) continue
    const positions =
      upper === null
        ? stepped(lower, needed)
        : stepped(0, needed).map((step) =>
            Math.floor(lower + ((upper - lower) / (needed + 1)) * (step / STEP)),
          )
    placeAll(
      db,
      way.map(({ id }, index) => ({ id, position: positions[count + index] ?? 0 })),
    )
    return positions.slice(0, count)
  }
}

/** Gives units their positions, and another parent where one is named. */
export function placeAll(
  db: WriteDatabase,
  places: readonly { id: number; position: number }[],
  parentId?: number | null,
): void {
  if (places.length === 0) return
  const asked = JSON.stringify(places.map(({ id, position }) => [id, position]))
  run(db, {
    text: `UPDATE description SET ${parentId === undefined ? '' : 'parentId = ?, '}position = asked.value ->> 1
           FROM json_each(?) AS asked WHERE description.id = asked.value ->> 0`,
    parameters: parentId === undefined ? [asked] : [parentId, asked],
  })
}

/** The unit itself, or the first sibling after it, that is not about to move. */
export const firstStaying = (
  db: ReadDatabase,
  id: number | null,
  moving: readonly number[],
): DescriptionId | null =>
  id === null
    ? null
    : (get<{ id: DescriptionId }>(
        db,
        sql`SELECT next.id FROM description AS unit JOIN description AS next
              ON next.parentId IS unit.parentId AND next.binnedAt IS NULL AND (next.position, next.id) >= (unit.position, unit.id)
            WHERE unit.id = ${id} AND next.id NOT IN (SELECT value FROM json_each(${JSON.stringify(moving)}))
            ORDER BY next.position, next.id LIMIT 1`,
      )?.id ?? null)

/** The sibling that comes directly after one, or null when it is the last. */
export const nextSibling = (db: ReadDatabase, id: number): DescriptionId | null =>
  get<{ id: DescriptionId }>(
    db,
    sql`SELECT next.id FROM description AS unit JOIN description AS next
          ON next.parentId IS unit.parentId AND next.binnedAt IS NULL AND (next.position, next.id) > (unit.position, unit.id)
        WHERE unit.id = ${id} ORDER BY next.position, next.id LIMIT 1`,
  )?.id ?? null

export const place = (db: WriteDatabase, id: number, parentId: number | null, position: number): void =>
  void run(db, sql`UPDATE description SET parentId = ${parentId}, position = ${position} WHERE id = ${id}`)

/** Puts a unit and all below it that is not there yet into the bin. */
export const binBranch = (db: WriteDatabase, id: number, at: string): void =>
  void run(
    db,
    sql`WITH RECURSIVE branch (id) AS (
          SELECT ${id} UNION ALL
          SELECT child.id FROM description AS child JOIN branch ON child.parentId = branch.id WHERE child.binnedAt IS NULL)
        UPDATE description SET binnedAt = ${at}, binnedWithId = ${id} WHERE id IN branch`,
  )

/** Takes what was binned with a unit out of the bin. */
export const unbinBranch = (db: WriteDatabase, id: number): void =>
  void run(db, sql`UPDATE description SET binnedAt = NULL, binnedWithId = NULL WHERE binnedWithId = ${id}`)
