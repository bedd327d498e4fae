/** Pages of a PDF as pictures. The engine asks for the ranges of the file that it needs; it is never read whole. */
import { refusal } from '../../shared/contract/errors.ts'
import type { PdfCoding } from '../burn/coding.ts'
import { uprightSize, type Orientation } from '../image.ts'
import type { Bands } from './bands.ts'
import { filtersOf, onlyImage, reading, withPixels, type PageImageObject } from './pdf-image.ts'
import { loadEngine, openDocument, type Bytes, type Engine } from './pdfium.ts'
import type { Size } from './picture.ts'

/** The most pixels of a page, drawn or its image's own; a larger sheet is drawn at a lower resolution. */
const MOST_PIXELS_OF_A_PAGE = 100_000_000
/** Bytes of one band of a page while it is drawn. */
const BAND_BYTES = 16 * 2 ** 20
const POINTS_PER_INCH = 72

const IMAGE_OBJECT = 3
const BGR = 2
/** FPDF_ANNOT: stamps and notes are part of what is seen. FPDF_REVERSE_BYTE_ORDER: red comes first. */
const RENDER_FLAGS = 0x01 | 0x10
const ERROR_PASSWORD = 4
const ERROR_SECURITY = 5

export interface PdfPage extends Size {
  pixelsPerInch: number
}

/** A page as rows of pixels, which may still have to be turned upright. */
export interface Drawing extends Bands {
  orientation: Orientation
}

export interface Place extends Size {
  left: number
  top: number
}

export interface Pdf {
  readonly pageCount: number
  /** The size of a page: that of the image it consists of, or what comes of drawing it at `pixelsPerInch`. */
  page(frame: number, pixelsPerInch: number): PdfPage
  /** The page at a size, for as long as `use` takes: where that is the size of its only image, the image's pixels. */
  withDrawing<T>(frame: number, size: Size, use: (drawing: Drawing) => Promise<T>): Promise<T>
  /** A part of the page halved so often, where it can be had without the rest; null where it cannot. */
  part?(place: Place, halvings: number): Promise<{ samples: 1 | 3; data: Uint8Array } | null>
  /** How the one image is coded that a page is; null for a page that is drawn. */
  filters?(frame: number): PdfCoding | null
  close(): void
}

/** The engine keeps what it has read of a page: after this many bytes the document is opened anew. */
const MOST_READ = 64 * 2 ** 20

/** @throws pdfEncrypted, scanDamaged */
export async function openPdf(bytes: Bytes, name: string): Promise<Pdf> {
  const pdfium = await loadEngine()
  let opened = openDocument(pdfium, bytes)
  const { document, error } = opened
  const pageCount = document === 0 ? 0 : pdfium.FPDF_GetPageCount(document)
  const close = () => {
    opened.close()
    bytes.close()
  }
  if (pageCount === 0) {
    close()
    const encrypted = error === ERROR_PASSWORD || error === ERROR_SECURITY
    throw refusal(encrypted ? 'pdfEncrypted' : 'scanDamaged', { file: name })
  }
  // One page is open at a time.
  const load = (frame: number): number => {
    if (opened.bytesRead > MOST_READ) {
      opened.close()
      opened = openDocument(pdfium, bytes)
    }
    const page = opened.document !== 0 && frame < pageCount ? pdfium.FPDF_LoadPage(opened.document, frame) : 0
    if (page === 0) throw refusal('scanDamaged', { file: name })
    return page
  }
  return {
    pageCount,
    page(frame, pixelsPerInch) {
      const page = load(frame)
      try {
        return sizeOf(pdfium, page, pixelsPerInch, name)
      } finally {
        pdfium.FPDF_ClosePage(page)
      }
    },
    async withDrawing(frame, size, use) {
      const page = load(frame)
      try {
        const image = ownImage(pdfium, page)
        const upright = image && uprightSize(image)
        if (image && upright?.width === size.width && upright.height === size.height) {
          const taken = await withPixels(pdfium, page, image, async (samples, rowsFrom) => ({
            done: await use({ ...banded(image, samples, rowsFrom), orientation: image.orientation }),
          }))
          if (taken) return taken.done
        }
        return await drawn(pdfium, page, size, use)
      } finally {
        pdfium.FPDF_ClosePage(page)
      }
    },
    filters(frame) {
      const page = load(frame)
      try {
        const image = ownImage(pdfium, page)
        return image && filtersOf(pdfium, page, image)
      } finally {
        pdfium.FPDF_ClosePage(page)
      }
    },
    close,
  }
}

/** Cuts a picture into bands that do not take much memory. */
function banded(
  { width, height }: Size,
  samples: 1 | 3,
  rowsFrom: (top: number, rows: number) => Uint8Array,
): Bands {
  const rows = Math.max(1, Math.min(height, Math.floor(BAND_BYTES / (width * samples))))
  function* bands() {
    for (let top = 0; top < height; top += rows) yield rowsFrom(top, Math.min(rows, height - top))
  }
  return { width, height, samples, rows, bands: bands() }
}

async function drawn<T>(pdfium: Engine, page: number, size: Size, use: (drawing: Drawing) => Promise<T>) {
  const { width, height } = size
  let bitmap = 0
  let bitmapRows = 0
  try {
    const bands = banded(size, 3, (top, rows) => {
      if (bitmap === 0) {
        bitmap = pdfium.FPDFBitmap_CreateEx(width, rows, BGR, 0, 0)
        bitmapRows = rows
      }
      if (bitmap === 0) throw new Error('no memory for a band')
      pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, bitmapRows, 0xffffffff)
      pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, -top, width, height, 0, RENDER_FLAGS)
      return withoutPadding(pdfium, bitmap, width * 3, rows)
    })
    return await use({ ...bands, orientation: 1 })
  } finally {
    if (bitmap !== 0) pdfium.FPDFBitmap_Destroy(bitmap)
  }
}

/** Rows of a bitmap begin at multiples of four bytes; those of a picture follow each other. */
function withoutPadding(pdfium: Engine, bitmap: number, rowBytes: number, rows: number): Uint8Array {
  const stride = pdfium.FPDFBitmap_GetStride(bitmap)
  const start = pdfium.FPDFBitmap_GetBuffer(bitmap)
  const heap = pdfium.pdfium.HEAPU8
  if (stride === rowBytes) return heap.slice(start, start + rowBytes * rows)
  const band = new Uint8Array(rowBytes * rows)
  for (let row = 0; row < rows; row++) {
    const from = start + row * stride
    band.set(heap.subarray(from, from + rowBytes), row * rowBytes)
  }
  return band
}

function ownImage(pdfium: Engine, page: number): PageImageObject | null {
  const image = onlyImage(pdfium, page)
  return image && image.width * image.height <= MOST_PIXELS_OF_A_PAGE ? image : null
}

function sizeOf(pdfium: Engine, page: number, pixelsPerInch: number, name: string): PdfPage {
  const [width, height] = [pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)].map(
    (points) => points / POINTS_PER_INCH,
  ) as [number, number]
  if (!(width > 0 && height > 0)) throw refusal('scanDamaged', { file: name })
  const image = ownImage(pdfium, page)
  if (image) return { ...uprightSize(image), pixelsPerInch: hundredths(image.pixelsPerInch) }
  const wanted = scannedAt(pdfium, page, width * height) ?? pixelsPerInch
  const drawnAt = Math.min(wanted, Math.sqrt(MOST_PIXELS_OF_A_PAGE / (width * height)))
  return {
    width: Math.max(1, Math.round(width * drawnAt)),
    height: Math.max(1, Math.round(height * drawnAt)),
    pixelsPerInch: hundredths(drawnAt),
  }
}

const hundredths = (value: number) => Math.round(value * 100) / 100

/** The resolution of the image that fills a page but for its edges, or lies on it askew; null for any other page. */
function scannedAt(pdfium: Engine, page: number, area: number): number | null {
  if (pdfium.FPDFPage_CountObjects(page) !== 1) return null
  const image = pdfium.FPDFPage_GetObject(page, 0)
  if (image === 0 || pdfium.FPDFPageObj_GetType(image) !== IMAGE_OBJECT) return null
  return reading(pdfium, 24, ({ at, integers, floats }) => {
    if (!pdfium.FPDFImageObj_GetImagePixelSize(image, at, at + 4)) return null
    const [columns = 0, rows = 0] = integers(2)
    if (!pdfium.FPDFPageObj_GetBounds(image, at, at + 4, at + 8, at + 12)) return null
    const [left = 0, bottom = 0, right = 0, top = 0] = floats(4)
    const covered = ((right - left) * (top - bottom)) / POINTS_PER_INCH ** 2
    const pixelsPerInch = Math.sqrt((columns * rows) / covered)
    return covered > 0.95 * area && pixelsPerInch >= POINTS_PER_INCH && pixelsPerInch <= 2400
      ? pixelsPerInch
      : null
  })
}
