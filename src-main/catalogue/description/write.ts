/** Writing descriptions and their place in the tree. Rules are checked by the services; these only write. */
import type { DescriptionPatch } from '../../shared/contract/description.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import { all, get, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'
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
  } = fields
  const { id } = run(
    db,
    sql`INSERT INTO description (uid, parentId, position, level, otherLevel, recordType, status, referenceCode, createdAt)
        VALUES (${unit.uid}, ${unit.parentId}, ${unit.position}, ${level}, ${otherLevel}, ${recordType}, ${status},
                ${referenceCode}, ${unit.createdAt})`,
  )
  writeValues(db, id, fields, 'new')
  return id as DescriptionId
}

const UNIT_COLUMNS = ['referenceCode', 'level', 'otherLevel', 'recordType', 'status'] as const

/** Sets the fields that the patch names. */
export function updateDescription(db: WriteDatabase, id: number, patch: DescriptionPatch): void {
  for (const column of UNIT_COLUMNS) {
    const value = patch[column]
    if (value !== undefined) {
      run(db, { text: `UPDATE description SET ${column} = ? WHERE id = ?`, parameters: [value, id] })
    }
  }
  writeValues(db, id, patch, 'existing')
}

export const setCheckedBy = (db: WriteDatabase, id: number, who: string | null): void =>
  void run(db, sql`UPDATE description SET checkedBy = ${who} WHERE id = ${id}`)

/** The position after the last child of a parent. */
export const lastPosition = (db: ReadDatabase, parentId: number | null): number =>
  (get<{ position: number | null }>(
    db,
    sql`SELECT max(position) AS position FROM description WHERE parentId IS ${parentId}`,
  )?.position ?? 0) + STEP

/** `count` positions in order directly before a sibling, or after the last; siblings are dealt out afresh only where there is no room. */
export function positionsBefore(
  db: WriteDatabase,
  parentId: number | null,
  beforeId: number | null,
  count: number,
): number[] {
  if (beforeId === null) {
    const first = lastPosition(db, parentId)
    return Array.from({ length: count }, (_, index) => first + index * STEP)
  }
  const gap = () =>
    get<{ upper: number; lower: number }>(
      db,
      sql`SELECT position AS upper, coalesce((SELECT max(position) FROM description AS sibling
            WHERE sibling.parentId IS ${parentId} AND sibling.position < description.position), description.position - ${STEP * (count + 1)}) AS lower
          FROM description WHERE id = ${beforeId}`,
    ) ?? { upper: 0, lower: 0 }
  let { upper, lower } = gap()
  if (upper - lower <= count) {
    dealOut(db, parentId, beforeId, count)
    ;({ upper, lower } = gap())
  }
  const width = (upper - lower) / (count + 1)
  return Array.from({ length: count }, (_, index) => Math.floor(lower + width * (index + 1)))
}

/** Positions all siblings STEP apart, with room for `count` more before one of them. */
function dealOut(db: WriteDatabase, parentId: number | null, beforeId: number, count: number): void {
  const siblings = all<{ id: number }>(
    db,
    sql`SELECT id FROM description WHERE parentId IS ${parentId} ORDER BY position, id`,
  )
  let position = 0
  for (const { id } of siblings) {
    position += id === beforeId ? STEP * (count + 1) : STEP
    run(db, sql`UPDATE description SET position = ${position} WHERE id = ${id}`)
  }
}

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

/** Whether `id` is `aboveId` or lies below it. */
export const isWithin = (db: ReadDatabase, id: number, aboveId: number): boolean =>
  get(
    db,
    sql`WITH RECURSIVE line (id, parentId) AS (
          SELECT id, parentId FROM description WHERE id = ${id}
          UNION ALL SELECT above.id, above.parentId FROM description AS above JOIN line ON above.id = line.parentId)
        SELECT 1 FROM line WHERE id = ${aboveId}`,
  ) !== undefined

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
