/**
 * A branch as a catalogue of its own: its descriptions with all that belongs to them, the names, terms, containers,
 * accessions and scans that they use, and the office's rules. Every row keeps its number, so that what comes back is
 * known by it. History, lists and notes to colleagues stay.
 */
import type { Borrowed } from '../../shared/contract/loan.ts'
import { all, attach, execute, get, inTransaction, run, sql } from '../database.ts'
import type { WriteDatabase } from '../database.ts'
import { columnsOf } from '../recording.ts'
import { lentParts } from './guard.ts'
import { isShared, PARTS_OF_SHARED, referencesByTable, SHARED } from './schema.ts'

/** Rules of the office, which hold elsewhere as well. */
const RULES = ['institution', 'recordType', 'checkRule', 'citationTemplate', 'printTemplate']

export interface LentScan {
  path: string
  storage: 'copied' | 'linked'
  byteSize: number
}

/** Fills a new, empty catalogue from another's file. Returns how much there is, and the files of its scans. */
export function fillLent(
  db: WriteDatabase,
  lender: string,
  rootId: number,
  borrowed: Borrowed,
): { descriptions: number; scans: LentScan[] } {
  attach(db, lender, 'lender')
  try {
    return inTransaction(db, () => {
      execute(
        db,
        `PRAGMA defer_foreign_keys = ON;
         CREATE TEMP TABLE lent (tableName TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (tableName, id)) WITHOUT ROWID`,
      )
      gather(db, rootId)
      for (const table of RULES) copy(db, table, 'true')
      const tables = [
        'description',
        ...lentParts(db),
        ...SHARED,
        ...PARTS_OF_SHARED.map(({ table }) => table),
      ]
      for (const table of tables) copy(db, table, within(table))
      // What was published before is taken as it is now.
      execute(
        db,
        `INSERT INTO publication (descriptionId, historyId) SELECT id, 0 FROM description WHERE status = 'published'`,
      )
      run(
        db,
        sql`INSERT INTO borrowed (one, loanUid, catalogueUid, catalogueName, rootUid, lentTo, lentBy, lentAt)
            VALUES (1, ${borrowed.loanUid}, ${borrowed.catalogueUid}, ${borrowed.catalogueName}, ${borrowed.rootUid},
                    ${borrowed.lentTo}, ${borrowed.lentBy}, ${borrowed.lentAt})`,
      )
      execute(db, 'DROP TABLE temp.lent')
      return {
        descriptions:
          get<{ total: number }>(db, sql`SELECT count(*) AS total FROM main.description`)?.total ?? 0,
        scans: all<LentScan>(db, sql`SELECT DISTINCT path, storage, byteSize FROM main.scan`),
      }
    })
  } finally {
    execute(db, 'DETACH lender')
  }
}

const lentIds = (table: string) => `SELECT id FROM temp.lent WHERE tableName = '${table}'`
const within = (table: string) => `id IN (${lentIds(table)})`

function gather(db: WriteDatabase, rootId: number): void {
  run(
    db,
    sql`INSERT INTO temp.lent
        WITH RECURSIVE branch (id) AS (
          SELECT ${rootId} UNION ALL SELECT child.id FROM lender.description AS child JOIN branch ON child.parentId = branch.id
            WHERE child.binnedAt IS NULL)
        SELECT 'description', id FROM branch`,
  )
  const references = referencesByTable(db)
  const follow = (table: string) => {
    let found = 0
    for (const { column, to } of references.get(table) ?? []) {
      if (!isShared(to)) continue
      found += run(db, {
        text: `INSERT OR IGNORE INTO temp.lent SELECT ?, ${column} FROM lender.${table}
               WHERE ${within(table)} AND ${column} IS NOT NULL`,
        parameters: [to],
      }).changes
    }
    return found
  }
  for (const table of lentParts(db)) {
    execute(
      db,
      `INSERT INTO temp.lent SELECT '${table}', id FROM lender.${table} WHERE descriptionId IN (${lentIds('description')})`,
    )
    follow(table)
  }
  // A container stands in another, an accession came from somebody.
  while (SHARED.reduce((found, table) => found + follow(table), 0) > 0);
  for (const { table } of PARTS_OF_SHARED) {
    const whole = (references.get(table) ?? []).map(({ column, to }) => `${column} IN (${lentIds(to)})`)
    execute(
      db,
      `INSERT INTO temp.lent SELECT '${table}', id FROM lender.${table} WHERE ${whole.join(' AND ')}`,
    )
  }
}

/** What leads out of the branch is left out. */
function copy(db: WriteDatabase, table: string, which: string): void {
  const references = new Map((referencesByTable(db).get(table) ?? []).map((one) => [one.column, one]))
  const columns = columnsOf(db, table)
  const values = columns.map((column) => {
    const reference = references.get(column)
    if (!reference) return column
    return `iif(${column} IN (${lentIds(reference.to)}), ${column}, NULL)`
  })
  execute(
    db,
    `INSERT INTO main.${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM lender.${table} WHERE ${which}`,
  )
}
