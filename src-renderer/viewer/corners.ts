/** Rectangles of the image as they lie in the pane: a page that is turned turns them. */
import { middleOf, turned } from '../../src-main/shared/domain/page-view.ts'
import type { Point } from '../../src-main/shared/domain/page-view.ts'
import type { Region } from '../../src-main/shared/domain/region.ts'
import type { PageView } from './page-view.svelte.ts'

export function cornersOf(region: Region, tilt = 0): Point[] {
  const { x, y, width, height } = region
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ].map((corner) => turned(corner, tilt, middleOf(region)))
}

export function inPane(view: PageView, points: readonly Point[]): Point[] {
  void view.moves
  void view.ready
  return points.map(({ x, y }) => view.toPane(x, y))
}

/** As the `points` of a drawing. */
export const written = (view: PageView, points: readonly Point[]): string =>
  inPane(view, points)
    .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
    .join(' ')
