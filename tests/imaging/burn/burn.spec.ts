/** Burning: the box exactly as expected (T1), everything else as it was (T2), and a new file with nothing carried over (T3). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { boxPicture } from '../../../src-main/shared/domain/box/picture.ts'
import { asUpright } from '../../../src-main/shared/domain/box/rectangles.ts'
import type { Orientation } from '../../../src-main/shared/domain/box/rectangles.ts'
import { aBurner, aSheet, box, differing, pixelsOf, plain } from './pages.ts'
import type { Pixels } from './pages.ts'

const SIZE = { width: 640, height: 480 }
const MARK = { x: 101, y: 83, width: 203, height: 57 }
const burner = aBurner()
const at = (name: string) => join(burner.folder, name)

function expectBox({ data, width, channels }: Pixels, region: typeof MARK, ...codes: string[]) {
  const { pixels } = boxPicture(region.width, region.height, { codes, number: 1 })
  const found = Buffer.alloc(pixels.length)
  for (let y = 0; y < region.height; y++)
    for (let x = 0; x < region.width; x++) {
      const from = ((region.y + y) * width + region.x + x) * channels
      found[y * region.width + x] = data[from] ?? 1
      for (let c = 1; c < channels; c++) if (data[from + c] !== data[from]) found[y * region.width + x] = 7
    }
  expect(Buffer.compare(found, Buffer.from(pixels))).toBe(0)
}

describe('a burnt page', () => {
  it.each([
    ['colour', 3, 'srgb'],
    ['grey', 1, 'b-w'],
  ] as const)('has the expected box and is otherwise unchanged: %s', async (_, channels, space) => {
    const path = at(`page-${String(channels)}.tif`)
    await aSheet(SIZE.width, SIZE.height, MARK, 5, channels)
      .toColourspace(space)
      .tiff({ compression: 'none' })
      .toFile(path)
    const burnt = await burner.burnt(path, plain(SIZE, [box(MARK, '5条3号', '25X6')]))
    const [before, after] = [await pixelsOf(sharp(path)), await pixelsOf(sharp(burnt))]
    expect((await sharp(burnt).metadata()).channels).toBe(channels)
    expect(differing(before, after, [MARK])).toBe(0)
    expectBox(after, MARK, '5条3号', '25X6')
  })

  it('is the same file twice, and whatever was under the box', async () => {
    const [one, other] = [at('one.png'), at('other.png')]
    await aSheet(SIZE.width, SIZE.height, MARK, 5).png().toFile(one)
    await aSheet(SIZE.width, SIZE.height, MARK, 6).png().toFile(other)
    const plan = plain(SIZE, [box(MARK, '25X6')])
    const [first, again, second] = [
      readFileSync(await burner.burnt(one, plan)),
      readFileSync(await burner.burnt(one, plan)),
      readFileSync(await burner.burnt(other, plan)),
    ]
    expect(first.equals(again)).toBe(true)
    expect(first.equals(second)).toBe(true)
    const apart = readFileSync(await burner.burnt(other, plain(SIZE, [box({ ...MARK, width: 150 }, '25X6')])))
    expect(first.equals(apart)).toBe(false)
  })

  it('carries over no metadata, no profile, no alpha and no second image', async () => {
    const path = at('rich.tif')
    await aSheet(SIZE.width, SIZE.height, MARK, 5)
      .ensureAlpha()
      .withExif({ IFD0: { ImageDescription: 'secret words', Artist: 'secret name' } })
      .withIccProfile('p3')
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">secret words</x:xmpmeta>')
      .tiff({ pyramid: true, tile: true, compression: 'deflate' })
      .toFile(path)
    for (const format of ['png', 'tiff', 'jpeg'] as const) {
      const burnt = await burner.burnt(path, { ...plain(SIZE, [box(MARK, '25X6')]), format })
      const { exif, icc, xmp, iptc, hasAlpha, pages = 1, channels, depth } = await sharp(burnt).metadata()
      expect({ exif, icc, xmp, iptc, hasAlpha, pages, channels, depth }).toEqual({
        exif: undefined,
        icc: undefined,
        xmp: undefined,
        iptc: undefined,
        hasAlpha: false,
        pages: 1,
        channels: 3,
        depth: 'uchar',
      })
      expect(readFileSync(burnt).includes('secret')).toBe(false)
    }
  })

  it.each([2, 3, 4, 5, 6, 7, 8] as Orientation[])(
    'lies as it is looked at: orientation %i',
    async (orientation) => {
      const path = at(`turned-${String(orientation)}.png`)
      const stored = await pixelsOf(aSheet(SIZE.width, SIZE.height, MARK, 5))
      await sharp(stored.data, { raw: { ...SIZE, channels: 3 } })
        .withMetadata({ orientation })
        .png()
        .toFile(path)
      const size = orientation >= 5 ? { width: SIZE.height, height: SIZE.width } : SIZE
      const mark = asUpright(MARK, SIZE, orientation)
      const burnt = await burner.burnt(path, plain(size, [box(mark, '25X6')]))
      const after = await pixelsOf(sharp(burnt))
      expect(differing(await pixelsOf(sharp(path).autoOrient()), after, [mark])).toBe(0)
      expectBox(after, mark, '25X6')
    },
  )

  it.each([
    [
      'one bit',
      (image: Sharp) =>
        image.threshold(200).toColourspace('b-w').tiff({ compression: 'ccittfax4', bitdepth: 1 }),
      1,
    ],
    ['sixteen bits', (image: Sharp) => image.toColourspace('rgb16').png(), 3],
    ['inks', (image: Sharp) => image.toColourspace('cmyk').tiff({ compression: 'lzw' }), 3],
  ] as const)('has eight bits whatever the master has: %s', async (name, save, channels) => {
    const path = at(`${name}.master`)
    await save(aSheet(SIZE.width, SIZE.height, MARK, 5)).toFile(path)
    const burnt = await burner.burnt(path, plain(SIZE, [box(MARK, '25X6')]))
    expect(await sharp(burnt).metadata()).toMatchObject({ channels, depth: 'uchar', hasAlpha: false })
    expectBox(await pixelsOf(sharp(burnt)), MARK, '25X6')
  })

  it('loses its colour where that is asked for', async () => {
    const path = at('page-3.tif')
    const burnt = await burner.burnt(path, { ...plain(SIZE, [box(MARK, '25X6')]), grey: true })
    expect((await sharp(burnt).metadata()).channels).toBe(1)
  })

  it('is refused where the master has another size than the boxes were drawn on', async () => {
    const plan = plain({ width: 641, height: 480 }, [box(MARK, '25X6')])
    await expect(burner.burnt(at('page-3.tif'), plan)).rejects.toMatchObject({ code: 'scanDamaged' })
  })

  it('is seen to be wrong where the box is three pixels off', async () => {
    const path = at('page-3.tif')
    const burnt = await pixelsOf(sharp(await burner.burnt(path, plain(SIZE, [box(MARK, '25X6')]))))
    expect(() => expectBox(burnt, { ...MARK, x: MARK.x + 3 }, '25X6')).toThrow()
    expect(differing(await pixelsOf(sharp(path)), burnt, [{ ...MARK, x: MARK.x + 3 }])).toBeGreaterThan(0)
  })
})
