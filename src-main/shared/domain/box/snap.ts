/** A mark put right before it is kept: along the lines of writing, then outward to whole ink. */
import type { Shape } from '../../contract/redaction.ts'
import { boundsOf } from '../redaction/shape.ts'
import type { Region, Size } from '../region.ts'
import { coded } from './coding.ts'
import type { Coding } from './coding.ts'
import { clearOfInk, snappedToInk, snappedToLines } from './ink.ts'
import type { GreyPicture } from './ink.ts'
import { rasterised } from './polygon.ts'
import { bottom, meet, onPage, right, widened } from './rectangles.ts'

/** A smaller share of a line, of its height, was touched by a hand that was not steady. */
const LEAST_SHARE = 0.25

const isVertical = ({ width, height }: Region): boolean => height > width

/** How much of the height of a line a mark covers, or of the mark, whichever is more; of a column, of its width. */
function share(mark: Region, line: Region): number {
  const [from, to, start, end] = isVertical(line)
    ? [mark.x, right(mark), line.x, right(line)]
    : [mark.y, bottom(mark), line.y, bottom(line)]
  const common = Math.min(to, end) - Math.max(from, start)
  return common / Math.min(to - from, end - start)
}

export const linesUnder = (mark: Region, lines: readonly Region[]): Region[] =>
  lines.filter((line) => meet(mark, line) && share(mark, line) >= LEAST_SHARE)

/** The mark along the lines that it touches, and how many they are. */
export function alongLines(
  mark: Region,
  lines: readonly Region[],
  whole: boolean,
): { box: Region; lines: number | null } {
  const touched = linesUnder(mark, lines)
  const vertical = touched.filter(isVertical).length * 2 > touched.length
  const box = snappedToLines(mark, touched, whole, vertical)
  return { box, lines: touched.length === 0 ? null : touched.length }
}

/** What is taken for writing on a page: from fine print up to a headline, and nothing larger than twice the mark. */
function largestLetter(mark: Region, page: Size): number {
  const side = Math.max(page.width, page.height)
  return Math.round(Math.min(Math.max(2 * Math.min(mark.width, mark.height), side / 60), side / 12))
}

export interface SnappedMark {
  /** Null where nothing of what was to be seen is left. */
  readonly box: Region | null
  /** Ink that crosses it and was not followed. */
  readonly crossing: readonly Region[]
}

/** Larger parts of a page are not held in memory; the mark stays as it was drawn. */
const MOST_PIXELS = 60_000_000

/**
 * A mark with whole ink, read from so much of the page as it takes. `kept`: it is what stays to be seen.
 * @param read the pixels of a part of the page; only the part that lies on it is asked for
 */
export async function wholeInk(
  mark: Region,
  page: Size,
  kept: boolean,
  read: (part: Region) => Promise<GreyPicture>,
): Promise<SnappedMark | null> {
  const most = largestLetter(mark, page)
  let near = mark
  for (;;) {
    const part = onPage(widened(near, 2 * most), page)
    if (!part || part.width * part.height > MOST_PIXELS) return null
    const shifted = (region: Region, by: 1 | -1): Region => ({
      ...region,
      x: region.x + by * part.x,
      y: region.y + by * part.y,
    })
    const picture = await read(part)
    const own = shifted(mark, -1)
    const found = kept ? clearOfInk(picture, own, { most }) : snappedToInk(picture, own, { most })
    if (!found) return { box: null, crossing: [] }
    const box = shifted(found.box, 1)
    // Beyond the part that was read, ink may go on.
    const seen = onPage(widened(box, most), page)
    if (kept || !seen || contains(part, seen))
      return { box, crossing: found.crossing.map((piece) => shifted(piece, 1)) }
    near = box
  }
}

const contains = (outer: Region, inner: Region): boolean =>
  inner.x >= outer.x && inner.y >= outer.y && right(inner) <= right(outer) && bottom(inner) <= bottom(outer)

/** What is drawn, as rectangles. */
export const rectanglesOf = (shape: Shape, page: Size): Region[] =>
  'points' in shape ? rasterised(shape.points, page) : [boundsOf(shape)]

/** The rectangles that are black in a release, for what is marked on a page that is coded so. */
export const burnt = (shape: Shape, page: Size, coding: Coding): Region[] =>
  rectanglesOf(shape, page).map((rectangle) => coded(rectangle, page, coding))
