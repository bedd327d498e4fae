/** A mark put right: along its lines, outward to whole ink read in parts, and everything but what was drawn. */
import { describe, expect, it } from 'vitest'
import { alongLines, burnt, wholeInk } from '../../../src-main/shared/domain/box/snap.ts'
import { coded } from '../../../src-main/shared/domain/box/coding.ts'
import { clearOfInk, inkAcross, snappedToInk } from '../../../src-main/shared/domain/box/ink.ts'
import { complement, meet } from '../../../src-main/shared/domain/box/rectangles.ts'
import type { Region } from '../../../src-main/shared/domain/region.ts'

const region = (x: number, y: number, width: number, height: number): Region => ({ x, y, width, height })
const PAGE = { width: 600, height: 840 }

function aPicture(ink: readonly Region[], size = PAGE) {
  const data = new Uint8Array(size.width * size.height).fill(235)
  for (const { x, y, width, height } of ink)
    for (let row = y; row < y + height; row++)
      data.fill(30, row * size.width + x, row * size.width + x + width)
  return { ...size, data }
}

/** Reads parts of a picture, and keeps which. */
function reading(ink: readonly Region[]) {
  const whole = aPicture(ink)
  const parts: Region[] = []
  const read = (part: Region) => {
    parts.push(part)
    const data = new Uint8Array(part.width * part.height)
    for (let row = 0; row < part.height; row++)
      data.set(
        whole.data.subarray((part.y + row) * whole.width + part.x).subarray(0, part.width),
        row * part.width,
      )
    return Promise.resolve({ width: part.width, height: part.height, data })
  }
  return { read, parts }
}

describe('a mark along lines', () => {
  const lines = [region(60, 200, 400, 20), region(60, 240, 400, 20), region(60, 280, 300, 20)]

  it('is as high as the lines that it covers, and leaves one that it only grazes', () => {
    expect(alongLines(region(100, 206, 80, 37), lines, false)).toEqual({
      box: region(100, 200, 80, 43),
      lines: 1,
    })
    expect(alongLines(region(100, 206, 80, 44), lines, false)).toEqual({
      box: region(100, 200, 80, 60),
      lines: 2,
    })
  })

  it('is drawn within a line and takes it; extended, all of it', () => {
    expect(alongLines(region(100, 248, 80, 4), lines, false).box).toEqual(region(100, 240, 80, 20))
    expect(alongLines(region(100, 248, 80, 4), lines, true).box).toEqual(region(60, 240, 400, 20))
  })

  it('has columns for lines in vertical writing', () => {
    const columns = [region(500, 100, 24, 600), region(460, 100, 24, 600)]
    expect(alongLines(region(506, 200, 10, 80), columns, false)).toEqual({
      box: region(500, 200, 24, 80),
      lines: 1,
    })
  })
})

describe('whole ink', () => {
  const stem = region(300, 180, 4, 40)

  it('is found in a part of the page, in pixels of the page', async () => {
    const { read, parts } = reading([stem])
    expect(await wholeInk(region(290, 200, 60, 24), PAGE, false, read)).toEqual({
      box: region(290, 178, 60, 46),
      crossing: [],
    })
    expect(parts).toHaveLength(1)
    expect((parts[0]?.width ?? 0) < PAGE.width).toBe(true)
  })

  it('is followed beyond the part that was read first', async () => {
    // Letters that touch: the word goes on to the right.
    const word = Array.from({ length: 30 }, (_, index) => region(100 + index * 14, 200, 13, 20))
    const { read, parts } = reading(word)
    const found = await wholeInk(region(98, 198, 20, 24), PAGE, false, read)
    expect(found?.box).toEqual(region(98, 198, 423, 24))
    expect(parts.length).toBeGreaterThan(1)
  })

  it('is none on empty paper, however its grain is', () => {
    const grain = aPicture([])
    grain.data.forEach((_, at) => (grain.data[at] = 228 + ((at * 7919) % 13)))
    const box = region(100, 100, 60, 40)
    expect(snappedToInk(grain, box)).toEqual({ box, crossing: [] })
  })
})

describe('everything but this', () => {
  const letters = [region(100, 190, 10, 30), region(150, 205, 10, 12), region(280, 205, 40, 12)]

  it('shows no half letter: what sticks out of what is kept is withheld with the rest', () => {
    const picture = aPicture(letters)
    const kept = clearOfInk(picture, region(90, 200, 200, 30))
    if (!kept) throw new Error('nothing is kept')
    for (const rest of complement([kept.box], PAGE))
      for (const letter of letters)
        if (meet(rest, letter)) expect(meet(kept.box, letter), JSON.stringify(letter)).toBe(false)
    expect(inkAcross(picture, kept.box, 0)).toEqual([])
    // The broken twin: as it was drawn, two letters are cut.
    expect(inkAcross(picture, region(90, 200, 200, 30), 0)).toHaveLength(2)
  })

  it('keeps nothing where ink leaves no room', () => {
    expect(clearOfInk(aPicture([region(80, 195, 60, 40)]), region(90, 200, 40, 30), { most: 80 })).toBeNull()
  })
})

describe('what is burnt', () => {
  it('is said by one function: the mark, cell by cell where it is a polygon, with the blocks of the coding', () => {
    const coding = {
      kind: 'jpeg',
      block: { width: 16, height: 16 },
      chroma: { width: 2, height: 2 },
      orientation: 1,
    } as const
    const shape = region(100, 100, 60, 40)
    expect(burnt(shape, PAGE, coding)).toEqual([coded(shape, PAGE, coding)])
    expect(burnt(shape, PAGE, coding)).toEqual([region(94, 94, 68, 52)])
    expect(burnt(shape, PAGE, { kind: 'lossless' })).toEqual([shape])
    const corners = [
      { x: 10, y: 10 },
      { x: 40, y: 10 },
      { x: 10, y: 40 },
    ]
    expect(burnt({ points: corners }, PAGE, { kind: 'lossless' }).length).toBeGreaterThan(1)
  })
})
