/** Scans through the whole program: tiles by `core.fetch`, taking in many, a PDF of a gigabyte. */
import { copyFileSync, appendFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { createDecoding } from '../../src-main/imaging/decoding.ts'
import { forkDecoder } from '../../src-main/imaging/fork.ts'
import { deepZoom, levelSize } from '../../src-main/imaging/levels.ts'
import type { DescriptionId, PageId } from '../../src-main/shared/contract/ids.ts'
import { anEmptyCatalogue, type CatalogueInASpec } from '../builders.ts'
import { writeLargePdf } from '../imaging/large-pdf.ts'
import type { BenchRow } from './row.ts'
import { compared, p95, run, watching } from './scans.ts'

const INGESTED = 500

export async function benchScansInCatalogue(
  folder: string,
  scans: { grey: string; tiled: string },
): Promise<BenchRow[]> {
  const tiles = await ofTiles(folder, scans)
  return [...tiles, await ingest(folder, scans.grey), ...(await ofPdf(folder))]
}

async function takeIn({ client, handle }: CatalogueInASpec, paths: string[]): Promise<PageId[]> {
  const handles = paths.map((path) => handle(path, 'read'))
  const { jobId } = await client.import.start({ handles, storage: 'linked' })
  const { result } = await client.job.wait({ id: jobId })
  const ids: DescriptionId[] = result?.kind === 'import' ? result.descriptionIds : []
  const pages = await Promise.all(ids.map((descriptionId) => client.scan.pages({ descriptionId })))
  return pages.flat().map(({ id }) => id)
}

/** More pages than the program keeps open, so that in turn each of them is opened anew. */
const PAGES = 20
const TURNS = 10

/** Tiles out of finished pyramids: the first of a page that was not open, and the next ones. */
async function ofTiles(folder: string, scans: { grey: string; tiled: string }): Promise<BenchRow[]> {
  const made = await anEmptyCatalogue()
  const place = join(folder, 'pages')
  const ids = [
    ...(await takeIn(made, copies(scans.grey, PAGES, place))),
    ...(await takeIn(made, [scans.tiled])),
  ]
  const get = async (address: string) => {
    const response = await made.core.fetch(new Request(`http://core/tiles/${address}`))
    if (!response.ok) throw new Error('no tile')
    return response
  }
  const pages = await Promise.all(
    ids.map(async (id) => {
      const shape = (await (await get(String(id))).json()) as { width: number; height: number }
      const zoom = deepZoom(shape.width, shape.height)
      const { width, height } = levelSize(zoom, zoom.maxLevel)
      const places = [Math.floor(width / 256), Math.floor(height / 256)] as const
      const tile = async (i: number) => {
        const [x, y] = [(i * 7) % places[0], (i * 11) % places[1]]
        const answer = await get([id, zoom.maxLevel, x, y].map(String).join('/'))
        return answer.arrayBuffer()
      }
      return { name: id === ids.at(-1) ? '30,000 x 20,000' : 'A4 at 400 dpi', tile }
    }),
  )
  const pictures = join(made.folder, 'derivatives')
  const finished = () =>
    existsSync(pictures)
      ? readdirSync(pictures, { recursive: true }).filter((entry) => String(entry).endsWith('-pyramid.tif'))
          .length
      : 0
  for (const [i, { tile }] of pages.entries()) {
    await tile(0)
    while (finished() <= i) await pause(100)
  }
  const times = new Map<string, number[]>()
  const note = (what: string, started: number) =>
    times.set(what, [...(times.get(what) ?? []), performance.now() - started])
  for (let turn = 0; turn < TURNS; turn++) {
    for (const { name, tile } of pages) {
      for (const kind of ['cold', 'warm', 'warm'] as const) {
        const started = performance.now()
        await tile(turn * 3 + (times.get(`${name} ${kind}`)?.length ?? 0))
        note(`${name} ${kind}`, started)
      }
    }
  }
  await made.core.close()
  rmSync(place, { recursive: true })
  return ['A4 at 400 dpi', '30,000 x 20,000'].flatMap((name) =>
    (['cold', 'warm'] as const).map((kind) => ({
      work: `tile of ${name} from its pyramid by core.fetch, ${kind}, p95`,
      against: 'target',
      ours: p95(times.get(`${name} ${kind}`) ?? []),
      theirs: kind === 'cold' ? 15 : 5,
      unit: 'ms',
    })),
  )
}

/** Files of their own, as their hashes tell. */
function copies(scan: string, count: number, place: string): string[] {
  mkdirSync(place)
  return Array.from({ length: count }, (_, i) => {
    const path = join(place, `scan-${String(i).padStart(3, '0')}.tif`)
    copyFileSync(scan, path)
    appendFileSync(path, String(i))
    return path
  })
}

/** Taking in many scans where they lie, and a thumbnail of each. */
async function ingest(folder: string, scan: string): Promise<BenchRow> {
  const place = join(folder, 'many')
  copies(scan, INGESTED, place)
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
