import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cornersOf,
  halves,
  isShown,
  PLAIN,
  placing,
  shownSize,
} from '../../src-main/shared/domain/page-view.ts'
import type { Viewed } from '../../src-main/shared/domain/page-view.ts'
import type { Region } from '../../src-main/shared/domain/region.ts'

const page = (more: Partial<Viewed> = {}, crop: Region | null = null, straightening = 0): Viewed => ({
  width: 600,
  height: 800,
  rotation: 0,
  part: null,
  ...more,
  adjustments: { ...PLAIN, crop, straightening },
})

const part: Region = { x: 100, y: 200, width: 300, height: 100 }

/** Where a point of the image comes to lie, by the matrix that a style sheet would be given. */
function placed(shown: Viewed, x: number, y: number, box: number) {
  const { matrix, imageWidth } = placing(shown, box)
  const scale = imageWidth / (shown.width ?? 1)
  const [a, b, c, d, e, f] = matrix
  return { x: a * x * scale + c * y * scale + e, y: b * x * scale + d * y * scale + f }
}

describe('what is shown of a page', () => {
  it('is its crop, else its part, else all of it; sideways when it is turned', () => {
    expect(shownSize(page())).toEqual({ width: 600, height: 800 })
    expect(shownSize(page({ part }))).toEqual({ width: 300, height: 100 })
    const turned = shownSize(page({ part, rotation: 90 }, { ...part, width: 50 }))
    expect(turned.width).toBeCloseTo(100)
    expect(turned.height).toBeCloseTo(50)
  })

  it('is as large as its crop, however it is straightened, since the crop stands straight', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -45, max: 45, noNaN: true }),
        fc.constantFrom(0, 90, 180, 270),
        (by, rotation) => {
          const { width, height } = shownSize(page({ rotation }, part, by))
          const across = rotation % 180 === 0
          expect(width).toBeCloseTo(across ? part.width : part.height, 6)
          expect(height).toBeCloseTo(across ? part.height : part.width, 6)
        },
      ),
    )
  })

  it('holds the points that come to lie in it, and no others', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -45, max: 45, noNaN: true }),
        fc.integer({ min: 0, max: 599 }),
        fc.integer({ min: 0, max: 799 }),
        (by, x, y) => {
          const shown = page({ rotation: 90 }, part, by)
          const { width, height } = placing(shown, 1000)
          const at = placed(shown, x, y, 1000)
          const edge = Math.min(...[at.x, at.y, width - at.x, height - at.y])
          if (Math.abs(edge) > 0.001) expect(isShown(shown, { x, y })).toBe(edge > 0)
        },
      ),
    )
  })

  it('fills the rectangle that it is fitted into, corner by corner', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -45, max: 45, noNaN: true }),
        fc.constantFrom(0, 90, 180, 270),
        fc.boolean(),
        (by, rotation, isCropped) => {
          const shown = page({ rotation, part }, isCropped ? part : null, by)
          const { width, height } = placing(shown, 64)
          expect(Math.max(width, height)).toBeCloseTo(64, 6)
          const seen = cornersOf(shown).map(({ x, y }) => placed(shown, x, y, 64))
          for (const [edges, size] of [
            [seen.map(({ x }) => x), width],
            [seen.map(({ y }) => y), height],
          ] as const) {
            expect(Math.min(...edges)).toBeCloseTo(0, 6)
            expect(Math.max(...edges)).toBeCloseTo(size, 6)
          }
        },
      ),
    )
  })
})

describe('the halves of a page', () => {
  it('are cut where it is seen, the left one first, whichever way it is turned', () => {
    for (const rotation of [0, 90, 180, 270]) {
      const shown = page({ rotation, part })
      const [left, right] = halves(shown, 0.25)
      const middle = (half: Region) => placed(shown, half.x + half.width / 2, half.y + half.height / 2, 100).x
      expect(middle(left)).toBeLessThan(middle(right))
      const length = (half: Region) => (rotation % 180 === 0 ? half.width : half.height)
      expect(length(left) / (length(left) + length(right))).toBeCloseTo(0.25, 2)
      expect(left.width * left.height + right.width * right.height).toBe(part.width * part.height)
    }
  })

  it('are never empty', () => {
    for (const at of [0, 1])
      for (const half of halves(page(), at)) expect(half.width * half.height).toBeGreaterThan(0)
  })
})
