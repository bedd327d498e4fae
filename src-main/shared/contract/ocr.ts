/** Text read off pages by a machine: by the program itself, or elsewhere and brought in as a file. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { OCR_FILE_FORMATS, OCR_LANGUAGES } from '../domain/ocr.ts'
import { Region } from './description.ts'
import { refusing } from './errors.ts'
import { DescriptionId, Handle, HistoryId, JobId, PageId, TextId } from './ids.ts'
import { Scope } from './scope.ts'
import { DIRECTIONS } from './text.ts'

export const OcrDirection = z.enum(DIRECTIONS)

/** What is done to a page before it is read. */
const preparation = {
  /** Turned until its lines are level. */
  deskew: z.boolean().default(true),
  /** Single specks go. */
  denoise: z.boolean().default(false),
  /** Black and white, each part held against the paper around it: fewer letters are read wrongly, and it is quicker. */
  threshold: z.boolean().default(true),
  /** Stamps and markings that the description places on the page are painted over, beside the areas of `leaveOut`. */
  leaveOutMarks: z.boolean().default(true),
}

/** One page, or a part of it. Regions are pixels of its upright image. */
const part = {
  pageId: PageId,
  /** Null: the whole page. */
  region: Region.nullable().default(null),
}

export const OcrAbout = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('page'), ...part }),
  z.object({ kind: z.literal('scope'), scope: Scope }),
])
export type OcrAbout = z.infer<typeof OcrAbout>

const refused = z.array(
  z.object({
    file: z.string(),
    /** Ordinal of the page in its description; null where a file as a whole was refused. */
    page: z.number().int().nullable(),
    code: z.string(),
    data: z.record(z.string(), z.unknown()),
  }),
)

const counted = {
  pages: z.number().int(),
  paragraphs: z.number().int(),
  words: z.number().int(),
  /** Words with less confidence than `LOW_CONFIDENCE` (domain/ocr.ts). */
  doubtful: z.number().int(),
  /** Pages left as they are, because somebody has edited what was read there. */
  kept: z.array(z.object({ descriptionId: DescriptionId, pageId: PageId })),
  refused,
  /** The texts that were written. */
  textIds: z.array(TextId),
  historyId: HistoryId.nullable(),
}

export const OcrResult = z.object(counted)
export type OcrResult = z.infer<typeof OcrResult>

/** What to do with paragraphs that a machine read and somebody has edited since: `ask` refuses with `ocrEdited`. */
const edited = z.enum(['ask', 'keep', 'replace']).default('ask')

/** A page of a file, and the page of the description that it is taken for. */
const FilePage = z.object({
  /** Ordinal in the file, from 1. */
  number: z.number().int(),
  /** Name of the image that the file says it is of. */
  image: z.string().nullable(),
  paragraphs: z.number().int(),
  lines: z.number().int(),
  words: z.number().int(),
  /** Boxes that were on no page, or nowhere, and so left out; their words stay. */
  unplaced: z.number().int(),
  pageId: PageId.nullable(),
  pageNumber: z.number().int().nullable(),
  matchedBy: z.enum(['name', 'order']).nullable(),
  /** The first words, to be looked at. */
  beginning: z.string(),
})

const ReadFile = z.object({
  /** The file again, to be taken in. */
  handle: Handle,
  file: z.string(),
  format: z.enum(OCR_FILE_FORMATS).nullable(),
  pages: z.array(FilePage),
  /** Why it is not taken, as a code with its details; null when it is. */
  refused: refused.element.omit({ file: true, page: true }).nullable(),
})
export type ReadFile = z.infer<typeof ReadFile>

export const ocr = {
  /** What of a page is never read: regions in pixels of its upright image, painted over before it is read. */
  leftOut: oc
    .errors(refusing('noCatalogueOpen', 'pageNotFound'))
    .input(z.object({ pageId: PageId }))
    .output(z.array(Region)),
  /** Says so of pages, in place of what was said before; each takes what lies on it. */
  leaveOut: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'pageNotFound'))
    .input(z.object({ pageIds: z.array(PageId).min(1).max(10_000), regions: z.array(Region).max(200) }))
    .output(z.object({ historyId: HistoryId.nullable() })),
  /** Languages and direction that a page seems to be written in: tried out on a piece of it, among the languages of its description. */
  propose: oc
    .errors(refusing('noCatalogueOpen', 'pageNotFound', 'linkNotFollowed', 'decoderFailed', 'scanDamaged'))
    .input(z.object({ pageId: PageId }))
    .output(
      z.object({
        languages: z.array(z.enum(OCR_LANGUAGES)).min(1),
        direction: OcrDirection,
        /** How sure the recogniser was, from 0 to 1. */
        confidence: z.number(),
      }),
    ),
  /** The page as it is given to the recogniser, as a JPEG in Base64. */
  preview: oc
    .errors(refusing('noCatalogueOpen', 'pageNotFound', 'linkNotFollowed', 'decoderFailed', 'scanDamaged'))
    .input(z.object({ ...part, ...preparation, box: z.number().int().min(64).max(2000).default(1200) }))
    .output(
      z.object({
        jpeg: z.string(),
        width: z.number().int(),
        height: z.number().int(),
        /** Degrees by which it was straightened, clockwise. */
        angle: z.number(),
        /** How many regions were painted over. */
        leftOut: z.number().int(),
      }),
    ),
  /**
   * Starts a job; its result is an OcrResult. The words go into the transcription of the description with the source
   * `ocr` and the same language and direction, which is made where there is none; paragraphs read there before from the
   * same page (or the same region) give way. What one job writes is one undo step.
   */
  start: oc
    .errors(
      refusing(
        'noCatalogueOpen',
        'readOnly',
        'descriptionNotFound',
        'pageNotFound',
        'ocrNothing',
        'ocrEdited',
      ),
    )
    .input(
      z.object({
        about: OcrAbout,
        /** Null: proposed for each description. */
        languages: z.array(z.enum(OCR_LANGUAGES)).min(1).max(2).nullable().default(null),
        direction: OcrDirection.nullable().default(null),
        ...preparation,
        edited,
      }),
    )
    .output(z.object({ jobId: JobId })),
  /** What hOCR, ALTO and PAGE files hold, and which pages they are taken for: by the name of the image, then in order. */
  previewFiles: oc
    .errors(refusing('noCatalogueOpen', 'handleUnknown', 'descriptionNotFound'))
    .input(z.object({ descriptionId: DescriptionId, handles: z.array(Handle).min(1).max(2000) }))
    .output(z.object({ files: z.array(ReadFile), pagesWithout: z.number().int() })),
  /**
   * Starts a job that takes in what `previewFiles` showed, as one more text of the description, with the source
   * `imported`; its result is an OcrResult.
   */
  takeFiles: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'handleUnknown', 'descriptionNotFound', 'ocrNothing'))
    .input(
      z.object({
        descriptionId: DescriptionId,
        handles: z.array(Handle).min(1).max(2000),
        language: z.enum(OCR_LANGUAGES).nullable().default(null),
        direction: OcrDirection.default('horizontal'),
      }),
    )
    .output(z.object({ jobId: JobId })),
}
