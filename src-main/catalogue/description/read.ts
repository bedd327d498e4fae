/** Reading descriptions, one, many, as lines of a list, or in a walk of the tree. */
import type { Description, DescriptionRow } from '../../shared/contract/description.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import type { Level } from '../../shared/domain/level.ts'
import { all, get, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'
import { missingFields } from './missing.ts'
import type { Judged } from './missing.ts'
import { readValues } from './values.ts'

type UnitRow = Pick<
  Description,
  | 'id'
  | 'uid'
  | 'parentId'
  | 'level'
  | 'otherLevel'
  | 'recordType'
  | 'status'
  | 'checkedBy'
  | 'checkedAt'
  | 'assignee'
  | 'changed'
  | 'referenceCode'
  | 'createdAt'
  | 'updatedAt'
  | 'binnedAt'
  | 'childCount'
  | 'pageCount'
>

/** Whole descriptions, in the order of the ids; ids without a description are left out. */
export function readDescriptions(db: ReadDatabase, ids: readonly number[]): Description[] {
  const units = all<Omit<UnitRow, 'changed'> & { changed: 0 | 1 }>(
    db,
    sql`SELECT id, uid, parentId, level, otherLevel, recordType, status, checkedBy, checkedAt, assignee, referenceCode, createdAt,
               max(coalesce(touched.at, createdAt), createdAt) AS updatedAt, binnedAt,
               status = 'published' AND EXISTS (SELECT 1 FROM changedSincePublication WHERE descriptionId = description.id) AS changed,
               coalesce((SELECT children FROM childCount WHERE childCount.parentId = description.id), 0) AS childCount,
               (SELECT count(*) FROM page WHERE page.descriptionId = description.id) AS pageCount
        FROM description LEFT JOIN descriptionTouched AS touched ON touched.descriptionId = description.id
        WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  )
  const values = readValues(db, ids)
  const byId = new Map(units.map((unit) => [unit.id as number, unit]))
  return ids.flatMap((id) => {
    const [unit, own] = [byId.get(id), values.get(id)]
    return unit && own ? [{ ...unit, changed: unit.changed === 1, ...own }] : []
  })
}

export const readDescription = (db: ReadDatabase, id: number): Description | null =>
  readDescriptions(db, [id])[0] ?? null

export const idOfReferenceCode = (db: ReadDatabase, referenceCode: string): DescriptionId | null =>
  get<{ id: DescriptionId }>(
    db,
    sql`SELECT id FROM description WHERE referenceCode = ${referenceCode} AND binnedAt IS NULL`,
  )?.id ?? null

/** The reference codes of units that are not in the bin; those without one are left out. */
export const referenceCodes = (
  db: ReadDatabase,
  ids: readonly number[],
): { id: number; referenceCode: string }[] =>
  all(
    db,
    sql`SELECT id, referenceCode FROM description WHERE binnedAt IS NULL AND referenceCode IS NOT NULL
        AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  )

type RawRow = Omit<DescriptionRow, 'missing' | 'changed'> & {
  changed: 0 | 1
  recordType: string
  hasDate: 0 | 1
  hasExtent: 0 | 1
  hasCreator: 0 | 1
}

/** Lines of a list, in the order of the ids. */
export function readRows(db: ReadDatabase, ids: readonly number[]): DescriptionRow[] {
  const wanted = JSON.stringify(ids)
  const rows = all<RawRow>(
    db,
    sql`SELECT id, parentId, level, otherLevel, referenceCode, status, assignee, recordType,
               status = 'published' AND EXISTS (SELECT 1 FROM changedSincePublication WHERE descriptionId = description.id) AS changed,
               (SELECT value FROM descriptionText WHERE descriptionId = description.id AND field = 'title' ORDER BY seq LIMIT 1) AS title,
               coalesce((SELECT children FROM childCount WHERE childCount.parentId = description.id), 0) AS childCount,
               (SELECT count(*) FROM page WHERE descriptionId = description.id) AS pageCount,
               (SELECT count(*) FROM colleagueNote WHERE descriptionId = description.id AND doneAt IS NULL) AS openNotes,
               EXISTS (SELECT 1 FROM dateOfUnit WHERE descriptionId = description.id) AS hasDate,
               EXISTS (SELECT 1 FROM extent WHERE descriptionId = description.id) AS hasExtent,
               EXISTS (SELECT 1 FROM agent WHERE descriptionId = description.id AND role IN ('creator', 'sender', 'originatingPost')) AS hasCreator
        FROM description WHERE id IN (SELECT value FROM json_each(${wanted}))`,
  )
  const missing = missingFields(db, wanted, rows)
  const byId = new Map(rows.map((row) => [row.id as number, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (!row) return []
    const { hasDate: _date, hasExtent: _extent, hasCreator: _creator, recordType: _type, ...line } = row
    return [{ ...line, changed: row.changed === 1, missing: missing(row) }]
  })
}

/** Those among descriptions that say everything that their types require. */
export function completeAmong(db: ReadDatabase, ids: readonly number[]): Set<number> {
  const wanted = JSON.stringify(ids)
  const rows = all<Judged>(
    db,
    sql`SELECT id, parentId, otherLevel, referenceCode, recordType,
               (SELECT value FROM descriptionText WHERE descriptionId = description.id AND field = 'title' ORDER BY seq LIMIT 1) AS title,
               EXISTS (SELECT 1 FROM dateOfUnit WHERE descriptionId = description.id) AS hasDate,
               EXISTS (SELECT 1 FROM extent WHERE descriptionId = description.id) AS hasExtent,
               EXISTS (SELECT 1 FROM agent WHERE descriptionId = description.id AND role IN ('creator', 'sender', 'originatingPost')) AS hasCreator
        FROM description WHERE id IN (SELECT value FROM json_each(${wanted}))`,
  )
  const missing = missingFields(db, wanted, rows)
  return new Set(rows.filter((row) => missing(row).length === 0).map(({ id }) => id))
}

/** The units directly below a parent (`null`: the top), in original order, by position in the list. */
export function childRows(
  db: ReadDatabase,
  parentId: number | null,
  { offset, limit }: { offset: number; limit: number },
): { total: number; rows: DescriptionRow[] } {
  const total = get<{ total: number }>(
    db,
    sql`SELECT children AS total FROM childCount WHERE parentId = ${parentId ?? 0}`,
  )
  const ids = all<{ id: number }>(
    db,
    sql`SELECT id FROM description WHERE parentId IS ${parentId} AND binnedAt IS NULL
        ORDER BY position, id LIMIT ${limit} OFFSET ${offset}`,
  )
  return {
    total: total?.total ?? 0,
    rows: readRows(
      db,
      ids.map(({ id }) => id),
    ),
  }
}

/** Ids of the units above one, highest first, each with its ordinal among its siblings, and last the unit itself. */
export function lineage(db: ReadDatabase, id: number): { id: number; index: number; binned: 0 | 1 }[] {
  return all(
    db,
    sql`WITH RECURSIVE line (id, parentId, position, binnedAt, depth) AS (
          SELECT id, parentId, position, binnedAt, 0 FROM description WHERE id = ${id}
          UNION ALL
          SELECT above.id, above.parentId, above.position, above.binnedAt, depth + 1 FROM description AS above JOIN line ON above.id = line.parentId)
        SELECT id, (SELECT count(*) FROM description AS sibling WHERE sibling.parentId IS line.parentId
                    AND sibling.binnedAt IS NULL
                    AND (sibling.position, sibling.id) < (line.position, line.id)) AS "index", binnedAt IS NOT NULL AS binned
        FROM line ORDER BY depth DESC`,
  )
}

/** The units in the bin that were put there themselves, newest first, each with how many went along with it. */
export function binnedRows(db: ReadDatabase, { offset, limit }: { offset: number; limit: number }) {
  const total = get<{ total: number }>(
    db,
    sql`SELECT count(*) AS total FROM description WHERE binnedAt IS NOT NULL AND binnedWithId = id`,
  )
  const ids = all<{ id: number }>(
    db,
    sql`SELECT id FROM description WHERE binnedAt IS NOT NULL AND binnedWithId = id
        ORDER BY binnedAt DESC, id DESC LIMIT ${limit} OFFSET ${offset}`,
  )
  const along = all<{ id: number; count: number }>(
    db,
    sql`SELECT binnedWithId AS id, count(*) - 1 AS count FROM description
        WHERE binnedAt IS NOT NULL AND binnedWithId IN (SELECT value FROM json_each(${JSON.stringify(ids.map(({ id }) => id))})) GROUP BY 1`,
  )
  const counts = new Map(along.map(({ id, count }) => [id, count]))
  const rows = readRows(
    db,
    ids.map(({ id }) => id),
  )
  return {
    total: total?.total ?? 0,
    rows: rows.map((row) => ({ ...row, childCount: counts.get(row.id) ?? 0 })),
  }
}

/** A unit as a walk meets it, before its values are read. */
export interface WalkedUnit {
  id: number
  depth: number
  status: Description['status']
}

/**
 * The tree below and with `rootId`, parents first, in original order; `enter` says whether a unit, and so what is below
 * it, is part of the walk. Siblings are read 500 at a time, so memory grows with depth and not with the catalogue.
 */
export function* walk(
  db: ReadDatabase,
  rootId: number,
  enter: (unit: WalkedUnit) => boolean,
): Generator<WalkedUnit> {
  const root = get<{ id: number; status: Description['status'] }>(
    db,
    sql`SELECT id, status FROM description WHERE id = ${rootId} AND binnedAt IS NULL`,
  )
  if (root) yield* walkFrom(db, { ...root, depth: 0 }, enter)
}

function* walkFrom(
  db: ReadDatabase,
  unit: WalkedUnit,
  enter: (unit: WalkedUnit) => boolean,
): Generator<WalkedUnit> {
  if (!enter(unit)) return
  yield unit
  let after = { position: Number.MIN_SAFE_INTEGER, id: 0 }
  for (;;) {
    const siblings = all<{ id: number; status: Description['status']; position: number }>(
      db,
      sql`SELECT id, status, position FROM description WHERE parentId = ${unit.id} AND binnedAt IS NULL
          AND (position, id) > (${after.position}, ${after.id}) ORDER BY position, id LIMIT 500`,
    )
    for (const { id, status } of siblings) yield* walkFrom(db, { id, status, depth: unit.depth + 1 }, enter)
    const last = siblings.at(-1)
    if (!last || siblings.length < 500) return
    after = last
  }
}

export const topLevelIds = (db: ReadDatabase): DescriptionId[] =>
  all<{ id: DescriptionId }>(
    db,
    sql`SELECT id FROM description WHERE parentId IS NULL AND binnedAt IS NULL ORDER BY position, id`,
  ).map(({ id }) => id)

/** A reference code that somebody else has taken since a unit was put in the bin with what is below it, or null. */
export const codeTakenFromBranch = (
  db: ReadDatabase,
  binnedWithId: number,
): { referenceCode: string; id: DescriptionId } | null =>
  get<{ referenceCode: string; id: DescriptionId }>(
    db,
    sql`SELECT live.referenceCode, live.id FROM description AS binned JOIN description AS live
          ON live.referenceCode = binned.referenceCode AND live.binnedAt IS NULL
        WHERE binned.binnedWithId = ${binnedWithId} LIMIT 1`,
  ) ?? null

/** How many units of a branch are published; the bin is not looked into. */
export const publishedBelow = (db: ReadDatabase, rootId: number): number =>
  get<{ total: number }>(
    db,
    sql`WITH RECURSIVE branch (id) AS (
          SELECT ${rootId} UNION ALL
          SELECT child.id FROM description AS child JOIN branch ON child.parentId = branch.id WHERE child.binnedAt IS NULL)
        SELECT count(*) AS total FROM description WHERE id IN branch AND status = 'published'`,
  )?.total ?? 0

/** How many units a branch has. */
export const branchSize = (db: ReadDatabase, rootId: number): number =>
  get<{ total: number }>(
    db,
    sql`WITH RECURSIVE branch (id) AS (
          SELECT ${rootId} UNION ALL
          SELECT child.id FROM description AS child JOIN branch ON child.parentId = branch.id WHERE child.binnedAt IS NULL)
        SELECT count(*) AS total FROM branch`,
  )?.total ?? 0

/** The levels of units, by id; what is in the bin or nowhere is missing. */
export const levelsOf = (db: ReadDatabase, ids: readonly number[]): Map<number, Level> =>
  new Map(
    all<{ id: number; level: Level }>(
      db,
      sql`SELECT description.id, level FROM json_each(${JSON.stringify(ids)}) AS asked
            JOIN description ON description.id = asked.value WHERE binnedAt IS NULL`,
    ).map(({ id, level }) => [id, level]),
  )

/** What says whether a unit may go out, and by what it is named. */
export const standing = (
  db: ReadDatabase,
  id: number,
): Pick<Description, 'uid' | 'referenceCode' | 'parentId' | 'status' | 'binnedAt'> | null =>
  get<Pick<Description, 'uid' | 'referenceCode' | 'parentId' | 'status' | 'binnedAt'>>(
    db,
    sql`SELECT uid, referenceCode, parentId, status, binnedAt FROM description WHERE id = ${id}`,
  ) ?? null
