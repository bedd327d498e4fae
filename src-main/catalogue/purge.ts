/**
 * Taking out of the bin for good. Nothing of it is recorded, so that nothing of it stays; what history said of it goes,
 * too. Afterwards every byte of the file is written anew: deleted rows, old versions of pages and the words of an
 * index would otherwise still be in it.
 */
import { all, execute, get, inTransaction, pragma, run, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'
import { loosening } from './redaction/guard.ts'
import { columnsOf, recordedTables } from './recording.ts'
import { indexDescriptions } from './search/index.ts'

export interface PurgeSurvey {
  descriptions: number
  pages: number
  scans: number
  /** Bytes of scans in the catalogue's folder that nothing else uses. */
  byteSize: number
}

const BRANCH = `
  WITH RECURSIVE branch (id) AS (
    SELECT id FROM description WHERE binnedAt IS NOT NULL AND iif(:ids IS NULL, true, id IN (SELECT value FROM json_each(:ids)))
    UNION SELECT child.id FROM description AS child JOIN branch ON child.parentId = branch.id)`

const branchOf = (ids: readonly number[] | null, rest: string) => ({
  text: `${BRANCH.replaceAll(':ids', '?')} ${rest}`,
  parameters: [ids && JSON.stringify(ids), ids && JSON.stringify(ids)],
})

/** Units in the bin that were put there themselves, or those of `ids` that are in it. */
export const binnedRoots = (db: ReadDatabase, ids: readonly number[] | null): number[] =>
  all<{ id: number }>(
    db,
    ids === null
      ? sql`SELECT id FROM description WHERE binnedWithId = id ORDER BY binnedAt DESC, id DESC`
      : sql`SELECT id FROM description WHERE binnedAt IS NOT NULL AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  ).map(({ id }) => id)

/** What would go with units in the bin, and with all below them; null: with everything in the bin. */
export function surveyPurge(db: ReadDatabase, ids: readonly number[] | null): PurgeSurvey {
  const gone = `page.descriptionId IN (SELECT id FROM branch)`
  const shown = (where: string) =>
    `SELECT scanId FROM page WHERE ${where}
     UNION SELECT pageVersion.scanId FROM pageVersion JOIN page ON page.id = pageId WHERE ${where}`
  const scans = `FROM scan WHERE id IN (${shown(gone)})
    AND id NOT IN (SELECT scanId FROM (${shown(`NOT coalesce(${gone}, false)`)}) WHERE scanId IS NOT NULL)`
  const found = get<PurgeSurvey>(
    db,
    branchOf(
      ids,
      `SELECT (SELECT count(*) FROM branch) AS descriptions,
              (SELECT count(*) FROM page WHERE ${gone}) AS pages,
              (SELECT count(*) ${scans}) AS scans,
              (SELECT coalesce(sum(byteSize), 0) ${scans} AND storage = 'copied') AS byteSize`,
    ),
  )
  return found ?? { descriptions: 0, pages: 0, scans: 0, byteSize: 0 }
}

/** Bytes on the disk that are still to go. */
export interface Remains {
  /** Files of scans, relative to the catalogue's folder. */
  paths: string[]
  /** Hashes under which pictures of them are kept. */
  hashes: string[]
}

interface Reference {
  from: string
  column: string
  to: string
  onDelete: string
}

/** Purges in one transaction; `cleanFile` has to follow. */
export function purge(
  db: WriteDatabase,
  ids: readonly number[] | null,
  { who, at }: { who: string; at: string },
): PurgeSurvey & { historyId: number } {
  const tables = recordedTables(db)
  const references = tables.flatMap((table) =>
    all<Reference>(
      db,
      sql`SELECT ${table} AS "from", "from" AS "column", "table" AS "to", on_delete AS onDelete
          FROM pragma_foreign_key_list(${table})`,
    ),
  )
  return inTransaction(db, () => {
    const survey = surveyPurge(db, ids)
    execute(
      db,
      `PRAGMA defer_foreign_keys = ON;
       CREATE TEMP TABLE IF NOT EXISTS going (tableName TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (tableName, id));
       DELETE FROM temp.going`,
    )
    run(db, branchOf(ids, `INSERT INTO temp.going SELECT 'description', id FROM branch`))
    followReferences(db, references)
    run(
      db,
      sql`WITH shown (pageId, scanId) AS (
            SELECT id, scanId FROM page WHERE scanId IS NOT NULL UNION SELECT pageId, scanId FROM pageVersion)
          INSERT INTO temp.going SELECT DISTINCT 'scan', scanId FROM shown
            WHERE pageId IN (SELECT id FROM temp.going WHERE tableName = 'page')
              AND scanId NOT IN (SELECT scanId FROM shown
                                 WHERE pageId NOT IN (SELECT id FROM temp.going WHERE tableName = 'page'))`,
    )
    const remains = remainsOf(db)
    forget(db, references)
    // Units that went to the bin with one that goes, and do not stand below it, have gone there themselves.
    run(
      db,
      sql`UPDATE description SET binnedWithId = id WHERE id NOT IN (SELECT id FROM temp.going WHERE tableName = 'description')
          AND binnedWithId IN (SELECT id FROM temp.going WHERE tableName = 'description')`,
    )
    loosening(db, () => {
      for (const table of tables) {
        run(db, {
          text: `DELETE FROM ${table} WHERE id IN (SELECT id FROM temp.going WHERE tableName = ?)`,
          parameters: [table],
        })
      }
    })
    run(
      db,
      sql`DELETE FROM childCount WHERE parentId IN (SELECT id FROM temp.going WHERE tableName = 'description')`,
    )
    const gone = all<{ id: number }>(db, sql`SELECT id FROM temp.going WHERE tableName = 'description'`)
    indexDescriptions(
      db,
      gone.map(({ id }) => id),
    )
    const { id: historyId } = run(
      db,
      sql`INSERT INTO history (at, who, action, kind, descriptions) VALUES (${at}, ${who}, 'bin.purge', 'do', ${survey.descriptions})`,
    )
    run(
      db,
      sql`INSERT INTO purge (historyId, descriptions, pages, scans, remains)
          VALUES (${historyId}, ${survey.descriptions}, ${survey.pages}, ${survey.scans}, ${JSON.stringify(remains)})`,
    )
    execute(db, 'DROP TABLE temp.going')
    return { ...survey, historyId }
  })
}

/** Everything that cannot be without what goes, goes as well; what only points at it loses the pointer. */
function followReferences(db: WriteDatabase, references: readonly Reference[]): void {
  const binding = references.filter(
    ({ column, to, onDelete }) =>
      (onDelete !== 'SET NULL' || to === 'description') && column !== 'binnedWithId' && to !== 'scan',
  )
  for (let changes = 1; changes > 0;) {
    changes = 0
    for (const { from, column, to, onDelete } of binding) {
      // A page can be without a description, a relation without its target: a page of what goes is to go.
      if (onDelete === 'SET NULL' && from !== 'page') continue
      changes += run(db, {
        text: `INSERT OR IGNORE INTO temp.going SELECT ?, id FROM ${from}
               WHERE ${column} IN (SELECT id FROM temp.going WHERE tableName = ?)`,
        parameters: [from, to],
      }).changes
    }
  }
}

function remainsOf(db: WriteDatabase): Remains {
  const scans = all<{ path: string; sha256: string; storage: string }>(
    db,
    sql`SELECT path, sha256, storage FROM scan WHERE id IN (SELECT id FROM temp.going WHERE tableName = 'scan')
          AND NOT EXISTS (SELECT 1 FROM scan AS other WHERE other.sha256 = scan.sha256
                          AND other.id NOT IN (SELECT id FROM temp.going WHERE tableName = 'scan'))`,
  )
  return {
    // A linked scan is the office's own file, and stays where it is.
    paths: scans.filter(({ storage }) => storage === 'copied').map(({ path }) => path),
    hashes: scans.map(({ sha256 }) => sha256),
  }
}

/** Takes what goes out of history, and out of the images of what stays. */
function forget(db: WriteDatabase, references: readonly Reference[]): void {
  run(
    db,
    sql`DELETE FROM historyChange WHERE descriptionId IN (SELECT id FROM temp.going WHERE tableName = 'description')`,
  )
  // Rows that say to which description they belong are gone by that; the number of such a row may since be another's.
  const others = recordedTables(db).filter(
    (table) =>
      table === 'page' || !(table === 'description' || columnsOf(db, table).includes('descriptionId')),
  )
  run(
    db,
    sql`DELETE FROM historyChange WHERE tableName IN (SELECT value FROM json_each(${JSON.stringify(others)}))
          AND EXISTS (SELECT 1 FROM temp.going WHERE going.tableName = historyChange.tableName AND going.id = historyChange.rowId)`,
  )
  for (const { from, column, to, onDelete } of references) {
    const names = (image: 'before' | 'after') =>
      `(${image} ->> '${column}' IN (SELECT id FROM temp.going WHERE tableName = '${to}'))`
    if (onDelete === 'SET NULL') {
      for (const image of ['before', 'after'] as const) {
        run(db, {
          text: `UPDATE historyChange SET ${image} = json_set(${image}, '$.${column}', NULL)
                 WHERE tableName = ? AND ${names(image)}`,
          parameters: [from],
        })
      }
    } else {
      // To be put back under what is gone is nothing that undo could do.
      run(db, {
        text: `DELETE FROM historyChange WHERE tableName = ? AND (${names('before')} OR ${names('after')})`,
        parameters: [from],
      })
    }
  }
}

/** Purges of which bytes may be left: a stop in the middle is made good at the next opening. */
export function unfinishedPurges(db: ReadDatabase): { id: number; remains: Remains }[] {
  return all<{ id: number; remains: string }>(
    db,
    sql`SELECT id, remains FROM purge WHERE remains IS NOT NULL`,
  ).map(({ id, remains }) => ({ id, remains: JSON.parse(remains) as Remains }))
}

/** Writes the whole file anew, so that it holds nothing but what is in it; files named by `remains` are gone before. */
export function cleanFile(db: WriteDatabase): void {
  const indexes = all<{ name: string }>(
    db,
    sql`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'`,
  )
  // An index forgets a deleted word only when its parts are merged.
  for (const { name } of indexes) execute(db, `INSERT INTO ${name} (${name}) VALUES ('optimize')`)
  run(db, sql`UPDATE purge SET remains = NULL`)
  execute(db, 'VACUUM')
  // The log of writes still has the pages as they were.
  if (pragma(db, 'wal_checkpoint(TRUNCATE)') !== 0) throw new Error('the log of writes is in use')
}
