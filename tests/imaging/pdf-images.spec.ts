/** Pages of a PDF that are one image, and those that only look like it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { openPdf } from '../../src-main/imaging/decoder/pdf.ts'
import { bytesOfFile } from '../../src-main/imaging/decoder/pdfium.ts'
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
import { compress, hasOpenJpeg } from './jp2-builder.ts'
import { buildPdf, type PdfPage } from './pdf-builder.ts'

const folder = aFolder()
const decoding = aDecoding()
let files = 0
const fileOf = (pages: PdfPage[]) => aFile(folder, `scan-${++files}.pdf`, buildPdf(pages))
const [width, height] = [397, 211]
/** On paper at 300 dots per inch, which is no whole number of points. */
const paper = { width: (width / 300) * 72, height: (height / 300) * 72 }
const original = () => landscape(width, height)
const image = async (entries?: string) => ({
  width,
  height,
  data: await original().raw().toBuffer(),
  ...(entries !== undefined && { entries }),
})

/** The rows that the decoder takes a page by, as they are before any JPEG is made of them. */
async function taken(path: string): Promise<{ data: Buffer; samples: number; orientation: number }> {
  const pdf = await openPdf(bytesOfFile(path), 'spec')
  const { width, height } = pdf.page(0, 300)
  const pixels = await pdf.withDrawing(0, { width, height }, async ({ bands, samples, orientation }) => {
    const parts: Uint8Array[] = []
    for await (const band of bands) parts.push(Buffer.from(band))
    return { data: Buffer.concat(parts), samples, orientation }
  })
  pdf.close()
  return pixels
}

/** Black and white, and what a fax machine makes of it (CCITT G4, black being 1). */
async function bilevel() {
  const grey = await original().greyscale().toColourspace('b-w').raw().toBuffer()
  const looks = Buffer.from(grey.map((value) => (value > 110 ? 255 : 0)))
  const tiff = await sharp(looks, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1, miniswhite: true })
    .toBuffer()
  // One strip after the header, before the directory.
  const directory = tiff.readUInt32LE(4)
  const tags = new Map(
    Array.from({ length: tiff.readUInt16LE(directory) }, (_, i) => {
      const at = directory + 2 + 12 * i
      return [
        tiff.readUInt16LE(at),
        { count: tiff.readUInt32LE(at + 4), at: at + 8, type: tiff.readUInt16LE(at + 2) },
      ]
    }),
  )
  const values = (tag: number): number[] => {
    const { count, at, type } = tags.get(tag) ?? { count: 0, at: 0, type: 3 }
    const size = type === 3 ? 2 : 4
    const from = count * size <= 4 ? at : tiff.readUInt32LE(at)
    return Array.from({ length: count }, (_, i) => tiff.readUIntLE(from + i * size, size))
  }
  const [offset = 0] = values(273)
  const [length = 0] = values(279)
  return { looks, g4: tiff.subarray(offset, offset + length), strips: values(273).length }
}

/** A page of JBIG2 (ITU-T T.88) as PDF embeds it: its size, and one region in the code of G4. */
function jbig2(g4: Buffer): Buffer {
  const segment = (number: number, type: number, data: Buffer) => {
    const head = Buffer.alloc(11)
    head.writeUInt32BE(number)
    head.set([type, 0, 1], 4)
    head.writeUInt32BE(data.length, 7)
    return Buffer.concat([head, data])
  }
  const size = Buffer.alloc(8)
  size.writeUInt32BE(width)
  size.writeUInt32BE(height, 4)
  const page = Buffer.concat([size, Buffer.alloc(8), Buffer.of(0, 0, 0)])
  const region = Buffer.concat([size, Buffer.alloc(8), Buffer.of(0), Buffer.of(1), g4])
  return Buffer.concat([segment(0, 48, page), segment(1, 38, region)])
}

describe('a page that is one image is taken as that image', () => {
  it('Flate, pixel by pixel at its own size', async () => {
    const raw = await original().raw().toBuffer()
    const entries = '/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode'
    const path = fileOf([{ ...paper, image: { width, height, data: deflateSync(raw), entries } }])
    expect((await decoding.probe(path)).pages).toEqual([
      { frame: 0, width, height, pixelsPerInch: 300, bitDepth: null, colour: null },
    ])
    expect(await taken(path)).toEqual({ data: raw, samples: 3, orientation: 1 })
    expect(
      await meanDifference(await pictureOf(decoding, path), await original().png().toBuffer()),
    ).toBeLessThan(3)
  })

  it('JPEG, as libjpeg reads it', async () => {
    const data = await original().jpeg({ quality: 90 }).toBuffer()
    const entries = '/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode'
    const path = fileOf([{ ...paper, image: { width, height, data, entries } }])
    const pixels = await taken(path)
    const reference = await sharp(data).raw().toBuffer()
    expect(pixels.samples).toBe(3)
    const apart = pixels.data.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (reference[i] ?? 0))),
      0,
    )
    expect(apart).toBeLessThanOrEqual(3)
  })

  it('CCITT G4 and JBIG2, black and white', async () => {
    const { looks, g4, strips } = await bilevel()
    expect(strips).toBe(1)
    const grey = '/ColorSpace/DeviceGray/BitsPerComponent 1'
    const fax = `${grey}/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns ${width}/Rows ${height}>>`
    for (const [entries, data] of [
      [fax, g4],
      [`${grey}/Filter/JBIG2Decode`, jbig2(g4)],
    ] as const) {
      const path = fileOf([{ ...paper, image: { width, height, data, entries } }])
      expect((await decoding.probe(path)).pages[0]).toMatchObject({ width, height, pixelsPerInch: 300 })
      expect(await taken(path)).toEqual({ data: looks, samples: 1, orientation: 1 })
    }
  })

  it.skipIf(!hasOpenJpeg)('JPEG 2000', async () => {
    const data = readFileSync(await compress(original(), join(folder, 'page.jp2')))
    const path = fileOf([{ ...paper, image: { width, height, data, entries: '/Filter/JPXDecode' } }])
    expect(await taken(path)).toEqual({ data: await original().raw().toBuffer(), samples: 3, orientation: 1 })
  })

  it('with words that nobody sees, as OCR leaves them', async () => {
    const { width: w, height: h } = paper
    const content = `q ${w} 0 0 ${h} 0 0 cm /I Do Q BT 3 Tr /F 8 Tf 5 5 Td (words) Tj ET`
    const path = fileOf([{ ...paper, image: await image(), content }])
    expect((await taken(path)).data.equals(await original().raw().toBuffer())).toBe(true)
  })

  it.each([
    [0, 'topLeft'],
    [90, 'bottomLeft'],
    [180, 'bottomRight'],
    [270, 'topRight'],
  ] as const)('on a page turned by %i', async (rotate, topLeft) => {
    const data = await quarters(320, 280).removeAlpha().raw().toBuffer()
    const path = fileOf([{ width: 80, height: 70, rotate, image: { width: 320, height: 280, data } }])
    const turned = rotate % 180 === 90
    const size = turned ? { width: 280, height: 320 } : { width: 320, height: 280 }
    expect((await decoding.probe(path)).pages[0]).toMatchObject({ ...size, pixelsPerInch: 288 })
    for (const seen of [await pictureOf(decoding, path), await decoding.thumbnail(path, 0, 160)]) {
      expect(distance(await colourAt(seen, 0.25, 0.25), rgb(QUARTERS[topLeft]))).toBeLessThan(30)
    }
    expect((await taken(path)).data.equals(data)).toBe(true)
  })

  it('placed mirrored', async () => {
    const data = await quarters(320, 280).removeAlpha().raw().toBuffer()
    const content = 'q -80 0 0 70 80 0 cm /I Do Q'
    const path = fileOf([{ width: 80, height: 70, content, image: { width: 320, height: 280, data } }])
    const seen = await pictureOf(decoding, path)
    expect(distance(await colourAt(seen, 0.25, 0.25), rgb(QUARTERS.topRight))).toBeLessThan(30)
    expect((await taken(path)).orientation).toBe(2)
  })
})

describe('a page that shows more, or less, than one image is drawn', () => {
  const { width: w, height: h } = paper
  const whole = `q ${w} 0 0 ${h} 0 0 cm /I Do Q`
  const black = async (path: string, x: number, y: number) =>
    distance(await colourAt(await pictureOf(decoding, path), x, y), [0, 0, 0])

  it('with a bar over the image, which stays', async () => {
    const path = fileOf([
      { ...paper, image: await image(), content: `${whole} 0 g ${w / 4} ${h / 4} ${w / 2} ${h / 2} re f` },
    ])
    expect(await black(path, 0.5, 0.5)).toBeLessThan(10)
  })

  it('with words to be seen', async () => {
    const content = `${whole} BT 0 g /F ${h} Tf 0 0 Td (MMMM) Tj ET`
    const path = fileOf([{ ...paper, image: await image(), content }])
    expect((await taken(path)).data.equals(await original().raw().toBuffer())).toBe(false)
  })

  it('where a part of the image is cut away, which nobody is to see', async () => {
    const path = fileOf([{ ...paper, image: await image(), content: `0 0 ${w / 2} ${h} re W n ${whole}` }])
    expect(distance(await colourAt(await pictureOf(decoding, path), 0.8, 0.5), [255, 255, 255])).toBeLessThan(
      6,
    )
  })

  it('with a note upon it', async () => {
    const square = `/Annots[<</Type/Annot/Subtype/Square/Rect[${w / 4} ${h / 4} ${(3 * w) / 4} ${(3 * h) / 4}]/IC[0 0 0]/C[0 0 0]>>]`
    const path = fileOf([{ ...paper, image: await image(), entries: square }])
    expect((await taken(path)).samples).toBe(3)
    expect(await black(path, 0.5, 0.5)).toBeLessThan(10)
  })

  it('in the colour that the page gives a stencil', async () => {
    const { g4 } = await bilevel()
    const entries = `/ImageMask true/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns ${width}/Rows ${height}>>`
    const content = `1 0 0 rg ${whole}`
    const path = fileOf([{ ...paper, content, image: { width, height, data: g4, entries } }])
    const { data, samples } = await taken(path)
    expect(samples).toBe(3)
    // Red ink on white paper: nothing but these two.
    expect(data.every((value, i) => i % 3 !== 0 || value === 255)).toBe(true)
    expect(data.some((value) => value === 0)).toBe(true)
  })

  it('at the resolution that is asked for, and the size it was listed with', async () => {
    const path = fileOf([{ width: 144, height: 72, content: '1 0 0 rg 0 0 72 72 re f' }])
    expect((await decoding.probe(path, { pixelsPerInch: 150 })).pages[0]).toMatchObject({
      width: 300,
      height: 150,
      pixelsPerInch: 150,
    })
    const target = join(folder, 'sized.tif')
    const size = { width: 300, height: 150 }
    await expect(decoding.pyramid(path, 0, target, { size })).resolves.toEqual(size)
    await expect(decoding.pyramid(path, 0, target)).resolves.toEqual({ width: 600, height: 300 })
  })
})

describe('what else a PDF may bring', () => {
  it('scripts and attached files are not heeded', async () => {
    const script = '/OpenAction<</S/JavaScript/JS(app.alert\\\\(1\\\\); while \\\\(true\\\\) {})>>'
    const names =
      '/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(while \\\\(true\\\\) {})>>]>>' +
      '/EmbeddedFiles<</Names[(x.exe)<</Type/Filespec/F(x.exe)>>]>>>>'
    const bytes = buildPdf([{ width: 72, height: 72, content: '1 0 0 rg 0 0 72 72 re f' }], {
      catalog: script + names,
    })
    const path = aFile(folder, 'active.pdf', bytes)
    expect((await decoding.probe(path)).pages).toHaveLength(1)
    expect(
      distance(await colourAt(await decoding.thumbnail(path, 0, 40), 0.5, 0.5), [255, 0, 0]),
    ).toBeLessThan(6)
  })
})
