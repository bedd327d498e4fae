/** What columns of spreadsheets mean, as the office keeps it. */
import type { SheetMappingId } from '../shared/contract/ids.ts'
import type { SheetMapping } from '../shared/contract/sheet.ts'
import { all, get, run, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'

interface Row {
  id: SheetMappingId
  name: string
  headers: string
  mapping: string
  match: string
}

const read = (row: Row): SheetMapping => ({
  ...row,
  headers: JSON.parse(row.headers) as string[],
  mapping: JSON.parse(row.mapping) as (string | null)[],
})

export const sheetMappings = (db: ReadDatabase): SheetMapping[] =>
  all<Row>(db, sql`SELECT id, name, headers, mapping, match FROM sheetMapping ORDER BY name`).map(read)

/** The newest mapping of exactly these headers. */
export function mappingOfHeaders(db: ReadDatabase, headers: readonly string[]): SheetMapping | null {
  const row = get<Row>(
    db,
    sql`SELECT id, name, headers, mapping, match FROM sheetMapping WHERE headers = ${JSON.stringify(headers)}
        ORDER BY id DESC LIMIT 1`,
  )
  return row ? read(row) : null
}

export function putSheetMapping(
  db: WriteDatabase,
  { name, headers, mapping, match }: Omit<SheetMapping, 'id'>,
): void {
  run(
    db,
    sql`INSERT INTO sheetMapping (name, headers, mapping, match)
        VALUES (${name}, ${JSON.stringify(headers)}, ${JSON.stringify(mapping)}, ${match})
        ON CONFLICT (name) DO UPDATE SET headers = excluded.headers, mapping = excluded.mapping, match = excluded.match`,
  )
}

export const deleteSheetMapping = (db: WriteDatabase, id: number): boolean =>
  run(db, sql`DELETE FROM sheetMapping WHERE id = ${id}`).changes > 0
