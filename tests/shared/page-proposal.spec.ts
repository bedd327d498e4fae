/** Pictures made here, of which it is known how far they lean and where the sheet lies. */
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { foldOf, sheetOf, straighteningOf } from '../../src-main/shared/domain/page-proposal.ts'
import type { Grey } from '../../src-main/shared/domain/page-proposal.ts'

const [WIDTH, HEIGHT] = [480, 640]

async function pictureOf(
  content: string,
  { width = WIDTH, height = HEIGHT, ground = '#202020' } = {},
): Promise<Grey> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="${ground}"/>${content}</svg>`
  const data = await sharp(Buffer.from(svg)).removeAlpha().greyscale().blur(0.7).raw().toBuffer()
  return { width, height, data }
}

/** Words of different lengths, in lines across or in columns. */
function writing(x: number, y: number, width: number, height: number, columns = false): string {
  const [along, across] = columns ? [height, width] : [width, height]
  let words = ''
  for (let line = 0; line * 22 + 10 < across; line++) {
    for (let start = 0, word = 0; start < along - 30; word++) {
      const length = 14 + ((line * 37 + word * 53) % 40)
      const [dx, dy] = columns ? [line * 22, start] : [start, line * 22]
      const size = columns ? `width="8" height="${length}"` : `width="${length}" height="8"`
      words += `<rect x="${x + dx}" y="${y + dy}" ${size} fill="#333"/>`
      start += length + 6
    }
  }
  return words
}

const leaning = (degrees: number, content: string) =>
  `<g transform="rotate(${degrees} ${WIDTH / 2} ${HEIGHT / 2})">${content}</g>`
const sheet = '<rect x="70" y="90" width="330" height="460" fill="#efe9d8"/>'

describe('the straightening of a page', () => {
  it('turns lines of writing straight, within a fifth of a degree', async () => {
    for (const degrees of [-6, -2.3, -0.6, 0, 0.9, 3.4, 7]) {
      for (const columns of [false, true]) {
        const page = leaning(degrees, writing(60, 70, 360, 500, columns))
        const found = straighteningOf(await pictureOf(page, { ground: '#f4efe0' }))
        expect(
          Math.abs((found ?? 99) + degrees),
          `${degrees} ${columns ? 'columns' : 'lines'}`,
        ).toBeLessThanOrEqual(0.2)
      }
    }
  })

  it('is not proposed for what has no lines', async () => {
    expect(straighteningOf(await pictureOf(''))).toBeNull()
    const dots = Array.from(
      { length: 400 },
      (_, dot) =>
        `<circle cx="${(dot * 197) % WIDTH}" cy="${(dot * 331) % HEIGHT}" r="${3 + (dot % 5)}" fill="#333"/>`,
    )
    expect(straighteningOf(await pictureOf(dots.join(''), { ground: '#fff' }))).toBeNull()
  })
})

describe('the sheet on the bed', () => {
  it('is found on a dark one and on a light one, also when it leans', async () => {
    for (const ground of ['#202020', '#ffffff']) {
      for (const degrees of [0, 4]) {
        const fill = ground === '#ffffff' ? '#b9b09a' : '#efe9d8'
        const paper = sheet.replace('#efe9d8', fill)
        const grey = await pictureOf(leaning(degrees, paper + writing(100, 120, 260, 380)), { ground })
        const found = sheetOf(grey, -degrees)
        expect(found, ground).not.toBeNull()
        expect(Math.abs((found?.width ?? 0) - 330)).toBeLessThanOrEqual(8)
        expect(Math.abs((found?.height ?? 0) - 460)).toBeLessThanOrEqual(8)
        if (degrees === 0) {
          expect(Math.abs((found?.x ?? 0) - 70)).toBeLessThanOrEqual(3)
          expect(Math.abs((found?.y ?? 0) - 90)).toBeLessThanOrEqual(3)
        }
      }
    }
  })

  it('is not proposed where the page fills the picture', async () => {
    expect(sheetOf(await pictureOf(writing(20, 20, 440, 600), { ground: '#f4efe0' }), 0)).toBeNull()
    expect(sheetOf(await pictureOf(''), 0)).toBeNull()
  })
})

describe('the fold between two pages', () => {
  const wide = { width: 640, height: 440, ground: '#f1ebdb' }
  const shadow = (x: number) =>
    `<defs><linearGradient id="s"><stop offset="0" stop-color="#f1ebdb"/><stop offset=".5" stop-color="#a49c88"/>
     <stop offset="1" stop-color="#f1ebdb"/></linearGradient></defs><rect x="${x - 12}" width="24" height="100%" fill="url(#s)"/>`

  it('is where the shade is, whatever is written beside it', async () => {
    for (const x of [250, 320, 371]) {
      const text = writing(30, 30, x - 60, 380) + writing(x + 30, 30, 610 - x - 20, 380)
      const found = foldOf(await pictureOf(shadow(x) + text, wide))
      expect(Math.abs((found ?? 0) * 640 - x)).toBeLessThanOrEqual(3)
    }
  })

  it('is not proposed where there is no shade', async () => {
    expect(foldOf(await pictureOf(writing(30, 30, 580, 380), wide))).toBeNull()
    expect(foldOf(await pictureOf(writing(30, 30, 580, 380, true), wide))).toBeNull()
  })
})
