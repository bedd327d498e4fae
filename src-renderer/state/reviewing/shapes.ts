/** Shapes on pages: rectangles and polygons, each with the rectangle around it. */
import type { Shape } from '../../../src-main/shared/contract/redaction.ts'
import type { Point } from '../../../src-main/shared/domain/page-view.ts'
import type { Region, Size } from '../../../src-main/shared/domain/region.ts'

export function cornersOf(shape: Shape): Point[] {
  if ('points' in shape) return shape.points
  const { x, y, width, height } = shape
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ]
}

export function around(shape: Shape): Region {
  if (!('points' in shape)) return shape
  const [across, down] = [shape.points.map(({ x }) => x), shape.points.map(({ y }) => y)]
  const [x, y] = [Math.min(...across), Math.min(...down)]
  return { x, y, width: Math.max(1, Math.max(...across) - x), height: Math.max(1, Math.max(...down) - y) }
}

export const wholeOf = ({ width, height }: Size): Region => ({ x: 0, y: 0, width, height })

/** Whether a point lies in a shape: a ray from it meets the sides an odd number of times. */
export function holds(shape: Shape, { x, y }: Point): boolean {
  const corners = cornersOf(shape)
  return corners.reduce((inside, corner, index) => {
    const other = corners[(index + 1) % corners.length] ?? corner
    const crosses = corner.y > y !== other.y > y
    if (!crosses) return inside
    const at = corner.x + ((y - corner.y) / (other.y - corner.y)) * (other.x - corner.x)
    return x < at ? !inside : inside
  }, false)
}
