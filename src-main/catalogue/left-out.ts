/** Areas of pages that are painted over before a machine reads them. */
import { regionOf, regionText } from '../shared/domain/region.ts'
import type { Region } from '../shared/domain/region.ts'
import { all, run, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'

const rowsOf = (db: ReadDatabase, pageId: number): { id: number; region: string }[] =>
  all(db, sql`SELECT id, region FROM leftOut WHERE pageId = ${pageId} ORDER BY id`)

export const leftOutOf = (db: ReadDatabase, pageId: number): Region[] =>
  rowsOf(db, pageId).flatMap(({ region }) => regionOf(region) ?? [])

export function writeLeftOut(db: WriteDatabase, pageId: number, regions: readonly Region[]): void {
  run(db, sql`DELETE FROM leftOut WHERE pageId = ${pageId}`)
  for (const region of regions)
    run(db, sql`INSERT INTO leftOut (pageId, region) VALUES (${pageId}, ${regionText(region)})`)
}

/** To where they are on another image of the page; what is not on it goes. */
export function carryLeftOut(
  db: WriteDatabase,
  pageId: number,
  carry: (region: Region) => Region | null,
): void {
  writeLeftOut(
    db,
    pageId,
    leftOutOf(db, pageId).flatMap((region) => carry(region) ?? []),
  )
}
