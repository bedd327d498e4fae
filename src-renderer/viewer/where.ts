/** Where one looks on a page, said so that it means the same on a page of another size, turned and cropped in another way. */
import { middleOf, shownRegion, shownSize, turned, turnOf } from '../../src-main/shared/domain/page-view.ts'
import type { Point, Viewed } from '../../src-main/shared/domain/page-view.ts'

/** What is in the middle of the pane, as shares of what is shown from its middle, and how many times larger than fitted. */
export interface Where {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

export const isFitted = ({ x, y, zoom }: Where): boolean =>
  Math.max(Math.abs(x), Math.abs(y), Math.abs(zoom - 1)) < 1e-6

/** A point of the image as shares of what is shown. */
export function sharesOf(look: Viewed, point: Point): Point {
  const middle = middleOf(shownRegion(look))
  const { width, height } = shownSize(look)
  const away = turned({ x: point.x - middle.x, y: point.y - middle.y }, turnOf(look))
  return { x: away.x / width, y: away.y / height }
}

/** The point of the image that the shares mean. */
export function pointAt(look: Viewed, { x, y }: Point): Point {
  const middle = middleOf(shownRegion(look))
  const { width, height } = shownSize(look)
  const away = turned({ x: x * width, y: y * height }, -turnOf(look))
  return { x: middle.x + away.x, y: middle.y + away.y }
}

/** The zoom of the viewer at which all that is shown fits into a pane of a ratio of width to height. */
export function fittingZoom(look: Viewed, aspect: number): number {
  const { width, height } = shownSize(look)
  const across = look.width ?? 1
  return 1 / Math.max(width / across, (height / across) * aspect)
}

/** Whether another rectangle is shown, or another side is up. */
export const isAnother = (one: Viewed, other: Viewed): boolean =>
  one.rotation !== other.rotation || JSON.stringify(shownRegion(one)) !== JSON.stringify(shownRegion(other))

/** Whether anything comes to lie elsewhere; colours alone move nothing. */
export const isElsewhere = (one: Viewed, other: Viewed): boolean =>
  isAnother(one, other) || turnOf(one) !== turnOf(other)
