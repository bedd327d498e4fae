/**
 * What a small grey picture of a page says about how to show it: how far its lines lean, where the sheet lies on the bed
 * of the scanner, where two pages meet. Each answer is null where the picture does not say it clearly.
 */
import { turned } from './page-view.ts'
import type { Point } from './page-view.ts'
import type { Region, Size } from './region.ts'

export interface Grey extends Size {
  /** Row by row, from 0 (black) to 255. */
  readonly data: ArrayLike<number>
}

/** Degrees within which lines are looked for; a page that leans further was laid down that way. */
const FURTHEST = 8
/** A change of grey that may be an edge. */
const EDGE = 24
const MOST_POINTS = 12_000
/** How far the best angle has to stand out among all. */
const CLEAR = 1.35

interface Edges {
  /** Points at which it becomes darker or lighter from above to below, as along a line of writing. */
  readonly level: Point[]
  /** The same from left to right. */
  readonly upright: Point[]
}

function edgesOf({ width, height, data }: Grey): Edges {
  const level: Point[] = []
  const upright: Point[] = []
  const at = (x: number, y: number) => data[y * width + x] ?? 0
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const down = Math.abs(at(x, y + 1) - at(x, y - 1))
      const across = Math.abs(at(x + 1, y) - at(x - 1, y))
      if (down > EDGE && down > across) level.push({ x, y })
      if (across > EDGE && across > down) upright.push({ x, y })
    }
  }
  return { level: thinned(level), upright: thinned(upright) }
}

const thinned = (points: Point[]): Point[] => {
  const every = Math.ceil(points.length / MOST_POINTS)
  return every <= 1 ? points : points.filter((_, index) => index % every === 0)
}

/** How much the edges gather in lines that lean by an angle. */
function gathered({ level, upright }: Edges, reach: number, degrees: number): number {
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const bins = [new Float64Array(reach * 4), new Float64Array(reach * 4)] as const
  const put = (which: Float64Array, value: number) => {
    const bin = Math.round(value) + reach * 2
    which[bin] = (which[bin] ?? 0) + 1
  }
  for (const { x, y } of level) put(bins[0], y * cos - x * sin)
  for (const { x, y } of upright) put(bins[1], x * cos + y * sin)
  return bins.reduce((sum, bin) => sum + bin.reduce((squares, value) => squares + value * value, 0), 0)
}

/** Degrees clockwise by which the page is to be turned for its lines to stand straight. */
export function straighteningOf(grey: Grey): number | null {
  const edges = edgesOf(grey)
  if (edges.level.length + edges.upright.length < 200) return null
  const reach = grey.width + grey.height
  const score = (degrees: number) => gathered(edges, reach, degrees)
  const coarse = range(-FURTHEST, FURTHEST, 0.5).map((degrees) => ({ degrees, score: score(degrees) }))
  const best = highest(coarse)
  const usual =
    [...coarse].sort((one, other) => one.score - other.score)[Math.floor(coarse.length / 2)]?.score ?? 0
  if (best.score < usual * CLEAR || Math.abs(best.degrees) === FURTHEST) return null
  const fine = range(best.degrees - 0.5, best.degrees + 0.5, 0.1).map((degrees) => ({
    degrees,
    score: score(degrees),
  }))
  const lean = Math.round(highest(fine).degrees * 10) / 10
  return lean === 0 ? 0 : -lean
}

const range = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => from + index * step)

const highest = (scores: { degrees: number; score: number }[]) =>
  scores.reduce((one, other) => (other.score > one.score ? other : one))

/** How far a point of the sheet differs from the bed. */
const UNLIKE = 22
/** A row or column is of the sheet when so much of it is. */
const MOSTLY = 0.5

/** The sheet on the bed, standing straight once the page is turned by `straightening`: as `Adjustments.crop` has it. */
export function sheetOf(grey: Grey, straightening: number): Region | null {
  const { width, height, data } = grey
  const bed = bedOf(grey)
  const middle = { x: width / 2, y: height / 2 }
  const columns = counts(width)
  const rows = counts(height)
  let sheet = 0
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (Math.abs((data[y * width + x] ?? 0) - bed) < UNLIKE) continue
      sheet += 1
      const at = turned({ x, y }, straightening, middle)
      add(columns, Math.floor(at.x))
      add(rows, Math.floor(at.y))
    }
  }
  const across = stretch(columns, height)
  const down = stretch(rows, width)
  if (!across || !down) return null
  const size = { width: across.to - across.from + 1, height: down.to - down.from + 1 }
  const share = (size.width * size.height) / (width * height)
  // What is scattered is writing on a page that fills the picture.
  if (share < 0.1 || share > 0.97 || sheet < size.width * size.height * 0.6) return null
  const centre = turned(
    { x: across.from + size.width / 2, y: down.from + size.height / 2 },
    -straightening,
    middle,
  )
  const x = Math.max(0, Math.round(centre.x - size.width / 2))
  const y = Math.max(0, Math.round(centre.y - size.height / 2))
  return { x, y, width: Math.min(size.width, width - x), height: Math.min(size.height, height - y) }
}

const counts = (length: number) => new Float64Array(length)
const add = (bins: Float64Array, at: number): void => {
  if (at >= 0 && at < bins.length) bins[at] = (bins[at] ?? 0) + 1
}

/** From the first to the last bin that is mostly filled, compared with the fullest. */
function stretch(bins: Float64Array, whole: number): { from: number; to: number } | null {
  const most = Math.max(...bins)
  if (most < whole * 0.2) return null
  const filled = [...bins].map((count) => count >= most * MOSTLY)
  const from = filled.indexOf(true)
  const to = filled.lastIndexOf(true)
  return to > from ? { from, to } : null
}

/** The grey of the bed, as most of the picture's margin has it. */
function bedOf({ width, height, data }: Grey): number {
  const margin: number[] = []
  const depth = Math.max(1, Math.round(Math.min(width, height) * 0.01))
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isInside = x >= depth && x < width - depth && y >= depth && y < height - depth
      if (!isInside) margin.push(data[y * width + x] ?? 0)
    }
  }
  margin.sort((one, other) => one - other)
  return margin[Math.floor(margin.length / 2)] ?? 255
}

/** How much darker the fold has to be than what is beside it. */
const SHADE = 8

/** Where two pages meet, as a share of the width, or of the height where they lie one above the other. */
export function foldOf({ width, height, data }: Grey, axis: 'x' | 'y' = 'x'): number | null {
  const [length, depth] = axis === 'x' ? [width, height] : [height, width]
  const at = (along: number, across: number) =>
    data[axis === 'x' ? across * width + along : along * width + across] ?? 0
  // The paper of each line across: a fold goes on through the margins, where columns of writing end.
  const paper = Array.from({ length }, (_, along) => {
    const line = Array.from({ length: depth }, (_, across) => at(along, across)).sort(
      (one, other) => one - other,
    )
    return line[Math.floor(depth * 0.93)] ?? 0
  })
  const wide = Math.max(4, Math.round(length * 0.05))
  const best = { along: -1, depth: SHADE }
  for (let along = Math.round(length * 0.3); along < length * 0.7; along += 1) {
    const here = paper[along] ?? 255
    const beside = [paper.slice(along - wide, along - 2), paper.slice(along + 3, along + wide + 1)].map(
      (side) => Math.max(...side),
    )
    const deep = Math.min(...beside) - here
    if (deep > best.depth) Object.assign(best, { along, depth: deep })
  }
  return best.along < 0 ? null : (best.along + 0.5) / length
}

/** A rectangle of a picture in another of another size. */
export function scaled(region: Region, by: number, within: Region): Region {
  const x = within.x + Math.round(region.x * by)
  const y = within.y + Math.round(region.y * by)
  return {
    x,
    y,
    width: Math.max(1, Math.min(Math.round(region.width * by), within.x + within.width - x)),
    height: Math.max(1, Math.min(Math.round(region.height * by), within.y + within.height - y)),
  }
}
