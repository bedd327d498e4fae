/** What is drawn on a page: a rectangle, or a polygon by its corners. */
import type { Shape } from '../../contract/redaction.ts'
import type { Region, Size } from '../region.ts'

/** The rectangle around a shape. */
export function boundsOf(shape: Shape): Region {
  if (!('points' in shape)) return shape
  const [xs, ys] = [shape.points.map(({ x }) => x), shape.points.map(({ y }) => y)]
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(1, Math.max(...xs) - x), height: Math.max(1, Math.max(...ys) - y) }
}

export const isOn = (shape: Shape, { width, height }: Size): boolean => {
  const bounds = boundsOf(shape)
  return bounds.x + bounds.width <= width && bounds.y + bounds.height <= height
}

export const meet = (one: Region, other: Region): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height

/** Whether a line of text belongs to what is drawn: most of its height does, and some of its length. */
export function holdsLine(drawn: Region, line: Region): boolean {
  const isVertical = line.height > line.width
  const [from, to, start, end] = isVertical
    ? [drawn.x, drawn.x + drawn.width, line.x, line.x + line.width]
    : [drawn.y, drawn.y + drawn.height, line.y, line.y + line.height]
  return meet(drawn, line) && Math.min(to, end) - Math.max(from, start) >= (end - start) / 2
}

/** The rectangle around several; null where there is none. */
export function around(regions: readonly Region[]): Region | null {
  const [first] = regions
  if (!first) return null
  const x = Math.min(...regions.map((one) => one.x))
  const y = Math.min(...regions.map((one) => one.y))
  return {
    ...{ x, y },
    width: Math.max(...regions.map((one) => one.x + one.width)) - x,
    height: Math.max(...regions.map((one) => one.y + one.height)) - y,
  }
}
