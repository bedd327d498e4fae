import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { aDecoding, aFile, aFolder, colourAt, distance, pictureOf } from './builders.ts'
import { ADOBE_RGB, greyInSrgb, greyProfile, inSrgb, rgbProfile } from './icc-builder.ts'
import { buildTiff, entry, plain } from './tiff-builder.ts'

const folder = aFolder()
const decoding = aDecoding()
let files = 0
const fileOf = (content: Uint8Array) => aFile(folder, `scan-${++files}`, content)

/** The middle of a picture in both ways in which a person sees a page. */
async function shown(content: Uint8Array): Promise<number[][]> {
  const path = fileOf(content)
  const seen = [await decoding.thumbnail(path, 0, 32), await pictureOf(decoding, path)]
  return Promise.all(seen.map((picture) => colourAt(picture, 0.5, 0.5)))
}
const PROFILE = 34675

/** A TIFF of one colour, its numbers as given, with a profile beside them or none. */
function tiffOf(samples: 1 | 3, bits: 8 | 16, colour: readonly number[], icc: Buffer | null): Buffer {
  const data = Buffer.alloc(64 * 64 * samples * (bits / 8))
  for (let i = 0; i < 64 * 64 * samples; i++) {
    const value = colour[i % samples] ?? 0
    if (bits === 8) data[i] = value
    else data.writeUInt16LE(value * 257, i * 2)
  }
  const depth = entry(258, 3, ...Array.from({ length: samples }, () => bits))
  return buildTiff([plain(64, 64, samples, data, [depth, ...(icc ? [entry(PROFILE, 7, ...icc)] : [])])])
}

type Colour = readonly [number, number, number]
const COLOURS: Colour[] = [
  [100, 150, 100],
  [200, 180, 60],
  [128, 128, 128],
  [40, 60, 170],
]

describe('a colour profile in the file', () => {
  const adobe = rgbProfile(ADOBE_RGB)
  it.each(COLOURS.map((colour) => [colour]))('Adobe RGB %j', async (colour) => {
    const expected = inSrgb(ADOBE_RGB, colour)
    for (const bits of [8, 16] as const) {
      for (const seen of await shown(tiffOf(3, bits, colour, adobe))) {
        expect(distance(seen, expected)).toBeLessThanOrEqual(3)
      }
      // The same numbers as a reader shows them that has no profile, or pays it no heed.
      for (const seen of await shown(tiffOf(3, bits, colour, null))) {
        expect(distance(seen, colour)).toBeLessThanOrEqual(3)
      }
    }
  })

  it('makes a difference to be seen', () => {
    const apart = COLOURS.map((colour) => distance(inSrgb(ADOBE_RGB, colour), colour))
    expect(Math.max(...apart)).toBeGreaterThan(20)
  })

  it.each([1.0, 1.8, 2.6])('grey with a gamma of %f', async (gamma) => {
    const expected = greyInSrgb(gamma, 100)
    expect(Math.abs(expected - 100)).toBeGreaterThan(10)
    for (const bits of [8, 16] as const) {
      for (const seen of await shown(tiffOf(1, bits, [100], greyProfile(gamma)))) {
        expect(distance(seen, [expected, expected, expected])).toBeLessThanOrEqual(3)
      }
      for (const seen of await shown(tiffOf(1, bits, [100], null))) {
        expect(distance(seen, [100, 100, 100])).toBeLessThanOrEqual(2)
      }
    }
  })

  it('that is damaged leaves the numbers as they are', async () => {
    const icc = Buffer.from(adobe).fill(0xff, 128)
    for (const seen of await shown(tiffOf(3, 8, [100, 150, 100], icc))) {
      expect(distance(seen, [100, 150, 100])).toBeLessThanOrEqual(3)
    }
  })
})

describe('inks', () => {
  const flat = ([r, g, b]: Colour) =>
    sharp({ create: { width: 64, height: 64, channels: 3, background: { r, g, b } } })
  const SOFT: Colour[] = [
    [70, 90, 130],
    [60, 60, 60],
  ]
  const jpegOf = (colour: Colour) =>
    flat(colour).toColourspace('cmyk').withIccProfile('cmyk').jpeg({ quality: 100 }).toBuffer()
  /** What Adobe's mark (APP14) says: that the numbers are inverted. */
  const ADOBE = Buffer.from('\xff\xee\0\x0eAdobe', 'latin1')

  it.each(SOFT.map((colour) => [colour]))('by their profile, in a JPEG and in a TIFF: %j', async (colour) => {
    const cmyk = flat(colour).toColourspace('cmyk').withIccProfile('cmyk')
    for (const stored of [await jpegOf(colour), await cmyk.tiff({ compression: 'lzw' }).toBuffer()]) {
      const [page] = (await decoding.probe(fileOf(stored))).pages
      expect(page).toMatchObject({ colour: 'cmyk', bitDepth: 8 })
      for (const seen of await shown(stored)) expect(distance(seen, colour)).toBeLessThanOrEqual(10)
      // As if inks were pure colours, which is what a reader without profiles makes of them.
      const numbers = await sharp(stored).pipelineColourspace('cmyk').toColourspace('cmyk').raw().toBuffer()
      const black = 255 - (numbers[3] ?? 0)
      const pure = [0, 1, 2].map((i) => ((255 - (numbers[i] ?? 0)) * black) / 255)
      expect(distance(pure, colour)).toBeGreaterThan(25)
    }
  })

  it.each(SOFT.map((colour) => [colour]))(
    'inverted as Adobe does, or plain, as the file says: %j',
    async (colour) => {
      const adobe = await jpegOf(colour)
      expect(adobe.includes(ADOBE)).toBe(true)
      const inverted = sharp(adobe).pipelineColourspace('cmyk').toColourspace('cmyk').negate()
      const negative = await inverted.keepIccProfile().jpeg({ quality: 100 }).toBuffer()
      const mark = negative.indexOf(ADOBE)
      const plain = Buffer.concat([negative.subarray(0, mark), negative.subarray(mark + 16)])
      for (const seen of await shown(plain)) expect(distance(seen, colour)).toBeLessThanOrEqual(10)
      // With the mark the same numbers are the negative.
      for (const seen of await shown(negative)) expect(distance(seen, colour)).toBeGreaterThan(25)
    },
  )
})
