/** Scans: the first picture, pyramids, tiles and taking in, against Debian's libvips on the same files. */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createDecoding, type Decoding, type DecoderProcess } from '../../src-main/imaging/decoding.ts'
import { forkDecoder } from '../../src-main/imaging/fork.ts'
import { deepZoom, levelSize } from '../../src-main/imaging/levels.ts'
import { createTiles, type PageImage } from '../../src-main/imaging/tiles.ts'
import { sha256OfFile } from '../../src-main/platform/checksum.ts'
import { debianTool } from '../debian-tool.ts'
import type { BenchRow } from './row.ts'

const RUNS = 3
const INGESTED = 60
/** Tiles of a window of 1280 x 800 pixels. */
const VIEW = [...Array(6).keys()].flatMap((x) => [...Array(4).keys()].map((y) => [x, y] as const))

export async function benchImaging(): Promise<BenchRow[]> {
  if (!debianTool('vips', 'libvips-tools') || !debianTool('vipsthumbnail', 'libvips-tools')) return []
  const folder = mkdtempSync(join(tmpdir(), 'shoko-bench-imaging-'))
  const children: DecoderProcess[] = []
  const spawn = forkDecoder(resolve(import.meta.dirname, '../../src-main/imaging/decoder.ts'))
  const decoding = createDecoding({
    spawn() {
      const child = spawn()
      children.push(child)
      return child
    },
  })
  try {
    const scans = makeScans(folder)
    const rows: BenchRow[] = []
    for (const [name, path] of [
      ['600 dpi A4 TIFF', scans.a4],
      ['30,000 x 20,000 TIFF in strips', scans.stripped],
      ['30,000 x 20,000 TIFF in tiles', scans.tiled],
    ] as const) {
      rows.push(...(await ofScan(decoding, folder, name, path, path === scans.tiled)))
    }
    const peak = Math.max(...children.map(({ pid }) => peakMemory(pid)))
    rows.push({
      work: 'memory of a decoding process, peak',
      against: '400 MB',
      ours: peak,
      theirs: 400,
      unit: 'MB',
    })
    rows.push(await ingest(decoding, folder, scans.grey))
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
  rows.push(...(await ofTiles(decoding, await fresh(), name)))
  return rows
}

/** Tiles out of a finished pyramid: the first time a page is opened, and afterwards. */
async function ofTiles(decoding: Decoding, page: PageImage, name: string): Promise<BenchRow[]> {
  const zoom = deepZoom(page.width, page.height)
  const key = `${page.sha256.slice(0, 2)}/${page.sha256}-0-pyramid.tif`
  mkdirSync(join(page.cacheFolder, page.sha256.slice(0, 2)))
  await decoding.pyramid(page.path, 0, join(page.cacheFolder, key))
  const times = { cold: [] as number[], warm: [] as number[] }
  for (let i = 0; i < 100; i++) {
    const tiles = createTiles({ decoding })
    for (const kind of ['cold', 'warm'] as const) {
      const { width, height } = levelSize(zoom, zoom.maxLevel)
      const [x, y] = [(i * 7) % Math.floor(width / 256), (i * 11) % Math.floor(height / 256)]
      const started = performance.now()
      await tiles.tile(page, zoom.maxLevel, x, y)
      times[kind].push(performance.now() - started)
    }
    await tiles.close()
  }
  const p95 = (list: number[]) => list.sort((one, other) => one - other)[Math.floor(list.length * 0.95)] ?? 0
  return [
    {
      work: `tile of a ${name}, page just opened, p95`,
      against: 'target',
      ours: p95(times.cold),
      theirs: 15,
      unit: 'ms',
    },
    {
      work: `tile of a ${name}, page open, p95`,
      against: 'target',
      ours: p95(times.warm),
      theirs: 5,
      unit: 'ms',
    },
  ]
}

/** Hash, list and thumbnail of many scans, as taking them in does it. */
async function ingest(decoding: Decoding, folder: string, scan: string): Promise<BenchRow> {
  const paths = Array.from({ length: INGESTED }, (_, i) => join(folder, `scan-${i}.tif`))
  for (const path of paths) linkSync(scan, path)
  const megabytes = Math.round(statSync(scan).size / 1e6)
  const measured = await compared(
    () =>
      Promise.resolve(async () => {
        await Promise.all(
          paths.map(async (path) => {
            await decoding.probe(path, { background: true })
            await decoding.thumbnail(path, 0, 256, { background: true })
          }),
        )
        for (const path of paths) await sha256OfFile(path)
        return () => Promise.resolve()
      }),
    () => {
      const script = `printf '%s\\0' "$0"/scan-*.tif | xargs -0 -P2 -n10 sh -c 'sha256sum "$@" >/dev/null; vipsthumbnail "$@" --size 256 -o %s.jpg' _`
      run('sh', '-c', script, folder)
    },
  )
  return {
    work: `taking in ${INGESTED} scans: hash, list, thumbnail`,
    against: 'sha256sum + vipsthumbnail, 2 at a time',
    ...measured,
    unit: 's',
    note: `400 dpi A4, grey, LZW, ${megabytes} MB each`,
  }
}

/** Medians in seconds of both, turn by turn. `prepare` is not timed, nor what the work hands back to be tidied up. */
async function compared(
  prepare: () => Promise<() => Promise<() => Promise<unknown>>>,
  theirs: () => void,
): Promise<{ ours: number; theirs: number }> {
  const times = { ours: [] as number[], theirs: [] as number[] }
  for (let i = 0; i < RUNS; i++) {
    const work = await prepare()
    let started = performance.now()
    const tidy = await work()
    times.ours.push((performance.now() - started) / 1000)
    await tidy()
    started = performance.now()
    theirs()
    times.theirs.push((performance.now() - started) / 1000)
  }
  const median = (list: number[]) => list.sort((one, other) => one - other)[Math.floor(list.length / 2)] ?? 0
  return { ours: median(times.ours), theirs: median(times.theirs) }
}

function run(command: string, ...parameters: string[]): void {
  const { status, stderr } = spawnSync(command, parameters, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command}: ${stderr}`)
}

/** Made-up paper: noise over a slow gradient, so that no two tiles are alike and nothing compresses for free. */
function makeScans(folder: string) {
  const at = (name: string) => join(folder, name)
  const vips = (...parameters: string[]) => execFileSync('vips', parameters, { stdio: 'ignore' })
  const resolution = 'xres=23.622,yres=23.622'
  for (const [n, mean] of ['225', '220', '205'].entries()) {
    vips('gaussnoise', at(`${n}.v`), '4960', '7016', '--sigma', '5', '--mean', mean, '--seed', String(n))
  }
  vips('bandjoin', [0, 1, 2].map((n) => at(`${n}.v`)).join(' '), at('noise.v'))
  vips('cast', at('noise.v'), at(`a4.tif[compression=none,${resolution}]`), 'uchar')
  vips('resize', at('0.v'), at('grey.v'), '0.667')
  vips('cast', at('grey.v'), at('grey.tif[compression=lzw,xres=15.748,yres=15.748]'), 'uchar')
  vips('replicate', at('a4.tif'), at('many.v'), '7', '3')
  vips('crop', at('many.v'), at('crop.v'), '0', '0', '30000', '20000')
  vips('grey', at('ramp.v'), '30000', '20000')
  vips('linear', at('ramp.v'), at('slope.v'), '40', '0')
  vips('add', at('crop.v'), at('slope.v'), at('map.v'))
  rmSync(at('crop.v'))
  rmSync(at('many.v'))
  vips('cast', at('map.v'), at('stripped.tif[compression=none,bigtiff]'), 'uchar')
  rmSync(at('map.v'))
  vips(
    'copy',
    at('stripped.tif'),
    at('tiled.tif[compression=jpeg,Q=85,tile,tile-width=256,tile-height=256,bigtiff]'),
  )
  return { a4: at('a4.tif'), grey: at('grey.tif'), stripped: at('stripped.tif'), tiled: at('tiled.tif') }
}

/** Megabytes that a process has held at most. */
function peakMemory(pid: number | undefined): number {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid ?? 0}/status`, 'utf8'))?.[1]
    return Number(kilobytes ?? 0) / 1000
  } catch {
    return 0
  }
}
