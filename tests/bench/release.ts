/** A release of many pages, each with three boxes, against libvips decoding the same pages and coding them again. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { OpenPage, ReleaseCopy, ReleaseItem } from '../../src-main/exporters/release/copy.ts'
import type { Burner } from '../../src-main/exporters/release/item.ts'
import { writeRelease } from '../../src-main/exporters/release/write.ts'
import { createDecoding } from '../../src-main/imaging/decoding.ts'
import { forkDecoder } from '../../src-main/imaging/fork.ts'
import { AS_SCANNED } from '../../src-main/shared/domain/box/cut.ts'
import { debianTool } from '../debian-tool.ts'
import type { BenchRow } from './row.ts'
import { run, watching } from './scans.ts'

const SIZE = { width: 4960, height: 7016 }
const PAGES_OF_AN_ITEM = 20

/** `SHOKO_BENCH_PAGES` says how many pages instead of 500: a release of these takes some 50 GB. */
export function benchRelease(): Promise<BenchRow[]> | BenchRow[] {
  if (!debianTool('vips', 'libvips-tools')) return []
  return measured(Number(process.env['SHOKO_BENCH_PAGES'] ?? 500))
}

async function measured(pages: number): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'shoko-bench-release-'))
  const watch = watching(forkDecoder(resolve(import.meta.dirname, '../../src-main/imaging/decoder.ts')))
  const decoding = createDecoding({ spawn: () => watch.spawn() })
  try {
    const path = aPage(folder)
    const started = performance.now()
    let burnt = 0
    const burner: Burner = {
      coding: (...given) => decoding.coding(...given),
      burn: (...given) => decoding.burn(...given),
    }
    await writeRelease(aCopy(path, pages), join(folder, 'release'), {
      burner,
      onProgress: (done) => {
        if (done === pages) burnt = (performance.now() - started) / 1000
      },
    })
    const ours = (performance.now() - started) / 1000
    const memory = watch.peak() + ownPeak()
    rmSync(join(folder, 'release'), { recursive: true })
    const proved = await withProof(aCopy(path, pages), folder, burner)
    const memoryProving = watch.peak() + ownPeak()
    const theirs = vipsCopies(path, folder, pages)
    const work = `release of ${String(pages)} pages, A4 at 600 dpi, three boxes each`
    return [
      {
        work,
        against: 'vips copy to PNG of each',
        ours,
        theirs,
        unit: 's',
        note: `burnt after ${burnt.toFixed(1)} s`,
      },
      {
        work: `${work}: the largest decoder and the core`,
        against: 'target',
        ours: memory,
        theirs: 700,
        unit: 'MB',
      },
      {
        work: `${work}, proved`,
        against: '2.2 times the release',
        ours: proved,
        theirs: 2.2 * ours,
        unit: 's',
        note: `${(proved / ours).toFixed(2)} times`,
      },
      {
        work: `${work}, proved: the largest decoder and the core`,
        against: 'target',
        ours: memoryProving,
        theirs: 700,
        unit: 'MB',
      },
    ]
  } finally {
    await decoding.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Seconds for a release that is made twice and compared. */
async function withProof(copy: ReleaseCopy, folder: string, burner: Burner): Promise<number> {
  const scratch = join(folder, 'scratch')
  mkdirSync(scratch)
  const target = join(folder, 'proved')
  const started = performance.now()
  const { proof } = await writeRelease(copy, target, { burner, proving: { copy, burner, scratch } })
  const seconds = (performance.now() - started) / 1000
  if (proof?.result !== 'proved') throw new Error('not proved')
  rmSync(target, { recursive: true })
  return seconds
}

/** Noise over paper: no two pages of a scanner compress better. */
function aPage(folder: string): string {
  const at = (name: string) => join(folder, name)
  const { width, height } = SIZE
  for (const [n, mean] of ['225', '220', '205'].entries())
    run(
      'vips',
      'gaussnoise',
      at(`${String(n)}.v`),
      String(width),
      String(height),
      '--sigma',
      '5',
      '--mean',
      mean,
    )
  run('vips', 'bandjoin', [0, 1, 2].map((n) => at(`${String(n)}.v`)).join(' '), at('noise.v'))
  run('vips', 'cast', at('noise.v'), at('a4.tif[compression=none,xres=23.622,yres=23.622]'), 'uchar')
  for (const name of ['0.v', '1.v', '2.v', 'noise.v']) rmSync(at(name))
  return at('a4.tif')
}

function aCopy(path: string, pages: number): ReleaseCopy {
  const page = (item: number, number: number): OpenPage => ({
    number,
    master: { path, frame: 0, size: SIZE, pixelsPerInch: 600, resampled: false },
    marks: [0, 1, 2].map((mark) => ({
      region: `${String(item)}-${String(number)}-${String(mark)}`,
      codes: ['5条3号', '25X6'],
      lines: 2,
      rectangles: [{ x: 700, y: 900 + mark * 1800, width: 3200, height: 320 }],
    })),
    shown: AS_SCANNED,
    tracesAccepted: false,
  })
  const items = Array.from({ length: Math.ceil(pages / PAGES_OF_AN_ITEM) }, (_, index): ReleaseItem => {
    const count = Math.min(PAGES_OF_AN_ITEM, pages - index * PAGES_OF_AN_ITEM)
    return {
      name: `REL-2026-${String(index + 1).padStart(4, '0')}`,
      documentId: `F/${String(index + 1)}`,
      title: '電信',
      decision: 'part',
      classification: '極秘',
      authority: 'Declassified 2026-11-01',
      pages: Array.from({ length: count }, (_, number) => page(index, number + 1)),
      fields: [],
      texts: [],
      withheldWords: [],
    }
  })
  return {
    id: '2026-01',
    releasedAt: '2026-11-30T00:00:00Z',
    generator: 'Shoko',
    language: 'ja',
    institution: '文書館',
    banner: '秘密指定解除',
    vocabularies: [],
    persons: 'asserted',
    imageFormat: 'png',
    grey: false,
    textLayer: false,
    items,
  }
}

function vipsCopies(path: string, folder: string, pages: number): number {
  const started = performance.now()
  for (let page = 0; page < pages; page++) {
    const target = join(folder, `theirs-${String(page)}.png`)
    const { status } = spawnSync('vips', ['copy', path, target])
    if (status !== 0) throw new Error('vips copy')
    rmSync(target)
  }
  return (performance.now() - started) / 1000
}

const ownPeak = (): number =>
  Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) / 1000
