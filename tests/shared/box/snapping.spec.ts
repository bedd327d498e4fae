/** Marks that end where the ink does: whole letters, whole lines, whole blocks of the coding. */
import { describe, expect, it } from 'vitest'
import { coded, partialRelease, UNBOUNDED } from '../../../src-main/shared/domain/box/coding.ts'
import { inkAcross, snappedToInk, snappedToLines } from '../../../src-main/shared/domain/box/ink.ts'
import type { Region } from '../../../src-main/shared/domain/region.ts'

function aPage(width: number, height: number, ink: readonly Region[], tone = 30) {
  const data = new Uint8Array(width * height).fill(235)
  for (const { x, y, width: across, height: down } of ink)
    for (let row = y; row < y + down; row++) data.fill(tone, row * width + x, row * width + x + across)
  return { width, height, data }
}

const region = (x: number, y: number, width: number, height: number): Region => ({ x, y, width, height })

describe('snapping to ink', () => {
  const stem = region(40, 30, 4, 30)
  const bowl = region(44, 45, 14, 15)
  const far = region(150, 40, 10, 20)

  it('takes the ascender that sticks out, and nothing that stands apart', () => {
    const page = aPage(200, 100, [stem, bowl, far])
    const { box, crossing } = snappedToInk(page, region(38, 44, 24, 18))
    expect(box).toEqual(region(38, 28, 24, 34))
    expect(crossing).toEqual([])
    expect(inkAcross(page, box)).toEqual([])
  })

  it('takes pale ink on a page that has no other', () => {
    const page = aPage(200, 100, [stem, bowl], 190)
    expect(snappedToInk(page, region(38, 44, 24, 18)).box.y).toBe(28)
  })

  it('goes on to what the grown mark touches', () => {
    const accent = region(36, 26, 5, 3)
    const { box } = snappedToInk(aPage(200, 100, [stem, bowl, accent]), region(42, 46, 10, 10), { most: 60 })
    expect(box.y).toBe(24)
    expect(box.x).toBe(34)
  })

  it('does not follow a rule of the form to the edge of the sheet, but tells of it', () => {
    const rule = region(0, 62, 200, 2)
    const page = aPage(200, 100, [stem, bowl, rule])
    const { box, crossing } = snappedToInk(page, region(38, 44, 24, 18))
    expect(box.width).toBe(24)
    expect(crossing).toEqual([rule])
    expect(inkAcross(page, box)).toEqual([rule])
  })

  it('is seen by the test of two pixels where a mark was left as it was drawn', () => {
    expect(inkAcross(aPage(200, 100, [stem, bowl]), region(38, 44, 24, 18))).toEqual([region(40, 30, 18, 30)])
  })
})

describe('snapping to lines', () => {
  const lines = [region(10, 10, 180, 20), region(10, 40, 180, 20), region(10, 70, 120, 20)]
  it('is as high as the lines it touches', () => {
    expect(snappedToLines(region(30, 15, 40, 30), lines, false)).toEqual(region(30, 10, 40, 50))
  })
  it('is as wide too where the rest of a line would tell how much is missing', () => {
    expect(snappedToLines(region(30, 45, 40, 5), lines, true)).toEqual(region(10, 40, 180, 20))
  })
  it('has columns for lines where the writing is vertical', () => {
    expect(snappedToLines(region(15, 20, 30, 10), [region(10, 5, 20, 90)], false, true)).toEqual(
      region(10, 20, 35, 10),
    )
  })
})

describe('the coding of a master', () => {
  const page = { width: 1000, height: 700 }
  const jpeg = (block: number, chroma: number, orientation: 1 | 6 = 1) =>
    ({
      kind: 'jpeg',
      block: { width: block, height: block },
      chroma: { width: chroma, height: chroma },
      orientation,
    }) as const

  it('leaves a mark alone where nothing is lost', () => {
    expect(coded(region(101, 53, 77, 31), page, { kind: 'lossless' })).toEqual(region(101, 53, 77, 31))
  })
  it('takes whole blocks of eight in grey, and of sixteen with a ring of colour in 4:2:0', () => {
    expect(coded(region(101, 53, 77, 31), page, jpeg(8, 1))).toEqual(region(96, 48, 88, 40))
    expect(coded(region(101, 53, 77, 31), page, jpeg(16, 2))).toEqual(region(94, 46, 100, 52))
  })
  it('counts blocks from the corner of the stored image, not of the upright one', () => {
    // Turned by a quarter, the stored image is 700 wide and its left is the top; its top is the upright right.
    expect(coded(region(985, 0, 5, 5), page, jpeg(16, 1, 6))).toEqual(region(984, 0, 16, 16))
  })
  it('adds four pixels where the image was once resampled', () => {
    expect(coded(region(101, 53, 77, 31), page, { kind: 'lossless' }, true)).toEqual(region(97, 49, 85, 39))
  })
  it('frees no part of a page whose coding reaches across it', () => {
    expect(partialRelease({ kind: 'lossless' })).toBe('free')
    expect(partialRelease(jpeg(16, 2))).toBe('free')
    for (const by of UNBOUNDED) expect(partialRelease({ kind: 'unbounded', by })).toBe('signed')
  })
})
