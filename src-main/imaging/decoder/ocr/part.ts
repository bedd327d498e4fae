/** Which pixels of a file are a part of its upright page. */
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

/** A region of the upright page on the picture as it is stored (EXIF and TIFF tag 274). */
export function storedRegion({ x, y, width, height }: Region, page: Image) {
  const { orientation } = page
  const size = uprightSize(page)
  const right = size.width - x - width
  const below = size.height - y - height
  const turned = orientation >= 5
  const left = [
    [1, 4].includes(orientation) && x,
    [2, 3].includes(orientation) && right,
    [5, 6].includes(orientation) && y,
    [7, 8].includes(orientation) && below,
  ].find((value) => value !== false)
  const top = [
    [1, 2].includes(orientation) && y,
    [3, 4].includes(orientation) && below,
    [5, 8].includes(orientation) && x,
    [6, 7].includes(orientation) && right,
  ].find((value) => value !== false)
  return { left: left ?? x, top: top ?? y, width: turned ? height : width, height: turned ? width : height }
}
