/** Scans (bytes) and pages (places in a description that a scan may show). */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { Region } from './description.ts'
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

/** How a page is shown (domain/page-view.ts); its master is never changed. */
export const Adjustments = z.object({
  brightness: z.number().int().min(-100).max(100),
  contrast: z.number().int().min(-100).max(100),
  /** Above 1, middle tones become lighter. */
  gamma: z.number().min(0.2).max(5),
  inverted: z.boolean(),
  sharpness: z.number().int().min(0).max(100),
  /** Degrees clockwise, beside the rotation by right angles. */
  straightening: z.number().min(-45).max(45),
  /** What alone is shown; it stands straight in what is shown, and so is turned about its middle on the image. */
  crop: Region.nullable(),
})
export type Adjustments = z.infer<typeof Adjustments>

export const Side = z.enum(['recto', 'verso'])
/** `blank`: nothing is on it. `missing`: known to be lacking. */
export const PageState = z.enum(['blank', 'missing'])
export type PageState = z.infer<typeof PageState>

export const Page = z.object({
  id: PageId,
  descriptionId: DescriptionId.nullable(),
  /** Ordinal within its description, from 1. */
  number: z.number().int(),
  label: z.string().nullable(),
  /** Front or back of its leaf. */
  side: Side.nullable(),
  state: PageState.nullable(),
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
  /** What of the image is this page, in pixels of the upright image; null for all of it. */
  part: Region.nullable(),
  adjustments: Adjustments,
})
export type Page = z.infer<typeof Page>

/** Null where everything was so already. */
const changed = z.object({ historyId: HistoryId.nullable() })
const usage = z.object({ bytes: z.number(), files: z.number().int() })
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
  /** A page whose image does not exist yet, or that is known to be lacking: after another page, or last in its description. */
  addPage: oc
    .errors(writing)
    .input(
      z.object({
        descriptionId: DescriptionId,
        label: z.string().max(200).nullable().default(null),
        state: PageState.nullable().default(null),
        afterId: PageId.nullable().default(null),
      }),
    )
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
  /** Says which side of a leaf pages are, and whether they are blank or missing; what is not named stays. */
  mark: oc
    .errors(writing)
    .input(
      z.object({
        ids: z.array(PageId).min(1),
        side: Side.nullable().optional(),
        state: PageState.nullable().optional(),
      }),
    )
    .output(changed),
  /**
   * Labels pages, in the order given, on from the first label: 1r, 1v, 2r; i, ii, iii; 003, 004 (domain/page-label.ts).
   * A label that names a side sets it. Null takes the labels away.
   * @throws labelNotCounted when nothing in the label could be counted on
   */
  number: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'pageNotFound', 'labelNotCounted'))
    .input(z.object({ ids: z.array(PageId).min(1), first: z.string().trim().min(1).max(200).nullable() }))
    .output(changed),
  /**
   * Says how pages are shown; what is not named stays. A crop keeps of itself what lies on the page, and is not taken by a
   * page on which nothing of it lies. Calls of one `visit` are one step of undo.
   */
  adjust: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'pageNotFound'))
    .input(
      z.object({
        ids: z.array(PageId).min(1),
        adjustments: Adjustments.partial(),
        rotation: Page.shape.rotation.optional(),
        visit: z.string().max(100).optional(),
      }),
    )
    .output(changed),
  /**
   * Makes two pages of one, each a part of the same image, which stays as it is; the second follows the first. What has
   * its place on the second part goes with it.
   * @throws regionOutsidePage when a part is not on the page, pageWithoutImage
   */
  split: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'pageNotFound', 'pageWithoutImage', 'regionOutsidePage'))
    .input(z.object({ pages: z.array(z.object({ id: PageId, parts: z.tuple([Region, Region]) })).min(1) }))
    .output(changed.extend({ ids: z.array(PageId) })),
  /**
   * Makes one page of two that show parts of the same image; the first stays, with its label.
   * @throws pagesNotJoined when they do not
   */
  join: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'pageNotFound', 'pagesNotJoined'))
    .input(z.object({ ids: z.tuple([PageId, PageId]) }))
    .output(changed),
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
  /** How much the tiles and thumbnails of the catalogue are; they are made from the scans when somebody looks. */
  derivatives: oc.errors(refusing('noCatalogueOpen')).output(usage),
  /** Deletes them all; answers how much they were. They are made again when a page is looked at. */
  deleteDerivatives: oc.errors(refusing('noCatalogueOpen')).output(usage),
}
