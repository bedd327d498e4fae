import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { OcrWork, Recognised } from '../../src-main/imaging/decoding.ts'
import { paragraphOf } from '../../src-main/shared/domain/ocr.ts'
import { aTextPage } from '../text-pages.ts'
import { aDecoding, aFile, aFolder, spawnDecoder } from './builders.ts'

const AS_IT_IS: OcrWork = {
  ...{ region: null, leaveOut: [], rotation: 0 },
  ...{ deskew: false, denoise: false, threshold: false },
}
const FIRST = '先方は本件の取扱いについて述べた'
const SECOND = '外務省において先方局長と会談した'

const folder = aFolder()
const decoding = aDecoding({ kept: 2, memoryLimit: 1.5 * 2 ** 30 })
const page = () =>
  aTextPage([
    { text: FIRST, x: 120, y: 100 },
    { text: SECOND, x: 120, y: 420 },
  ])
const wordsOf = ({ paragraphs }: Recognised) => paragraphs.map((lines) => paragraphOf(lines).value).join('')
const boxesOf = ({ paragraphs }: Recognised) => paragraphs.flat().flatMap(({ region }) => region)
const japanese = (work: Partial<OcrWork> = {}) => ({
  work: { ...AS_IT_IS, ...work },
  models: ['jpn'] as const,
  pixelsPerInch: 300,
})

describe('decoding.read', () => {
  it('reads Japanese without spaces, each line where it stands on the page', async () => {
    const path = aFile(folder, 'page.png', await page())
    const read = await decoding.read(path, 0, japanese())
    expect(wordsOf(read)).toBe(FIRST + SECOND)
    const [first, second] = boxesOf(read)
    expect(first?.x).toBeGreaterThan(110)
    expect(first?.x).toBeLessThan(140)
    expect(first?.y).toBeGreaterThan(90)
    expect((first?.y ?? 0) + (first?.height ?? 0)).toBeLessThan(190)
    expect(second?.y).toBeGreaterThan(410)
    for (const { words } of read.paragraphs.flat())
      for (const { confidence } of words) expect(confidence).toBeGreaterThan(0.3)
  })

  it('reads a region alone, and says where it is on the whole page', async () => {
    const path = aFile(folder, 'region.png', await page())
    const read = await decoding.read(
      path,
      0,
      japanese({ region: { x: 60, y: 380, width: 1200, height: 200 } }),
    )
    expect(wordsOf(read)).toBe(SECOND)
    expect(boxesOf(read)[0]?.y).toBeGreaterThan(410)
  })

  it('does not see what is left out', async () => {
    const path = aFile(folder, 'stamp.png', await page())
    const read = await decoding.read(
      path,
      0,
      japanese({ leaveOut: [{ x: 60, y: 60, width: 1300, height: 200 }] }),
    )
    expect(wordsOf(read)).toBe(SECOND)
  })

  it('straightens a page that lies askew, and finds the places on the page as it lies', async () => {
    const skewed = await sharp(await page())
      .rotate(3, { background: '#ffffff' })
      .png()
      .toBuffer()
    const path = aFile(folder, 'askew.png', skewed)
    const read = await decoding.read(path, 0, japanese({ deskew: true }))
    expect(read.angle).toBeCloseTo(-3, 0)
    expect(wordsOf(read)).toBe(FIRST + SECOND)
    // Turned clockwise about the middle, what stood on the left at the top has come up and to the right.
    const [first] = boxesOf(read)
    expect(first?.x).toBeGreaterThan(130)
    const straight = await decoding.read(
      aFile(folder, 'level.png', await page()),
      0,
      japanese({ deskew: true }),
    )
    expect(Math.abs(straight.angle)).toBeLessThan(0.2)
  })

  it.each([90, 180, 270] as const)(
    'reads a page that is shown turned by %i degrees, in pixels of the page as it is',
    async (rotation) => {
      const turned = await sharp(await page())
        .rotate(360 - rotation)
        .png()
        .toBuffer()
      const path = aFile(folder, `turned-${rotation}.png`, turned)
      const read = await decoding.read(path, 0, japanese({ rotation }))
      expect(wordsOf(read)).toBe(FIRST + SECOND)
      const { width, height } = await sharp(turned).metadata()
      const [first] = boxesOf(read)
      if (!first) throw new Error('no line')
      const near = {
        90: [first.x + first.width < width / 2, first.y + first.height > height * 0.8],
        180: [first.y > height / 2, first.x > 200],
        270: [first.x > width / 2, first.y < height * 0.2],
      }[rotation]
      expect(near).toEqual([true, true])
    },
  )

  it('reads what a file stores turned (EXIF) in pixels of the upright page, a region too', async () => {
    const stored = await sharp(await page())
      .rotate(270)
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 95 })
      .toBuffer()
    const path = aFile(folder, 'exif.jpg', stored)
    const region = { x: 60, y: 380, width: 1200, height: 200 }
    const read = await decoding.read(path, 0, japanese({ region }))
    expect(wordsOf(read)).toBe(SECOND)
    expect(boxesOf(read)[0]?.y).toBeGreaterThan(410)
  })

  it('reads columns from right to left, each downwards', async () => {
    const columns = ['外務省において', '先方局長と会談']
    const lines = columns.flatMap((column, n) =>
      Array.from(column, (text, i) => ({ text, x: 800 - n * 110, y: 100 + i * 62 })),
    )
    const path = aFile(folder, 'vertical.png', await aTextPage(lines, { width: 1000, height: 700 }))
    const read = await decoding.read(path, 0, { ...japanese(), models: ['jpn_vert'] })
    expect(wordsOf(read)).toBe(columns.join(''))
    const [best] = await decoding.tryReaders(path, 0, { ...japanese(), models: ['jpn', 'jpn_vert', 'eng'] })
    expect(best?.model).toBe('jpn_vert')
  })

  it('keeps words of English apart, and tells English from Japanese', async () => {
    const text = 'The Ambassador called on the Minister'
    const path = aFile(folder, 'english.png', await aTextPage([{ text, x: 100, y: 200 }]))
    const reading = { ...japanese(), models: ['eng'] as const }
    expect(wordsOf(await decoding.read(path, 0, reading))).toBe(text)
    const [best] = await decoding.tryReaders(path, 0, { ...reading, models: ['jpn', 'jpn_vert', 'eng'] })
    expect(best?.model).toBe('eng')
  })

  it('finds nothing on an empty page', async () => {
    const path = aFile(folder, 'empty.png', await aTextPage([]))
    expect(
      (await decoding.read(path, 0, japanese({ deskew: true, threshold: true, denoise: true }))).paragraphs,
    ).toEqual([])
  })

  it('ends a process that takes too long or holds too much, and reads the next page', async () => {
    const path = aFile(folder, 'slow.png', await page())
    const hasty = aDecoding({ timeLimits: { read: 50 } })
    await expect(hasty.read(path, 0, japanese())).rejects.toMatchObject({ code: 'decoderFailed' })
    const poor = aDecoding({ memoryLimit: 40 * 2 ** 20 })
    await expect(poor.read(path, 0, japanese())).rejects.toMatchObject({ code: 'decoderFailed' })
    expect(wordsOf(await decoding.read(path, 0, japanese()))).toBe(FIRST + SECOND)
  })

  it('sets one page aside that killed the recogniser twice, and not the others of its file', async () => {
    const path = aFile(
      folder,
      'killer.tif',
      await sharp(await page())
        .tiff()
        .toBuffer(),
    )
    let started = 0
    const hasty = aDecoding({
      timeLimits: { read: 50 },
      spawn: () => {
        started += 1
        return spawnDecoder()
      },
    })
    for (const code of ['decoderFailed', 'scanSetAside', 'scanSetAside', 'scanSetAside'])
      await expect(hasty.read(path, 0, japanese())).rejects.toMatchObject({ code })
    expect(started).toBe(2)
    await expect(hasty.read(path, 1, japanese())).rejects.toMatchObject({ code: 'decoderFailed' })
    expect(started).toBe(3)
  })

  it('stops with its process when it is cancelled', async () => {
    const path = aFile(folder, 'cancelled.png', await page())
    const abort = new AbortController()
    const reading = aDecoding().read(path, 0, japanese(), { signal: abort.signal })
    setTimeout(() => abort.abort(), 300)
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('decoding.prepared', () => {
  it('shows black on white, without the shadow over a half of the page', async () => {
    const shadow = await sharp({ create: { width: 700, height: 700, channels: 3, background: '#888888' } })
      .png()
      .toBuffer()
    const dark = await sharp(await page())
      .composite([{ input: shadow, left: 0, top: 0, blend: 'multiply' }])
      .png()
      .toBuffer()
    const path = aFile(folder, 'shadow.png', dark)
    const shown = await decoding.prepared(path, 0, { ...AS_IT_IS, threshold: true }, 1400)
    const { data, info } = await sharp(shown.picture).greyscale().raw().toBuffer({ resolveWithObject: true })
    const at = (x: number, y: number) => data[(y * info.width + x) * info.channels] ?? -1
    expect(at(50, 350)).toBeGreaterThan(240)
    expect(at(1300, 350)).toBeGreaterThan(240)
    expect(data.some((shade) => shade < 20)).toBe(true)
    expect({ width: shown.width, height: shown.height }).toEqual({ width: 1400, height: 700 })
  })
})
