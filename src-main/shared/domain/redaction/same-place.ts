/** One place on every page of an item: a heading that each of them has, a stamp. */
import type { PageId } from '../../contract/ids.ts'
import type { Shape } from '../../contract/redaction.ts'
import type { Page } from '../../contract/scan.ts'
import { onPage } from '../box/rectangles.ts'
import type { Size } from '../region.ts'

interface Placed {
  readonly pageId: PageId
  readonly shape: Shape
}

const sizeOf = ({ scan, width, height }: Page): Size | null =>
  scan === null || width === null || height === null ? null : { width, height }

/** The same place on another page: on one of another size, in proportion. */
function placedOn(shape: Shape, from: Size, to: Size): Shape | null {
  const [across, down] = [to.width / from.width, to.height / from.height]
  if ('points' in shape)
    return {
      points: shape.points.map(({ x, y }) => ({ x: Math.round(x * across), y: Math.round(y * down) })),
    }
  const { x, y, width, height } = shape
  return onPage({ x: x * across, y: y * down, width: width * across, height: height * down }, to)
}

/** What was drawn, on every page that has an image. */
export function onAllPages(drawn: readonly Placed[], pages: readonly Page[]): Placed[] {
  const known = new Map(pages.map((page) => [page.id, sizeOf(page)]))
  const places = new Map<string, Placed>()
  for (const { pageId, shape } of drawn) {
    const from = known.get(pageId)
    if (!from) continue
    for (const { id } of pages) {
      const to = known.get(id)
      const there = to ? placedOn(shape, from, to) : null
      if (there) places.set(JSON.stringify([id, there]), { pageId: id, shape: there })
    }
  }
  return [...places.values()]
}
