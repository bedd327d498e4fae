/** Reading copies: a file for each record, with its pages, its texts, what is said of it and how it is cited. For staff alone. */
import type { Page } from '../../shared/contract/scan.ts'
import { checkHtml } from './check-html.ts'
import type { ReadingDocument } from './document.ts'
import { htmlOf, titleOf } from './html.ts'
import { ReadingOptions } from './options.ts'

export interface ReadingImages {
  /** Whether there is an image of a page that could be opened. */
  has(page: Page): boolean
  /** Its bytes (JPEG). */
  read(page: Page): Promise<Uint8Array>
}

export interface WrittenReading {
  readonly content: AsyncIterable<string | Uint8Array>
  /** How many sheets it has; null where that is decided by who prints it. */
  readonly sheets: number | null
  /** Characters that no typeface of it has. */
  readonly missing: ReadonlySet<string>
}

export interface ReadingExporter {
  readonly id: string
  readonly name: string
  readonly version: string
  readonly extension: string
  readonly mediaType: string
  readonly shape: 'records'
  readonly options: typeof ReadingOptions
  /** With null, images are left out. */
  write(document: ReadingDocument, images: ReadingImages | null, generator: string): Promise<WrittenReading>
  /** Reads a written file back. @throws exportInvalid */
  check?(path: string, document: ReadingDocument): Promise<void>
}

const shared = { name: 'Reading view', shape: 'records', options: ReadingOptions } as const

const readingHtml: ReadingExporter = {
  ...shared,
  id: 'reading-html',
  version: 'HTML',
  extension: 'html',
  mediaType: 'text/html',
  write: (document, images) =>
    Promise.resolve({
      content: htmlOf(document, {
        links: true,
        images: 'file',
        ...(images && {
          image: async (page: Page) =>
            images.has(page)
              ? `data:image/jpeg;base64,${Buffer.from(await images.read(page)).toString('base64')}`
              : null,
        }),
      }),
      sheets: null,
      missing: new Set<string>(),
    }),
  check: checkHtml,
}

const readingPdf: ReadingExporter = {
  ...shared,
  id: 'reading-pdf',
  version: 'PDF',
  extension: 'pdf',
  mediaType: 'application/pdf',
  async write(document, images, generator) {
    // Typefaces take a while to load: only who sets sheets waits for them.
    const { pdfOf, plannedPdf } = await import('./pdf.ts')
    const planned = plannedPdf(document, {
      withImage: (page) => images?.has(page) ?? false,
      images: images !== null,
    })
    const image = (page: Page) => images?.read(page) ?? Promise.resolve(null)
    return {
      content: pdfOf(document, planned, { image, title: titleOf(document), generator }),
      sheets: planned.sheets.length,
      missing: planned.type.missing,
    }
  },
}

export const READING_EXPORTERS: readonly ReadingExporter[] = [readingHtml, readingPdf]
