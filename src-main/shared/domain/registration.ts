/**
 * Where what stands on a page stands on another image of the same page: turned by quarters, askew, larger or
 * smaller, and shifted. Rectangles are in pixels of upright images.
 */
import type { Region, Size } from './region.ts'

export interface Registration {
  /** How far the new image is to be turned clockwise to stand as the old one does. */
  readonly turn: 0 | 90 | 180 | 270
  /** Degrees clockwise by which the sheet lies askew in the new image, turned so, against the old one. */
  readonly skew: number
  /** Pixels of the new image for one of the old. */
  readonly scale: number
  /** Where the old image's corner lies in the new image, turned so. */
  readonly x: number
  readonly y: number
}

/** Old and new image taken for the same sheet from edge to edge. */
export interface Stretching {
  readonly old: Size
  readonly fresh: Size
}

interface Point {
  readonly x: number
  readonly y: number
}

/** A point turned clockwise about the corner, by degrees. */
export function turnedBy(degrees: number, { x, y }: Point): Point {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  return { x: cos * x - sin * y, y: sin * x + cos * y }
}

/** A rectangle of the old image on the new one, upright around all of it; null where nothing of it lies there. */
export function carried(region: Region, registration: Registration, fresh: Size): Region | null {
  const { turn, skew, scale } = registration
  const [right, bottom] = [region.x + region.width, region.y + region.height]
  const corners = [
    region,
    { x: right, y: region.y },
    { x: right, y: bottom },
    { x: region.x, y: bottom },
  ].map((corner) => turnedBy(skew, corner))
  const [across, down] = [corners.map(({ x }) => x), corners.map(({ y }) => y)]
  const [left, top] = [Math.min(...across), Math.min(...down)]
  const turned = {
    x: left * scale + registration.x,
    y: top * scale + registration.y,
    width: (Math.max(...across) - left) * scale,
    height: (Math.max(...down) - top) * scale,
  }
  return within(unturned(turned, turn, fresh), fresh)
}

export const carriedAll = (
  regions: readonly Region[],
  registration: Registration,
  fresh: Size,
): (Region | null)[] => regions.map((region) => carried(region, registration, fresh))

/** The same part of the sheet, where both images show the sheet alone. */
export function stretched(region: Region, { old, fresh }: Stretching): Region | null {
  const [across, down] = [fresh.width / old.width, fresh.height / old.height]
  return within(
    { x: region.x * across, y: region.y * down, width: region.width * across, height: region.height * down },
    fresh,
  )
}

/** From the image as it was turned clockwise back to the image itself. */
function unturned({ x, y, width, height }: Region, turn: Registration['turn'], fresh: Size): Region {
  switch (turn) {
    case 0:
      return { x, y, width, height }
    case 90:
      return { x: y, y: fresh.height - x - width, width: height, height: width }
    case 180:
      return { x: fresh.width - x - width, y: fresh.height - y - height, width, height }
    case 270:
      return { x: fresh.width - y - height, y: x, width: height, height: width }
  }
}

function within({ x, y, width, height }: Region, page: Size): Region | null {
  const [left, top] = [Math.max(0, Math.round(x)), Math.max(0, Math.round(y))]
  const right = Math.min(page.width, Math.round(x + width))
  const bottom = Math.min(page.height, Math.round(y + height))
  return right > left && bottom > top ? { x: left, y: top, width: right - left, height: bottom - top } : null
}
