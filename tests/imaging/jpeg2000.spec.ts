import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import type { DecoderProcess } from '../../src-main/imaging/decoding.ts'
import { piecesOf, type Pieces } from '../../src-main/imaging/containers/jp2-stream.ts'
import { bytesOfFile } from '../../src-main/imaging/decoder/pdfium.ts'
import { pdfAround } from '../../src-main/imaging/decoder/jp2.ts'
import { openTiled } from '../../src-main/imaging/decoder/jp2-tiles.ts'
import { openPdf, type Pdf } from '../../src-main/imaging/decoder/pdf.ts'
import { sniff } from '../../src-main/imaging/sniff.ts'
import {
  aDecoding,
  aFile,
  aFolder,
  colourAt,
  distance,
  landscape,
  meanDifference,
  peakMemoryOf,
  pictureOf,
  quarters,
  QUARTERS,
  rgb,
  spawnDecoder,
} from './builders.ts'
import { compress, hasOpenJpeg, inBoxes } from './jp2-builder.ts'

const folder = aFolder()
const decoding = aDecoding()
const at = (name: string) => join(folder, name)
const [width, height] = [701, 503]
const original = () => landscape(width, height)

/** The rows that the decoder takes from a file at its full size. */
async function pixelsOf(path: string): Promise<{ data: Buffer; samples: number }> {
  const found = await sniff(path)
  if (found.format !== 'jp2' && found.format !== 'j2c') throw new Error(found.format)
  const pdf = await openPdf(pdfAround(bytesOfFile(path), found.pages[0], found.pages[0].profile), 'spec')
  const pixels = await pdf.withDrawing(0, found.pages[0], async ({ bands, samples }) => {
    const parts: Uint8Array[] = []
    for await (const band of bands) parts.push(Buffer.from(band))
    return { data: Buffer.concat(parts), samples }
  })
  pdf.close()
  return pixels
}

describe.skipIf(!hasOpenJpeg)('JPEG 2000', () => {
  it.each([
    ['in boxes', 'lossless.jp2', 'image/jp2', []],
    ['a bare codestream', 'lossless.j2k', 'image/j2c', []],
    ['in tiles', 'tiled.jp2', 'image/jp2', ['-t', '256,256']],
    ['away from the origin of its grid', 'offset.jp2', 'image/jp2', ['-d', '37,11']],
  ])('%s is taken pixel by pixel', async (_, name, mediaType, options) => {
    const path = await compress(original(), at(name), ...options)
    expect(await decoding.probe(path)).toEqual({
      mediaType,
      pages: [{ frame: 0, width, height, pixelsPerInch: null, bitDepth: 8, colour: 'rgb' }],
    })
    const { data } = await pixelsOf(path)
    expect(data.equals(await original().raw().toBuffer())).toBe(true)
    const png = await original().png().toBuffer()
    expect(await meanDifference(await pictureOf(decoding, path), png)).toBeLessThan(3)
    const small = await original().resize(180, 129, { fit: 'fill' }).png().toBuffer()
    expect(await meanDifference(await decoding.thumbnail(path, 0, 180), small)).toBeLessThan(4)
  })

  it('in grey is grey, in 16 bits comes out as 8', async () => {
    const grey = await compress(original().greyscale().toColourspace('b-w'), at('grey.jp2'))
    expect((await decoding.probe(grey)).pages[0]).toMatchObject({ colour: 'grey', bitDepth: 8 })
    expect(await pixelsOf(grey)).toEqual({
      data: await original().greyscale().toColourspace('b-w').raw().toBuffer(),
      samples: 1,
    })
    const eight = await original().raw().toBuffer()
    const sixteen = sharp(
      Uint16Array.from(eight, (value) => value * 257),
      { raw: { width, height, channels: 3 } },
    ).toColourspace('rgb16')
    const deep = await compress(sixteen, at('deep.jp2'))
    expect((await decoding.probe(deep)).pages[0]).toMatchObject({ colour: 'rgb', bitDepth: 16 })
    const { data } = await pixelsOf(deep)
    expect(data.every((value, i) => Math.abs(value - (eight[i] ?? 0)) <= 1)).toBe(true)
  })

  it('says its resolution, and has its colour profile applied', async () => {
    const red = sharp({ create: { width: 64, height: 64, channels: 3, background: '#ff0000' } })
    const stored = await red.withIccProfile('p3').png().toBuffer()
    const { icc } = await sharp(stored).metadata()
    const bare = await compress(sharp(stored, { ignoreIcc: true }), at('p3.j2k'))
    const path = aFile(folder, 'p3.jp2', inBoxes(bare, { icc: icc ?? Buffer.alloc(0), perMetre: 15748 }))
    expect((await decoding.probe(path)).pages[0]).toMatchObject({ pixelsPerInch: 400, colour: 'rgb' })
    for (const shown of [await decoding.thumbnail(path, 0, 32), await pictureOf(decoding, path)]) {
      expect(distance(await colourAt(shown, 0.5, 0.5), [255, 0, 0])).toBeLessThan(6)
    }
    // Without its profile it is another red.
    const without = aFile(folder, 'plain.jp2', inBoxes(bare, {}))
    expect(
      distance(await colourAt(await decoding.thumbnail(without, 0, 32), 0.5, 0.5), [234, 51, 35]),
    ).toBeLessThan(6)
  })

  it('that breaks off is refused before it is decoded', async () => {
    for (const name of ['whole.jp2', 'whole.j2k']) {
      const whole = readFileSync(await compress(original(), at(name), '-t', '256,256'))
      for (const part of [0.1, 0.5, 0.9]) {
        const path = aFile(folder, `part-${part}-${name}`, whole.subarray(0, whole.length * part))
        await expect(decoding.probe(path)).rejects.toMatchObject({ code: 'scanTruncated' })
      }
    }
  })

  it('that is damaged inside is refused, or shown, and takes nothing along', async () => {
    const whole = readFileSync(await compress(original(), at('dent.jp2')))
    for (let i = 0; i < 12; i++) {
      const dented = Buffer.from(whole)
      dented.fill(0xa5 ^ i, 120 + i * 37, 160 + i * 37)
      const path = aFile(folder, `dent-${i}.jp2`, dented)
      const outcome: unknown = await decoding.thumbnail(path, 0, 64).catch((error: unknown) => error)
      if (!(outcome instanceof Uint8Array)) expect(outcome).toHaveProperty('code')
    }
    await expect(decoding.thumbnail(at('dent.jp2'), 0, 64)).resolves.toBeInstanceOf(Uint8Array)
  })

  it('that would take too much memory is refused with its size', async () => {
    const stream = readFileSync(await compress(original(), at('huge.j2k')))
    for (const [x, y] of [
      [8, 12],
      // One tile as large as the picture.
      [24, 28],
    ] as const) {
      stream.writeUInt32BE(40_000, x)
      stream.writeUInt32BE(30_000, y)
    }
    const path = aFile(folder, 'huge-forged.j2k', stream)
    await expect(decoding.probe(path)).rejects.toMatchObject({
      code: 'scanTooLarge',
      data: { file: 'huge-forged.j2k', width: 40_000, height: 30_000 },
    })
  })

  it.runIf(process.platform === 'linux')(
    'is decoded at a lower resolution where less is asked for',
    async () => {
      const path = await compress(landscape(3000, 2400), at('large.jp2'), '-r', '20')
      const children: DecoderProcess[] = []
      const own = aDecoding({
        spawn() {
          const child = spawnDecoder()
          children.push(child)
          return child
        },
      })
      await own.thumbnail(path, 0, 300)
      const small = peakMemoryOf(children[0]?.pid)
      await pictureOf(own, path)
      // At its full size every sample takes four bytes: 86 MB more than a small one.
      expect(peakMemoryOf(children[0]?.pid) - small).toBeGreaterThan(60 * 2 ** 20)
      expect(small).toBeLessThan(170 * 2 ** 20)
    },
  )
})

describe.skipIf(!hasOpenJpeg)('JPEG 2000 of one tile, cut along its code blocks', () => {
  /** As the decoder takes a picture that is too large to be held whole; here in pieces of little memory. */
  async function cut(path: string, edit: (pieces: Pieces) => Pieces = (pieces) => pieces) {
    const found = await sniff(path)
    if (found.format !== 'jp2' && found.format !== 'j2c') throw new Error(found.format)
    const [image] = found.pages
    const small = piecesOf(image.codestream.header, { width, height, bytes: 1, most: 120_000 })
    if (!small) return null
    const { tiles, ...pieces } = small
    const codestream = { ...image.codestream, tiles, pieces: edit(pieces) }
    return { tiles, pdf: openTiled(bytesOfFile(path), { ...image, codestream }, 'spec') }
  }
  const drawn = (pdf: Pdf, size: { width: number; height: number }) =>
    pdf.withDrawing(0, size, async ({ bands, width: across }) => {
      const parts: Uint8Array[] = []
      for await (const band of bands) parts.push(Buffer.from(band))
      return { across, data: Buffer.concat(parts) }
    })

  it.each([
    ['lossless', 'cut.jp2', []],
    ['lossy, with the longer wavelet', 'cut-lossy.j2k', ['-I', '-r', '8']],
    ['in layers', 'cut-layers.j2k', ['-r', '40,20,5', '-p', 'RLCP']],
    [
      'by resolution and place, with marks',
      'cut-rpcl.j2k',
      ['-p', 'RPCL', '-c', '[128,128],[64,64]', '-SOP', '-EPH'],
    ],
    ['by place', 'cut-pcrl.j2k', ['-p', 'PCRL', '-c', '[64,64],[64,64],[32,32]']],
    ['by component', 'cut-cprl.j2k', ['-p', 'CPRL', '-c', '[128,128]', '-r', '30,10,1']],
    ['in every mode of coding, in layers', 'cut-modes.j2k', ['-M', '63', '-r', '20,1']],
    ['in parts, with an index of packets', 'cut-parts.j2k', ['-TP', 'R', '-PLT']],
  ])('%s, is the same picture to the last bit', async (_, name, options) => {
    const path = await compress(original(), at(name), '-b', '16,16', '-n', '3', ...options)
    const pieces = await cut(path)
    expect(pieces?.tiles).toMatchObject({ columns: 4, rows: 3 })
    const { data } = await drawn(pieces?.pdf as Pdf, { width, height })
    pieces?.pdf.close()
    expect(data.equals((await pixelsOf(path)).data)).toBe(true)
  })

  it('would show its seams without the margin of each piece', async () => {
    const path = await compress(original(), at('seams.j2k'), '-b', '16,16', '-n', '3')
    const pieces = await cut(path, (found) => ({ ...found, margin: { width: 0, height: 0 } }))
    const { data } = await drawn(pieces?.pdf as Pdf, { width, height })
    expect(data.equals((await pixelsOf(path)).data)).toBe(false)
  })

  it('is halved, given in parts where that is quick, and refused where its packets are damaged', async () => {
    const path = await compress(original(), at('cut-small.j2k'), '-b', '16,16', '-n', '3')
    const pieces = await cut(path)
    const { across, data } = await drawn(pieces?.pdf as Pdf, { width: 90, height: 64 })
    expect(across).toBe(176)
    const seen = await sharp(data, { raw: { width: 176, height: 126, channels: 3 } })
      .png()
      .toBuffer()
    const small = await original().resize(176, 126, { fit: 'fill' }).png().toBuffer()
    expect(await meanDifference(seen, small)).toBeLessThan(6)
    const place = { left: 100, top: 50, width: 64, height: 64 }
    expect(await pieces?.pdf.part?.(place, 0)).toBeNull()
    expect((await pieces?.pdf.part?.(place, 1))?.data).toHaveLength(64 * 64 * 3)
    const bytes = readFileSync(path)
    for (let i = 0; i < 6; i++) {
      const dented = Buffer.from(bytes).fill(0x5a + i, 200 + 31 * i, 240 + 31 * i)
      const outcome: unknown = await cut(aFile(folder, `cut-dent-${i}.j2k`, dented))
        .then((found) => found && drawn(found.pdf, { width, height }))
        .catch((error: unknown) => error)
      if (outcome instanceof Error) expect(outcome).toHaveProperty('code')
    }
  })

  it('has the largest pieces that the memory holds, and none where the code blocks lie too far apart', async () => {
    const header = async (image: Sharp, name: string, ...options: string[]) => {
      const found = await sniff(await compress(image, at(name), ...options))
      if (found.format !== 'j2c') throw new Error(found.format)
      return found.pages[0].codestream.header
    }
    const colour = { width: 16_000, height: 12_000, bytes: 21 }
    const usual = await header(original(), 'grid.j2k', '-b', '64,64', '-n', '6')
    expect(piecesOf(usual, colour)).toMatchObject({
      tiles: { width: 2048, height: 2048, columns: 8, rows: 6 },
      margin: { width: 2048, height: 2048 },
    })
    const grey = await header(
      original().greyscale().toColourspace('b-w'),
      'grid-grey.j2k',
      '-b',
      '64,64',
      '-n',
      '6',
    )
    expect(piecesOf(grey, { ...colour, bytes: 7 })).toMatchObject({
      tiles: { width: 6144, columns: 3, rows: 2 },
    })
    expect(piecesOf(await header(original(), 'far.j2k', '-b', '64,64', '-n', '8'), colour)).toBeNull()
    expect(piecesOf(await header(original(), 'fine.j2k', '-b', '16,16', '-n', '6'), colour)).toBeNull()
    // A row of pieces is held until it is whole.
    expect(piecesOf(usual, { ...colour, width: 30_000, height: 5000 })).toBeNull()
    // Components of their own size lie on grids of their own.
    usual[43] = 2
    expect(piecesOf(usual, colour)).toBeNull()
  })

  it('opens what is too large to be held whole', async () => {
    const large = sharp(await quarters(64, 62).png().toBuffer()).removeAlpha()
    const path = await compress(large.resize(6400, 6200, { kernel: 'nearest' }), at('large-one.jp2'))
    expect(await sniff(path)).toMatchObject({
      pages: [{ codestream: { byTiles: true, tiles: { columns: 4 } } }],
    })
    for (const seen of [await decoding.thumbnail(path, 0, 200), await pictureOf(decoding, path, 0, 1)]) {
      expect(distance(await colourAt(seen, 0.25, 0.25), rgb(QUARTERS.topLeft))).toBeLessThan(20)
      expect(distance(await colourAt(seen, 0.75, 0.75), rgb(QUARTERS.bottomRight))).toBeLessThan(20)
    }
  })
})

describe.skipIf(!hasOpenJpeg)('JPEG 2000 tile by tile', () => {
  /** As the decoder takes a picture that is too large to be held whole. */
  async function byTiles(path: string, size?: { width: number; height: number }) {
    const found = await sniff(path)
    if (found.format !== 'jp2' && found.format !== 'j2c') throw new Error(found.format)
    const [image] = found.pages
    const tiled = openTiled(bytesOfFile(path), image, 'spec')
    const drawn = await tiled.withDrawing(0, size ?? image, async ({ bands, ...shape }) => {
      const parts: Uint8Array[] = []
      for await (const band of bands) parts.push(Buffer.from(band))
      return { ...shape, data: Buffer.concat(parts) }
    })
    tiled.close()
    return drawn
  }

  it.each([
    ['in boxes', 'by-256.jp2', ['-t', '256,256']],
    ['bare, in tiles of no round size', 'by-odd.j2k', ['-t', '200,150']],
    ['away from the origin of its grid', 'by-offset.j2k', ['-d', '37,11', '-t', '128,96', '-T', '20,8']],
    ['with an index of its tiles', 'by-index.j2k', ['-t', '256,256', '-TLM']],
    ['with its tiles in parts', 'by-parts.jp2', ['-t', '256,256', '-TP', 'R']],
  ])('%s is the same picture', async (_, name, options) => {
    const path = await compress(original(), at(name), ...options)
    const { data, ...shape } = await byTiles(path)
    expect(shape).toMatchObject({ width, height, samples: 3, orientation: 1 })
    expect(data.equals(await original().raw().toBuffer())).toBe(true)
  })

  it('is halved as often as its tiles join', async () => {
    const path = await compress(original(), at('halved.j2k'), '-t', '256,256')
    const { data, width: w, height: h } = await byTiles(path, { width: 90, height: 64 })
    expect([w, h]).toEqual([176, 126])
    const small = await original().resize(w, h, { fit: 'fill' }).png().toBuffer()
    const seen = await sharp(data, { raw: { width: w, height: h, channels: 3 } })
      .png()
      .toBuffer()
    expect(await meanDifference(seen, small)).toBeLessThan(6)
    const odd = await compress(original(), at('halved-odd.j2k'), '-t', '201,151')
    expect(await byTiles(odd, { width: 90, height: 64 })).toMatchObject({ width, height })
  })

  it('gives a part without the rest', async () => {
    const place = { left: 200, top: 100, width: 256, height: 256 }
    for (const [name, options] of [
      ['part.j2k', ['-t', '128,128']],
      ['part-odd.j2k', ['-t', '201,151', '-d', '13,7']],
    ] as const) {
      const path = await compress(original(), at(name), ...options)
      const found = await sniff(path)
      if (found.format !== 'j2c') throw new Error(found.format)
      const tiled = openTiled(bytesOfFile(path), found.pages[0], 'spec')
      const wanted = await original().extract(place).raw().toBuffer()
      // The second time from what was kept.
      for (let i = 0; i < 2; i++) {
        const part = await tiled.part?.(place, 0)
        expect(part?.samples).toBe(3)
        expect(Buffer.from(part?.data ?? []).equals(wanted)).toBe(true)
      }
      const halved = await tiled.part?.({ left: 100, top: 50, width: 128, height: 128 }, 1)
      if (name === 'part-odd.j2k') expect(halved).toBeNull()
      else {
        const seen = await sharp(halved?.data, { raw: { width: 128, height: 128, channels: 3 } })
          .png()
          .toBuffer()
        const small = await original().extract(place).resize(128, 128).png().toBuffer()
        expect(await meanDifference(seen, small)).toBeLessThan(6)
      }
      tiled.close()
    }
  })

  it('opens what is too large to be held whole', async () => {
    const large = sharp(await quarters(52, 50).png().toBuffer()).removeAlpha()
    const path = await compress(
      large.resize(5200, 5000, { kernel: 'nearest' }),
      at('large-tiled.jp2'),
      '-t',
      '1024,1024',
    )
    const found = await sniff(path)
    expect(found).toMatchObject({ pages: [{ codestream: { byTiles: true } }] })
    // The corner of the full picture, before there is a pyramid of it.
    const corner = await decoding.tile(path, 0, 5, 20, 19)
    expect(await sharp(corner ?? '').metadata()).toMatchObject({ width: 80, height: 136 })
    expect(distance(await colourAt(corner ?? '', 0.5, 0.5), rgb(QUARTERS.bottomRight))).toBeLessThan(20)
    const target = at('large-tiled.tif')
    await expect(decoding.pyramid(path, 0, target)).resolves.toEqual({ width: 5200, height: 5000 })
    const overview = await pictureOf(decoding, path, 0, 1)
    for (const seen of [await decoding.thumbnail(path, 0, 200), overview]) {
      expect(distance(await colourAt(seen, 0.25, 0.25), rgb(QUARTERS.topLeft))).toBeLessThan(20)
      expect(distance(await colourAt(seen, 0.75, 0.75), rgb(QUARTERS.bottomRight))).toBeLessThan(20)
    }
  })
})
