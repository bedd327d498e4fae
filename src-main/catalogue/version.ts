/** Scans that a page showed before it got a better one, and what stands on the page carried across to the new one. */
import type { Page } from '../shared/contract/scan.ts'
import type { PageId, ScanId, VersionId } from '../shared/contract/ids.ts'
import type { Region } from '../shared/domain/region.ts'
import { regionOf, regionText } from '../shared/domain/region.ts'
import { all, execute, get, run, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'
import { carryLeftOut } from './left-out.ts'
import { carryMarks } from './redaction/follow.ts'
import { carryLines } from './text/lines.ts'

/** An image of a page: which of a scan's, and how it is shown. */
export interface PageScan {
  scanId: ScanId
  frame: number
  width: number | null
  height: number | null
  pixelsPerInch: number | null
  rotation: Page['rotation']
}

export interface VersionRow extends PageScan {
  id: VersionId
  pageId: PageId
  replacedAt: string
  replacedBy: string
}

/** A version goes where its page goes, by whichever call; temporary triggers, as those of recording are. */
export const followPages = (db: WriteDatabase): void =>
  execute(
    db,
    `CREATE TEMP TRIGGER version_follows_page AFTER UPDATE OF descriptionId ON main.page
     WHEN old.descriptionId IS NOT new.descriptionId
     BEGIN UPDATE pageVersion SET descriptionId = new.descriptionId WHERE pageId = new.id; END`,
  )

/** Newest first. */
export const versionsOf = (db: ReadDatabase, pageId: number): VersionRow[] =>
  all(
    db,
    sql`SELECT id, pageId, scanId, frame, width, height, pixelsPerInch, rotation, replacedAt, replacedBy
        FROM pageVersion WHERE pageId = ${pageId} ORDER BY id DESC`,
  )

export const readVersion = (db: ReadDatabase, id: number): VersionRow | undefined =>
  get(
    db,
    sql`SELECT id, pageId, scanId, frame, width, height, pixelsPerInch, rotation, replacedAt, replacedBy
        FROM pageVersion WHERE id = ${id}`,
  )

/** The page shows another image from now on; the one before is kept as a version. */
export function replaceScan(
  db: WriteDatabase,
  pageId: number,
  fresh: PageScan,
  { at, who }: { at: string; who: string },
): void {
  run(
    db,
    sql`INSERT INTO pageVersion (pageId, descriptionId, scanId, frame, width, height, pixelsPerInch, rotation, replacedAt, replacedBy)
        SELECT id, descriptionId, scanId, frame, width, height, pixelsPerInch, rotation, ${at}, ${who}
        FROM page WHERE id = ${pageId} AND scanId IS NOT NULL`,
  )
  run(
    db,
    sql`UPDATE page SET scanId = ${fresh.scanId}, frame = ${fresh.frame}, width = ${fresh.width}, height = ${fresh.height},
                        pixelsPerInch = ${fresh.pixelsPerInch}, rotation = ${fresh.rotation} WHERE id = ${pageId}`,
  )
}

/** A version that a page shows again is none any more. */
export const dropVersion = (db: WriteDatabase, id: number): void =>
  void run(db, sql`DELETE FROM pageVersion WHERE id = ${id}`)

/** A mark that stands somewhere on a page. */
export interface MarkOnPage {
  id: number
  field: string
  value: string
  region: Region
}

export const marksOnPage = (db: ReadDatabase, pageId: number): MarkOnPage[] =>
  all<{ id: number; field: string; value: string; region: string | null }>(
    db,
    sql`SELECT id, field, value, region FROM descriptionText WHERE pageId = ${pageId} AND region IS NOT NULL ORDER BY id`,
  ).flatMap(({ region, ...mark }) => {
    const read = regionOf(region)
    return read ? [{ ...mark, region: read }] : []
  })

/** Everything on the page that has a place there gets the one that it has on the new image, or none. */
export function carryAcross(
  db: WriteDatabase,
  pageId: number,
  carry: (region: Region) => Region | null,
): void {
  for (const { id, region } of marksOnPage(db, pageId)) {
    const there = carry(region)
    const text = there && regionText(there)
    run(db, sql`UPDATE descriptionText SET region = ${text} WHERE id = ${id}`)
  }
  carryLines(db, pageId, carry)
  carryMarks(db, pageId, carry)
  carryLeftOut(db, pageId, carry)
  const shown = get<{ part: string | null; crop: string | null }>(
    db,
    sql`SELECT part, crop FROM page WHERE id = ${pageId}`,
  )
  const rectangle = (text: string | null | undefined) => {
    const region = regionOf(text ?? null)
    const there = region && carry(region)
    return there && regionText(there)
  }
  run(
    db,
    sql`UPDATE page SET part = ${rectangle(shown?.part)}, crop = ${rectangle(shown?.crop)} WHERE id = ${pageId}`,
  )
}
