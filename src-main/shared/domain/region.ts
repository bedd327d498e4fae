/** Rectangles on a page, in pixels of its upright image, origin top left (W3C Media Fragments, xywh=pixel). */

export interface Region {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** As `xywh=pixel:` has it. */
export const regionText = ({ x, y, width, height }: Region): string => [x, y, width, height].join(',')

/** A file can come from anywhere: what is no region is none. */
export function regionOf(text: string | null): Region | null {
  const parts = /^(\d{1,6}),(\d{1,6}),(\d{1,6}),(\d{1,6})$/.exec(text ?? '')
  if (!parts) return null
  const [x = 0, y = 0, width = 0, height = 0] = parts.slice(1).map(Number)
  return width > 0 && height > 0 ? { x, y, width, height } : null
}

const bounded = (value: number, most: number) => Math.min(Math.max(Math.round(value), 0), most)

/** The rectangle between two points, on the page. */
export function between(
  one: { readonly x: number; readonly y: number },
  other: { readonly x: number; readonly y: number },
  page: Size,
): Region {
  const x = bounded(Math.min(one.x, other.x), page.width - 1)
  const y = bounded(Math.min(one.y, other.y), page.height - 1)
  return {
    x,
    y,
    width: Math.max(1, bounded(Math.max(one.x, other.x), page.width) - x),
    height: Math.max(1, bounded(Math.max(one.y, other.y), page.height) - y),
  }
}

/**
 * The rectangle of which two corners are given, that would stand straight once it is turned about its middle by `tilt`
 * degrees, clockwise.
 */
export function tiltedBetween(
  one: { readonly x: number; readonly y: number },
  other: { readonly x: number; readonly y: number },
  tilt: number,
  page: Size,
): Region {
  const angle = (-tilt * Math.PI) / 180
  const [dx, dy] = [other.x - one.x, other.y - one.y]
  const width = Math.abs(dx * Math.cos(angle) - dy * Math.sin(angle))
  const height = Math.abs(dx * Math.sin(angle) + dy * Math.cos(angle))
  const [x, y] = [(one.x + other.x - width) / 2, (one.y + other.y - height) / 2]
  return between({ x, y }, { x: x + width, y: y + height }, page)
}

/** The rectangle elsewhere, whole on the page. */
export const moved = (region: Region, x: number, y: number, page: Size): Region => ({
  ...region,
  x: bounded(region.x + x, page.width - region.width),
  y: bounded(region.y + y, page.height - region.height),
})

/** The rectangle wider and higher, from the same corner. */
export const resized = (region: Region, width: number, height: number, page: Size): Region => ({
  ...region,
  width: Math.max(1, bounded(region.width + width, page.width - region.x)),
  height: Math.max(1, bounded(region.height + height, page.height - region.y)),
})
