/** What can be wrong with the file itself, and with the descriptions in it. */
import { all, pragma, sql } from './database.ts'
import type { ReadDatabase } from './database.ts'

/** SQLite's own verdict: empty when the file is sound. */
export function damage(db: ReadDatabase): string[] {
  const integrity = all<{ integrity_check: string }>(db, sql`PRAGMA integrity_check(20)`)
    .map(({ integrity_check }) => integrity_check)
    .filter((line) => line !== 'ok')
  const foreignKeys = all<{ table: string }>(db, sql`PRAGMA foreign_key_check`).map(
    ({ table }) => `foreignKey:${table}`,
  )
  return [...integrity, ...foreignKeys]
}

/** Descriptions that the search index does not hold, or holds though they are binned or gone. */
export const indexGaps = (db: ReadDatabase): number[] =>
  all<{ id: number }>(
    db,
    sql`SELECT id FROM description WHERE binnedAt IS NULL AND id NOT IN (SELECT rowid FROM searchIndex)
        UNION SELECT rowid FROM searchIndex WHERE rowid NOT IN (SELECT id FROM description WHERE binnedAt IS NULL)`,
  ).map(({ id }) => id)

export const liveIds = (db: ReadDatabase): number[] =>
  all<{ id: number }>(db, sql`SELECT id FROM description WHERE binnedAt IS NULL ORDER BY id`).map(
    ({ id }) => id,
  )

/** A quick verdict for a copy just made. */
export const isSound = (db: ReadDatabase): boolean => pragma(db, 'quick_check(1)') === 'ok'

/** Units whose count of children is not what a count finds. */
export const wrongCounts = (db: ReadDatabase): number[] =>
  all<{ id: number }>(
    db,
    sql`WITH counted (parentId, children) AS (
          SELECT coalesce(parentId, 0), count(*) FROM description WHERE binnedAt IS NULL GROUP BY parentId)
        SELECT parentId AS id FROM (
          SELECT parentId, children FROM counted EXCEPT SELECT parentId, children FROM childCount
          UNION SELECT parentId, children FROM childCount WHERE children > 0 EXCEPT SELECT parentId, children FROM counted)`,
  ).map(({ id }) => id)
