/** Writing containers: one by one, and many at once. Rules are checked by the services. */
import type { ContainerPatch } from '../../shared/contract/container.ts'
import type { ContainerId } from '../../shared/contract/ids.ts'
import { containerTypeOf, numberKey } from '../../shared/domain/container.ts'
import { all, get, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'
import { unusedId } from '../rows.ts'
import { DEEPEST } from './read.ts'

const COLUMNS = [
  'type',
  'indicator',
  'barcode',
  'withinId',
  'locationId',
  'dimensions',
  'extent',
  'note',
] as const

export function insertContainer(
  db: WriteDatabase,
  fields: ContainerPatch & { indicator: string },
): ContainerId {
  const id = unusedId(db, 'container') as ContainerId
  run(
    db,
    sql`INSERT INTO container (id, type, indicator, sortKey)
        VALUES (${id}, ${containerTypeOf(fields.type ?? 'box')}, ${fields.indicator}, ${numberKey(fields.indicator)})`,
  )
  updateContainer(db, id, fields)
  return id
}

/** Sets the fields that the patch names. */
export function updateContainer(db: WriteDatabase, id: number, patch: ContainerPatch): void {
  for (const column of COLUMNS) {
    const given = patch[column]
    if (given === undefined) continue
    const value = column === 'type' && typeof given === 'string' ? containerTypeOf(given) : given
    run(db, { text: `UPDATE container SET ${column} = ? WHERE id = ?`, parameters: [value, id] })
  }
  if (patch.indicator !== undefined)
    run(db, sql`UPDATE container SET sortKey = ${numberKey(patch.indicator)} WHERE id = ${id}`)
}

/** Puts containers on a shelf: they leave what they were in. */
export const placeContainers = (db: WriteDatabase, ids: readonly number[], locationId: number | null): void =>
  void run(
    db,
    sql`UPDATE container SET locationId = ${locationId}, withinId = NULL
        WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
          AND (locationId IS NOT ${locationId} OR withinId IS NOT NULL)`,
  )

export const numberContainers = (
  db: WriteDatabase,
  numbers: readonly { id: number; indicator: string }[],
): void =>
  void run(
    db,
    sql`UPDATE container SET indicator = asked.value ->> 1, sortKey = asked.value ->> 2
        FROM json_each(${JSON.stringify(numbers.map(({ id, indicator }) => [id, indicator, numberKey(indicator)]))}) AS asked
        WHERE container.id = asked.value ->> 0 AND indicator <> asked.value ->> 1`,
  )

/** What was in `ids` is in `keepId`, and they are gone. A description that was in both is in it once. */
export function mergeContainers(db: WriteDatabase, keepId: number, ids: readonly number[]): void {
  const others = JSON.stringify(ids)
  run(
    db,
    sql`DELETE FROM instance WHERE containerId IN (SELECT value FROM json_each(${others})) AND EXISTS (
          SELECT 1 FROM instance AS kept WHERE kept.descriptionId = instance.descriptionId AND kept.folder IS instance.folder
            AND kept.item IS instance.item AND (kept.containerId = ${keepId}
              OR (kept.id < instance.id AND kept.containerId IN (SELECT value FROM json_each(${others})))))`,
  )
  run(
    db,
    sql`UPDATE instance SET containerId = ${keepId} WHERE containerId IN (SELECT value FROM json_each(${others}))`,
  )
  run(
    db,
    sql`UPDATE container SET withinId = iif(id = ${keepId}, NULL, ${keepId}) WHERE withinId IN (SELECT value FROM json_each(${others}))`,
  )
  deleteContainers(db, ids)
}

export const deleteContainers = (db: WriteDatabase, ids: readonly number[]): void =>
  void run(db, sql`DELETE FROM container WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)

/** A container among these that holds something, with how much; what is in the bin counts: it may come back. */
export const usedContainer = (
  db: ReadDatabase,
  ids: readonly number[],
): { id: number; uses: number } | null => {
  const wanted = JSON.stringify(ids)
  return (
    get<{ id: number; uses: number }>(
      db,
      sql`SELECT id, uses FROM (
            SELECT container.id, (SELECT count(*) FROM instance WHERE containerId = container.id)
              + (SELECT count(*) FROM container AS inner WHERE inner.withinId = container.id
                   AND inner.id NOT IN (SELECT value FROM json_each(${wanted}))) AS uses
            FROM container WHERE id IN (SELECT value FROM json_each(${wanted})))
          WHERE uses > 0 LIMIT 1`,
    ) ?? null
  )
}

/** The containers that one is in, itself first. */
export const containersAround = (db: ReadDatabase, id: number): number[] =>
  all<{ id: number }>(
    db,
    sql`WITH RECURSIVE place (id, withinId, depth) AS (
          SELECT id, withinId, 0 FROM container WHERE id = ${id}
          UNION ALL
          SELECT outer.id, outer.withinId, depth + 1 FROM container AS outer JOIN place ON outer.id = place.withinId
          WHERE depth < ${DEEPEST})
        SELECT id FROM place`,
  ).map((one) => one.id)

/** Those of the ids that are there. */
export const knownContainers = (db: ReadDatabase, ids: readonly number[]): Set<number> =>
  new Set(
    all<{ id: number }>(
      db,
      sql`SELECT id FROM container WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
    ).map(({ id }) => id),
  )
