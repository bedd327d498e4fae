/** Rectangles of whole pixels: put together, taken apart, and turned with the page. */
import type { Region, Size } from '../region.ts'

/** EXIF and TIFF 6.0, tag 274: 1 is upright; from 5 on, rows and columns change places. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

export const right = ({ x, width }: Region): number => x + width
export const bottom = ({ y, height }: Region): number => y + height

export const meet = (one: Region, other: Region): boolean =>
  one.x < right(other) && other.x < right(one) && one.y < bottom(other) && other.y < bottom(one)

/** The smallest rectangle of whole pixels that holds all of these. */
export function around(regions: readonly Region[]): Region {
  const x = Math.floor(Math.min(...regions.map((region) => region.x)))
  const y = Math.floor(Math.min(...regions.map((region) => region.y)))
  return {
    x,
    y,
    width: Math.ceil(Math.max(...regions.map(right))) - x,
    height: Math.ceil(Math.max(...regions.map(bottom))) - y,
  }
}

/** What of it lies on the page, in whole pixels outward; null where nothing does. */
export function onPage(region: Region, page: Size): Region | null {
  const [x, y] = [Math.max(0, Math.floor(region.x)), Math.max(0, Math.floor(region.y))]
  const width = Math.min(page.width, Math.ceil(right(region))) - x
  const height = Math.min(page.height, Math.ceil(bottom(region))) - y
  return width > 0 && height > 0 ? { x, y, width, height } : null
}

export const widened = ({ x, y, width, height }: Region, by: number, down = by): Region => ({
  x: x - by,
  y: y - down,
  width: width + 2 * by,
  height: height + 2 * down,
})

/**
 * The same pixels in rectangles that do not overlap, from top to bottom and left to right; without those in `except`.
 * Rows of equal runs are one rectangle, so that the outcome says nothing of how the pixels were marked.
 */
export function disjoint(regions: readonly Region[], except: readonly Region[] = []): Region[] {
  const all = [...regions, ...except]
  const edges = [...new Set(all.flatMap((region) => [region.y, bottom(region)]))].sort(ascending)
  const done: Region[] = []
  let open: Region[] = []
  for (const [index, top] of edges.slice(0, -1).entries()) {
    const height = (edges[index + 1] ?? top) - top
    const within = (region: Region) => region.y <= top && bottom(region) > top
    const runs = without(runsOf(regions.filter(within)), runsOf(except.filter(within)))
    const same = runs.length === open.length && runs.every(([x, end], i) => isRun(open[i], x, end))
    if (same) {
      open = open.map((region) => ({ ...region, height: region.height + height }))
      continue
    }
    done.push(...open)
    open = runs.map(([x, end]) => ({ x, y: top, width: end - x, height }))
  }
  return [...done, ...open].sort((one, other) => one.y - other.y || one.x - other.x)
}

type Run = readonly [from: number, to: number]

const isRun = (region: Region | undefined, x: number, end: number) =>
  region !== undefined && region.x === x && right(region) === end

const ascending = (one: number, other: number) => one - other

function runsOf(regions: readonly Region[]): Run[] {
  const runs: [number, number][] = []
  for (const region of [...regions].sort((one, other) => one.x - other.x)) {
    const last = runs.at(-1)
    if (last && region.x <= last[1]) last[1] = Math.max(last[1], right(region))
    else runs.push([region.x, right(region)])
  }
  return runs
}

function without(runs: readonly Run[], except: readonly Run[]): Run[] {
  return except.reduce<Run[]>(
    (left, [from, to]) =>
      left.flatMap(([start, end]): Run[] =>
        (
          [
            [start, Math.min(end, from)],
            [Math.max(start, to), end],
          ] as const
        ).filter(([a, b]) => a < b),
      ),
    [...runs],
  )
}

/** Everything on the page but these. */
export const complement = (regions: readonly Region[], page: Size): Region[] =>
  disjoint([{ x: 0, y: 0, ...page }], regions)

/** A rectangle of the upright page, in pixels of the image as stored (EXIF and TIFF tag 274). `page` is upright. */
export function asStored({ x, y, width, height }: Region, page: Size, orientation: Orientation): Region {
  const [far, below] = [page.width - x - width, page.height - y - height]
  switch (orientation) {
    case 1:
      return { x, y, width, height }
    case 2:
      return { x: far, y, width, height }
    case 3:
      return { x: far, y: below, width, height }
    case 4:
      return { x, y: below, width, height }
    case 5:
      return { x: y, y: x, width: height, height: width }
    case 6:
      return { x: y, y: far, width: height, height: width }
    case 7:
      return { x: below, y: far, width: height, height: width }
    case 8:
      return { x: below, y: x, width: height, height: width }
  }
}

/** The way back: a rectangle of the stored image, on the upright page. `stored` is the size of that image. */
export const asUpright = (region: Region, stored: Size, orientation: Orientation): Region =>
  asStored(region, stored, orientation === 6 ? 8 : orientation === 8 ? 6 : orientation)
