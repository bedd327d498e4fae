/** The pages that are to be read. */
import type { ReadDatabase } from '../../catalogue/database.ts'
import { readDescription, readDescriptions } from '../../catalogue/description/read.ts'
import { leftOutOf } from '../../catalogue/left-out.ts'
import { pagesOf, readPage, scanFile, scanOfPage } from '../../catalogue/scan.ts'
import { idsInScope } from '../../catalogue/scope.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import type { OcrAbout } from '../../shared/contract/ocr.ts'
import type { Page } from '../../shared/contract/scan.ts'
import type { TextField } from '../../shared/domain/field.ts'
import type { Region } from '../../shared/domain/region.ts'
import type { Context } from '../context.ts'

/** A page with an image, in a description. */
export type ReadablePage = Page & { descriptionId: DescriptionId }

export interface WantedPage extends ReadablePage {
  pageId: Page['id']
  /** What of the image is read: of a scan of two pages, the half that is this one; null: all of it. */
  region: Region | null
}

const isReadable = (page: Page): page is ReadablePage => page.scan !== null && page.descriptionId !== null

/** @throws pageNotFound where there is no image to read, or no description to write to */
export function presentPage(db: ReadDatabase, id: number): ReadablePage {
  const page = readPage(db, id)
  if (!page || !isReadable(page)) throw refusal('pageNotFound', { id })
  return page
}

/** In the order of the scope. @throws pageNotFound, descriptionNotFound */
export function wantedPages(db: ReadDatabase, about: OcrAbout): WantedPage[] {
  if (about.kind === 'page') {
    const page = presentPage(db, about.pageId)
    return [{ ...page, pageId: page.id, region: about.region ?? page.part }]
  }
  const { scope } = about
  if (scope.kind === 'branch' && scope.id !== null && !readDescription(db, scope.id))
    throw refusal('descriptionNotFound', { id: scope.id })
  return idsInScope(db, scope).flatMap((id) =>
    pagesOf(db, id)
      .filter(isReadable)
      .map((page) => ({ ...page, pageId: page.id, region: page.part })),
  )
}

/** Fields whose values are often stamped over the text. */
const STAMPED: readonly TextField[] = [
  'stamp',
  'classification',
  'declassification',
  'precedence',
  'handling',
]

/** What of a page is not read: the areas that were said for it, and the stamps and markings on it where asked. */
export const leftOutOn = (db: ReadDatabase, pageId: Page['id'], withMarks: boolean): Region[] => [
  ...leftOutOf(db, pageId),
  ...(withMarks ? marksOnPage(db, pageId) : []),
]

/** Where the description places stamps and markings on a page. */
function marksOnPage(db: ReadDatabase, pageId: Page['id']): Region[] {
  const { descriptionId } = presentPage(db, pageId)
  const [description] = readDescriptions(db, [descriptionId])
  if (!description) return []
  return STAMPED.flatMap((field) =>
    description[field].flatMap((value) =>
      value.pageId === pageId && value.region !== undefined ? [value.region] : [],
    ),
  )
}

/** The file of a page's image. @throws pageNotFound, linkNotFollowed */
export function fileOf(context: Context, pageId: number): { path: string; frame: number; name: string } {
  const catalogue = context.catalogue()
  const scan = scanOfPage(catalogue.db, pageId)
  if (!scan) throw refusal('pageNotFound', { id: pageId })
  return { path: scanFile(catalogue, scan), frame: scan.frame, name: scan.fileName }
}
