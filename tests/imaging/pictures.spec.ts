import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { deepZoom } from '../../src-main/imaging/levels.ts'
import { openPyramid } from '../../src-main/imaging/pyramid-file.ts'
import {
  aDecoding,
  aFile,
  aFolder,
  colourAt,
  distance,
  landscape,
  meanDifference,
  pictureOf,
  quarters,
  QUARTERS,
  rgb,
} from './builders.ts'
import { buildPdf } from './pdf-builder.ts'
import { buildTiff, entry, plain } from './tiff-builder.ts'

const folder = aFolder()
const decoding = aDecoding()
let files = 0
const fileOf = (content: Uint8Array) => aFile(folder, `scan-${++files}`, content)
const saved = async (image: Sharp) => fileOf(await image.toBuffer())
const shown = (content: Uint8Array, box = 60) => decoding.thumbnail(fileOf(content), 0, box)

const picture = (path: string, frame: number, level?: number) => pictureOf(decoding, path, frame, level)

/** Which colour is in which quarter of the stored picture once it is upright: EXIF 2.32, table 6. */
const UPRIGHT: Record<number, [keyof typeof QUARTERS, keyof typeof QUARTERS]> = {
  1: ['topLeft', 'topRight'],
  2: ['topRight', 'topLeft'],
  3: ['bottomRight', 'bottomLeft'],
  4: ['bottomLeft', 'bottomRight'],
  5: ['topLeft', 'bottomLeft'],
  6: ['bottomLeft', 'topLeft'],
  7: ['bottomRight', 'topRight'],
  8: ['topRight', 'bottomRight'],
}

async function expectUpright(
  image: Uint8Array,
  orientation: number,
  width: number,
  height: number,
): Promise<void> {
  const { width: w, height: h } = await sharp(image).metadata()
  expect([w, h]).toEqual(orientation >= 5 ? [height, width] : [width, height])
  const [topLeft, topRight] = UPRIGHT[orientation] ?? ['topLeft', 'topLeft']
  expect(distance(await colourAt(image, 0.25, 0.25), rgb(QUARTERS[topLeft]))).toBeLessThan(30)
  expect(distance(await colourAt(image, 0.75, 0.25), rgb(QUARTERS[topRight]))).toBeLessThan(30)
}

describe('every picture is shown upright', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i of a JPEG and of a TIFF', async (orientation) => {
    const [width, height] = [320, 280]
    const jpeg = await quarters(width, height).jpeg({ quality: 95 }).withMetadata({ orientation }).toBuffer()
    const data = await quarters(width, height).removeAlpha().raw().toBuffer()
    const tiff = buildTiff([plain(width, height, 3, data, [entry(274, 3, orientation)])])
    for (const content of [jpeg, tiff]) {
      const path = fileOf(content)
      const { pages } = await decoding.probe(path)
      expect(pages[0]).toMatchObject(orientation >= 5 ? { width: height, height: width } : { width, height })
      await expectUpright(await decoding.thumbnail(path, 0, 160), orientation, 160, 140)
      await expectUpright(await picture(path, 0), orientation, width, height)
      await expectUpright(await picture(path, 0, 0), orientation, width / 2, height / 2)
    }
  })

  // Larger than what is turned in memory.
  it.each([3, 6, 7])('orientation %i of a large one', async (orientation) => {
    const [width, height] = [9600, 9400]
    const large = sharp(await quarters(96, 94).png().toBuffer()).resize(width, height, { kernel: 'nearest' })
    const path = await saved(large.jpeg({ quality: 60 }).withMetadata({ orientation }))
    const target = join(folder, `large-${orientation}.tif`)
    await expect(decoding.pyramid(path, 0, target)).resolves.toEqual(
      orientation >= 5 ? { width: height, height: width } : { width, height },
    )
    const zoom = orientation >= 5 ? deepZoom(height, width) : deepZoom(width, height)
    const file = await openPyramid(target)
    const at = (x: number, y: number) => file.tile(zoom.maxLevel, x, y)
    const [left, right] = UPRIGHT[orientation] ?? []
    // Around the middle of the picture, where a band in the wrong place would show, and at its far corner.
    const [x, y] = [Math.floor(zoom.width / 512), Math.floor(zoom.height / 512)]
    expect(
      distance(await colourAt((await at(x - 1, y - 1)) ?? '', 0.1, 0.1), rgb(QUARTERS[left ?? 'topLeft'])),
    ).toBeLessThan(40)
    expect(
      distance(await colourAt((await at(x + 1, y - 1)) ?? '', 0.9, 0.1), rgb(QUARTERS[right ?? 'topLeft'])),
    ).toBeLessThan(40)
    const corner = await at(Math.floor(zoom.width / 256), Math.floor(zoom.height / 256))
    expect(distance(await colourAt(corner ?? '', 0.1, 0.1), rgb('#ffffff'))).toBeGreaterThan(100)
    await file.close()
  })
})

describe('every picture is shown in its own colours', () => {
  const reference = () => landscape(300, 200)

  it.each<[string, (image: Sharp) => Sharp, number]>([
    ['PNG', (image) => image.png(), 3],
    ['palette PNG', (image) => image.png({ palette: true, dither: 0 }), 12],
    [
      'TIFF in separate planes of JPEG tiles',
      (image) => image.tiff({ compression: 'jpeg', quality: 95, tile: true }),
      5,
    ],
    ['CMYK JPEG', (image) => image.toColourspace('cmyk').jpeg({ quality: 95 }), 9],
    ['CMYK TIFF', (image) => image.toColourspace('cmyk').tiff({ compression: 'lzw' }), 9],
    ['WebP', (image) => image.webp({ quality: 95 }), 6],
    ['GIF', (image) => image.gif({ dither: 0 }), 12],
    ['a wide colour profile', (image) => image.withIccProfile('p3').png(), 4],
  ])('%s', async (_, write, tolerance) => {
    const original = await reference().png().toBuffer()
    const path = await saved(write(reference()))
    expect(await meanDifference(await picture(path, 0), original)).toBeLessThan(tolerance)
    expect(await meanDifference(await decoding.thumbnail(path, 0, 300), original)).toBeLessThan(tolerance)
  })

  it('a profile is applied, not ignored', async () => {
    const red = sharp({ create: { width: 60, height: 60, channels: 3, background: '#ff0000' } })
    const stored = await red.withIccProfile('p3').png().toBuffer()
    // In the wide space that the file uses, this red is a paler one.
    expect(
      distance(
        await colourAt(await sharp(stored, { ignoreIcc: true }).png().toBuffer(), 0.5, 0.5),
        [234, 51, 35],
      ),
    ).toBeLessThan(4)
    expect(distance(await colourAt(await shown(stored), 0.5, 0.5), [255, 0, 0])).toBeLessThan(6)
  })

  it('black and white is neither inverted nor made coarse', async () => {
    const checks = Buffer.alloc(64 * 64, 0).map((_, i) => ((((i % 64) >> 3) + (i >> 9)) % 2 === 0 ? 255 : 0))
    const bilevel = sharp(checks, { raw: { width: 64, height: 64, channels: 1 } }).toColourspace('b-w')
    const original = await sharp(checks, { raw: { width: 64, height: 64, channels: 1 } })
      .png()
      .toBuffer()
    for (const write of [
      () => bilevel.clone().tiff({ compression: 'ccittfax4', bitdepth: 1 }),
      () => bilevel.clone().tiff({ compression: 'ccittfax4', bitdepth: 1, miniswhite: true }),
      () => bilevel.clone().png({ palette: true, colours: 2 }),
    ]) {
      const path = await saved(write())
      expect(await meanDifference(await decoding.thumbnail(path, 0, 64), original)).toBeLessThan(6)
      // Shrunk, black and white squares become grey.
      expect(
        distance(await colourAt(await decoding.thumbnail(path, 0, 4), 0.5, 0.5), [128, 128, 128]),
      ).toBeLessThan(12)
    }
  })

  it.each([3, 1] as const)('16 bits of %i samples become 8', async (samples) => {
    const [width, height] = [300, 200]
    const eight = reference().toColourspace(samples === 1 ? 'b-w' : 'srgb')
    const sixteen = Uint16Array.from(await eight.clone().raw().toBuffer(), (value) => value * 257)
    const space = samples === 1 ? 'grey16' : 'rgb16'
    const png = sharp(sixteen, { raw: { width, height, channels: samples } })
      .toColourspace(space)
      .png()
    const bits = entry(258, 3, ...Array.from({ length: samples }, () => 16))
    const tiff = buildTiff([plain(width, height, samples, new Uint8Array(sixteen.buffer), [bits])])
    const original = await eight.png().toBuffer()
    for (const stored of [await png.toBuffer(), tiff]) {
      const path = fileOf(stored)
      expect((await decoding.probe(path)).pages[0]).toMatchObject({
        bitDepth: 16,
        colour: samples === 1 ? 'grey' : 'rgb',
      })
      expect(await meanDifference(await picture(path, 0), original)).toBeLessThan(3)
      expect(await meanDifference(await decoding.thumbnail(path, 0, 300), original)).toBeLessThan(3)
    }
  })

  it('what is transparent lies on white; an unexplained fourth sample is not transparency', async () => {
    const clear = await sharp({
      create: { width: 60, height: 60, channels: 4, background: { r: 200, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer()
    expect(distance(await colourAt(await shown(clear), 0.5, 0.5), [255, 255, 255])).toBeLessThan(3)
    const red = new Uint8Array(60 * 60 * 4).map((_, i) => (i % 4 === 0 ? 200 : 0))
    const four = [entry(277, 3, 4), entry(258, 3, 8, 8, 8, 8)]
    const extra = (...kind: number[]) =>
      buildTiff([plain(60, 60, 3, red, [...four, ...kind.map((one) => entry(338, 3, one))])])
    expect(distance(await colourAt(await shown(extra(2)), 0.5, 0.5), [255, 255, 255])).toBeLessThan(3)
    expect(distance(await colourAt(await shown(extra(0)), 0.5, 0.5), [200, 0, 0])).toBeLessThan(6)
    expect(distance(await colourAt(await shown(extra()), 0.5, 0.5), [200, 0, 0])).toBeLessThan(6)
  })
})

describe('pages', () => {
  const flat = (hex: string, width = 60, height = 40) =>
    plain(
      width,
      height,
      3,
      new Uint8Array(width * height * 3).map((_, i) => rgb(hex)[i % 3] ?? 0),
    )

  it('of a TIFF are told apart, with previews left out', async () => {
    const preview = { ...flat('#ffffff', 30, 20) }
    preview.entries.push(entry(254, 4, 1))
    const path = fileOf(buildTiff([flat('#c00000'), preview, flat('#00c000'), flat('#0000c0')]))
    const { pages, mediaType } = await decoding.probe(path)
    expect(mediaType).toBe('image/tiff')
    expect(pages.map(({ frame }) => frame)).toEqual([0, 1, 2])
    for (const [frame, colour] of [
      [0, '#c00000'],
      [1, '#00c000'],
      [2, '#0000c0'],
    ] as const) {
      expect(
        distance(await colourAt(await decoding.thumbnail(path, frame, 40), 0.5, 0.5), rgb(colour)),
      ).toBeLessThan(8)
    }
    await expect(decoding.thumbnail(path, 3, 40)).rejects.toMatchObject({ code: 'scanDamaged' })
  })

  it('kept smaller in the file are shown from there when that is enough', async () => {
    const half = flat('#0000c0', 30, 20)
    half.entries.push(entry(254, 4, 1))
    const quarter = flat('#00c000', 15, 10)
    quarter.entries.push(entry(254, 4, 1))
    const path = fileOf(buildTiff([{ ...flat('#c00000'), subDirectories: [half] }, quarter]))
    const seen = async (box: number) => colourAt(await decoding.thumbnail(path, 0, box), 0.5, 0.5)
    expect(distance(await seen(40), rgb('#c00000'))).toBeLessThan(8)
    expect(distance(await seen(30), rgb('#0000c0'))).toBeLessThan(8)
    expect(distance(await seen(15), rgb('#00c000'))).toBeLessThan(8)
  })

  it('smaller than the box keep their size', async () => {
    expect(await sharp(await shown(buildTiff([flat('#123456')]), 500)).metadata()).toMatchObject({
      width: 60,
      height: 40,
    })
    const thread = await sharp({ create: { width: 3000, height: 1, channels: 3, background: '#123456' } })
      .png()
      .toBuffer()
    expect(await sharp(await shown(thread, 100)).metadata()).toMatchObject({ width: 100, height: 1 })
  })

  it('have names that libvips would read options out of', async () => {
    const jpeg = await quarters(60, 40).jpeg().toBuffer()
    for (const name of ['scan[1]', 'scan[page=3]', 'a\nb[x]', '[]', 'scan[1].jpg']) {
      const path = aFile(folder, name, jpeg)
      expect(await decoding.thumbnail(path, 0, 40)).toBeInstanceOf(Uint8Array)
      await expect(decoding.pyramid(path, 0, join(folder, 'named.tif'))).resolves.toMatchObject({ width: 60 })
    }
  })
})

describe('pages of a PDF', () => {
  const rectangle = '1 0 0 rg 0 100 50 100 re f 0 0 1 rg 50 0 50 100 re f'

  it('are drawn at 300 dpi, in the right colours, the right way up', async () => {
    const path = fileOf(buildPdf([{ width: 100, height: 200, content: rectangle }]))
    expect(await decoding.probe(path)).toEqual({
      mediaType: 'application/pdf',
      pages: [{ frame: 0, width: 417, height: 833, pixelsPerInch: 300, bitDepth: null, colour: null }],
    })
    for (const drawn of [await decoding.thumbnail(path, 0, 200), await picture(path, 0)]) {
      expect(distance(await colourAt(drawn, 0.25, 0.25), [255, 0, 0])).toBeLessThan(8)
      expect(distance(await colourAt(drawn, 0.75, 0.75), [0, 0, 255])).toBeLessThan(8)
      expect(distance(await colourAt(drawn, 0.75, 0.25), [255, 255, 255])).toBeLessThan(8)
    }
  })

  it('are turned as the page says', async () => {
    const path = fileOf(buildPdf([{ width: 100, height: 200, content: rectangle, rotate: 90 }]))
    expect((await decoding.probe(path)).pages[0]).toMatchObject({ width: 833, height: 417 })
    expect(
      distance(await colourAt(await decoding.thumbnail(path, 0, 200), 0.75, 0.25), [255, 0, 0]),
    ).toBeLessThan(8)
  })

  it('that are one image have its pixels', async () => {
    const data = await landscape(300, 200).raw().toBuffer()
    const path = fileOf(buildPdf([{ width: 54, height: 36, image: { width: 300, height: 200, data } }]))
    expect((await decoding.probe(path)).pages[0]).toMatchObject({
      width: 300,
      height: 200,
      pixelsPerInch: 400,
    })
    const original = await landscape(300, 200).png().toBuffer()
    expect(await meanDifference(await picture(path, 0), original)).toBeLessThan(3)
  })

  it('too large for 300 dpi are drawn smaller, in bands that join', async () => {
    const [width, height] = [10_000, 1_000]
    // A slope from corner to corner crosses every band.
    const content = `0 0 0 rg 0 0 m ${width} 0 l ${width} ${height} l f`
    const path = fileOf(buildPdf([{ width, height, content }]))
    const { pages } = await decoding.probe(path)
    expect((pages[0]?.width ?? 0) * (pages[0]?.height ?? 0)).toBeLessThan(100_100_000)
    expect(pages[0]?.pixelsPerInch).toBeCloseTo(227.7, 0)
    const drawn = await picture(path, 0, 4)
    for (const part of [0.1, 0.3, 0.5, 0.7, 0.9]) {
      expect(distance(await colourAt(drawn, part - 0.02, 1 - part), [255, 255, 255])).toBeLessThan(10)
      expect(distance(await colourAt(drawn, part + 0.02, 1 - part), [0, 0, 0])).toBeLessThan(10)
    }
    const full = join(folder, 'wide.tif')
    const { height: rows } = await decoding.pyramid(path, 0, full)
    const file = await openPyramid(full)
    const top = file.levels.length - 1
    // A column of the picture: white above the slope, black below, changing once.
    const column = 40
    const seen: number[] = []
    for (let y = 0; y < Math.ceil(rows / 256); y++) {
      const { data, info } = await sharp((await file.tile(top, column, y)) ?? Buffer.alloc(0))
        .greyscale()
        .raw()
        .toBuffer({ resolveWithObject: true })
      for (let row = 0; row < Math.min(256, rows - y * 256); row++)
        seen.push(data[row * info.width * info.channels] ?? 0)
    }
    await file.close()
    const changes = seen.filter((value, i) => i > 0 && value > 128 !== (seen[i - 1] ?? 0) > 128)
    expect(changes).toHaveLength(1)
    expect(seen.findIndex((value) => value < 128) / rows).toBeCloseTo(
      1 - (column * 256) / (pages[0]?.width ?? 1),
      2,
    )
  })

  it('behind a password are refused', async () => {
    const path = fileOf(buildPdf([{ width: 72, height: 72 }], { encrypted: true }))
    await expect(decoding.probe(path)).rejects.toMatchObject({ code: 'pdfEncrypted' })
    await expect(decoding.thumbnail(path, 0, 40)).rejects.toMatchObject({ code: 'pdfEncrypted' })
  })

  it('that are none are refused as damaged', async () => {
    const garbage = fileOf(Buffer.from('%PDF-1.4\nnothing here\nstartxref\n9\n%%EOF\n'))
    await expect(decoding.probe(garbage)).rejects.toMatchObject({ code: 'scanDamaged' })
    await expect(decoding.probe(fileOf(buildPdf([])))).rejects.toMatchObject({ code: 'scanDamaged' })
    const path = fileOf(buildPdf([{ width: 72, height: 72 }]))
    await expect(decoding.thumbnail(path, 7, 40)).rejects.toMatchObject({ code: 'scanDamaged' })
  })
})

describe('pictures that break off inside', () => {
  it('are refused when they are decoded', async () => {
    const whole = await landscape(400, 400).tiff({ compression: 'lzw' }).toBuffer()
    // The structure stays whole; the data do not.
    const holed = Buffer.from(whole).fill(0xff, 3000, whole.length - 3000)
    const path = fileOf(holed)
    await expect(decoding.probe(path)).resolves.toMatchObject({ pages: [{ width: 400 }] })
    await expect(decoding.thumbnail(path, 0, 100)).rejects.toMatchObject({
      code: expect.stringMatching(/^scan(Damaged|Truncated)$/) as string,
    })
    const target = join(folder, 'holed.tif')
    await expect(decoding.pyramid(path, 0, target)).rejects.toHaveProperty('code')
  })
})
