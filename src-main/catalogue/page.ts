/** What a page is, and how it is shown: sides and states, adjustments, parts of one image. */
import type { Adjustments, Page, PageState } from '../shared/contract/scan.ts'
import type { PageId } from '../shared/contract/ids.ts'
import type { Side } from '../shared/domain/page-label.ts'
import { common, middleOf, partOf } from '../shared/domain/page-view.ts'
import { regionOf, regionText } from '../shared/domain/region.ts'
import type { Region } from '../shared/domain/region.ts'
import { all, get, run, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'
import { meet } from '../shared/domain/redaction/shape.ts'
import { splitMarks } from './redaction/follow.ts'
import { columnsOf, recordedTables } from './recording.ts'
import { moveParagraphs } from './text/lines.ts'
import { orderPages, PAGE_STEP, pageIdsOf } from './scan.ts'

export interface PageMarks {
  label?: string | null | undefined
  side?: Side | null | undefined
  state?: PageState | null | undefined
}

export function markPage(db: WriteDatabase, id: number, { label, side, state }: PageMarks): void {
  if (label !== undefined) run(db, sql`UPDATE page SET label = ${label} WHERE id = ${id}`)
  if (side !== undefined) run(db, sql`UPDATE page SET side = ${side} WHERE id = ${id}`)
  if (state !== undefined) run(db, sql`UPDATE page SET state = ${state} WHERE id = ${id}`)
}

/** Sets what is named. Of a crop the page keeps what lies on it; one that does not lie on it at all changes nothing. */
export function adjustPage(
  db: WriteDatabase,
  page: Page,
  change: { [Name in keyof Adjustments]?: Adjustments[Name] | undefined },
): void {
  const crop = change.crop ? common(change.crop, partOf(page)) : change.crop
  const keeps = change.crop === undefined || (change.crop !== null && crop === null)
  const next = { ...page.adjustments }
  for (const [name, value] of Object.entries(change)) {
    if (value !== undefined && name !== 'crop') Object.assign(next, { [name]: value })
  }
  next.crop = keeps ? page.adjustments.crop : (crop ?? null)
  run(
    db,
    sql`UPDATE page SET brightness = ${next.brightness}, contrast = ${next.contrast}, gamma = ${next.gamma},
                        inverted = ${next.inverted ? 1 : 0}, sharpness = ${next.sharpness},
                        straightening = ${next.straightening}, crop = ${next.crop && regionText(next.crop)}
        WHERE id = ${page.id}`,
  )
}

/** A page like another, after it: of the same image, shown in the same way. */
function insertAlike(db: WriteDatabase, page: Page): PageId {
  const position = positionAfter(db, page)
  return run(
    db,
    sql`INSERT INTO page (descriptionId, position, scanId, frame, width, height, pixelsPerInch, rotation,
                          brightness, contrast, gamma, inverted, sharpness, straightening)
        SELECT descriptionId, ${position}, scanId, frame, width, height, pixelsPerInch, rotation,
               brightness, contrast, gamma, inverted, sharpness, straightening FROM page WHERE id = ${page.id}`,
  ).id as PageId
}

/** A free position between a page and the next; where there is none, all pages of the description are spaced anew. */
function positionAfter(db: WriteDatabase, { id, descriptionId }: Pick<Page, 'id' | 'descriptionId'>): number {
  const free = between(db, id)
  if (free !== null) return free
  orderPages(db, pageIdsOf(db, descriptionId))
  return between(db, id) ?? 0
}

/** Puts a page right after another of its description. */
export const placeAfter = (db: WriteDatabase, id: number, before: Page): void =>
  void run(db, sql`UPDATE page SET position = ${positionAfter(db, before)} WHERE id = ${id}`)

function between(db: ReadDatabase, id: number): number | null {
  const found = get<{ here: number; next: number | null }>(
    db,
    sql`SELECT position AS here,
               (SELECT min(after.position) FROM page AS after WHERE after.descriptionId IS page.descriptionId
                AND (after.position, after.id) > (page.position, page.id)) AS next
        FROM page WHERE id = ${id}`,
  )
  if (!found) return null
  const { here, next } = found
  if (next === null) return here + PAGE_STEP
  return next - here > 1 ? here + Math.floor((next - here) / 2) : null
}

const setPart = (db: WriteDatabase, id: number, part: Region | null): void =>
  void run(db, sql`UPDATE page SET part = ${part && regionText(part)}, crop = NULL WHERE id = ${id}`)

/** Makes two pages of one; what has its place on the second part goes with it. */
export function splitPage(
  db: WriteDatabase,
  page: Page,
  [first, second]: readonly [Region, Region],
  uid: () => string,
): PageId {
  const id = insertAlike(db, page)
  setPart(db, page.id, first)
  setPart(db, id, second)
  for (const { table, columns } of placedOnPages(db)) {
    if (!columns.includes('region')) continue
    const rows = all<{ id: number; region: string | null }>(db, {
      text: `SELECT id, region FROM ${table} WHERE pageId = ?`,
      parameters: [page.id],
    })
    for (const { id: rowId, region } of rows) {
      const at = regionOf(region)
      if (at && lies(middleOf(at), second))
        run(db, { text: `UPDATE ${table} SET pageId = ? WHERE id = ?`, parameters: [id, rowId] })
    }
  }
  moveParagraphs(db, page.id, id, (middle) => lies(middle, second))
  const touches = {
    first: (bounds: Region) => meet(bounds, first),
    second: (bounds: Region) => meet(bounds, second),
  }
  splitMarks(db, { fromId: page.id, toId: id }, touches, uid)
  return id
}

/** Makes one page of two; what has its place on the second goes to the first. */
export function joinPages(db: WriteDatabase, first: Page, second: Page, part: Region | null): void {
  for (const { table } of placedOnPages(db))
    run(db, { text: `UPDATE ${table} SET pageId = ? WHERE pageId = ?`, parameters: [first.id, second.id] })
  setPart(db, first.id, part)
  run(db, sql`DELETE FROM page WHERE id = ${second.id}`)
}

const lies = ({ x, y }: { x: number; y: number }, region: Region): boolean =>
  x >= region.x && x < region.x + region.width && y >= region.y && y < region.y + region.height

/** Tables of which a row may stand on a page; by its columns, so that whatever is kept on pages follows them. */
const placedOnPages = (db: ReadDatabase): { table: string; columns: string[] }[] =>
  recordedTables(db)
    .map((table) => ({ table, columns: columnsOf(db, table) }))
    .filter(({ columns }) => columns.includes('pageId'))

/** Whether two pages show parts of the same image, in one description. */
export const areOfOneImage = (db: ReadDatabase, one: number, other: number): boolean =>
  get(
    db,
    sql`SELECT 1 FROM page JOIN page AS other ON other.scanId = page.scanId AND other.frame = page.frame
          AND other.descriptionId IS page.descriptionId AND other.id <> page.id
        WHERE page.id = ${one} AND other.id = ${other} AND page.part IS NOT NULL AND other.part IS NOT NULL`,
  ) !== undefined
