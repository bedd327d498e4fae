/** Rectangles that cover what was marked, pixel for pixel, against a painted page. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxesOf } from '../../../src-main/shared/domain/box/page.ts'
import { rasterised } from '../../../src-main/shared/domain/box/polygon.ts'
import { asStored, asUpright, complement, disjoint } from '../../../src-main/shared/domain/box/rectangles.ts'
import type { Orientation } from '../../../src-main/shared/domain/box/rectangles.ts'
import type { Region } from '../../../src-main/shared/domain/region.ts'

const PAGE = { width: 40, height: 30 }
const aRegion = fc
  .tuple(fc.nat(39), fc.nat(29), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 30 }))
  .map(([x, y, width, height]) => ({
    x,
    y,
    width: Math.min(width, PAGE.width - x),
    height: Math.min(height, PAGE.height - y),
  }))
const regions = fc.array(aRegion, { maxLength: 8 })

/** How often each pixel is covered. */
function painted(rectangles: readonly Region[]): number[] {
  const counts = Array.from({ length: PAGE.width * PAGE.height }, () => 0)
  for (const { x, y, width, height } of rectangles)
    for (let row = y; row < y + height; row++)
      for (let column = x; column < x + width; column++)
        counts[row * PAGE.width + column] = (counts[row * PAGE.width + column] ?? 0) + 1
  return counts
}

describe('disjoint', () => {
  it('covers the same pixels, each once', () => {
    fc.assert(
      fc.property(regions, (given) => {
        expect(painted(disjoint(given))).toEqual(painted(given).map((count) => Math.min(1, count)))
      }),
    )
  })

  it('leaves out what is taken already', () => {
    fc.assert(
      fc.property(regions, regions, (given, taken) => {
        const before = painted(taken)
        expect(painted(disjoint(given, taken))).toEqual(
          painted(given).map((count, at) => (count > 0 && before[at] === 0 ? 1 : 0)),
        )
      }),
    )
  })

  it('does not tell how the same pixels were marked', () => {
    const whole = { x: 4, y: 4, width: 10, height: 6 }
    const halves = [
      { x: 4, y: 4, width: 5, height: 6 },
      { x: 8, y: 4, width: 6, height: 6 },
    ]
    expect(disjoint(halves)).toEqual(disjoint([whole]))
  })
})

describe('everything but this', () => {
  it('is each pixel that is not in it, once', () => {
    fc.assert(
      fc.property(regions, (given) => {
        expect(painted(complement(given, PAGE))).toEqual(painted(given).map((count) => (count > 0 ? 0 : 1)))
      }),
    )
  })
})

describe('a polygon', () => {
  it('is covered whole: every point in it lies in a rectangle', () => {
    const points = [
      { x: 3, y: 5 },
      { x: 37, y: 2 },
      { x: 20, y: 28 },
    ]
    const counts = painted(rasterised(points, PAGE, 4))
    const inside = (x: number, y: number) =>
      points.every((one, i) => {
        const other = points[(i + 1) % 3] ?? one
        return (other.x - one.x) * (y - one.y) - (other.y - one.y) * (x - one.x) >= 0
      })
    let within = 0
    for (let y = 0; y < PAGE.height; y++)
      for (let x = 0; x < PAGE.width; x++)
        if ([0, 0.5, 1].some((dx) => [0, 0.5, 1].some((dy) => inside(x + dx, y + dy)))) {
          within++
          expect(counts[y * PAGE.width + x]).toBe(1)
        }
    expect(within).toBeGreaterThan(300)
    expect(counts.filter((count) => count > 0).length).toBeLessThan(PAGE.width * PAGE.height)
  })

  it('is covered where it is thinner than a cell', () => {
    const sliver = [
      { x: 1, y: 1 },
      { x: 39, y: 28 },
      { x: 39, y: 29 },
    ]
    const counts = painted(rasterised(sliver, PAGE, 8))
    for (let x = 1; x < 39; x++) {
      const y = Math.floor(1 + ((x - 1) * 27) / 38)
      expect(counts[y * PAGE.width + x]).toBe(1)
    }
  })
})

describe('a rectangle of the upright page', () => {
  it('comes back from the stored image as it was, however that lies', () => {
    fc.assert(
      fc.property(aRegion, fc.integer({ min: 1, max: 8 }), (region, number) => {
        const orientation = number as Orientation
        const stored = orientation >= 5 ? { width: PAGE.height, height: PAGE.width } : PAGE
        expect(asUpright(asStored(region, PAGE, orientation), stored, orientation)).toEqual(region)
      }),
    )
  })
})

describe('boxes of a page', () => {
  const mark = (region: string, rectangle: Region) => ({
    region,
    codes: ['25X6'],
    lines: 1,
    rectangles: [rectangle],
  })

  it('share no pixel, and are numbered from the top whatever the order of the marks', () => {
    const [one, other] = [
      mark('k7', { x: 2, y: 2, width: 20, height: 10 }),
      mark('a1', { x: 10, y: 8, width: 20, height: 10 }),
    ]
    const boxes = boxesOf([other, one], PAGE)
    expect(boxes).toEqual(boxesOf([one, other], PAGE))
    expect(Math.max(...painted(boxes))).toBe(1)
    expect(painted(boxes)).toEqual(
      painted([...one.rectangles, ...other.rectangles]).map((n) => Math.min(1, n)),
    )
    expect(boxes.flatMap(({ region, label }) => (label ? [[region, label.number]] : []))).toEqual([
      ['k7', 1],
      ['a1', 2],
    ])
  })
})
