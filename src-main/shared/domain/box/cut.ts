/**
 * A page that shows a part of its scan, or shows it turned: what is taken from the scan, how it is laid, and where a mark
 * comes to lie. Whatever is outside is cut off before anything else is done, with what the coding of the scan may have
 * carried over the edge; so nothing of it is ever mixed into what is shown.
 */
import { common, cornersOf, isWithin, middleOf, partOf, turned } from '../page-view.ts'
import type { Point, Viewed } from '../page-view.ts'
import type { Region, Size } from '../region.ts'
import { inner, reachOf, RESAMPLED } from './coding.ts'
import type { Coding } from './coding.ts'
import { onPage, widened } from './rectangles.ts'

/** As the catalogue has it; tones are no part of it. */
export interface ShownPart {
  readonly part: Region | null
  readonly crop: Region | null
  /** Degrees clockwise. */
  readonly straightening: number
  readonly rotation: 0 | 90 | 180 | 270
}

export interface Cut {
  /** Of the upright scan: nothing beside it is looked at. */
  readonly keep: Region
  readonly straightening: number
  /** From the middle of what was kept to that of what is shown, once it is straightened. */
  readonly away: Point
  /** Of what is shown, before it is turned by right angles. */
  readonly straight: Size
  readonly rotation: 0 | 90 | 180 | 270
  /** Of what comes out. */
  readonly size: Size
}

export const AS_SCANNED: ShownPart = { part: null, crop: null, straightening: 0, rotation: 0 }

/** Whether some of the scan belongs to something else. */
export const isPartial = ({ part, crop }: ShownPart, { width, height }: Size): boolean =>
  [part, crop].some((region) => region !== null && !isWithin({ x: 0, y: 0, width, height }, region))

export const isWhole = (shown: ShownPart, scan: Size): boolean =>
  shown.straightening === 0 && shown.rotation === 0 && !isPartial(shown, scan)

/** Null where nothing is left of it. */
export function cutOf(shown: ShownPart, scan: Size, coding: Coding): Cut | null {
  const { straightening, rotation } = shown
  const view = viewOf(shown, scan)
  const part = onPage(partOf(view), scan)
  const own = part && inner(part, scan, coding)
  if (!own) return null
  if (straightening === 0) {
    const region = shown.crop === null ? part : common(shown.crop, part)
    const keep = region && inner(region, scan, coding)
    return keep && laid(keep, { straightening, rotation, away: { x: 0, y: 0 }, straight: keep })
  }
  if (shown.crop === null) {
    const { width, height } = own
    const angle = (Math.abs(straightening) * Math.PI) / 180
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    // The last row may be mixed with the paper around it.
    const straight = {
      width: Math.max(1, Math.floor(width * cos + height * sin) - 2),
      height: Math.max(1, Math.floor(width * sin + height * cos) - 2),
    }
    return laid(own, { straightening, rotation, away: { x: 0, y: 0 }, straight })
  }
  // What is turned is mixed with what is beside it.
  const least = widened(shown.crop, -(RESAMPLED + reachOf(coding)))
  if (least.width < 1 || least.height < 1) return null
  const keep = common(around(cornersOf({ ...view, adjustments: { ...view.adjustments, crop: least } })), own)
  if (!keep) return null
  const [middle, kept] = [middleOf(shown.crop), middleOf(keep)]
  const away = turned({ x: middle.x - kept.x, y: middle.y - kept.y }, straightening)
  return laid(keep, { straightening, rotation, away, straight: least })
}

function laid(
  keep: Region,
  { straight: { width, height }, ...how }: Pick<Cut, 'straightening' | 'rotation' | 'away' | 'straight'>,
): Cut {
  const straight = { width, height }
  const size = how.rotation % 180 === 0 ? straight : { width: height, height: width }
  return { keep, ...how, straight, size }
}

const viewOf = ({ part, crop, straightening, rotation }: ShownPart, scan: Size): Viewed => ({
  ...scan,
  rotation,
  part,
  adjustments: { brightness: 0, contrast: 0, gamma: 1, inverted: false, sharpness: 0, straightening, crop },
})

function around(points: readonly Point[]): Region {
  const [across, down] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  const [x, y] = [Math.floor(Math.min(...across)), Math.floor(Math.min(...down))]
  return {
    ...{ x, y },
    width: Math.max(1, Math.ceil(Math.max(...across)) - x),
    height: Math.max(1, Math.ceil(Math.max(...down)) - y),
  }
}

/** Where a rectangle of the scan lies in what comes out, never smaller than it is; null where none of it is shown. */
export function placedOn(cut: Cut, region: Region): Region | null {
  const { keep, straightening, away, straight } = cut
  const kept = middleOf(keep)
  const corners = [
    { x: region.x, y: region.y },
    { x: region.x + region.width, y: region.y },
    { x: region.x + region.width, y: region.y + region.height },
    { x: region.x, y: region.y + region.height },
  ].map(({ x, y }) => {
    const at = turned({ x: x - kept.x, y: y - kept.y }, straightening)
    return { x: at.x - away.x + straight.width / 2, y: at.y - away.y + straight.height / 2 }
  })
  // Rounding, and what is mixed with its neighbours, is under the box.
  const box = straightening === 0 ? around(corners.map(rounded)) : widened(around(corners), RESAMPLED)
  return onPage(quarterTurned(box, cut), cut.size)
}

const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) })

function quarterTurned({ x, y, width, height }: Region, { rotation, straight }: Cut): Region {
  switch (rotation) {
    case 0:
      return { x, y, width, height }
    case 90:
      return { x: straight.height - y - height, y: x, width: height, height: width }
    case 180:
      return { x: straight.width - x - width, y: straight.height - y - height, width, height }
    case 270:
      return { x: y, y: straight.width - x - width, width: height, height: width }
  }
}
