/** Every kind of TIFF that scanners and libtiff write, each as a real file. */
import { execFileSync } from 'node:child_process'
import { existsSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { writeBands } from '../../src-main/imaging/decoder/bands.ts'
import { debianTool } from '../debian-tool.ts'
import { aDecoding, aFile, aFolder, landscape, meanDifference, pictureOf } from './builders.ts'
import { buildTiff, entry, plain, type TiffEntry } from './tiff-builder.ts'

const folder = aFolder()
const decoding = aDecoding()
const hasTiffTools = debianTool('tiffcp', 'libtiff-tools')
// Not a multiple of eight, nor of a tile.
const [width, height] = [421, 307]

type Kind = 'bilevel' | 'grey' | 'grey16' | 'rgb' | 'rgb16' | 'cmyk' | 'palette' | 'grey4'
interface Source {
  bytes: Buffer
  samples: 1 | 3
  tags: TiffEntry[]
  expected: { colour: string; bitDepth: number }
  /** What the page looks like. */
  looks: Buffer
}

async function sourceOf(kind: Kind): Promise<Source> {
  const rgb = await landscape(width, height).raw().toBuffer()
  const grey = await landscape(width, height).greyscale().toColourspace('b-w').raw().toBuffer()
  const picture = (data: Buffer, channels: 1 | 3) =>
    sharp(data, { raw: { width, height, channels } }).png().toBuffer()
  const bits = (samples: number, depth: number) =>
    entry(258, 3, ...Array.from({ length: samples }, () => depth))
  const wide = (data: Buffer) => Buffer.from(Uint16Array.from(data, (value) => value * 257).buffer)
  switch (kind) {
    case 'rgb':
      return {
        bytes: rgb,
        samples: 3,
        tags: [],
        expected: { colour: 'rgb', bitDepth: 8 },
        looks: await picture(rgb, 3),
      }
    case 'rgb16':
      return {
        bytes: wide(rgb),
        samples: 3,
        tags: [bits(3, 16)],
        expected: { colour: 'rgb', bitDepth: 16 },
        looks: await picture(rgb, 3),
      }
    case 'grey':
      return {
        bytes: grey,
        samples: 1,
        tags: [],
        expected: { colour: 'grey', bitDepth: 8 },
        looks: await picture(grey, 1),
      }
    case 'grey16':
      return {
        bytes: wide(grey),
        samples: 1,
        tags: [bits(1, 16)],
        expected: { colour: 'grey', bitDepth: 16 },
        looks: await picture(grey, 1),
      }
    case 'grey4': {
      const four = grey.map((value) => value >> 4)
      const looks = await picture(Buffer.from(four.map((value) => value * 17)), 1)
      return {
        bytes: packed(four, 4),
        samples: 1,
        tags: [bits(1, 4)],
        expected: { colour: 'grey', bitDepth: 4 },
        looks,
      }
    }
    case 'bilevel': {
      const ones = grey.map((value) => (value > 110 ? 1 : 0))
      const looks = await picture(Buffer.from(ones.map((value) => value * 255)), 1)
      return {
        bytes: packed(ones, 1),
        samples: 1,
        tags: [bits(1, 1)],
        expected: { colour: 'bilevel', bitDepth: 1 },
        looks,
      }
    }
    case 'cmyk': {
      const cmyk = Buffer.alloc(width * height * 4)
      for (let i = 0; i < width * height; i++)
        for (let c = 0; c < 3; c++) cmyk[4 * i + c] = 255 - (rgb[3 * i + c] ?? 0)
      const tags = [entry(277, 3, 4), bits(4, 8), entry(262, 3, 5)]
      return {
        bytes: cmyk,
        samples: 3,
        tags,
        expected: { colour: 'cmyk', bitDepth: 8 },
        looks: await picture(rgb, 3),
      }
    }
    case 'palette': {
      const indices = grey.map((value) => 255 - value)
      // The palette runs backwards, in three different slopes.
      const map = [1, 0.8, 0.6].flatMap((part) =>
        Array.from({ length: 256 }, (_, i) => Math.round((255 - i) * 257 * part)),
      )
      const looks = Buffer.alloc(width * height * 3)
      grey.forEach((value, i) => looks.set([value, value * 0.8, value * 0.6], 3 * i))
      const tags = [entry(262, 3, 3), entry(320, 3, ...map)]
      return {
        bytes: Buffer.from(indices),
        samples: 1,
        tags,
        expected: { colour: 'palette', bitDepth: 8 },
        looks: await picture(looks, 3),
      }
    }
  }
}

/** Samples of a few bits, each row from a new byte. */
function packed(samples: Uint8Array, bits: 1 | 4): Buffer {
  const rowBytes = Math.ceil((width * bits) / 8)
  const bytes = Buffer.alloc(rowBytes * height)
  samples.forEach((value, i) => {
    const [x, y] = [i % width, Math.floor(i / width)]
    const at = y * rowBytes + Math.floor((x * bits) / 8)
    bytes[at] = (bytes[at] ?? 0) | (value << (8 - bits - ((x * bits) % 8)))
  })
  return bytes
}

/** A source as an uncompressed TIFF, written by no library. */
async function written(kind: Kind, big = false): Promise<{ path: string; source: Source }> {
  const source = await sourceOf(kind)
  const resolution = [entry(282, 5, 300, 1), entry(283, 5, 300, 1), entry(296, 3, 2)]
  const tiff = buildTiff(
    [plain(width, height, source.samples, source.bytes, [...source.tags, ...resolution])],
    {
      bigEndian: big,
    },
  )
  return { path: aFile(folder, `${kind}${big ? '-be' : ''}.tif`, tiff), source }
}

const tiffcp = (options: string[], from: string, to: string): string => {
  const target = join(folder, to)
  execFileSync('tiffcp', [...options, from, target], { stdio: 'ignore' })
  return target
}

const CODECS: Record<string, string[]> = {
  none: ['-c', 'none'],
  LZW: ['-c', 'lzw'],
  'LZW with differences': ['-c', 'lzw:2'],
  Deflate: ['-c', 'zip'],
  PackBits: ['-c', 'packbits'],
  'JPEG as YCbCr': ['-c', 'jpeg:95'],
  'JPEG as RGB': ['-c', 'jpeg:r:95'],
  'CCITT G3': ['-c', 'g3:1d'],
  'CCITT G3, two-dimensional': ['-c', 'g3:2d:fill'],
  'CCITT G4': ['-c', 'g4'],
}
const LAYOUTS: Record<string, string[]> = {
  'strips of 16 rows': ['-r', '16'],
  'one strip': ['-r', String(height)],
  tiles: ['-t', '-w', '64', '-l', '48'],
  'a BigTIFF in tiles': ['-8', '-t', '-w', '128', '-l', '128'],
  'a big-endian BigTIFF': ['-8', '-B', '-r', '32'],
  'separate planes': ['-p', 'separate', '-r', '16'],
}
const CODECS_OF: Record<Kind, (keyof typeof CODECS)[]> = {
  bilevel: ['none', 'LZW', 'Deflate', 'PackBits', 'CCITT G3', 'CCITT G3, two-dimensional', 'CCITT G4'],
  grey4: ['none', 'LZW', 'Deflate', 'PackBits'],
  grey: ['none', 'LZW', 'LZW with differences', 'Deflate', 'PackBits', 'JPEG as YCbCr'],
  grey16: ['none', 'LZW', 'LZW with differences', 'Deflate', 'PackBits'],
  rgb: ['none', 'LZW', 'LZW with differences', 'Deflate', 'PackBits', 'JPEG as YCbCr', 'JPEG as RGB'],
  rgb16: ['none', 'LZW', 'LZW with differences', 'Deflate', 'PackBits'],
  cmyk: ['none', 'LZW', 'Deflate', 'PackBits'],
  palette: ['none', 'LZW', 'Deflate', 'PackBits'],
}
const KINDS = Object.keys(CODECS_OF) as Kind[]

/** `deep`: its pyramid too. */
async function expectPage(path: string, { expected, looks }: Source, deep: boolean): Promise<void> {
  const { mediaType, pages } = await decoding.probe(path)
  expect(mediaType).toBe('image/tiff')
  expect(pages).toEqual([{ frame: 0, width, height, pixelsPerInch: 300, ...expected }])
  // Pure inks are duller than pure light: there it is the drawing that counts, not the exact colour.
  const most = expected.colour === 'cmyk' ? 30 : 4
  expect(await meanDifference(await decoding.thumbnail(path, 0, width), looks)).toBeLessThan(most)
  if (deep) expect(await meanDifference(await pictureOf(decoding, path), looks)).toBeLessThan(most)
}

describe('a TIFF as it is', () => {
  it.each(KINDS.flatMap((kind) => [[kind, false] as const, [kind, true] as const]))(
    '%s, uncompressed (big-endian: %s)',
    async (kind, bigEndian) => {
      // The builder turns the bytes of tags, not of samples.
      if (bigEndian && kind.endsWith('16')) return
      const { path, source } = await written(kind, bigEndian)
      await expectPage(path, source, true)
    },
  )
})

describe.skipIf(!hasTiffTools)('a TIFF by libtiff', () => {
  const variants = KINDS.flatMap((kind) =>
    CODECS_OF[kind].flatMap((codec) => Object.keys(LAYOUTS).map((layout) => [kind, codec, layout] as const)),
  )
    // What tiffcp can put into planes of their own.
    .filter(([kind, codec, layout]) => {
      return layout !== 'separate planes' || (['rgb', 'cmyk'].includes(kind) && !codec.startsWith('JPEG'))
    })

  it.each(KINDS)('%s, in every codec and layout', async (kind) => {
    const { path, source } = await written(kind)
    const failed: string[] = []
    for (const [, codec, layout] of variants.filter(([one]) => one === kind)) {
      const to = `${kind}-${codec}-${layout}.tif`.replaceAll(/[ ,]+/g, '-')
      const made = tiffcp([...(CODECS[codec] ?? []), ...(LAYOUTS[layout] ?? [])], path, to)
      expect(existsSync(made)).toBe(true)
      await expectPage(made, source, layout === 'tiles').catch((error: unknown) =>
        failed.push(`${codec}, ${layout}: ${String(error)}`),
      )
    }
    expect(failed).toEqual([])
  })

  it('many pages of different kinds', async () => {
    const sources = await Promise.all(
      (['bilevel', 'rgb', 'grey16', 'palette'] as const).map((kind) => written(kind)),
    )
    const joined = join(folder, 'many.tif')
    execFileSync('tiffcp', ['-c', 'lzw', ...sources.map(({ path }) => path), joined], { stdio: 'ignore' })
    const { pages } = await decoding.probe(joined)
    expect(pages.map(({ colour, bitDepth }) => ({ colour, bitDepth }))).toEqual(
      sources.map(({ source }) => source.expected),
    )
    for (const [frame, { source }] of sources.entries()) {
      expect(await meanDifference(await pictureOf(decoding, joined, frame), source.looks)).toBeLessThan(4)
    }
  })
})

describe('strips of more than fifty megabytes', () => {
  it('are taken, in a file that comes in and in one that is made on the way', async () => {
    const [across, down, strip] = [18_000, 6000, 54_000_000]
    const layout = [entry(278, 4, 3000), entry(273, 4, 8192, 8192 + strip), entry(279, 4, strip, strip)]
    const path = aFile(folder, 'strips.tif', buildTiff([plain(across, down, 1, Buffer.alloc(8), layout)]))
    // What is not written is black.
    truncateSync(path, 8192 + 2 * strip)
    expect((await sharp(Buffer.from(await decoding.thumbnail(path, 0, 90))).stats()).channels[0]?.max).toBe(0)

    const made = join(folder, 'bands.tif')
    const bands = [120, 120].map((value) => new Uint8Array(strip).fill(value))
    await writeBands(made, { width: across, height: down, samples: 1, rows: 3000, bands })
    const { channels } = await sharp(made, { sequentialRead: true }).resize(90).stats()
    expect(channels[0]).toMatchObject({ min: 120, max: 120 })
  })
})
