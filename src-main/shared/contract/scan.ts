/** Scans (bytes) and pages (places in a description that a scan may show). */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { refusing } from './errors.ts'
import { FixityCheck } from './fixity.ts'
import { DescriptionId, HistoryId, Instant, PageId, ScanId, Window } from './ids.ts'

export const Scan = z.object({
  id: ScanId,
  fileName: z.string(),
  mediaType: z.string(),
  byteSize: z.number().int(),
  sha256: z.string(),
  /** `copied` into the catalogue, or `linked` where it lies. */
  storage: z.enum(['copied', 'linked']),
  fileModifiedAt: Instant.nullable(),
  /** Null: not checked since it was taken in. */
  fixity: FixityCheck.nullable(),
})
export type Scan = z.infer<typeof Scan>

export const Page = z.object({
  id: PageId,
  descriptionId: DescriptionId.nullable(),
  /** Ordinal within its description, from 1. */
  number: z.number().int(),
  label: z.string().nullable(),
  /** Null while the page has no image. */
  scan: Scan.nullable(),
  /** Which image of the scan's file, from 0. */
  frame: z.number().int(),
  /** Pixels of the upright image. */
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  pixelsPerInch: z.number().nullable(),
  /** How the page is turned when shown, clockwise; the master is never changed. */
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
})
export type Page = z.infer<typeof Page>

const changed = z.object({ historyId: HistoryId })
const writing = refusing('noCatalogueOpen', 'readOnly', 'pageNotFound', 'descriptionNotFound')

export const scan = {
  /** The pages of a description in order. Tiles are at `/tiles/{pageId}`, thumbnails at `/thumbnails/{pageId}`. */
  pages: oc
    .errors(refusing('noCatalogueOpen', 'descriptionNotFound'))
    .input(z.object({ descriptionId: DescriptionId }))
    .output(z.array(Page)),
  /** Pages that belong to no description. */
  loose: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object(Window))
    .output(z.object({ total: z.number().int(), pages: z.array(Page) })),
  /** Has the picture of a page that was set aside (scanSetAside) opened anew the next time somebody looks. */
  tryAgain: oc
    .errors(refusing('noCatalogueOpen', 'pageNotFound', 'linkNotFollowed'))
    .input(z.object({ id: PageId })),
  /** A page whose image does not exist yet, last in its description. */
  addPage: oc
    .errors(writing)
    .input(z.object({ descriptionId: DescriptionId, label: z.string().max(200).nullable().default(null) }))
    .output(Page),
  edit: oc
    .errors(writing)
    .input(
      z.object({
        id: PageId,
        label: z.string().max(200).nullable().optional(),
        rotation: Page.shape.rotation.optional(),
      }),
    )
    .output(Page),
  /** Puts pages, in the order given, before another page of the same description, or last. */
  reorder: oc
    .errors(writing)
    .input(z.object({ ids: z.array(PageId).min(1), beforeId: PageId.nullable().default(null) }))
    .output(changed),
  /** Takes pages out of their description; they wait among the loose ones. */
  detach: oc
    .errors(writing)
    .input(z.object({ ids: z.array(PageId).min(1) }))
    .output(changed),
  /** Gives pages to a description, last. */
  attach: oc
    .errors(writing)
    .input(z.object({ ids: z.array(PageId).min(1), descriptionId: DescriptionId }))
    .output(changed),
}
