/**
 * How far a withheld pixel reaches in the file it was scanned to. Coding without loss keeps it in its place. JPEG codes
 * blocks, and halved colour reaches one sample beyond them; what others do reaches across the page, so that a part of
 * such a page is only given out by a person who signs that traces may remain.
 */
import type { Region, Size } from '../region.ts'
import { asStored, asUpright, bottom, onPage, right, widened } from './rectangles.ts'
import type { Orientation } from './rectangles.ts'

/** Codings whose reach over the page is not bounded, or cannot be told from the file. */
export const UNBOUNDED = [
  'jpeg2000',
  'webp',
  'avif',
  'jbig2',
  /** Colours chosen for the whole picture, and mostly strewn. */
  'palette',
  /** A page of a PDF that is not one image is painted anew. */
  'drawn',
  /** Tables made for the image: the coder may have weighed its blocks against each other. */
  'ownTablesJpeg',
  /** Blocks that do not stand on the page's own grid, or unusual sampling. */
  'otherJpeg',
] as const
export type Unbounded = (typeof UNBOUNDED)[number]

export type Coding =
  | { readonly kind: 'lossless' }
  | {
      readonly kind: 'jpeg'
      /** Pixels of the stored image in one unit of coding. */
      readonly block: Size
      /** How many pixels share one sample of colour. */
      readonly chroma: Size
      readonly orientation: Orientation
    }
  | { readonly kind: 'unbounded'; readonly by: Unbounded }

/** Of an image that was turned, straightened or made smaller after scanning, neighbouring pixels know of each other. */
export const RESAMPLED = 4

/** Whether a part of the page may be given out: freely, or only with the signature that traces may remain. */
export const partialRelease = (coding: Coding): 'free' | 'signed' =>
  coding.kind === 'unbounded' ? 'signed' : 'free'

/** The rectangle that has to be black so that nothing outside depends on what is in the mark. `page` is upright. */
export function coded(mark: Region, page: Size, coding: Coding, resampled = false): Region {
  const own = resampled ? widened(mark, RESAMPLED) : mark
  const whole = onPage(own, page) ?? mark
  if (coding.kind !== 'jpeg') return whole
  const { block, chroma, orientation } = coding
  const stored = asStored(whole, page, orientation)
  const [x, y] = [down(stored.x, block.width), down(stored.y, block.height)]
  const blocks = {
    x,
    y,
    width: up(right(stored), block.width) - x,
    height: up(bottom(stored), block.height) - y,
  }
  // Colour is spread between its samples, so that one of them is known to the pixels of the next.
  const [across, along] = [chroma.width > 1 ? chroma.width : 0, chroma.height > 1 ? chroma.height : 0]
  const size = orientation >= 5 ? { width: page.height, height: page.width } : page
  const ringed = onPage(widened(blocks, across, along), size) ?? blocks
  return asUpright(ringed, size, orientation)
}

/** The most pixels over which the coding carries one. */
export const reachOf = (coding: Coding): number =>
  coding.kind === 'jpeg'
    ? Math.max(coding.block.width, coding.block.height) + Math.max(coding.chroma.width, coding.chroma.height)
    : 0

/** What of a rectangle knows nothing of what is outside of it; null where nothing is left. `page` is upright. */
export function inner(region: Region, page: Size, coding: Coding): Region | null {
  if (coding.kind !== 'jpeg') return region
  const { block, chroma, orientation } = coding
  const size = orientation >= 5 ? { width: page.height, height: page.width } : page
  const stored = asStored(region, page, orientation)
  const within = (from: number, to: number, most: number, unit: number, ring: number) => {
    const start = from <= 0 ? 0 : up(from, unit) + (ring > 1 ? ring : 0)
    const end = to >= most ? most : down(to, unit) - (ring > 1 ? ring : 0)
    return { start, length: end - start }
  }
  const across = within(stored.x, right(stored), size.width, block.width, chroma.width)
  const along = within(stored.y, bottom(stored), size.height, block.height, chroma.height)
  if (across.length < 1 || along.length < 1) return null
  const left = { x: across.start, y: along.start, width: across.length, height: along.length }
  return asUpright(left, size, orientation)
}

const down = (value: number, unit: number) => Math.floor(value / unit) * unit
const up = (value: number, unit: number) => Math.ceil(value / unit) * unit
