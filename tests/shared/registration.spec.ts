import { describe, expect, it } from 'vitest'
import { carried, carriedAll, stretched } from '../../src-main/shared/domain/registration.ts'

const straight = { turn: 0, skew: 0, scale: 2, x: 100, y: 50 } as const

describe('carried', () => {
  it('scales and shifts', () => {
    expect(carried({ x: 10, y: 20, width: 30, height: 40 }, straight, { width: 1000, height: 1000 })).toEqual(
      {
        x: 120,
        y: 90,
        width: 60,
        height: 80,
      },
    )
  })

  it('turns back what was turned to lie on the old image', () => {
    // A mark at the top left of the old page is at the bottom left of a new image that stands on its right side.
    const mark = { x: 0, y: 0, width: 10, height: 20 }
    const at = (turn: 90 | 180 | 270, width: number, height: number) =>
      carried(mark, { turn, skew: 0, scale: 1, x: 0, y: 0 }, { width, height })
    expect(at(90, 200, 100)).toEqual({ x: 0, y: 90, width: 20, height: 10 })
    expect(at(180, 100, 200)).toEqual({ x: 90, y: 180, width: 10, height: 20 })
    expect(at(270, 200, 100)).toEqual({ x: 180, y: 0, width: 20, height: 10 })
  })

  it('lies upright around what stands askew', () => {
    const askew = { turn: 0, skew: 30, scale: 1, x: 100, y: 0 } as const
    // The corners go to (0, 0), (86.6, 50), (-50, 86.6) and (36.6, 136.6), and all of them by 100 to the right.
    const mark = { x: 0, y: 0, width: 100, height: 100 }
    expect(carried(mark, askew, { width: 1000, height: 1000 })).toEqual({
      x: 50,
      y: 0,
      width: 137,
      height: 137,
    })
  })

  it('cuts at the edge of the new image, and has nothing beyond it', () => {
    const fresh = { width: 130, height: 100 }
    expect(carried({ x: 10, y: 20, width: 30, height: 40 }, straight, fresh)).toEqual({
      x: 120,
      y: 90,
      width: 10,
      height: 10,
    })
    expect(carriedAll([{ x: 400, y: 0, width: 10, height: 10 }], straight, fresh)).toEqual([null])
  })
})

describe('stretched', () => {
  it('keeps the share of the page, each way for itself', () => {
    const sizes = { old: { width: 100, height: 200 }, fresh: { width: 300, height: 400 } }
    expect(stretched({ x: 10, y: 20, width: 30, height: 40 }, sizes)).toEqual({
      x: 30,
      y: 40,
      width: 90,
      height: 80,
    })
  })
})
