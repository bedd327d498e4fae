/**
 * How a page is shown: which rectangle of its upright image, turned by how much, and where the points of the image come to
 * lie. The rectangle of a crop stands straight in what is shown: on the image it is turned about its middle, against the
 * straightening.
 */
import type { Region, Size } from './region.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Adjustments {
  /** From -100 to 100, as contrast; 0 leaves the image as it is. */
  readonly brightness: number
  readonly contrast: number
  /** Above 1, middle tones become lighter. */
  readonly gamma: number
  readonly inverted: boolean
  /** From 0 to 100. */
  readonly sharpness: number
  /** Degrees clockwise, beside the rotation by right angles. */
  readonly straightening: number
  readonly crop: Region | null
}

/** What says how a page is shown. */
export interface Viewed {
  readonly width: number | null
  readonly height: number | null
  readonly rotation: number
  readonly part: Region | null
  readonly adjustments: Adjustments
}

export const PLAIN: Adjustments = {
  brightness: 0,
  contrast: 0,
  gamma: 1,
  inverted: false,
  sharpness: 0,
  straightening: 0,
  crop: null,
}

const bounded = (value: number, least: number, most: number, usual: number): number =>
  Number.isFinite(value) ? Math.min(Math.max(value, least), most) : usual

/** A file can come from anywhere: what no call would have written is brought within its bounds. */
export const withinBounds = (given: Adjustments): Adjustments => ({
  ...given,
  brightness: Math.round(bounded(given.brightness, -100, 100, 0)),
  contrast: Math.round(bounded(given.contrast, -100, 100, 0)),
  gamma: bounded(given.gamma, 0.2, 5, 1),
  sharpness: Math.round(bounded(given.sharpness, 0, 100, 0)),
  straightening: bounded(given.straightening, -45, 45, 0),
})

/** Those that change colours and not places, and so mean the same on any page. */
export const TONES = ['brightness', 'contrast', 'gamma', 'inverted', 'sharpness'] as const

export const isPlain = (adjustments: Adjustments): boolean =>
  adjustments.crop === null &&
  [...TONES, 'straightening' as const].every((name) => adjustments[name] === PLAIN[name])

/** What of the image belongs to the page: its part, or all. */
export const partOf = ({ width, height, part }: Pick<Viewed, 'width' | 'height' | 'part'>): Region =>
  part ?? { x: 0, y: 0, width: width ?? 1, height: height ?? 1 }

/** The rectangle that is shown. */
export const shownRegion = (page: Viewed): Region => page.adjustments.crop ?? partOf(page)

/** Degrees by which the image is turned when shown, clockwise. */
export const turnOf = ({ rotation, adjustments }: Viewed): number => rotation + adjustments.straightening

export const middleOf = ({ x, y, width, height }: Region): Point => ({ x: x + width / 2, y: y + height / 2 })

/** A point turned about another, clockwise as it is seen. */
export function turned({ x, y }: Point, degrees: number, about: Point = { x: 0, y: 0 }): Point {
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [dx, dy] = [x - about.x, y - about.y]
  return { x: about.x + dx * cos - dy * sin, y: about.y + dx * sin + dy * cos }
}

/** Corners of what is shown, in pixels of the upright image, clockwise from its own upper left. */
export function cornersOf(page: Viewed): Point[] {
  const region = shownRegion(page)
  const { x, y, width, height } = region
  const about = middleOf(region)
  const tilt = page.adjustments.crop === null ? 0 : -page.adjustments.straightening
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ].map((corner) => turned(corner, tilt, about))
}

/** Whether a point of the image is in what is shown. */
export function isShown(page: Viewed, point: Point): boolean {
  const region = shownRegion(page)
  const tilt = page.adjustments.crop === null ? 0 : page.adjustments.straightening
  const { x, y } = turned(point, tilt, middleOf(region))
  return x >= region.x && y >= region.y && x <= region.x + region.width && y <= region.y + region.height
}

/** Width and height of what is shown, turned as it is, in pixels of the image. */
export function shownSize(page: Viewed): Size {
  const seen = cornersOf(page).map((corner) => turned(corner, turnOf(page)))
  const [across, down] = [seen.map(({ x }) => x), seen.map(({ y }) => y)]
  return {
    width: Math.max(...across) - Math.min(...across),
    height: Math.max(...down) - Math.min(...down),
  }
}

export interface Placing {
  /** Of what is shown, fitted into the box. */
  readonly width: number
  readonly height: number
  /** Of the whole image at that size. */
  readonly imageWidth: number
  readonly imageHeight: number
  /** As CSS has it, for an image with its origin in the upper left corner of the fitted rectangle. */
  readonly matrix: readonly [number, number, number, number, number, number]
}

/** Where the whole image has to stand for its shown part to fill a rectangle that fits into a square. */
export function placing(page: Viewed, box: number): Placing {
  const size = shownSize(page)
  const scale = box / Math.max(size.width, size.height)
  const [width, height] = [size.width * scale, size.height * scale]
  const middle = middleOf(shownRegion(page))
  const angle = (turnOf(page) * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [x, y] = [middle.x * scale, middle.y * scale]
  return {
    width,
    height,
    imageWidth: (page.width ?? 1) * scale,
    imageHeight: (page.height ?? 1) * scale,
    matrix: [cos, sin, -sin, cos, width / 2 - (cos * x - sin * y), height / 2 - (sin * x + cos * y)],
  }
}

/** What two rectangles have in common; null where they do not meet. */
export function common(one: Region, other: Region): Region | null {
  const x = Math.max(one.x, other.x)
  const y = Math.max(one.y, other.y)
  const width = Math.min(one.x + one.width, other.x + other.width) - x
  const height = Math.min(one.y + one.height, other.y + other.height) - y
  return width > 0 && height > 0 ? { x, y, width, height } : null
}

/** The smallest rectangle around two. */
export function around(one: Region, other: Region): Region {
  const x = Math.min(one.x, other.x)
  const y = Math.min(one.y, other.y)
  return {
    x,
    y,
    width: Math.max(one.x + one.width, other.x + other.width) - x,
    height: Math.max(one.y + one.height, other.y + other.height) - y,
  }
}

/** Whether a rectangle lies in another. */
export const isWithin = (inner: Region, outer: Region): boolean => {
  const shared = common(inner, outer)
  return shared?.width === inner.width && shared.height === inner.height
}

/**
 * The two parts of a page that is cut where it is seen, from top to bottom: `at` is the share of its width that lies to
 * the left. The part on the left comes first.
 */
export function halves(page: Viewed, at: number): [Region, Region] {
  const { x, y, width, height } = partOf(page)
  const across = page.rotation % 180 === 0
  const backwards = page.rotation === 180 || page.rotation === 90
  const length = across ? width : height
  const share = backwards ? 1 - at : at
  const cut = Math.min(length - 1, Math.max(1, Math.round(length * share)))
  const before = across ? { x, y, width: cut, height } : { x, y, width, height: cut }
  const after = across
    ? { x: x + cut, y, width: width - cut, height }
    : { x, y: y + cut, width, height: height - cut }
  return backwards ? [after, before] : [before, after]
}
