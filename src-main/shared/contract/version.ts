/** A better scan of a page: laid over the one that is there, looked at, and taken; the one before stays as a version. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { refusing } from './errors.ts'
import { Handle, HistoryId, Instant, JobId, PageId, VersionId } from './ids.ts'
import { Page, Scan } from './scan.ts'

const region = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
})
const size = { width: z.number().int(), height: z.number().int() }

export const PageVersion = z.object({
  id: VersionId,
  scan: Scan,
  frame: z.number().int(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  replacedAt: Instant,
  replacedBy: z.string(),
})
export type PageVersion = z.infer<typeof PageVersion>

/** How what stands on the page comes to the new image: where it was found to lie, in proportion from edge to edge, or without a place. */
export const CARRYING = ['registered', 'stretched', 'none'] as const
export type Carrying = (typeof CARRYING)[number]

/** Result of the job: nothing is changed by it. Rectangles are in pixels of the upright images. */
export const VersionProposal = z.object({
  pageId: PageId,
  fileName: z.string(),
  /** Images that the file has. */
  frames: z.number().int(),
  frame: z.number().int(),
  before: z.object(size),
  after: z.object(size),
  /**
   * Null where the two do not fit on each other. `skew` is in degrees clockwise; `confidence` is from 0 to 1: below 0.7
   * it is to be looked at with care.
   */
  registration: z
    .object({ turn: z.number().int(), skew: z.number(), scale: z.number(), confidence: z.number() })
    .nullable(),
  /** What stands somewhere on the page, and where it would; null: outside. */
  marks: z.array(
    z.object({
      field: z.string(),
      value: z.string(),
      before: region,
      registered: region.nullable(),
      stretched: region.nullable(),
    }),
  ),
})
export type VersionProposal = z.infer<typeof VersionProposal>

export const version = {
  /** Scans that a page showed before, newest first. */
  list: oc
    .errors(refusing('noCatalogueOpen', 'pageNotFound'))
    .input(z.object({ pageId: PageId }))
    .output(z.array(PageVersion)),
  /** Lays a file, or an earlier version, over what a page shows. */
  propose: oc
    .errors(
      refusing(
        'noCatalogueOpen',
        'readOnly',
        'pageNotFound',
        'scanNotFound',
        'versionNotFound',
        'handleUnknown',
        'lentOut',
      ),
    )
    .input(
      z.object({
        pageId: PageId,
        handle: Handle.nullable().default(null),
        /** Which image of the file. */
        frame: z.number().int().min(0).default(0),
        storage: z.enum(['copied', 'linked']).default('copied'),
        versionId: VersionId.nullable().default(null),
      }),
    )
    .output(z.object({ jobId: JobId })),
  /** Takes what was proposed. */
  replace: oc
    .errors(
      refusing(
        'noCatalogueOpen',
        'readOnly',
        'jobNotFound',
        'pageNotFound',
        'registrationFailed',
        'fileChanged',
        'fileNotFound',
        'lentOut',
        'diskFull',
        'folderNotWritable',
      ),
    )
    .input(z.object({ jobId: JobId, carry: z.enum(CARRYING).default('registered') }))
    .output(z.object({ historyId: HistoryId.nullable(), page: Page })),
}
