/** What is withheld on one page of a scan, where another page shows the same of it. */
import { around, disjoint, meet, onPage } from '../box/rectangles.ts'
import { cornersOf } from '../page-view.ts'
import type { Viewed } from '../page-view.ts'
import type { Region, Size } from '../region.ts'

/** The rectangle of the scan within which everything lies that a page shows. */
export function shownOfScan(page: Viewed, scan: Size): Region | null {
  const corners = cornersOf(page).map((corner) => ({ ...corner, width: 0, height: 0 }))
  return onPage(around(corners), scan)
}

/** What is withheld on one page, as far as that page shows it: what sticks out of it was never meant. */
export const withheldOfScan = (marked: readonly Region[], page: Viewed, scan: Size): Region[] =>
  within(marked, shownOfScan(page, scan))

/** Whether another page shows some of that which is not withheld there. All are rectangles of the upright scan. */
export const isOpenOn = (
  withheld: readonly Region[],
  page: Viewed,
  there: readonly Region[],
  scan: Size,
): boolean => disjoint(within(withheld, shownOfScan(page, scan)), there).length > 0

function within(regions: readonly Region[], shown: Region | null): Region[] {
  if (shown === null) return []
  return regions
    .filter((region) => meet(region, shown))
    .map((region) => {
      const [x, y] = [Math.max(region.x, shown.x), Math.max(region.y, shown.y)]
      return {
        ...{ x, y },
        width: Math.min(region.x + region.width, shown.x + shown.width) - x,
        height: Math.min(region.y + region.height, shown.y + shown.height) - y,
      }
    })
}
