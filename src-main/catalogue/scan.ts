/** Scans (bytes on disk) and pages (places in a description). */
import { lstatSync } from 'node:fs'
import { isAbsolute, relative } from 'node:path'
import { refusal } from '../shared/contract/errors.ts'
import type { Page, Scan } from '../shared/contract/scan.ts'
import type { DescriptionId, PageId, ScanId } from '../shared/contract/ids.ts'
import { withinBounds } from '../shared/domain/page-view.ts'
import { regionOf } from '../shared/domain/region.ts'
import type { Size } from '../shared/domain/region.ts'
import { all, get, run, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'
import { masterFile } from './encryption/masters.ts'
import { checksOf } from './fixity/checks.ts'
import { unusedId } from './rows.ts'

/** Between the positions of two pages. */
export const PAGE_STEP = 1024

/**
 * Where the bytes of a scan are. A path in a catalogue is what somebody wrote there: a copied scan is a file among the
 * scans and no link, a linked one elsewhere is followed only where the person has said so.
 * @throws linkNotFollowed
 */
export function scanFile(
  { folder, followsLinks }: { folder: string; followsLinks: boolean },
  { storage, path, fileName }: Pick<ScanRow, 'storage' | 'path' | 'fileName'>,
): string {
  if (storage === 'copied') {
    const file = masterFile(folder, path)
    const isLink = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
    if (!COPIED_PATH.test(path) || isLink) throw refusal('linkNotFollowed', { file: fileName })
    return file
  }
  const within = !relative(folder, path).startsWith('..') && !isAbsolute(relative(folder, path))
  if (!followsLinks && !within) throw refusal('linkNotFollowed', { file: fileName })
  return path
}

/** Where a copied scan lies in its catalogue: a name in one folder, which leads nowhere else. */
export const COPIED_PATH = /^scans\/[^/\\]+$/

export interface ScanRow extends Omit<Scan, 'fixity'> {
  /** Relative to the catalogue's folder when copied, absolute when linked. */
  path: string
}

interface PageRow extends Omit<Page, 'scan' | 'part' | 'adjustments'> {
  scanId: ScanId | null
  part: string | null
  brightness: number
  contrast: number
  gamma: number
  inverted: 0 | 1
  sharpness: number
  straightening: number
  crop: string | null
}

const PAGE = `id, descriptionId, label, side, state, scanId, frame, width, height, pixelsPerInch, rotation, part,
  brightness, contrast, gamma, inverted, sharpness, straightening, crop`

function withScans(db: ReadDatabase, rows: PageRow[]): Page[] {
  const scans = new Map<number, Scan>()
  const ids = [...new Set(rows.flatMap(({ scanId }) => (scanId === null ? [] : [scanId])))]
  const checks = checksOf(db, ids)
  for (const scan of all<Omit<Scan, 'fixity'>>(
    db,
    sql`SELECT id, fileName, mediaType, byteSize, sha256, storage, fileModifiedAt FROM scan
        WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  )) {
    scans.set(scan.id, { ...scan, fixity: checks.get(scan.id) ?? null })
  }
  return rows.map(({ scanId, part, crop, inverted, ...row }) => {
    const { brightness, contrast, gamma, sharpness, straightening, ...page } = row
    const tones = { brightness, contrast, gamma, inverted: inverted === 1, sharpness }
    return {
      ...page,
      scan: scanId === null ? null : (scans.get(scanId) ?? null),
      part: regionOf(part),
      adjustments: withinBounds({ ...tones, straightening, crop: regionOf(crop) }),
    }
  })
}

export const pagesOf = (db: ReadDatabase, descriptionId: number): Page[] =>
  withScans(
    db,
    all<PageRow>(db, {
      text: `SELECT ${PAGE}, row_number() OVER (ORDER BY position, id) AS number
             FROM page WHERE descriptionId = ? ORDER BY position, id`,
      parameters: [descriptionId],
    }),
  )

export function loosePages(db: ReadDatabase, { offset, limit }: { offset: number; limit: number }) {
  const total = get<{ total: number }>(
    db,
    sql`SELECT count(*) AS total FROM page WHERE descriptionId IS NULL`,
  )
  const rows = all<PageRow>(db, {
    text: `SELECT ${PAGE}, ? + row_number() OVER (ORDER BY position, id) AS number
           FROM page WHERE descriptionId IS NULL ORDER BY position, id LIMIT ? OFFSET ?`,
    parameters: [offset, limit, offset],
  })
  return { total: total?.total ?? 0, pages: withScans(db, rows) }
}

export function readPage(db: ReadDatabase, id: number): Page | null {
  const row = get<PageRow>(db, {
    text: `SELECT ${PAGE},
                  (SELECT count(*) FROM page AS before WHERE before.descriptionId IS page.descriptionId
                   AND (before.position, before.id) <= (page.position, page.id)) AS number
           FROM page WHERE id = ?`,
    parameters: [id],
  })
  return row ? (withScans(db, [row])[0] ?? null) : null
}

/** Where the bytes of a page are, for tiles and thumbnails. */
export const scanOfPage = (
  db: ReadDatabase,
  pageId: number,
):
  | (Pick<
      ScanRow,
      'path' | 'storage' | 'sha256' | 'fileName' | 'mediaType' | 'byteSize' | 'fileModifiedAt'
    > & {
      frame: number
      width: number
      height: number
    })
  | undefined =>
  get(
    db,
    sql`SELECT path, storage, sha256, fileName, mediaType, byteSize, fileModifiedAt, frame, width, height
        FROM page JOIN scan ON scan.id = page.scanId WHERE page.id = ${pageId}`,
  )

export const scanWithHash = (db: ReadDatabase, sha256: string): ScanRow | undefined =>
  get(
    db,
    sql`SELECT id, fileName, mediaType, byteSize, sha256, storage, fileModifiedAt, path FROM scan
        WHERE sha256 = ${sha256} ORDER BY storage LIMIT 1`,
  )

export const scanById = (db: ReadDatabase, id: number): ScanRow | undefined =>
  get(
    db,
    sql`SELECT id, fileName, mediaType, byteSize, sha256, storage, fileModifiedAt, path FROM scan WHERE id = ${id}`,
  )

export const allScans = (db: ReadDatabase): ScanRow[] =>
  all(
    db,
    sql`SELECT id, fileName, mediaType, byteSize, sha256, storage, fileModifiedAt, path FROM scan ORDER BY id`,
  )

export const insertScan = (db: WriteDatabase, scan: Omit<ScanRow, 'id'>, addedAt: string): ScanId =>
  run(
    db,
    sql`INSERT INTO scan (id, sha256, byteSize, fileName, mediaType, storage, path, fileModifiedAt, addedAt)
        VALUES (${unusedId(db, 'scan')}, ${scan.sha256}, ${scan.byteSize}, ${scan.fileName}, ${scan.mediaType},
                ${scan.storage}, ${scan.path}, ${scan.fileModifiedAt}, ${addedAt})`,
  ).id as ScanId

/** Says that the file of a linked scan lies elsewhere; false when it is not where the caller thinks. */
export const relinkScan = (db: WriteDatabase, id: number, from: string, to: string): boolean =>
  run(db, sql`UPDATE scan SET path = ${to} WHERE id = ${id} AND storage = 'linked' AND path = ${from}`)
    .changes > 0

export const lastPagePosition = (db: ReadDatabase, descriptionId: number | null): number =>
  get<{ position: number | null }>(
    db,
    sql`SELECT max(position) AS position FROM page WHERE descriptionId IS ${descriptionId}`,
  )?.position ?? 0

export interface NewPage {
  descriptionId: DescriptionId | null
  label: string | null
  scanId: ScanId | null
  frame: number
  width: number | null
  height: number | null
  pixelsPerInch: number | null
}

/** A page, last in its description. */
export const insertPage = (db: WriteDatabase, page: NewPage): PageId =>
  run(
    db,
    sql`INSERT INTO page (descriptionId, position, label, scanId, frame, width, height, pixelsPerInch)
        VALUES (${page.descriptionId}, ${lastPagePosition(db, page.descriptionId) + PAGE_STEP}, ${page.label}, ${page.scanId},
                ${page.frame}, ${page.width}, ${page.height}, ${page.pixelsPerInch})`,
  ).id as PageId

/** Gives an image to a page that waits for one. */
export const fillPage = (
  db: WriteDatabase,
  id: number,
  page: Omit<NewPage, 'descriptionId' | 'label'>,
): void =>
  void run(
    db,
    sql`UPDATE page SET scanId = ${page.scanId}, frame = ${page.frame}, width = ${page.width}, height = ${page.height},
                        pixelsPerInch = ${page.pixelsPerInch} WHERE id = ${id}`,
  )

/** Pages of a description that wait for an image, in order; one that is known to be lacking waits for none. */
export const emptyPages = (db: ReadDatabase, descriptionId: number): PageId[] =>
  all<{ id: PageId }>(
    db,
    sql`SELECT id FROM page WHERE descriptionId = ${descriptionId} AND scanId IS NULL AND state IS NOT 'missing'
        ORDER BY position, id`,
  ).map(({ id }) => id)

export function updatePage(
  db: WriteDatabase,
  id: number,
  { label, rotation }: { label?: string | null | undefined; rotation?: Page['rotation'] | undefined },
): void {
  if (label !== undefined) run(db, sql`UPDATE page SET label = ${label} WHERE id = ${id}`)
  if (rotation !== undefined) run(db, sql`UPDATE page SET rotation = ${rotation} WHERE id = ${id}`)
}

/** Makes `ids` the order of a description's pages. */
export function orderPages(db: WriteDatabase, ids: readonly number[]): void {
  ids.forEach((id, index) =>
    run(db, sql`UPDATE page SET position = ${(index + 1) * PAGE_STEP} WHERE id = ${id}`),
  )
}

export const pageIdsOf = (db: ReadDatabase, descriptionId: number | null): PageId[] =>
  all<{ id: PageId }>(
    db,
    sql`SELECT id FROM page WHERE descriptionId IS ${descriptionId} ORDER BY position, id`,
  ).map(({ id }) => id)

/** Moves a page to a description (`null`: the loose pages), last. */
export const givePage = (db: WriteDatabase, id: number, descriptionId: number | null): void =>
  void run(
    db,
    sql`UPDATE page SET descriptionId = ${descriptionId}, position = ${lastPagePosition(db, descriptionId) + PAGE_STEP} WHERE id = ${id}`,
  )

/** The pages of many descriptions in order, as an export names them. */
export const pageNamesOf = (
  db: ReadDatabase,
  ids: readonly number[],
): {
  id: number
  descriptionId: number
  number: number
  label: string | null
  mediaType: string | null
  fileName: string | null
}[] =>
  all(
    db,
    sql`SELECT page.id, descriptionId, row_number() OVER (PARTITION BY descriptionId ORDER BY position, page.id) AS number,
               label, mediaType, fileName
        FROM page LEFT JOIN scan ON scan.id = page.scanId
        WHERE descriptionId IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
        ORDER BY descriptionId, position, page.id`,
  )

/** Pixels of the upright images of pages, by the ids of the pages, of many descriptions. */
export const pageSizes = (db: ReadDatabase, ids: readonly number[]): Map<number, Size> =>
  new Map(
    all<Size & { id: number }>(
      db,
      sql`SELECT id, width, height FROM page WHERE width IS NOT NULL AND height IS NOT NULL
            AND descriptionId IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
    ).map(({ id, width, height }) => [id, { width, height }]),
  )
