/** Carries every row that can be read out of a damaged file into a new one, and says what could not be. */
import { copyFileSync, existsSync, rmSync } from 'node:fs'
import type { SalvageReport } from '../../shared/contract/salvage.ts'
import { all, close, execute, inTransaction, openToWrite, run, sql } from '../database.ts'
import type { ReadDatabase, Value, WriteDatabase } from '../database.ts'
import { liveIds } from '../check.ts'
import { recount } from '../integrity/repair.ts'
import { migrate, SCHEMA_VERSION } from '../migrate.ts'
import { indexOpenings } from '../restriction.ts'
import { clearIndex, indexDescriptions } from '../search/index.ts'
import { freePages, openPages, rowsOfLeaf, walkIndex, walkTable } from './pages.ts'
import type { Gap, PageFile } from './pages.ts'
import { mendReferences } from './references.ts'

interface Column {
  name: string
  type: string
  notnull: number
  pk: number
}

interface Table {
  name: string
  columns: Column[]
  /** The column that is the row's number; null in a table without row numbers. */
  alias: string | null
  /** Columns as a record of the file has them. */
  order: Column[]
}

type Carried = Record<string, { rows: number; lost: Gap[]; cells: number; left: number }>

/** What is derived is made anew, not carried. */
const DERIVED = new Set([
  'childCount',
  'descriptionTouched',
  'indexResidue',
  'opening',
  'searchDate',
  'searchFacet',
  'searchFact',
  'searchNumber',
])

/**
 * Fills the new file at `target` (which has no schema yet) from the damaged one. `scratch` is a path at which the
 * damaged file may be copied, for what its log still holds.
 */
export function salvageRows(
  damaged: string,
  target: string,
  scratch: string,
  newUid: () => string,
): Omit<SalvageReport, 'scans' | 'scansMissing'> {
  const file = openPages(withItsLog(damaged, scratch))
  const db = openToWrite(target)
  try {
    const version = Math.min(Math.max(file.userVersion ?? SCHEMA_VERSION, 1), SCHEMA_VERSION)
    migrate(db, 0, version)
    // Another order of the rows than that in which they were made: references are looked at when all are there.
    execute(db, 'PRAGMA foreign_keys = OFF')
    const triggers = all<{ name: string; sql: string }>(
      db,
      sql`SELECT name, sql FROM main.sqlite_schema WHERE type = 'trigger'`,
    )
    for (const { name } of triggers) execute(db, `DROP TRIGGER ${name}`)
    const tables = tablesOf(db)
    const { carried, strayRows, unreadablePages } = inTransaction(db, () => carryAll(db, file, tables))
    const mended = inTransaction(db, () => mendReferences(db, newUid))
    for (const { sql: text } of triggers) execute(db, text)
    migrate(db, version)
    inTransaction(db, () => remake(db))
    execute(db, 'PRAGMA foreign_keys = ON')
    return {
      pages: file.pageCount,
      unreadablePages,
      strayRows,
      ...mended,
      tables: Object.entries(carried).map(([name, { rows, lost, cells, left }]) => ({
        name,
        rows,
        left: left + (mended.dropped[name] ?? 0),
        unreadable: cells,
        gaps: lost.map(({ after, upTo }) => ({
          from: after + 1,
          to: upTo === Number.MAX_SAFE_INTEGER ? null : upTo,
        })),
      })),
    }
  } finally {
    close(db)
    file.close()
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${scratch}${suffix}`, { force: true })
  }
}

/** A copy of the file with what stands in its log put into it; pages are put there as they are, damaged or not. */
function withItsLog(damaged: string, scratch: string): string {
  copyFileSync(damaged, scratch)
  if (!existsSync(`${damaged}-wal`)) return scratch
  copyFileSync(`${damaged}-wal`, `${scratch}-wal`)
  try {
    const db = openToWrite(scratch)
    try {
      execute(db, 'PRAGMA wal_checkpoint(TRUNCATE)')
    } finally {
      close(db)
    }
  } catch {
    // What the log holds is lost with the page that says how to read it.
  }
  return scratch
}

function tablesOf(db: ReadDatabase): Table[] {
  return all<{ name: string; wr: number }>(
    db,
    sql`SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`,
  )
    .filter(({ name }) => !DERIVED.has(name))
    .map(({ name, wr }) => {
      const columns = all<Column>(db, sql`SELECT name, type, "notnull", pk FROM pragma_table_info(${name})`)
      const keys = columns.filter(({ pk }) => pk > 0).sort((one, other) => one.pk - other.pk)
      const alias = wr === 0 && keys.length === 1 && keys[0]?.type === 'INTEGER' ? keys[0].name : null
      const order = wr === 1 ? [...keys, ...columns.filter(({ pk }) => pk === 0)] : columns
      return { name, columns, alias, order }
    })
}

function carryAll(db: WriteDatabase, file: PageFile, tables: readonly Table[]) {
  const known = freePages(file)
  const roots = rootsOf(file, known)
  const carried: Carried = {}
  let unreadablePages = 0
  for (const table of tables) {
    const count = (carried[table.name] = { rows: 0, lost: [] as Gap[], cells: 0, left: 0 })
    const root = roots.get(table.name)
    const isWithoutRowid = table.alias === null && table.order !== table.columns
    const put = (rowid: number | null, values: Value[]) => {
      if (insert(db, table, rowid, values)) count.rows++
      else count.left++
    }
    if (root === undefined) {
      count.lost = [{ after: 0, upTo: Number.MAX_SAFE_INTEGER }]
      continue
    }
    const walked = isWithoutRowid
      ? walkIndex(file, root, (values) => put(null, values))
      : walkTable(file, root, ({ rowid, values }) => put(rowid, values))
    count.lost = walked.gaps
    count.cells = walked.cells
    unreadablePages += walked.gaps.length
    for (const page of walked.pages) known.add(page)
  }
  // Tables that are not carried (those of the index) still own their pages.
  for (const [name, root] of roots) {
    if (name in carried) continue
    for (const walk of [walkTable, walkIndex]) {
      for (const page of walk(file, root, () => undefined).pages) known.add(page)
    }
  }
  const strayRows = takeStray(db, file, tables, carried, known)
  return { carried, strayRows, unreadablePages }
}

/** Tables and their first pages; where the list itself is damaged, what of it can be found anywhere in the file. Its pages become known. */
function rootsOf(file: PageFile, known: Set<number>): Map<string, number> {
  const roots = new Map<string, number>()
  const take = (values: Value[]) => {
    const [type, name, , root] = values
    const isEntry = values.length === 5 && (type === 'table' || type === 'index')
    if (isEntry && typeof name === 'string' && typeof root === 'number' && root > 0) roots.set(name, root)
  }
  const walked = walkTable(file, 1, ({ values }) => take(values))
  for (const page of walked.pages) known.add(page)
  if (walked.gaps.length > 0 || walked.cells > 0) {
    for (let number = 2; number <= file.pageCount; number++) {
      const rows = rowsOfLeaf(file, number)
      const isList = rows?.every(
        ({ values }) =>
          values.length === 5 && ['table', 'index', 'trigger', 'view'].includes(String(values[0])),
      )
      if (!rows || !isList) continue
      known.add(number)
      for (const { values } of rows) take(values)
    }
  }
  return roots
}

/** Leaves to which no page leads any more: they belong to the one table that lost rows of such numbers and takes them. */
function takeStray(
  db: WriteDatabase,
  file: PageFile,
  tables: readonly Table[],
  carried: Carried,
  known: ReadonlySet<number>,
): number {
  const losers = tables.filter(({ name, alias }) => alias !== null && (carried[name]?.lost.length ?? 0) > 0)
  if (losers.length === 0) return 0
  let unmatched = 0
  for (let number = 2; number <= file.pageCount; number++) {
    if (known.has(number)) continue
    const rows = rowsOfLeaf(file, number)
    if (!rows) continue
    const fitting = losers.filter((table) =>
      rows.every(
        ({ rowid, values }) =>
          fits(table, values) &&
          carried[table.name]?.lost.some(({ after, upTo }) => rowid > after && rowid <= upTo),
      ),
    )
    const [table] = fitting
    if (!table || fitting.length > 1) {
      unmatched += rows.length
      continue
    }
    const count = carried[table.name]
    for (const { rowid, values } of rows) {
      if (!insert(db, table, rowid, values)) unmatched++
      else if (count) count.rows++
    }
  }
  return unmatched
}

/** Whether a record has the shape of a table's rows. A column that was added later may be missing at the end. */
function fits({ order, alias }: Table, values: readonly Value[]): boolean {
  if (values.length > order.length || values.length < order.length / 2) return false
  return values.every((value, index) => {
    const column = order[index]
    if (!column) return false
    if (column.name === alias) return value === null
    if (value === null) return column.notnull === 0
    if (typeof value === 'string') return column.type === 'TEXT'
    if (value instanceof Uint8Array) return column.type === 'BLOB'
    return column.type === 'INTEGER' || column.type === 'REAL'
  })
}

/** False when the new file refuses the row: it is there already, or breaks a rule that the damaged one could not hold. */
function insert(db: WriteDatabase, table: Table, rowid: number | null, values: readonly Value[]): boolean {
  if (!fits(table, values)) return false
  const columns = table.order.slice(0, values.length)
  const given = columns.map(({ name }, index) => (name === table.alias ? rowid : (values[index] ?? null)))
  try {
    const { changes } = run(db, {
      text: `INSERT OR IGNORE INTO ${table.name} (${columns.map(({ name }) => name).join(', ')})
             VALUES (${columns.map(() => '?').join(', ')})`,
      parameters: given,
    })
    return changes === 1
  } catch {
    return false
  }
}

function remake(db: WriteDatabase): void {
  recount(db)
  run(
    db,
    sql`INSERT OR IGNORE INTO descriptionTouched (descriptionId, at)
        SELECT descriptionId, max(at) FROM historyChange JOIN history ON history.id = historyId
        WHERE descriptionId IN (SELECT id FROM description) GROUP BY descriptionId`,
  )
  clearIndex(db)
  indexDescriptions(db, liveIds(db))
  indexOpenings(db, liveIds(db))
}
