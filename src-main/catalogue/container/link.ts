/** Where a description is kept: links to containers, each made where there is none of that number that could be meant. */
import type { Instance } from '../../shared/contract/description.ts'
import type { ContainerId } from '../../shared/contract/ids.ts'
import { containerTypeOf, numberKey } from '../../shared/domain/container.ts'
import { all, get, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'
import { unusedId } from '../rows.ts'

export const instancesOf = (
  db: ReadDatabase,
  descriptionIds: string,
): (Instance & { descriptionId: number })[] =>
  all(
    db,
    sql`SELECT descriptionId, containerId, type, indicator, folder, item
        FROM instance JOIN container ON container.id = containerId
        WHERE descriptionId IN (SELECT value FROM json_each(${descriptionIds})) ORDER BY descriptionId, seq`,
  )

/**
 * The container that a type and a number mean for a description. Every fonds may have its box 1: so the one that holds
 * something of the same highest unit, or else one that holds nothing yet; never that of another fonds.
 */
export function containerNumbered(
  db: ReadDatabase,
  descriptionId: number | null,
  type: string,
  indicator: string,
): ContainerId | null {
  const found = all<{ id: ContainerId; top: number | null }>(
    db,
    sql`SELECT container.id, (
          WITH RECURSIVE line (id, parentId) AS (
            SELECT id, parentId FROM description WHERE id = (
              SELECT descriptionId FROM instance WHERE containerId = container.id ORDER BY instance.id LIMIT 1)
            UNION ALL
            SELECT above.id, above.parentId FROM description AS above JOIN line ON above.id = line.parentId)
          SELECT id FROM line WHERE parentId IS NULL) AS top
        FROM container WHERE sortKey = ${numberKey(indicator)} AND type = ${containerTypeOf(type)} ORDER BY container.id`,
  )
  const own = descriptionId === null ? null : topOf(db, descriptionId)
  return (
    (found.find(({ top }) => top !== null && top === own) ?? found.find(({ top }) => top === null))?.id ??
    null
  )
}

const topOf = (db: ReadDatabase, id: number): number | null =>
  get<{ id: number }>(
    db,
    sql`WITH RECURSIVE line (id, parentId) AS (
          SELECT id, parentId FROM description WHERE id = ${id}
          UNION ALL
          SELECT above.id, above.parentId FROM description AS above JOIN line ON above.id = line.parentId)
        SELECT id FROM line WHERE parentId IS NULL`,
  )?.id ?? null

/** The container that a link means, made when there is none. */
export function containerFor(
  db: WriteDatabase,
  descriptionId: number | null,
  { containerId, type, indicator }: Instance,
): number {
  const found = containerId ?? containerNumbered(db, descriptionId, type, indicator)
  if (found !== null) return found
  const id = unusedId(db, 'container')
  run(
    db,
    sql`INSERT INTO container (id, type, indicator, sortKey)
        VALUES (${id}, ${containerTypeOf(type)}, ${indicator.trim()}, ${numberKey(indicator)})`,
  )
  return id
}

/** The link with its container, as far as there is one, and with what that is called. */
export function ledToContainer(db: ReadDatabase, descriptionId: number | null, instance: Instance): Instance {
  const containerId =
    instance.containerId ?? containerNumbered(db, descriptionId, instance.type, instance.indicator)
  const named =
    containerId === null
      ? undefined
      : get<Pick<Instance, 'type' | 'indicator'>>(
          db,
          sql`SELECT type, indicator FROM container WHERE id = ${containerId}`,
        )
  return { ...instance, containerId, ...named }
}

export const containerExists = (db: ReadDatabase, id: number): boolean =>
  get(db, sql`SELECT 1 FROM container WHERE id = ${id}`) !== undefined
