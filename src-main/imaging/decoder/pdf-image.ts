/** A page of a PDF that is exactly one image, as scanning programs make them: the image's own pixels, not drawn anew. */
import type { PdfCoding } from '../burn/coding.ts'
import type { Orientation } from '../image.ts'
import type { Engine } from './pdfium.ts'
import type { Size } from './picture.ts'

/** An image object that is all that is seen of a page; sizes are of the image as stored. */
export interface PageImageObject extends Size {
  object: number
  orientation: Orientation
  /** Pixels per inch along the rows, on the page. */
  pixelsPerInch: number
}

const TEXT = 1
const IMAGE = 3
const INVISIBLE = 3
const UNKNOWN_COLOURS = 0
/** A page recognised by OCR holds its words, unseen, beside the image. */
const MOST_OBJECTS = 20_000
/** How far the image may stop short of the page's edge, or go beyond it, as a part of the page's side. */
const TOLERANCE = 0.005
const POINTS_PER_INCH = 72

/** The one image of a page; null for a page that shows anything else, a part of an image, or one seen through. */
export function onlyImage(pdfium: Engine, page: number): PageImageObject | null {
  const object = onlyObject(pdfium, page)
  if (object === null || pdfium.FPDFPage_GetAnnotCount(page) > 0) return null
  if (pdfium.FPDFPageObj_HasTransparency(object)) return null
  const clip = pdfium.FPDFPageObj_GetClipPath(object)
  if (clip !== 0 && pdfium.FPDFClipPath_CountPaths(clip) > 0) return null
  return reading(pdfium, 28, ({ at, integers, floats }) => {
    if (!pdfium.FPDFImageObj_GetImagePixelSize(object, at, at + 4)) return null
    const [width = 0, height = 0] = integers(2)
    if (!(width > 0 && height > 0)) return null
    if (!pdfium.FPDFPageObj_GetMatrix(object, at)) return null
    const matrix = floats(6) as [number, number, number, number, number, number]
    const orientation = orientationIn(matrix, pdfium.FPDFPage_GetRotation(page))
    if (orientation === null || !covers(pdfium, page, matrix)) return null
    const [a, b] = matrix
    return { object, width, height, orientation, pixelsPerInch: width / (Math.hypot(a, b) / POINTS_PER_INCH) }
  })
}

function onlyObject(pdfium: Engine, page: number): number | null {
  const count = pdfium.FPDFPage_CountObjects(page)
  if (count > MOST_OBJECTS) return null
  let image: number | null = null
  for (let i = 0; i < count; i++) {
    const object = pdfium.FPDFPage_GetObject(page, i)
    const type = pdfium.FPDFPageObj_GetType(object)
    if (type === TEXT && pdfium.FPDFTextObj_GetTextRenderMode(object) === INVISIBLE) continue
    if (type !== IMAGE || image !== null) return null
    image = object
  }
  return image
}

/**
 * A stencil has one bit and no colours: it is painted in whatever colour the page says. Asking unpacks the image, so it
 * is not done to list a page, nor for JPEG 2000, which is never a stencil (ISO 32000-1, 8.9.5.1).
 */
const isStencil = (pdfium: Engine, object: number, page: number): boolean =>
  reading(pdfium, 28, ({ at, integers, text }) => {
    const length = pdfium.FPDFImageObj_GetImageFilter(object, 0, at, 28)
    if (length <= 28 && text(length - 1) === 'JPXDecode') return false
    if (!pdfium.FPDFImageObj_GetImageMetadata(object, page, at)) return true
    const [, , , , bits, colours] = integers(6)
    return bits === 1 && colours === UNKNOWN_COLOURS
  })

function covers(
  pdfium: Engine,
  page: number,
  [a, b, c, d, e, f]: readonly [number, number, number, number, number, number],
) {
  return reading(pdfium, 16, ({ at, floats }) => {
    if (!pdfium.FPDF_GetPageBoundingBox(page, at)) return false
    const [left = 0, top = 0, right = 0, bottom = 0] = floats(4)
    const [x, y] = [[e, e + a + c].sort(ascending), [f, f + b + d].sort(ascending)]
    const near = (one = 0, other: number, side: number) => Math.abs(one - other) <= TOLERANCE * side
    const [width, height] = [right - left, top - bottom]
    return (
      near(x[0], left, width) &&
      near(x[1], right, width) &&
      near(y[0], bottom, height) &&
      near(y[1], top, height)
    )
  })
}

const ascending = (one: number, other: number) => one - other

/**
 * How the image lies on the page as it is looked at, in the words of EXIF; null where it lies askew. The matrix says
 * where the image's right and up are on the page; a turn of the page by quarters takes both along.
 */
export function orientationIn(
  [a, b, c, d]: readonly number[] & { 0: number; 1: number; 2: number; 3: number },
  quarters: number,
): Orientation | null {
  let [right, up] = [
    [a, b],
    [c, d],
  ] as [[number, number], [number, number]]
  for (let i = 0; i < (quarters & 3); i++) [right, up] = [turned(right), turned(up)]
  const size = Math.max(...[...right, ...up].map(Math.abs))
  const sign = (value: number) => (Math.abs(value) < 1e-3 * size ? 0 : Math.sign(value))
  const signs = [...right, ...up].map(sign).join(' ')
  return ORIENTATIONS[signs] ?? null
}

/** By a quarter clockwise, upwards being positive. */
const turned = ([x, y]: [number, number]): [number, number] => [y, -x]

/** By where the image's right and its up point. */
const ORIENTATIONS: Record<string, Orientation> = {
  '1 0 0 1': 1,
  '-1 0 0 1': 2,
  '-1 0 0 -1': 3,
  '1 0 0 -1': 4,
  '0 -1 -1 0': 5,
  '0 -1 1 0': 6,
  '0 1 1 0': 7,
  '0 1 -1 0': 8,
}

interface Scratch {
  at: number
  integers: (count: number) => number[]
  floats: (count: number) => number[]
  text: (length: number) => string
}

/** Gives `use` some memory of the engine's, for what a call answers by pointer. */
export function reading<T>(pdfium: Engine, bytes: number, use: (scratch: Scratch) => T): T {
  const { wasmExports, getValue } = pdfium.pdfium
  const at = wasmExports.malloc(bytes)
  const text = (length: number) =>
    Buffer.from(pdfium.pdfium.HEAPU8.subarray(at, at + length)).toString('latin1')
  const values = (type: 'i32' | 'float') => (count: number) =>
    Array.from({ length: count }, (_, i) => getValue(at + 4 * i, type))
  try {
    return use({ at, integers: values('i32'), floats: values('float'), text })
  } finally {
    wasmExports.free(at)
  }
}

const INDEXED_COLOURS = 10

/** How the image is coded: by that it is told how far a pixel of it reaches. */
export function filtersOf(pdfium: Engine, page: number, { object, orientation }: PageImageObject): PdfCoding {
  const count = pdfium.FPDFImageObj_GetImageFilterCount(object)
  const filters = Array.from({ length: count }, (_, index) =>
    reading(pdfium, 64, ({ at, text }) => {
      const length = pdfium.FPDFImageObj_GetImageFilter(object, index, at, 64)
      return length > 0 && length <= 64 ? text(length - 1) : ''
    }),
  )
  if (filters.at(-1) === 'DCTDecode') {
    // What lies around the JPEG is taken off; for pixels the engine would give pixels.
    const size = pdfium.FPDFImageObj_GetImageDataRaw(object, 0, 0)
    const only = filters.length === 1
    const jpeg = only
      ? reading(pdfium, size, ({ at }) => {
          pdfium.FPDFImageObj_GetImageDataRaw(object, at, size)
          return pdfium.pdfium.HEAPU8.slice(at, at + size)
        })
      : null
    return { filters, indexed: false, orientation, jpeg }
  }
  const indexed = reading(pdfium, 28, ({ at, integers }) => {
    if (filters.includes('JPXDecode')) return false
    return pdfium.FPDFImageObj_GetImageMetadata(object, page, at) && integers(6)[5] === INDEXED_COLOURS
  })
  return { filters, indexed, orientation, jpeg: null }
}

const GREY = 1
const BYTES_OF_PIXEL: Record<number, number> = { 1: 1, 2: 3, 3: 4, 4: 4 }

/** The image's own pixels, grey or RGB, for as long as `use` takes; null where it has none that could be taken. */
export async function withPixels<T>(
  pdfium: Engine,
  page: number,
  { object }: PageImageObject,
  use: (samples: 1 | 3, rowsFrom: (top: number, rows: number) => Uint8Array) => Promise<T>,
): Promise<T | null> {
  const bitmap = isStencil(pdfium, object, page) ? 0 : pdfium.FPDFImageObj_GetBitmap(object)
  if (bitmap === 0) return null
  try {
    const format = pdfium.FPDFBitmap_GetFormat(bitmap)
    const bytes = BYTES_OF_PIXEL[format]
    if (bytes === undefined) return null
    const [width, stride] = [pdfium.FPDFBitmap_GetWidth(bitmap), pdfium.FPDFBitmap_GetStride(bitmap)]
    const samples = format === GREY ? 1 : 3
    // One for all bands: what is thrown away piles up faster than it is collected.
    let band: Uint8Array | undefined
    return await use(samples, (top, rows) => {
      const start = pdfium.FPDFBitmap_GetBuffer(bitmap) + top * stride
      const part = pdfium.pdfium.HEAPU8.subarray(start, start + rows * stride)
      band ??= new Uint8Array(width * rows * samples)
      return packed(part, { width, rows, stride, bytes, samples }, band.subarray(0, width * rows * samples))
    })
  } finally {
    pdfium.FPDFBitmap_Destroy(bitmap)
  }
}

interface Layout {
  width: number
  rows: number
  stride: number
  bytes: number
  samples: 1 | 3
}

/** Rows one after the other; the engine keeps blue first, and a fourth byte where it likes. */
function packed(
  from: Uint8Array,
  { width, rows, stride, bytes, samples }: Layout,
  to: Uint8Array,
): Uint8Array {
  for (let row = 0, target = 0; row < rows; row++) {
    let source = row * stride
    if (samples === 1) {
      to.set(from.subarray(source, source + width), target)
      target += width
      continue
    }
    for (let x = 0; x < width; x++, source += bytes, target += 3) {
      to[target] = from[source + 2] ?? 0
      to[target + 1] = from[source + 1] ?? 0
      to[target + 2] = from[source] ?? 0
    }
  }
  return to
}
