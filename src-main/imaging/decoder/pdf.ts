/**
 * Pages of a PDF, drawn by PDFium (compiled to WebAssembly, without scripts and without a network). The engine asks
 * for the ranges of the file that it needs; the file is never read whole.
 */
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium'
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { refusal } from '../../shared/contract/errors.ts'
import type { Size } from './picture.ts'

/** What a page is drawn at where it does not consist of one image with a resolution of its own. */
export const PDF_PIXELS_PER_INCH = 300
/** The most pixels of a drawn page; a larger sheet is drawn at a lower resolution. */
const MOST_DRAWN = 100_000_000
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

export interface Pdf {
  readonly pageCount: number
  /** Size in pixels at which a page is drawn. */
  page(frame: number): PdfPage
  /** Rows of a page drawn at the given size: RGB, three bytes a pixel, from the top. */
  bands(frame: number, size: Size): { rows: number; bands: Iterable<Uint8Array> }
  close(): void
}

/** The part of Emscripten's runtime that is used; the package's typings refer to ones that do not come with it. */
interface Runtime {
  /** A view of the memory, made anew whenever that grows. */
  readonly HEAPU8: Uint8Array
  wasmExports: { malloc: (size: number) => number; free: (pointer: number) => void }
  addFunction: (callback: (...values: number[]) => number, signature: string) => number
  removeFunction: (pointer: number) => void
  setValue: (pointer: number, value: number, type: 'i32') => void
  getValue: (pointer: number, type: 'i32' | 'float') => number
}
type Engine = Omit<WrappedPdfiumModule, 'pdfium'> & { pdfium: Runtime }

let engine: Promise<Engine> | undefined

async function loadEngine(): Promise<Engine> {
  const wasm = readFileSync(fileURLToPath(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm')))
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength)
  const silent = () => undefined
  const pdfium = await init({ wasmBinary, print: silent, printErr: silent })
  pdfium.PDFiumExt_Init()
  return pdfium as unknown as Engine
}

/** @throws pdfEncrypted, scanDamaged */
export async function openPdf(path: string, name: string): Promise<Pdf> {
  const pdfium = await (engine ??= loadEngine())
  const { wasmExports, addFunction, removeFunction, setValue } = pdfium.pdfium
  const fd = openSync(path, 'r')
  const size = fstatSync(fd).size
  const readBlock = (_ = 0, position = 0, buffer = 0, length = 0): number => {
    try {
      // Memory may have grown, and its view with it, since the last call.
      return readSync(fd, pdfium.pdfium.HEAPU8, buffer, length, position >>> 0) === length ? 1 : 0
    } catch {
      return 0
    }
  }
  const callback = addFunction(readBlock, 'iiiii')
  // FPDF_FILEACCESS: length, function, its first argument.
  const access = wasmExports.malloc(12)
  for (const [i, value] of [size, callback, 0].entries()) setValue(access + 4 * i, value, 'i32')
  const document = size < 2 ** 32 ? pdfium.FPDF_LoadCustomDocument(access, '') : 0
  const error = document === 0 ? pdfium.FPDF_GetLastError() : 0
  const close = () => {
    if (document !== 0) pdfium.FPDF_CloseDocument(document)
    wasmExports.free(access)
    removeFunction(callback)
    closeSync(fd)
  }
  const pageCount = document === 0 ? 0 : pdfium.FPDF_GetPageCount(document)
  if (pageCount === 0) {
    close()
    const encrypted = error === ERROR_PASSWORD || error === ERROR_SECURITY
    throw refusal(encrypted ? 'pdfEncrypted' : 'scanDamaged', { file: name })
  }

  function withPage<T>(frame: number, use: (page: number) => T): T {
    const page = frame < pageCount ? pdfium.FPDF_LoadPage(document, frame) : 0
    if (page === 0) throw refusal('scanDamaged', { file: name })
    try {
      return use(page)
    } finally {
      pdfium.FPDF_ClosePage(page)
    }
  }

  function* drawn(frame: number, { width, height }: Size, rows: number): Generator<Uint8Array, void> {
    const page = pdfium.FPDF_LoadPage(document, frame)
    if (page === 0) throw refusal('scanDamaged', { file: name })
    const bitmap = pdfium.FPDFBitmap_CreateEx(width, rows, BGR, 0, 0)
    try {
      if (bitmap === 0) throw new Error('no memory for a band')
      const stride = pdfium.FPDFBitmap_GetStride(bitmap)
      for (let top = 0; top < height; top += rows) {
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, rows, 0xffffffff)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, -top, width, height, 0, RENDER_FLAGS)
        yield withoutPadding(pdfium, bitmap, stride, width * 3, Math.min(rows, height - top))
      }
    } finally {
      if (bitmap !== 0) pdfium.FPDFBitmap_Destroy(bitmap)
      pdfium.FPDF_ClosePage(page)
    }
  }

  return {
    pageCount,
    page: (frame) => withPage(frame, (page) => drawnSize(pdfium, page, name)),
    bands(frame, wanted) {
      const rows = Math.max(1, Math.min(wanted.height, Math.floor(BAND_BYTES / (wanted.width * 3))))
      return { rows, bands: drawn(frame, wanted, rows) }
    },
    close,
  }
}

/** Rows of a bitmap begin at multiples of four bytes; those of a picture follow each other. */
function withoutPadding(pdfium: Engine, bitmap: number, stride: number, rowBytes: number, rows: number) {
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

function drawnSize(pdfium: Engine, page: number, name: string): PdfPage {
  const [width, height] = [pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)].map(
    (points) => points / POINTS_PER_INCH,
  ) as [number, number]
  if (!(width > 0 && height > 0)) throw refusal('scanDamaged', { file: name })
  const wanted = scannedAt(pdfium, page, width * height) ?? PDF_PIXELS_PER_INCH
  const pixelsPerInch = Math.min(wanted, Math.sqrt(MOST_DRAWN / (width * height)))
  return {
    width: Math.max(1, Math.round(width * pixelsPerInch)),
    height: Math.max(1, Math.round(height * pixelsPerInch)),
    pixelsPerInch: Math.round(pixelsPerInch * 100) / 100,
  }
}

/** The resolution of the image that is all of a page, as scanning programs make them; null for any other page. */
function scannedAt(pdfium: Engine, page: number, area: number): number | null {
  if (pdfium.FPDFPage_CountObjects(page) !== 1) return null
  const image = pdfium.FPDFPage_GetObject(page, 0)
  if (image === 0 || pdfium.FPDFPageObj_GetType(image) !== IMAGE_OBJECT) return null
  const { wasmExports, getValue } = pdfium.pdfium
  const at = wasmExports.malloc(24)
  try {
    if (!pdfium.FPDFImageObj_GetImagePixelSize(image, at, at + 4)) return null
    if (!pdfium.FPDFPageObj_GetBounds(image, at + 8, at + 12, at + 16, at + 20)) return null
    const pixels = getValue(at, 'i32') * getValue(at + 4, 'i32')
    const [left, bottom, right, top] = [8, 12, 16, 20].map((offset) => getValue(at + offset, 'float')) as [
      number,
      number,
      number,
      number,
    ]
    const covered = ((right - left) * (top - bottom)) / POINTS_PER_INCH ** 2
    const pixelsPerInch = Math.sqrt(pixels / covered)
    return covered > 0.95 * area && pixelsPerInch >= POINTS_PER_INCH && pixelsPerInch <= 2400
      ? pixelsPerInch
      : null
  } finally {
    wasmExports.free(at)
  }
}
