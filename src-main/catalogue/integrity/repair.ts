/** Making derived things anew. Nothing here touches what a person has written. */
import { execute, get, run, sql } from '../database.ts'
import type { WriteDatabase } from '../database.ts'

/** The number of units under each, counted again. */
export function recount(db: WriteDatabase): void {
  run(db, sql`DELETE FROM childCount`)
  run(
    db,
    sql`INSERT INTO childCount (parentId, children)
        SELECT coalesce(parentId, 0), count(*) FROM description WHERE binnedAt IS NULL GROUP BY 1`,
  )
}

/** An index of a table is built again from the table, when it is one of the file's. */
export function rebuildTableIndex(db: WriteDatabase, name: string): void {
  const index = get<{ name: string }>(
    db,
    sql`SELECT name FROM main.sqlite_schema WHERE type = 'index' AND name = ${name}`,
  )
  if (index) execute(db, `REINDEX main."${index.name.replaceAll('"', '""')}"`)
}
