/** Scans through the whole program: tiles by `core.fetch`, taking in many, a PDF of a gigabyte. */
import { copyFileSync, appendFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { createDecoding } from '../../src-main/imaging/decoding.ts'
import { forkDecoder } from '../../src-main/imaging/fork.ts'
import { deepZoom, levelSize } from '../../src-main/imaging/levels.ts'
import type { DescriptionId, PageId } from '../../src-main/shared/contract/ids.ts'
import { aCore, anEmptyCatalogue, type CatalogueInASpec } from '../builders.ts'
import { writeLargePdf } from '../imaging/large-pdf.ts'
import type { BenchRow } from './row.ts'
import { compared, p95, run, watching } from './scans.ts'

const INGESTED = 500
const OPENED = 40

export async function benchScansInCatalogue(
  folder: string,
  scans: { a4: string; grey: string; tiled: string },
): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  rows.push(...(await ofTiles('A4 at 600 dpi', scans.a4)))
  rows.push(...(await ofTiles('30,000 x 20,000', scans.tiled)))
  rows.push(await ingest(folder, scans.grey))
  rows.push(...(await ofPdf(folder)))
  return rows
}

async function takeIn({ client, handle }: CatalogueInASpec, paths: string[]): Promise<PageId[]> {
  const handles = paths.map((path) => handle(path, 'read'))
  const { jobId } = await client.import.start({ handles, storage: 'linked' })
  const { result } = await client.job.wait({ id: jobId })
  const ids: DescriptionId[] = result?.kind === 'import' ? result.descriptionIds : []
  const pages = await Promise.all(ids.map((descriptionId) => client.scan.pages({ descriptionId })))
  return pages.flat().map(({ id }) => id)
}

/** Tiles out of a finished pyramid: the first of a program just started, and of a page that is looked at. */
async function ofTiles(name: string, path: string): Promise<BenchRow[]> {
  const made = await anEmptyCatalogue()
  const [id] = await takeIn(made, [path])
  const get = async ({ core }: Pick<CatalogueInASpec, 'core'>, address: string) => {
    const response = await core.fetch(new Request(`http://core/tiles/${String(id)}${address}`))
    return response
  }
  const shape = (await (await get(made, '')).json()) as { width: number; height: number }
  const zoom = deepZoom(shape.width, shape.height)
  const { width, height } = levelSize(zoom, zoom.maxLevel)
  const tile = (i: number) =>
    `/${String(zoom.maxLevel)}/${String((i * 7) % Math.floor(width / 256))}/${String((i * 11) % Math.floor(height / 256))}`
  await (await get(made, tile(0))).arrayBuffer()
  const pictures = join(made.folder, 'derivatives')
  const isThere = () =>
    existsSync(pictures) &&
    readdirSync(pictures, { recursive: true }).some((entry) => /[0-9]-pyramid\.tif$/.test(String(entry)))
  while (!isThere()) await pause(100)
  await made.core.close()

  const times = { cold: [] as number[], warm: [] as number[] }
  for (let i = 0; i < OPENED; i++) {
    const again = aCore({ home: made.home })
    await again.core.openCatalogue(made.folder)
    for (const kind of ['cold', 'warm', 'warm', 'warm'] as const) {
      const started = performance.now()
      const response = await get(again, tile(i * 4 + times.warm.length))
      const bytes = await response.arrayBuffer()
      if (response.status !== 200 || bytes.byteLength === 0) throw new Error('no tile')
      times[kind].push(performance.now() - started)
    }
    await again.core.close()
  }
  const row = (kind: 'cold' | 'warm', what: string, target: number): BenchRow => ({
    work: `tile of a ${name} from its pyramid by core.fetch, ${what}, p95`,
    against: 'target',
    ours: p95(times[kind]),
    theirs: target,
    unit: 'ms',
  })
  return [row('cold', 'the first', 15), row('warm', 'the next', 5)]
}

/** Taking in many scans where they lie, and a thumbnail of each. */
async function ingest(folder: string, scan: string): Promise<BenchRow> {
  const place = join(folder, 'many')
  mkdirSync(place)
  for (let i = 0; i < INGESTED; i++) {
    const path = join(place, `scan-${String(i).padStart(3, '0')}.tif`)
    copyFileSync(scan, path)
    // Every one is a file of its own, as its hash tells.
    appendFileSync(path, String(i))
  }
  const megabytes = Math.round(statSync(scan).size / 1e6)
  const measured = await compared(
    async () => {
      const made = await anEmptyCatalogue()
      return async () => {
        const ids = await takeIn(made, [place])
        if (ids.length !== INGESTED) throw new Error(`${String(ids.length)} pages taken in`)
        const waiting = [...ids]
        const worker = async () => {
          for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
            const response = await made.core.fetch(new Request(`http://core/thumbnails/${String(id)}`))
            if (!response.ok) throw new Error('no thumbnail')
            await response.arrayBuffer()
          }
        }
        await Promise.all([worker(), worker(), worker(), worker()])
        return () => made.core.close()
      }
    },
    () => {
      const script = `printf '%s\\0' "$0"/scan-*.tif | xargs -0 -P2 -n25 sh -c 'sha256sum "$@" >/dev/null; vipsthumbnail "$@" --size 256 -o %s.jpg' _`
      run('sh', '-c', script, place)
      for (const name of readdirSync(place)) if (name.endsWith('.jpg')) rmSync(join(place, name))
    },
    1,
  )
  rmSync(place, { recursive: true })
  return {
    work: `taking in ${String(INGESTED)} scans: hash, list, record, thumbnail`,
    against: 'sha256sum + vipsthumbnail, 2 at a time',
    ...measured,
    unit: 's',
    note: `400 dpi A4, grey, LZW, ${String(megabytes)} MB each`,
  }
}

/** A PDF of 2,000 scans in a gigabyte: all of its pages listed, some of them shown. */
async function ofPdf(folder: string): Promise<BenchRow[]> {
  const [width, height] = [1240, 1754]
  const noise = { type: 'gaussian', mean: 220, sigma: 12 } as const
  const data = await sharp({ create: { width, height, channels: 3, background: '#fff', noise } })
    .jpeg({ quality: 92 })
    .toBuffer()
  const path = join(folder, 'scans.pdf')
  writeLargePdf(path, { pages: 2_000, jpeg: { data, width, height } })
  const watch = watching(forkDecoder(resolve(import.meta.dirname, '../../src-main/imaging/decoder.ts')))
  const decoding = createDecoding({ spawn: () => watch.spawn(), processes: 1 })
  const started = performance.now()
  await decoding.probe(path)
  const seconds = (performance.now() - started) / 1000
  for (const frame of [0, 700, 1_400, 1_999]) {
    await decoding.thumbnail(path, frame, 256)
    await decoding.pyramid(path, frame, join(folder, 'page.tif'))
  }
  const memory = watch.peak()
  await decoding.close()
  rmSync(path)
  const gigabytes = ((data.length * 2_000) / 1e9).toFixed(1)
  return [
    {
      work: `listing 2,000 pages of a PDF of ${gigabytes} GB`,
      against: '—',
      ours: seconds,
      theirs: null,
      unit: 's',
    },
    {
      work: 'memory of the process for that, and for four of its pages',
      against: 'target',
      ours: memory,
      theirs: 500,
      unit: 'MB',
    },
  ]
}
