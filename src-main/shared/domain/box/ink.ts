/**
 * Snapping a mark outward to whole ink, so that no ascender, dot or half a character stays beside the box. What is
 * too large to be writing (a rule of a form, the edge of the sheet) is not followed; it is told instead.
 */
import type { Region } from '../region.ts'
import { around, bottom, meet, onPage, right, widened } from './rectangles.ts'

/** Eight bits a pixel, 0 black, row by row. */
export interface GreyPicture {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

export interface Snapped {
  readonly box: Region
  /** Ink that crosses the box and was not taken whole: rules, frames, stamps. Somebody has to look at it. */
  readonly crossing: readonly Region[]
}

export interface SnapOptions {
  /** The largest side of a piece of ink that is taken for writing, in pixels; by default twice the height of the mark. */
  readonly most?: number
  /** Pixels around ink that belong to it: grey edges, a blurred scan. */
  readonly dilation?: number
}

const DILATION = 2

/** The grey between ink and paper (Otsu 1979): it parts the histogram so that both sides vary least. */
export function threshold({ data }: Pick<GreyPicture, 'data'>): number {
  const histogram = new Float64Array(256)
  for (const value of data) histogram[value] = (histogram[value] ?? 0) + 1
  const total = histogram.reduce((sum, count, value) => sum + count * value, 0)
  let [below, sumBelow, best, found] = [0, 0, -1, 128]
  for (let value = 0; value < 255; value++) {
    below += histogram[value] ?? 0
    sumBelow += value * (histogram[value] ?? 0)
    const above = data.length - below
    if (below === 0 || above === 0) continue
    const between = below * above * (sumBelow / below - (total - sumBelow) / above) ** 2
    // Between two flat colours all thresholds part alike; pale ink lies nearer to the paper, so the last is taken.
    if (between >= best) [best, found] = [between, value]
  }
  return found
}

/** Pieces of ink (connected by sides and corners) that touch a rectangle, each as the rectangle around it. */
export function piecesTouching(ink: Ink, box: Region): Region[] {
  const { width, height } = ink
  const seen = new Uint8Array(width * height)
  const pieces: Region[] = []
  const within = onPage(box, ink)
  if (!within) return []
  for (let y = within.y; y < bottom(within); y++)
    for (let x = within.x; x < right(within); x++) {
      const at = y * width + x
      if (ink.is[at] === 1 && seen[at] === 0) pieces.push(pieceAt(ink, seen, at))
    }
  return pieces
}

interface Ink {
  readonly width: number
  readonly height: number
  /** 1 where there is ink. */
  readonly is: Uint8Array
}

/** Grains of empty paper differ by less. */
const LEAST_CONTRAST = 24

export function inkOf(picture: GreyPicture, level = threshold(picture)): Ink {
  const { width, height, data } = picture
  return { width, height, is: data.map((value) => (value <= level ? 1 : 0)) }
}

/** As `inkOf`; of paper on which nothing stands there is none. */
function writingIn(picture: GreyPicture): Ink {
  const { data } = picture
  const level = threshold(picture)
  let [dark, darkSum, lightSum] = [0, 0, 0]
  for (const value of data)
    if (value <= level) {
      dark++
      darkSum += value
    } else lightSum += value
  const light = data.length - dark
  const isBlank = dark === 0 || light === 0 || lightSum / light - darkSum / dark < LEAST_CONTRAST
  return inkOf(picture, isBlank ? -1 : level)
}

function pieceAt({ width, height, is }: Ink, seen: Uint8Array, start: number): Region {
  const waiting = [start]
  seen[start] = 1
  let [left, top, most, low] = [width, height, 0, 0]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const [x, y] = [at % width, Math.floor(at / width)]
    left = Math.min(left, x)
    most = Math.max(most, x)
    top = Math.min(top, y)
    low = Math.max(low, y)
    for (let next = Math.max(0, y - 1); next <= Math.min(height - 1, y + 1); next++)
      for (let beside = Math.max(0, x - 1); beside <= Math.min(width - 1, x + 1); beside++) {
        const place = next * width + beside
        if (is[place] !== 1 || seen[place] === 1) continue
        seen[place] = 1
        waiting.push(place)
      }
  }
  return { x: left, y: top, width: most - left + 1, height: low - top + 1 }
}

/** Grows a mark until every piece of writing that it touches lies in it, with `dilation` pixels of paper around. */
export function snappedToInk(picture: GreyPicture, mark: Region, options: SnapOptions = {}): Snapped {
  const { dilation = DILATION, most = 2 * mark.height } = options
  const ink = writingIn(picture)
  const start = onPage(mark, picture)
  if (!start) return { box: mark, crossing: [] }
  let box = start
  for (;;) {
    const touched = piecesTouching(ink, widened(box, dilation))
    const writing = touched.filter((piece) => Math.max(piece.width, piece.height) <= most)
    const grown = onPage(around([box, ...writing.map((piece) => widened(piece, dilation))]), picture) ?? box
    const crossing = touched.filter((piece) => !writing.includes(piece) && !holds(grown, piece))
    if (holds(box, grown)) return { box, crossing }
    box = grown
  }
}

/**
 * What is to be seen, drawn in until no writing sticks out of it: half a letter at its border belongs to what is withheld
 * around it. Null where nothing is left.
 */
export function clearOfInk(
  picture: GreyPicture,
  kept: Region,
  { dilation = DILATION, most = 2 * kept.height }: SnapOptions = {},
): { readonly box: Region; readonly crossing: readonly Region[] } | null {
  let box = onPage(kept, picture)
  if (!box) return null
  const pieces = piecesTouching(writingIn(picture), widened(box, dilation))
  for (;;) {
    const near = widened(box, dilation)
    const within: Region = box
    const across = pieces.filter((piece) => meet(piece, near) && !holds(within, piece))
    const piece = across.find(({ width, height }) => Math.max(width, height) <= most)
    if (!piece) return { box, crossing: across.filter((one) => meet(one, within)) }
    const cuts = cutsBeside(box, widened(piece, dilation))
    box = cuts.reduce<Region | null>(
      (best, cut) => (cut.width * cut.height > (best ? best.width * best.height : 0) ? cut : best),
      null,
    )
    if (!box) return null
  }
}

/** What is left of a box on each side of a piece that sticks out of it. */
function cutsBeside(box: Region, piece: Region): Region[] {
  const [x, y, end, low] = [box.x, box.y, right(box), bottom(box)]
  return [
    ...(piece.x < x ? [{ ...box, x: right(piece), width: end - right(piece) }] : []),
    ...(right(piece) > end ? [{ ...box, width: piece.x - x }] : []),
    ...(piece.y < y ? [{ ...box, y: bottom(piece), height: low - bottom(piece) }] : []),
    ...(bottom(piece) > low ? [{ ...box, height: piece.y - y }] : []),
  ].filter(({ width, height }) => width > 0 && height > 0)
}

const holds = (outer: Region, inner: Region): boolean =>
  inner.x >= outer.x && inner.y >= outer.y && right(inner) <= right(outer) && bottom(inner) <= bottom(outer)

/** Ink that stands partly in a box and partly out of it: after snapping there is none but what was told. */
export function inkAcross(picture: GreyPicture, box: Region, dilation = DILATION): Region[] {
  return piecesTouching(inkOf(picture), widened(box, dilation)).filter((piece) => !holds(box, piece))
}

/**
 * A mark grown to whole lines: as high as the lines it touches. With `whole` also as wide: what is left over on the
 * same line tells how much is missing. Vertical writing has columns for lines.
 */
export function snappedToLines(
  mark: Region,
  lines: readonly Region[],
  whole: boolean,
  vertical = false,
): Region {
  const touched = lines.filter((line) => meet(line, mark))
  if (touched.length === 0) return mark
  const all = around([mark, ...touched])
  if (whole) return all
  return vertical
    ? { x: all.x, y: mark.y, width: all.width, height: mark.height }
    : { x: mark.x, y: all.y, width: mark.width, height: all.height }
}
