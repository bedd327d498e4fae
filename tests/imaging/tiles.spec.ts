import { createHash } from 'node:crypto'
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Decoding } from '../../src-main/imaging/decoding.ts'
import { deepZoom, hasTile, levelSize, paddedSize } from '../../src-main/imaging/levels.ts'
import { createTiles, type PageImage, type Tiles } from '../../src-main/imaging/tiles.ts'
import { aDecoding, aFolder, afterwards, landscape, meanDifference, quarters } from './builders.ts'

const scans = aFolder()
const decoding = aDecoding()
let files = 0

/** A page as the catalogue would have it after taking the file in. */
async function aPage(image: Sharp, cacheFolder = aFolder()): Promise<PageImage> {
  const path = join(scans, `scan-${++files}`)
  await image.toFile(path)
  return pageOf(path, cacheFolder)
}
async function pageOf(path: string, cacheFolder: string): Promise<PageImage> {
  const [page] = (await decoding.probe(path)).pages
  const { size, mtime } = statSync(path)
  return {
    cacheFolder,
    path,
    sha256: createHash('sha256').update(readFileSync(path)).digest('hex'),
    frame: 0,
    width: page?.width ?? 0,
    height: page?.height ?? 0,
    name: 'page.tif',
    recorded: { byteSize: size, fileModifiedAt: mtime.toISOString() },
  }
}

/** The same decoding, counting what is asked of it. */
function counted(): {
  decoding: Decoding
  asked: Record<'pyramid' | 'overview' | 'tile' | 'thumbnail', number>
} {
  const asked = { pyramid: 0, overview: 0, tile: 0, thumbnail: 0 }
  return {
    asked,
    decoding: {
      ...decoding,
      pyramid(path, frame, target, asking = {}) {
        asked[asking.level === undefined ? 'pyramid' : 'overview']++
        return decoding.pyramid(path, frame, target, asking)
      },
      tile(...parameters) {
        asked.tile++
        return decoding.tile(...parameters)
      },
      thumbnail(...parameters) {
        asked.thumbnail++
        return decoding.thumbnail(...parameters)
      },
    },
  }
}

function aViewer(options: { decoding?: Decoding; maxBytes?: () => number } = {}): Tiles {
  const tiles = createTiles({ decoding, ...options })
  afterwards(() => tiles.close())
  return tiles
}
const cached = (page: PageImage, kind: string) =>
  join(page.cacheFolder, page.sha256.slice(0, 2), `${page.sha256}-0-${kind}`)

/** What a viewer draws of a tile: the part inside the picture. */
async function drawn(
  tile: Uint8Array | null,
  page: PageImage,
  level: number,
  x: number,
  y: number,
): Promise<Buffer> {
  const { width, height } = levelSize(deepZoom(page.width, page.height), level)
  const part = { width: Math.min(256, width - 256 * x), height: Math.min(256, height - 256 * y) }
  return sharp(tile ?? Buffer.alloc(0))
    .extract({ left: 0, top: 0, ...part })
    .png()
    .toBuffer()
}
/** The same part of the original. */
async function expected(page: PageImage, level: number, x: number, y: number): Promise<Buffer> {
  const zoom = deepZoom(page.width, page.height)
  const { width, height } = levelSize(zoom, level)
  const scaled = await sharp(page.path).resize(width, height, { fit: 'fill' }).png().toBuffer()
  const part = { width: Math.min(256, width - 256 * x), height: Math.min(256, height - 256 * y) }
  return sharp(scaled)
    .extract({ left: 256 * x, top: 256 * y, ...part })
    .png()
    .toBuffer()
}

describe('deepZoom', () => {
  it('counts levels as a tile source does: halving down to one tile', () => {
    expect(deepZoom(4960, 7015)).toEqual({
      width: 4960,
      height: 7015,
      tileSize: 256,
      minLevel: 0,
      maxLevel: 5,
    })
    expect(deepZoom(256, 256).maxLevel).toBe(0)
    expect(deepZoom(257, 1).maxLevel).toBe(1)
    expect(deepZoom(30_000, 20_000).maxLevel).toBe(7)
  })

  it('every level of a page with its margin is half the one above, holds the level, and ends with a whole block', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 70_000 }),
        fc.integer({ min: 1, max: 70_000 }),
        (width, height) => {
          const zoom = deepZoom(width, height)
          // A pyramid writer halves until a level fits into one tile; that has to be level 0.
          for (let level = 0; level <= zoom.maxLevel; level++) {
            const padded = paddedSize(zoom, level)
            const real = levelSize(zoom, level)
            expect(padded.width % 16).toBe(0)
            expect(padded.height % 16).toBe(0)
            expect(padded.width).toBeGreaterThanOrEqual(real.width)
            expect(padded.height).toBeGreaterThanOrEqual(real.height)
            expect(Math.max(padded.width, padded.height) <= 256).toBe(level === 0)
            const above = paddedSize(zoom, Math.min(level + 1, zoom.maxLevel))
            if (level < zoom.maxLevel)
              expect(above).toEqual({ width: padded.width * 2, height: padded.height * 2 })
          }
        },
      ),
    )
  })
})

describe('tiles', () => {
  it('are the picture at every level and to its edges, before and after the pyramid is there', async () => {
    // Odd sizes, so that no level is a whole number of pixels. A row that is part margin is not compared.
    const page = await aPage(landscape(2777, 2051).tiff({ compression: 'none' }))
    const zoom = deepZoom(page.width, page.height)
    const places = [
      [0, 0, 0],
      [1, 1, 0],
      [2, 2, 1],
      [3, 4, 3],
      [3, 3, 0],
      [4, 10, 8],
      [4, 4, 8],
      [4, 6, 3],
    ] as const
    for (const tiles of [aViewer(), aViewer()]) {
      for (const [level, x, y] of places) {
        expect(hasTile(zoom, level, x, y)).toBe(true)
        const tile = await tiles.tile(page, level, x, y)
        const apart = await meanDifference(
          await drawn(tile, page, level, x, y),
          await expected(page, level, x, y),
        )
        // Three rows of a block that is margin otherwise take something of its white.
        expect(apart, `level ${level} (${x}, ${y})`).toBeLessThan(y === 8 ? 9 : 6)
      }
      // The second viewer has only the pyramid.
      rmSync(cached(page, 'overview.tif'), { force: true })
    }
    expect(existsSync(cached(page, 'overview.tif'))).toBe(false)
  })

  it('have white beyond the picture', async () => {
    const page = await aPage(
      sharp({ create: { width: 300, height: 300, channels: 3, background: '#336699' } }).png(),
    )
    const tile = await aViewer().tile(page, 1, 1, 1)
    const { data, info } = await sharp(tile ?? '')
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect([info.width, info.height]).toEqual([256, 256])
    const at = (x: number, y: number) => [...data.subarray((y * 256 + x) * 3, (y * 256 + x) * 3 + 3)]
    expect(Math.abs((at(20, 20)[0] ?? 0) - 0x33)).toBeLessThan(6)
    // Within the block that the edge cuts, and the next.
    expect(Math.min(...at(50, 20))).toBeGreaterThan(240)
  })

  it('outside the picture there are none', async () => {
    const page = await aPage(quarters(300, 200).jpeg())
    const tiles = aViewer()
    for (const [level, x, y] of [
      [2, 0, 0],
      [-1, 0, 0],
      [1, 2, 0],
      [1, 0, 1],
      [0, 0.5, 0],
      [0, NaN, 0],
    ] as const) {
      expect(await tiles.tile(page, level, x, y)).toBeNull()
    }
  })

  it('of a tiled scan are cut from it while the pyramid is being made', async () => {
    const tiled = landscape(3000, 2200).tiff({ compression: 'jpeg', quality: 95, tile: true })
    const page = await aPage(tiled)
    const { decoding, asked } = counted()
    const tiles = aViewer({ decoding })
    const first = await tiles.tile(page, 4, 11, 8)
    expect(asked.tile).toBe(1)
    expect(existsSync(cached(page, 'pyramid.tif'))).toBe(false)
    const apart = await meanDifference(await drawn(first, page, 4, 11, 8), await expected(page, 4, 11, 8))
    expect(apart).toBeLessThan(6)
    // A viewer asks for many at once, and later for more.
    for (let i = 0; i < 2000 && !existsSync(cached(page, 'pyramid.tif')); i++) {
      expect(await tiles.tile(page, 4, i % 12, 3)).not.toBeNull()
    }
    const before = asked.tile
    await tiles.tile(page, 4, 1, 1)
    expect(asked).toMatchObject({ tile: before, pyramid: 1 })
  })
})

describe('what is made', () => {
  it('is made once, however many ask at once', async () => {
    const page = await aPage(landscape(2600, 2100).jpeg())
    const { decoding, asked } = counted()
    const tiles = aViewer({ decoding })
    const places = [...Array(8).keys()].flatMap(
      (i) =>
        [
          [3, i % 6, 1],
          [4, i, 2],
        ] as const,
    )
    const all = await Promise.all([
      ...places.map(([level, x, y]) => tiles.tile(page, level, x, y)),
      ...places.map(() => tiles.thumbnail(page, 128)),
    ])
    expect(all.every((tile) => tile !== null)).toBe(true)
    expect(asked).toMatchObject({ overview: 1, pyramid: 1, thumbnail: 1 })
    await aViewer({ decoding }).tile(page, 4, 0, 0)
    expect(asked).toMatchObject({ overview: 1, pyramid: 1 })
  })

  it('is made again when the cache has been deleted, also in the middle', async () => {
    const page = await aPage(landscape(700, 500).jpeg())
    const tiles = aViewer()
    const first = await tiles.tile(page, 2, 1, 1)
    const thumbnail = await tiles.thumbnail(page, 100)
    rmSync(page.cacheFolder, { recursive: true, maxRetries: 20 })
    expect(await tiles.thumbnail(page, 100)).toEqual(thumbnail)
    await tiles.close()
    expect(await tiles.tile(page, 2, 1, 1)).toEqual(first)
  })

  it('is deleted on request while it is looked at, and every tile comes all the same', async () => {
    const page = await aPage(landscape(1500, 1100).tiff({ tile: true }))
    const tiles = aViewer()
    const zoom = deepZoom(page.width, page.height)
    const whole = await tiles.tile(page, zoom.maxLevel - 1, 0, 0)
    await expect.poll(() => existsSync(cached(page, 'pyramid.tif'))).toBe(true)
    expect((await tiles.usage(page.cacheFolder)).files).toBeGreaterThan(0)
    writeFileSync(join(page.cacheFolder, 'findings.sqlite'), 'not a picture')
    const asking = Array.from({ length: 60 }, async (_, turn) => {
      if (turn % 12 === 5) await tiles.clear(page.cacheFolder)
      const level = turn % (zoom.maxLevel + 1)
      return meanDifference(
        await drawn(await tiles.tile(page, level, 0, 0), page, level, 0, 0),
        await expected(page, level, 0, 0),
      )
    })
    for (const difference of await Promise.all(asking)) expect(difference).toBeLessThan(6)
    expect(whole).not.toBeNull()
    await tiles.close()
    await tiles.clear(page.cacheFolder)
    expect(await tiles.usage(page.cacheFolder)).toEqual({ bytes: 0, files: 0 })
    expect(existsSync(join(page.cacheFolder, 'findings.sqlite'))).toBe(true)
  })

  it('is made again where it is not whole', async () => {
    const page = await aPage(landscape(700, 500).jpeg())
    const tile = await aViewer().tile(page, 2, 1, 1)
    const thumbnail = await aViewer().thumbnail(page, 100)
    truncateSync(cached(page, 'pyramid.tif'), 5000)
    truncateSync(cached(page, '100.jpg'), 50)
    expect(await aViewer().tile(page, 2, 1, 1)).toEqual(tile)
    expect(await aViewer().thumbnail(page, 100)).toEqual(thumbnail)
    writeFileSync(cached(page, 'pyramid.tif'), '')
    expect(await aViewer().tile(page, 2, 1, 1)).toEqual(tile)
  })

  it('keeps within its bound, the longest unused going first', async () => {
    const folder = aFolder()
    const pages = await Promise.all(
      [1, 2, 3, 4, 5].map(async (n) => aPage(landscape(400 + n, 400).jpeg(), folder)),
    )
    const [first, second, third, fourth, fifth] = pages as [
      PageImage,
      PageImage,
      PageImage,
      PageImage,
      PageImage,
    ]
    const one = async (tiles: Tiles, page: PageImage) => {
      await tiles.tile(page, 1, 0, 0)
      return statSync(cached(page, 'pyramid.tif')).size
    }
    const size = await one(aViewer(), first)
    const tiles = aViewer({ maxBytes: () => size * 3.7 })
    await one(tiles, second)
    await one(tiles, third)
    // Of an earlier run, and old; but used now.
    utimesSync(cached(first, 'pyramid.tif'), new Date(2001, 1, 1), new Date(2001, 1, 1))
    await one(tiles, first)
    await one(tiles, fourth)
    const left = () => pages.map((page) => existsSync(cached(page, 'pyramid.tif')))
    expect(left()).toEqual([true, false, true, true, false])
    await one(tiles, fifth)
    expect(left()).toEqual([true, false, false, true, true])
    expect(await one(tiles, second)).toBeGreaterThan(0)
    const total = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
    expect(total).toBeLessThanOrEqual(size * 3.7)
  })

  it('leaves no unfinished files, and sweeps those of a program that was stopped', async () => {
    const page = await aPage(landscape(700, 500).jpeg())
    const left = join(page.cacheFolder, '.partial-left')
    writeFileSync(left, 'x')
    utimesSync(left, new Date(2001, 1, 1), new Date(2001, 1, 1))
    const young = join(page.cacheFolder, '.partial-young')
    writeFileSync(young, 'x')
    await aViewer().tile(page, 2, 0, 0)
    const names = readdirSync(page.cacheFolder, { recursive: true }).filter((name) =>
      String(name).includes('.partial-'),
    )
    expect(names).toEqual(['.partial-young'])
  })
})

describe('a scan that is not the one that was taken in', () => {
  it('is never shown, in what was made earlier or is made now', async () => {
    const page = await aPage(landscape(700, 500).png())
    const tiles = aViewer()
    const tile = await tiles.tile(page, 2, 0, 0)
    await quarters(700, 500).png().toFile(page.path)
    // What was made of the scan that the catalogue knows is still that scan.
    expect(await tiles.tile(page, 2, 0, 0)).toEqual(tile)
    await expect(tiles.thumbnail(page, 100)).rejects.toMatchObject({
      code: 'scanMissing',
      data: { file: 'page.tif' },
    })
    // A copying program may keep the date; the size tells.
    utimesSync(page.path, new Date(), new Date(page.recorded?.fileModifiedAt ?? 0))
    await expect(aViewer().thumbnail(page, 101)).rejects.toMatchObject({ code: 'scanMissing' })
    const changed = await pageOf(page.path, page.cacheFolder)
    const own = await tiles.tile(changed, 2, 0, 0)
    expect(own).not.toEqual(tile)
    expect(
      await meanDifference(await drawn(own, changed, 2, 0, 0), await expected(changed, 2, 0, 0)),
    ).toBeLessThan(8)
  })

  it('is found out by its hash where only the date differs, and by its size in pixels', async () => {
    const page = await aPage(quarters(700, 500).png())
    utimesSync(page.path, new Date(), new Date(2001, 1, 1))
    expect(await aViewer().tile(page, 2, 0, 0)).not.toBeNull()
    const sameLength = readFileSync(page.path)
    sameLength.write('zTXt', sameLength.indexOf('pHYs'))
    writeFileSync(page.path, sameLength)
    await expect(aViewer().thumbnail(page, 100)).rejects.toMatchObject({ code: 'scanMissing' })
    const { recorded: _, ...unrecorded } = await aPage(quarters(700, 500).png())
    await expect(aViewer().tile({ ...unrecorded, width: 701 }, 2, 0, 0)).rejects.toMatchObject({
      code: 'scanMissing',
    })
    expect(existsSync(cached({ ...unrecorded }, 'pyramid.tif'))).toBe(false)
  })

  it('or is not there, is missing', async () => {
    const page = await aPage(quarters(700, 500).png())
    renameSync(page.path, `${page.path}-away`)
    await expect(aViewer().tile(page, 2, 0, 0)).rejects.toMatchObject({
      code: 'scanMissing',
      data: { file: 'page.tif' },
    })
    await expect(aViewer().thumbnail(page, 64)).rejects.toMatchObject({ code: 'scanMissing' })
  })

  it('that cannot be decoded is tried once for all tiles of a view', async () => {
    const page = await aPage(landscape(2600, 2100).tiff({ compression: 'lzw' }))
    const { decoding, asked } = counted()
    const holed = readFileSync(page.path).fill(0xff, 9000, 300_000)
    writeFileSync(page.path, holed)
    const { recorded: _, ...broken } = page
    const tiles = aViewer({ decoding })
    for (let x = 0; x < 6; x++) {
      await expect(tiles.tile(broken, 3, x, 0)).rejects.toMatchObject({ data: { file: 'page.tif' } })
    }
    expect(asked.overview).toBe(1)
  })
})

describe('giving up', () => {
  it('a tile nobody waits for is not made, one that somebody else waits for is', async () => {
    const page = await aPage(landscape(2600, 2100).jpeg())
    const { decoding, asked } = counted()
    const tiles = aViewer({ decoding })
    const controller = new AbortController()
    const [left, stayed] = [tiles.tile(page, 2, 0, 0, controller.signal), tiles.tile(page, 2, 0, 0)]
    controller.abort()
    await expect(left).rejects.toMatchObject({ code: 'cancelled' })
    expect(await stayed).not.toBeNull()
    expect(asked.overview).toBe(1)
    const gone = tiles.tile(await aPage(quarters(2600, 2100).jpeg()), 4, 0, 0, AbortSignal.abort())
    await expect(gone).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('by closing stops what is being made, and can begin again', async () => {
    const page = await aPage(landscape(2600, 2100).png())
    const tiles = aViewer()
    await tiles.tile(page, 1, 0, 0)
    await tiles.close()
    expect(await tiles.tile(page, 4, 0, 0)).not.toBeNull()
  })

  it('a hash that is none is never a path', async () => {
    const page = await aPage(quarters(300, 200).jpeg())
    await expect(aViewer().tile({ ...page, sha256: '../../etc/passwd' }, 0, 0, 0)).rejects.toThrow(
      'not a SHA-256',
    )
  })
})
