/** A polygon as rectangles that cover it: every cell that it touches is taken whole. */
import type { Region, Size } from '../region.ts'
import { around, disjoint, onPage } from './rectangles.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

/** Side of a cell: the block of JPEG, so that a slanting edge does not become a thousand steps. */
const CELL = 16

/** @param points corners in order, in pixels of the page; the last is joined to the first */
export function rasterised(points: readonly Point[], page: Size, cell = CELL): Region[] {
  if (points.length < 3) return []
  const all = around(points.map(({ x, y }) => ({ x, y, width: 0, height: 0 })))
  const cells: Region[] = []
  for (let y = Math.floor(all.y / cell) * cell; y <= all.y + all.height; y += cell)
    for (let x = Math.floor(all.x / cell) * cell; x <= all.x + all.width; x += cell) {
      const part = onPage({ x, y, width: cell, height: cell }, page)
      if (part && touches(points, part)) cells.push(part)
    }
  return disjoint(cells)
}

function touches(points: readonly Point[], { x, y, width, height }: Region): boolean {
  const corners = [x, x + width].flatMap((across) => [y, y + height].map((down) => ({ x: across, y: down })))
  return (
    corners.some((corner) => isInside(points, corner)) ||
    edges(points).some(([from, to]) => crosses(from, to, { x, y, width, height }))
  )
}

const edges = (points: readonly Point[]): [Point, Point][] =>
  points.flatMap((from, i) => {
    const to = points[(i + 1) % points.length]
    return to ? [[from, to]] : []
  })

/** Even-odd: a ray to the right meets an odd number of edges. */
const isInside = (points: readonly Point[], { x, y }: Point): boolean =>
  edges(points).filter(
    ([one, other]) =>
      one.y > y !== other.y > y && x < ((other.x - one.x) * (y - one.y)) / (other.y - one.y) + one.x,
  ).length %
    2 ===
  1

/** Whether a stretch has a part in a rectangle (Liang and Barsky, 1984). */
function crosses(from: Point, to: Point, { x, y, width, height }: Region): boolean {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  let [enter, leave] = [0, 1]
  for (const [step, away] of [
    [-dx, from.x - x],
    [dx, x + width - from.x],
    [-dy, from.y - y],
    [dy, y + height - from.y],
  ] as const) {
    if (step === 0 && away < 0) return false
    if (step < 0) enter = Math.max(enter, away / step)
    else if (step > 0) leave = Math.min(leave, away / step)
  }
  return enter <= leave
}
