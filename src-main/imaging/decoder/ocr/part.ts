/** Which pixels of a file are a part of its upright page. */
import { asStored } from '../../../shared/domain/box/rectangles.ts'
import type { Region, Size } from '../../../shared/domain/region.ts'
import { uprightSize, type Image } from '../../image.ts'

/** A4 at 500 dots an inch. More does not help the recogniser, and would have to be held as a whole. */
export const MOST_READ_PIXELS = 24_000_000

/** The region as far as it is on the page; the whole page without one. */
export function onPage(region: Region | null, { width, height }: Size): Region {
  if (!region) return { x: 0, y: 0, width, height }
  const x = Math.min(Math.max(0, Math.floor(region.x)), width - 1)
  const y = Math.min(Math.max(0, Math.floor(region.y)), height - 1)
  return {
    x,
    y,
    width: Math.max(1, Math.min(Math.ceil(region.width), width - x)),
    height: Math.max(1, Math.min(Math.ceil(region.height), height - y)),
  }
}

/** A region of the upright page on the picture as it is stored. */
export function storedRegion(region: Region, page: Image) {
  const { x, y, width, height } = asStored(region, uprightSize(page), page.orientation)
  return { left: x, top: y, width, height }
}
