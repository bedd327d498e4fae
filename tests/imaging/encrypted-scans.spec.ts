/** Pictures of scans that are encrypted on the disk: the same as of plain ones, in any format, with nothing written plain on the way. */
import { readdirSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Decoding } from '../../src-main/imaging/decoding.ts'
import { forkDecoder } from '../../src-main/imaging/fork.ts'
import { createTiles, picturesSetAside } from '../../src-main/imaging/tiles.ts'
import type { PageImage } from '../../src-main/imaging/tiles.ts'
import { deepZoom } from '../../src-main/imaging/levels.ts'
import { PLAIN } from '../../src-main/shared/domain/page-view.ts'
import { isSealed, sealedPath } from '../../src-main/platform/sealed-file/keys.ts'
import type { SealingKeys } from '../../src-main/platform/sealed-file/keys.ts'
import { sealedBytes, sealingOf } from '../../src-main/platform/sealed-file/write.ts'
import { DATABASE_KEY, heldKeys, sha256 } from '../sealed.ts'
import { aDecoding, aFolder, landscape } from './builders.ts'
import { compress, hasOpenJpeg } from './jp2-builder.ts'
import { buildPdf } from './pdf-builder.ts'

let keys: SealingKeys
let plainly: Decoding
let secretly: Decoding
/** Nothing can be written there, because it is not there. */
const NOWHERE = '/nonexistent/shoko'

beforeAll(() => {
  keys = heldKeys()
  plainly = aDecoding()
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = NOWHERE
  const spawn = forkDecoder(resolve(import.meta.dirname, '../../src-main/imaging/decoder.ts'))
  if (before === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = before
  secretly = aDecoding({ spawn })
})

function both(content: Uint8Array) {
  const folder = aFolder()
  const label = `scans/${sha256(content)}.tif`
  const [plain, sealed] = [join(folder, label), join(folder, sealedPath(keys, label))]
  mkdirSync(join(folder, 'scans'))
  writeFileSync(plain, content)
  writeFileSync(sealed, sealedBytes(sealingOf(keys, label), content))
  return { folder, plain, sealed, hash: sha256(content) }
}

const picture = landscape(700, 500)
const FORMATS: Record<string, () => Promise<Uint8Array>> = {
  'TIFF in strips': () => picture.clone().tiff({ compression: 'none' }).toBuffer(),
  'TIFF in tiles': () =>
    picture.clone().tiff({ compression: 'lzw', tile: true, tileWidth: 256, tileHeight: 256 }).toBuffer(),
  'TIFF turned': () =>
    picture.clone().withMetadata({ orientation: 6 }).tiff({ compression: 'none' }).toBuffer(),
  'TIFF in inks': () => picture.clone().toColourspace('cmyk').tiff({ compression: 'none' }).toBuffer(),
  'JPEG in inks': () => picture.clone().toColourspace('cmyk').jpeg().toBuffer(),
  JPEG: () => picture.clone().jpeg().toBuffer(),
  PNG: () => picture.clone().png().toBuffer(),
  WebP: () => picture.clone().webp().toBuffer(),
  AVIF: () => picture.clone().avif({ effort: 0 }).toBuffer(),
  GIF: () => picture.clone().gif({ effort: 1 }).toBuffer(),
  'PDF of an image': async () =>
    buildPdf([
      {
        width: 168,
        height: 120,
        image: { width: 700, height: 500, data: await picture.clone().raw().toBuffer() },
      },
    ]),
  'PDF that is drawn': () =>
    Promise.resolve(
      buildPdf([{ width: 168, height: 120, content: '1 0 0 rg 20 30 100 50 re f 0 g 150 20 9 150 re f' }]),
    ),
  ...(hasOpenJpeg && {
    'JPEG 2000': async () => readFileSync(await compress(picture.clone(), join(aFolder(), 'one.jp2'))),
    'JPEG 2000 in tiles': async () =>
      readFileSync(await compress(picture.clone(), join(aFolder(), 'one.jp2'), '-t', '512,512')),
  }),
}

const OCR = {
  region: null,
  leaveOut: [],
  rotation: 90,
  deskew: true,
  denoise: true,
  threshold: true,
} as const
/** Of these all is tried; the others come to the same pixels in memory. */
const WHOLE = ['TIFF in strips', 'PDF of an image']

/** Each verb that reads a page, and what comes of it. */
async function allOf(decoding: Decoding, path: string, folder: string, whole: boolean) {
  const probe = await decoding.probe(path)
  const { width = 1, height = 1 } = probe.pages[0] ?? {}
  const size = { width, height }
  const adjustments = { ...PLAIN, brightness: 10, sharpness: 20, straightening: 1.5 }
  const look = { ...size, rotation: 90, part: null, adjustments }
  const zoom = deepZoom(width, height)
  const box = { x: 20, y: 30, width: 60, height: 40, region: 'a', label: null }
  const plan = { size, boxes: [box], strips: null, format: 'png', pixelsPerInch: 300, grey: false } as const
  const keep = { x: 10, y: 10, width: width - 20, height: height - 20 }
  const cut = {
    keep,
    covers: [{ x: 100, y: 100, width: 50, height: 50 }],
    straightening: 0.7,
    away: { x: 0, y: 0 },
    straight: { width: keep.width, height: keep.height },
    rotation: 90 as const,
    size: { width: keep.height, height: keep.width },
  }
  const [burnt, cutOut, pyramid] = ['burnt.png', 'cut.png', 'pyramid.tif'].map((name) =>
    join(folder, name),
  ) as [string, string, string]
  return {
    probe,
    thumbnail: await decoding.thumbnail(path, 0, 256),
    shown: await decoding.shown(path, 0, look, 400),
    tile: await decoding.tile(path, 0, zoom.maxLevel, 1, 1),
    coding: await decoding.coding(path, 0),
    ...(whole && {
      snapped: await decoding.snap(path, 0, { size, marks: [keep], kept: false, pixelsPerInch: 300 }),
      prepared: (await decoding.prepared(path, 0, OCR, 500)).picture,
      registered: await decoding.register({ path, frame: 0, width }, { path, frame: 0, width }),
    }),
    pyramid: [await decoding.pyramid(path, 0, pyramid, { size }), readFileSync(pyramid)],
    burnt: [await decoding.burn(path, 0, plan, burnt), readFileSync(burnt)],
    cut: [await decoding.burn(path, 0, { ...plan, boxes: [], cut }, cutOut), readFileSync(cutOut)],
  }
}

describe('a scan that is encrypted', () => {
  it.each(Object.keys(FORMATS))(
    'gives the same as the plain one, without any temporary folder: %s',
    async (format) => {
      const { folder, plain, sealed } = both(await (FORMATS[format]?.() ?? Buffer.alloc(0)))
      const expected = await allOf(plainly, plain, folder, WHOLE.includes(format))
      expect(await allOf(secretly, sealed, folder, WHOLE.includes(format))).toEqual(expected)
    },
  )

  it('is told of by its name when somebody has changed it', async () => {
    const { sealed } = both(await picture.clone().tiff({ compression: 'none' }).toBuffer())
    const bytes = readFileSync(sealed)
    bytes[200_000] = (bytes[200_000] ?? 0) ^ 1
    writeFileSync(sealed, bytes)
    const told = { code: 'fileTampered', data: { file: 'page 3.tif' } }
    await expect(secretly.thumbnail(sealed, 0, 256, { name: 'page 3.tif' })).rejects.toMatchObject(told)
    writeFileSync(sealed, bytes.subarray(0, 100_000))
    await expect(secretly.probe(sealed, { name: 'page 3.tif' })).rejects.toMatchObject(told)
    const [one, other] = [both(Buffer.from(await picture.clone().png().toBuffer())), both(Buffer.from('x'))]
    writeFileSync(other.sealed, readFileSync(one.sealed))
    await expect(secretly.probe(other.sealed, { name: 'page 3.tif' })).rejects.toMatchObject(told)
  })
})

describe('pictures of a scan that is encrypted', () => {
  it('are kept encrypted, and shown from there', async () => {
    const { folder, sealed, plain, hash } = both(
      await picture.clone().tiff({ compression: 'none' }).toBuffer(),
    )
    const cacheFolder = join(folder, 'derivatives')
    const page: PageImage = {
      ...{ cacheFolder, path: sealed, sha256: hash, frame: 0, width: 700, height: 500 },
      sealedBy: DATABASE_KEY.salt,
    }
    const [tiles, others] = [createTiles({ decoding: secretly }), createTiles({ decoding: plainly })]
    const elsewhere = { ...page, path: plain, cacheFolder: join(aFolder(), 'derivatives'), sealedBy: null }
    for (let turn = 0; turn < 2; turn++) {
      expect(await tiles.thumbnail(page, 200)).toEqual(await others.thumbnail(elsewhere, 200))
      for (const [level, x, y] of [
        [0, 0, 0],
        [2, 2, 1],
        [2, 0, 0],
      ] as const)
        expect(await tiles.tile(page, level, x, y)).toEqual(await others.tile(elsewhere, level, x, y))
    }
    await tiles.close()
    await others.close()
    const names = readdirSync(cacheFolder, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    )
    expect(names.length).toBeGreaterThan(1)
    for (const { name, parentPath } of names) {
      expect(isSealed(name)).toBe(true)
      expect(name).not.toContain(hash)
      const bytes = readFileSync(join(parentPath, name))
      expect(bytes.subarray(0, 8).toString()).toBe('SHOKOSF1')
      // No beginning of a JPEG, as each tile of a plain pyramid has.
      expect(bytes.includes(Buffer.from([0xff, 0xd8, 0xff, 0xdb]))).toBe(false)
    }
  })

  it('are made again where somebody has changed them', async () => {
    const { folder, sealed, hash } = both(await picture.clone().jpeg().toBuffer())
    const cacheFolder = join(folder, 'derivatives')
    const page: PageImage = {
      ...{ cacheFolder, path: sealed, sha256: hash, frame: 0, width: 700, height: 500 },
      sealedBy: DATABASE_KEY.salt,
    }
    const first = createTiles({ decoding: secretly })
    const expected = [await first.thumbnail(page, 200), await first.tile(page, 2, 0, 0)]
    await first.close()
    for (const { name, parentPath } of readdirSync(cacheFolder, { recursive: true, withFileTypes: true })) {
      if (!isSealed(name)) continue
      const bytes = readFileSync(join(parentPath, name))
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
      writeFileSync(join(parentPath, name), bytes)
    }
    const next = createTiles({ decoding: secretly })
    expect([await next.thumbnail(page, 200), await next.tile(page, 2, 0, 0)]).toEqual(expected)
    await next.close()
    expect(await picturesSetAside(cacheFolder)).toEqual([])
  })
})

/** That the folder for temporary files is not there is seen: a way by the disk fails in it. */
it('a decoder that goes by way of the disk does not get on without that folder', async () => {
  const content = await sharp(await picture.clone().toColourspace('cmyk').jpeg().toBuffer()).toBuffer()
  const folder = aFolder()
  const plain = join(folder, 'inks].jpg]')
  writeFileSync(plain, content)
  await expect(secretly.thumbnail(plain, 0, 100)).rejects.toMatchObject({ code: 'decoderFailed' })
})
