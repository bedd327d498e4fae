/** Scans: the first picture, pyramids, tiles and taking in, against Debian's libvips on the same files. */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createDecoding, type Decoding } from '../../src-main/imaging/decoding.ts'
import { forkDecoder } from '../../src-main/imaging/fork.ts'
import { deepZoom, levelSize } from '../../src-main/imaging/levels.ts'
import { createTiles, type PageImage } from '../../src-main/imaging/tiles.ts'
import { debianTool } from '../debian-tool.ts'
import { benchScansInCatalogue } from './imaging-catalogue.ts'
import type { BenchRow } from './row.ts'
import { compared, makeScans, run, watching } from './scans.ts'

/** Tiles of a window of 1280 x 800 pixels. */
const VIEW = [...Array(6).keys()].flatMap((x) => [...Array(4).keys()].map((y) => [x, y] as const))

export async function benchImaging(): Promise<BenchRow[]> {
  if (!debianTool('vips', 'libvips-tools') || !debianTool('vipsthumbnail', 'libvips-tools')) return []
  const folder = mkdtempSync(join(tmpdir(), 'shoko-bench-imaging-'))
  const watch = watching(forkDecoder(resolve(import.meta.dirname, '../../src-main/imaging/decoder.ts')))
  const decoding = createDecoding({ spawn: () => watch.spawn() })
  try {
    const scans = makeScans(folder)
    const rows: BenchRow[] = []
    for (const [name, path] of [
      ['600 dpi A4 TIFF', scans.a4],
      ['30,000 x 20,000 TIFF in strips', scans.stripped],
      ['30,000 x 20,000 TIFF in tiles', scans.tiled],
    ] as const) {
      watch.begin()
      rows.push(...(await ofScan(decoding, folder, name, path, path === scans.tiled)))
      rows.push({
        work: `memory of a decoding process, all of a ${name}`,
        against: 'target',
        ours: watch.peak(),
        theirs: 400,
        unit: 'MB',
      })
    }
    rows.push(...(await benchScansInCatalogue(folder, scans)))
    return rows
  } finally {
    await decoding.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function ofScan(
  decoding: Decoding,
  folder: string,
  name: string,
  path: string,
  tiled: boolean,
): Promise<BenchRow[]> {
  const [listed] = (await decoding.probe(path)).pages
  const size = { width: listed?.width ?? 0, height: listed?.height ?? 0 }
  const zoom = deepZoom(size.width, size.height)
  const level = Math.min(3, zoom.maxLevel)
  const box = Math.max(levelSize(zoom, level).width, levelSize(zoom, level).height)
  const fresh = async (): Promise<PageImage> => {
    // Processes that a run before this one ended are there again.
    await Promise.all([decoding.probe(path), decoding.probe(path)])
    return {
      cacheFolder: mkdtempSync(join(folder, 'cache-')),
      path,
      sha256: createHash('sha256').update(path).digest('hex'),
      frame: 0,
      ...size,
    }
  }
  const thumbnail = () =>
    run('vipsthumbnail', path, '--size', `${box}x${box}`, '-o', join(folder, 'theirs.jpg'))

  const first = await compared(async () => {
    const tiles = createTiles({ decoding })
    const page = await fresh()
    return async () => {
      await Promise.all([0, 1].map((y) => tiles.tile(page, level, 0, y)))
      return () => tiles.close()
    }
  }, thumbnail)
  const rows: BenchRow[] = [
    { work: `first picture of a ${name}`, against: `vipsthumbnail, ${box} px`, ...first, unit: 's' },
  ]

  if (tiled) {
    const inView = await compared(async () => {
      const tiles = createTiles({ decoding })
      const page = await fresh()
      return async () => {
        await Promise.all(VIEW.map(([x, y]) => tiles.tile(page, zoom.maxLevel, 40 + x, 30 + y)))
        return () => tiles.close()
      }
    }, thumbnail)
    rows.push({
      work: `window full of a ${name}, full size`,
      against: 'vipsthumbnail of the whole',
      ...inView,
      unit: 's',
    })
  }

  const target = join(folder, 'ours.tif')
  const options = [
    '--tile',
    '--pyramid',
    '--compression',
    'jpeg',
    '--Q',
    '85',
    '--tile-width',
    '256',
    '--tile-height',
    '256',
  ]
  const pyramid = await compared(
    () => Promise.resolve(() => decoding.pyramid(path, 0, target).then(() => () => Promise.resolve())),
    () => run('vips', 'tiffsave', path, join(folder, 'theirs.tif'), ...options),
  )
  rows.push({ work: `whole pyramid of a ${name}`, against: 'vips tiffsave --pyramid', ...pyramid, unit: 's' })
  return rows
}
