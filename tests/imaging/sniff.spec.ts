import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, statSync, symlinkSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { sniff } from '../../src-main/imaging/sniff.ts'
import { isRefusal } from '../../src-main/shared/contract/errors.ts'
import { aFile, aFolder, quarters } from './builders.ts'
import { buildTiff, entry, plain } from './tiff-builder.ts'

const folder = aFolder()
const grey = (width: number, height: number) => new Uint8Array(width * height).fill(200)
const refusalOf = (content: string | Uint8Array, name = 'file') =>
  sniff(aFile(folder, name, content)).then(
    (found) => ({ code: 'accepted', data: found }),
    (error: unknown) => {
      if (!isRefusal(error)) throw error
      return { code: error.code, data: error.data }
    },
  )

describe('sniff: what cannot be opened', () => {
  it('refuses an empty file as empty, by its base name', async () => {
    expect(await refusalOf('', 'leer.tif')).toEqual({ code: 'scanEmpty', data: { file: 'leer.tif' } })
  })

  it.each([
    ['HTML', '<!DOCTYPE html><html><body>404</body></html>'],
    ['HTML', '\ufeff  <html>404</html>'],
    ['SVG', '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['XML', '<?xml version="1.0"?><ead/>'],
    ['text', '電信写\n総第7135号　昭和42年10月7日'],
    ['text', Buffer.from('\ufeff電信写', 'utf16le')],
    ['Word', Buffer.from('PK\x03\x04' + '\0'.repeat(26) + 'word/document.xml')],
    ['Word, Excel or PowerPoint', Buffer.from('PK\x03\x04' + '\0'.repeat(26) + '[Content_Types].xml')],
    ['ZIP', Buffer.from('PK\x03\x04' + '\0'.repeat(26) + 'scans/1.tif')],
    ['Word, Excel or PowerPoint 97-2003', Buffer.from('d0cf11e0a1b11ae10000', 'hex')],
    ['JPEG 2000 compound (JPM)', Buffer.from('\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjpm ', 'latin1')],
    ['HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0')],
    ['unknown', Buffer.from('00010203040506070809', 'hex')],
  ])('names what a file is instead: %s', async (format, content) => {
    expect(await refusalOf(content, 'scan.tif')).toEqual({
      code: 'scanUnsupported',
      data: { file: 'scan.tif', format },
    })
  })

  it('refuses folders, pipes and devices without waiting for them', async () => {
    const pipe = join(folder, 'pipe.tif')
    execFileSync('mkfifo', [pipe])
    mkdirSync(join(folder, 'folder.tif'))
    for (const path of [pipe, join(folder, 'folder.tif'), '/dev/zero']) {
      await expect(sniff(path)).rejects.toMatchObject({ code: 'fileNotRegular' })
    }
  })

  it('refuses what is not there, and what may not be read', async () => {
    await expect(sniff(join(folder, 'nothing.tif'))).rejects.toMatchObject({
      code: 'fileNotFound',
      data: { file: 'nothing.tif' },
    })
    symlinkSync('round.tif', join(folder, 'round.tif'))
    await expect(sniff(join(folder, 'round.tif'))).rejects.toMatchObject({ code: 'fileUnreadable' })
    const locked = aFile(folder, 'locked.tif', 'x')
    chmodSync(locked, 0)
    chmodSync(folder, 0o755)
    // The superuser may read everything, so the spec looks with somebody else's eyes.
    const root = process.geteuid?.() === 0
    if (root) process.seteuid?.(65534)
    try {
      await expect(sniff(locked)).rejects.toMatchObject({
        code: 'fileUnreadable',
        data: { file: 'locked.tif' },
      })
    } finally {
      if (root) process.seteuid?.(0)
    }
  })

  it('calls the file what it is told to', async () => {
    await expect(sniff(aFile(folder, 'hash', ''), '公電.tif')).rejects.toMatchObject({
      data: { file: '公電.tif' },
    })
  })
})

describe('sniff: files that end too early', () => {
  const small = quarters(60, 40)
  const frame = { create: { width: 9, height: 9, channels: 3 as const, background: '#123' } }
  const animated = () =>
    Promise.all([sharp(frame).png().toBuffer(), sharp(frame).png().toBuffer()]).then((frames) =>
      sharp(frames, { join: { animated: true } })
        .gif()
        .toBuffer(),
    )
  const kinds: [string, () => Promise<Buffer>][] = [
    ['TIFF, LZW', () => small.clone().tiff({ compression: 'lzw' }).toBuffer()],
    ['TIFF, uncompressed', () => small.clone().tiff({ compression: 'none' }).toBuffer()],
    ['TIFF, directory first', () => Promise.resolve(directoryFirst())],
    [
      'TIFF, tiled',
      () => small.clone().tiff({ compression: 'deflate', tile: true, pyramid: true }).toBuffer(),
    ],
    ['BigTIFF', () => small.clone().tiff({ compression: 'jpeg', bigtiff: true }).toBuffer()],
    ['JPEG', () => small.clone().jpeg().toBuffer()],
    [
      'JPEG, progressive',
      () => small.clone().jpeg({ progressive: true }).withMetadata({ orientation: 6 }).toBuffer(),
    ],
    ['PNG', () => small.clone().png().toBuffer()],
    ['WebP', () => small.clone().webp({ lossless: true }).toBuffer()],
    ['WebP, lossy', () => small.clone().webp({ quality: 50 }).withMetadata({ orientation: 3 }).toBuffer()],
    ['GIF', animated],
  ]

  /** Its data is the last thing in the file, so that cutting it leaves the directory whole. */
  function directoryFirst(): Buffer {
    const file = buildTiff([plain(8, 8, 1, grey(8, 8), [entry(273, 4, 0xffff)])])
    return Buffer.concat([file.subarray(0, file.indexOf(Buffer.from('ffff0000', 'hex'))), offsetThen(file)])
  }
  function offsetThen(file: Buffer): Buffer {
    const at = file.indexOf(Buffer.from('ffff0000', 'hex'))
    const offset = Buffer.alloc(4)
    offset.writeUInt32LE(file.length)
    return Buffer.concat([offset, file.subarray(at + 4), grey(8, 8)])
  }

  it.each(kinds)('%s: whole it is taken, cut anywhere it is refused', async (_, make) => {
    const whole = await make()
    expect(await refusalOf(whole)).toMatchObject({ code: 'accepted' })
    const path = aFile(folder, 'cut', whole)
    const codes = new Set<string>()
    for (let length = whole.length - 1; length > 0; length -= Math.max(1, Math.floor(length / 200))) {
      truncateSync(path, length)
      const error: unknown = await sniff(path).then(
        () => `accepted at ${length}`,
        (refused: unknown) => refused,
      )
      if (!isRefusal(error)) throw new Error(`not refused: ${String(error)}`)
      // Of a header alone nobody can say what it was.
      if (length > 16) codes.add(error.code)
    }
    expect([...codes]).toEqual(['scanTruncated'])
  })

  it('finds the end of a JPEG that something follows', async () => {
    const whole = await small.clone().jpeg({ progressive: true }).toBuffer()
    expect(await refusalOf(Buffer.concat([whole, Buffer.alloc(3_000_000, 0x20)]))).toMatchObject({
      code: 'accepted',
    })
    const cut = Buffer.concat([whole.subarray(0, -2), Buffer.alloc(3_000_000, 0x20)])
    expect(await refusalOf(cut)).toMatchObject({ code: 'scanTruncated' })
  })

  it('refuses a PDF without its end', async () => {
    expect(await refusalOf('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n')).toMatchObject({ code: 'scanTruncated' })
  })
})

describe('sniff: TIFFs that make no sense', () => {
  const image = () => plain(8, 8, 1, grey(8, 8))
  const firstOffset = (file: Buffer) => file.readUInt32LE(4)

  it('refuses directories that run in a circle', async () => {
    const file = buildTiff([image(), image()])
    const round = buildTiff([image(), image()], { next: firstOffset(file) })
    expect(await refusalOf(round)).toMatchObject({ code: 'scanDamaged' })
  })

  it('refuses a directory past the end: lost with the rest of a file, or never there', async () => {
    expect(await refusalOf(buildTiff([image()], { next: 0x7fffff00 }))).toMatchObject({
      code: 'scanTruncated',
    })
    expect(await refusalOf(Buffer.from('49492a00ffffff7f', 'hex'))).toMatchObject({ code: 'scanDamaged' })
    expect(await refusalOf(Buffer.from('49492a0000000000', 'hex'))).toMatchObject({ code: 'scanDamaged' })
  })

  it('refuses images without pixels', async () => {
    expect(await refusalOf(buildTiff([plain(0, 8, 1, grey(8, 8))]))).toMatchObject({ code: 'scanDamaged' })
    expect(await refusalOf(buildTiff([plain(8, 0, 1, grey(8, 8))]))).toMatchObject({ code: 'scanDamaged' })
    for (const width of [entry(256, 5, 0, 0), entry(256, 5, 3, 2)]) {
      expect(await refusalOf(buildTiff([plain(8, 8, 1, grey(8, 8), [width])]))).toMatchObject({
        code: 'scanDamaged',
      })
    }
  })

  it('refuses fewer strips or tiles than the image has, or of no size', async () => {
    const short = plain(8, 8, 1, grey(8, 8), [entry(278, 4, 2)])
    expect(await refusalOf(buildTiff([short]))).toMatchObject({ code: 'scanDamaged' })
    const noTiles = plain(8, 8, 1, grey(8, 8), [entry(322, 4, 0), entry(323, 4, 0)])
    expect(await refusalOf(buildTiff([noTiles]))).toMatchObject({ code: 'scanDamaged' })
  })

  it('refuses fewer bytes than an uncompressed image takes', async () => {
    expect(await refusalOf(buildTiff([plain(8, 8, 1, grey(8, 4))]))).toMatchObject({ code: 'scanTruncated' })
  })

  it.each([
    ['old-style JPEG', [entry(259, 3, 6)], 'TIFF, old-style JPEG'],
    ['JPEG 2000', [entry(259, 3, 34712)], 'TIFF, JPEG 2000'],
    ['an unknown compression', [entry(259, 3, 4711)], 'TIFF, compression 4711'],
    ['CIELab', [entry(262, 3, 8)], 'TIFF, CIELab colours'],
    ['unknown colours', [entry(262, 3, 4712)], 'TIFF, colours 4712'],
    ['what a sensor saw', [entry(262, 3, 32803)], 'camera raw'],
    ['32 bits', [entry(258, 3, 32)], 'TIFF, 32-bit samples'],
    ['floating point', [entry(258, 3, 16), entry(339, 3, 3)], 'TIFF, 16-bit floating point'],
  ])('names what the decoder lacks: %s', async (_, more, format) => {
    expect(await refusalOf(buildTiff([plain(8, 8, 1, grey(8, 8), more)]))).toMatchObject({
      code: 'scanUnsupported',
      data: { format },
    })
  })

  it('refuses tiles and strips that the decoder does not take, and leaves out levels of a pyramid that have such', async () => {
    const tiles = (side: number) => [entry(322, 4, side), entry(323, 4, side)]
    const inOnePiece = { code: 'scanTooLarge', data: { inOnePiece: true } }
    const vast = plain(12_000, 12_000, 1, grey(8, 8), [entry(259, 3, 5), ...tiles(12_000)])
    expect(await refusalOf(buildTiff([vast]))).toMatchObject(inOnePiece)
    expect(await refusalOf(buildTiff([plain(8, 8, 1, grey(8, 8), tiles(512))]))).toMatchObject({
      data: { format: 'TIFF, tiles larger than the picture' },
    })
    const level = plain(8, 8, 1, grey(8, 8), [entry(254, 4, 1), ...tiles(512)])
    const page = plain(8, 8, 1, grey(8, 8))
    for (const file of [buildTiff([page, level]), buildTiff([{ ...page, subDirectories: [level] }])])
      expect(await sniff(aFile(folder, 'levels.tif', file))).toMatchObject({ pages: [{ reduced: [] }] })
    // Strips of a gigabyte, most of which is not on the disk.
    const strip = 2 ** 30
    for (const more of [
      [entry(259, 3, 5), entry(279, 4, strip)],
      [entry(278, 4, 2 ** 15), entry(273, 4, 512, 512 + strip), entry(279, 4, strip, strip)],
    ]) {
      const path = aFile(folder, 'strip.tif', buildTiff([plain(2 ** 15, 2 ** 16, 1, grey(8, 8), more)]))
      truncateSync(path, 512 + 2 * strip)
      await expect(sniff(path)).rejects.toMatchObject(inOnePiece)
    }
  })

  it('names what the decoder lacks in other formats', async () => {
    const jpeg = await quarters(40, 40).jpeg().toBuffer()
    const frame = jpeg.indexOf(Buffer.of(0xff, 0xc0))
    const changed = (at: number, value: number) => Buffer.from(jpeg).fill(value, at, at + 1)
    const stream = (components: number, bits: number) => {
      const siz = Buffer.alloc(42 + 3 * components, 1)
      siz.set([0xff, 0x4f, 0xff, 0x51])
      for (const at of [8, 12, 24, 28]) siz.writeUInt32BE(8, at)
      for (const at of [16, 20, 32, 36]) siz.writeUInt32BE(0, at)
      siz.writeUInt16BE(components, 40)
      siz[42] = bits - 1
      return siz
    }
    for (const [content, format] of [
      [changed(frame + 1, 0xc3), 'lossless JPEG'],
      [changed(frame + 4, 12), '12-bit JPEG'],
      [stream(6, 8), 'JPEG 2000, 6 components'],
    ] as const)
      expect(await refusalOf(content)).toMatchObject({ code: 'scanUnsupported', data: { format } })
    const path = aFile(folder, 'huge.pdf', '%PDF-1.7')
    truncateSync(path, 2 ** 32)
    await expect(sniff(path)).rejects.toMatchObject({ data: { format: 'PDF, more than 4 GB' } })
  })

  it('refuses camera raw, whose first image is a preview', async () => {
    const raw = plain(8, 8, 1, grey(8, 8), [entry(262, 3, 32803)])
    const preview = plain(4, 4, 1, grey(4, 4), [entry(254, 4, 1)])
    for (const file of [
      buildTiff([{ ...preview, subDirectories: [raw] }]),
      buildTiff([plain(4, 4, 1, grey(4, 4), [entry(254, 4, 1), entry(50706, 1, 1, 4, 0, 0)])]),
    ]) {
      expect(await refusalOf(file)).toMatchObject({ code: 'scanUnsupported', data: { format: 'camera raw' } })
    }
  })

  it('never fails in another way, whatever a byte says', async () => {
    const sources = await Promise.all([
      Promise.resolve(buildTiff([image(), image()])),
      quarters(40, 40).tiff({ compression: 'jpeg', tile: true, pyramid: true, bigtiff: true }).toBuffer(),
      quarters(40, 40).jpeg({ progressive: true }).withMetadata({ orientation: 5 }).toBuffer(),
      quarters(40, 40).png().toBuffer(),
      quarters(40, 40).webp().toBuffer(),
      quarters(40, 40).gif().toBuffer(),
    ])
    await fc.assert(
      fc.asyncProperty(
        fc.nat(sources.length - 1),
        fc.array(fc.tuple(fc.nat(700), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        async (which, edits) => {
          const bytes = Buffer.from(sources[which] ?? [])
          for (const [at, value] of edits) bytes[at % bytes.length] = value
          // Anything but an answer or a refusal is thrown.
          expect(await refusalOf(bytes)).toHaveProperty('code')
        },
      ),
      { numRuns: 1500 },
    )
  })
})

describe('sniff: more pixels than anybody scans', () => {
  it.each<[string, Buffer, number, boolean?]>([
    ['a TIFF of 65535 x 65535', buildTiff([plain(65535, 65535, 1, grey(8, 8))]), 65535],
    ['a TIFF of 2^32 - 1', buildTiff([plain(0xffffffff, 0xffffffff, 1, grey(8, 8))]), 0xffffffff],
    ['a PNG of 60000 x 60000', png(60_000, 60_000, 0), 60_000],
    ['a PNG of 2000000000', png(2_000_000_000, 2_000_000_000, 0), 2_000_000_000],
    ['an interlaced PNG that must be held whole', png(29_000, 29_000, 1), 29_000, true],
  ])('refuses %s', async (_, content, side, inOnePiece = false) => {
    expect(await refusalOf(content, 'bomb')).toEqual({
      code: 'scanTooLarge',
      data: { file: 'bomb', width: side, height: side, inOnePiece },
    })
  })

  it('takes a large map', async () => {
    const path = aFile(
      folder,
      'map.tif',
      buildTiff([plain(30_000, 20_000, 1, grey(1, 1), [entry(273, 4, 1000), entry(279, 4, 600_000_000)])]),
    )
    truncateSync(path, 600_001_000)
    expect(statSync(path).blocks).toBeLessThan(1000)
    await expect(sniff(path)).resolves.toMatchObject({ pages: [{ width: 30_000, height: 20_000 }] })
  })

  function png(width: number, height: number, interlaced: 0 | 1): Buffer {
    const chunk = (type: string, body: Uint8Array) => {
      const length = Buffer.alloc(4)
      length.writeUInt32BE(body.length)
      return Buffer.concat([length, Buffer.from(type), body, Buffer.alloc(4)])
    }
    const header = Buffer.alloc(13)
    header.writeUInt32BE(width, 0)
    header.writeUInt32BE(height, 4)
    header.set([8, 0, 0, 0, interlaced], 8)
    const signature = Buffer.from('89504e470d0a1a0a', 'hex')
    return Buffer.concat([
      signature,
      chunk('IHDR', header),
      chunk('IDAT', grey(1, 9)),
      chunk('IEND', new Uint8Array()),
    ])
  }
})

describe('sniff: what it says of a file', () => {
  it('goes by the content, whatever the name says', async () => {
    const jpeg = await quarters(30, 20).jpeg().toBuffer()
    expect(await refusalOf(jpeg, 'wrong.tif')).toMatchObject({ code: 'accepted', data: { format: 'jpeg' } })
    expect(await refusalOf(jpeg, 'none')).toMatchObject({ code: 'accepted', data: { format: 'jpeg' } })
  })

  it('reads size, turn, resolution, depth and colour of a TIFF in either byte order', async () => {
    const more = [entry(274, 3, 6), entry(282, 5, 400, 1), entry(296, 3, 2)]
    for (const bigEndian of [false, true]) {
      const file = buildTiff([plain(6, 4, 3, grey(18, 4), more)], { bigEndian })
      expect(await refusalOf(file)).toMatchObject({
        data: {
          pages: [
            {
              width: 6,
              height: 4,
              orientation: 6,
              pixelsPerInch: 400,
              bitDepth: 8,
              colour: 'rgb',
              tiled: false,
            },
          ],
        },
      })
    }
  })

  it('reads a resolution in centimetres, and none where there is no unit', async () => {
    const at = async (unit: number) =>
      refusalOf(buildTiff([plain(8, 8, 1, grey(8, 8), [entry(282, 5, 11811, 100), entry(296, 3, unit)])]))
    expect(await at(3)).toMatchObject({ data: { pages: [{ pixelsPerInch: 300 }] } })
    expect(await at(1)).toMatchObject({ data: { pages: [{ pixelsPerInch: null }] } })
  })

  it('counts as pages neither previews nor masks, and puts smaller versions to their page', async () => {
    const smaller = (width: number, height: number) =>
      plain(width, height, 1, grey(width, height), [entry(254, 4, 1)])
    const mask = plain(8, 8, 1, grey(8, 8), [entry(254, 4, 4)])
    const file = buildTiff([
      smaller(2, 2),
      { ...plain(8, 8, 1, grey(8, 8)), subDirectories: [smaller(4, 4)] },
      mask,
      plain(16, 8, 1, grey(16, 8)),
      smaller(8, 4),
    ])
    expect(await refusalOf(file)).toMatchObject({
      data: {
        pages: [
          { directory: 1, width: 8, reduced: [{ directory: 1, subDirectory: 0, width: 4 }] },
          { directory: 3, width: 16, reduced: [{ directory: 4, subDirectory: null, width: 8 }] },
        ],
      },
    })
  })

  it('reads the density of JPEG and PNG, and takes the 72 that EXIF makes up for none', async () => {
    const at = (density: number) => quarters(30, 20).withMetadata({ density })
    expect(await refusalOf(await at(400).jpeg().toBuffer())).toMatchObject({
      data: { pages: [{ pixelsPerInch: 400 }] },
    })
    expect(await refusalOf(await at(600).png().toBuffer())).toMatchObject({
      data: { pages: [{ pixelsPerInch: 600 }] },
    })
    const exif = await at(72).jpeg().toBuffer()
    const jfif = Buffer.from('ffe000104a46494600010101012c012c0000', 'hex')
    const both = Buffer.concat([exif.subarray(0, 2), jfif, exif.subarray(2)])
    expect(await refusalOf(exif)).toMatchObject({ data: { pages: [{ pixelsPerInch: null }] } })
    expect(await refusalOf(both)).toMatchObject({ data: { pages: [{ pixelsPerInch: 300 }] } })
  })
})
