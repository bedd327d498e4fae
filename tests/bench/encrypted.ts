/** Looking at a page of an encrypted catalogue, against the same page of a plain one. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { createDecoding, type Decoding } from '../../src-main/imaging/decoding.ts'
import { forkDecoder } from '../../src-main/imaging/fork.ts'
import { deepZoom } from '../../src-main/imaging/levels.ts'
import { createTiles, type PageImage } from '../../src-main/imaging/tiles.ts'
import { sealedPath } from '../../src-main/platform/sealed-file/keys.ts'
import { sealedBytes, sealingOf } from '../../src-main/platform/sealed-file/write.ts'
import { heldKeys, sha256 } from '../sealed.ts'
import type { BenchRow } from './row.ts'

/** A4 at 600 dots per inch. */
const [WIDTH, HEIGHT] = [4960, 7016]
const RUNS = 7
const FORMS = ['plain', 'sealed'] as const

export async function benchEncrypted(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'shoko-bench-encrypted-'))
  const spawn = forkDecoder(resolve(import.meta.dirname, '../../src-main/imaging/decoder.ts'))
  const decoding = createDecoding({ spawn })
  try {
    const pages = await pagesIn(folder)
    const first: Record<string, number[]> = { plain: [], sealed: [] }
    const whole: Record<string, number[]> = { plain: [], sealed: [] }
    const tile: Record<string, number[]> = { plain: [], sealed: [] }
    // In turn, so that whatever else the machine does meets both.
    for (let turn = 0; turn <= RUNS; turn++)
      for (const form of FORMS) {
        const page = { ...pages[form], cacheFolder: join(folder, `${form}-${String(turn)}`, 'derivatives') }
        const took = await looked(decoding, page)
        if (turn === 0) continue
        first[form]?.push(took.first)
        whole[form]?.push(took.whole)
        tile[form]?.push(...took.tiles)
      }
    const row = (work: string, of: Record<string, number[]>, part: number, unit: 's' | 'ms'): BenchRow => ({
      work: `${work}, encrypted`,
      against: 'the same, plain',
      ours: quantile(of['sealed'] ?? [], part),
      theirs: quantile(of['plain'] ?? [], part),
      unit,
    })
    return [
      row('first picture of a 600 dpi A4 TIFF', first, 0.5, 's'),
      row('its pyramid', whole, 0.5, 's'),
      row('its tiles, p95', tile, 0.95, 'ms'),
    ]
  } finally {
    await decoding.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function pagesIn(folder: string): Promise<Record<(typeof FORMS)[number], PageImage>> {
  const raw = Buffer.alloc(WIDTH * HEIGHT * 3)
  for (let i = 0, state = 1; i < raw.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    raw[i] = 200 + (state >>> 27)
  }
  const keys = heldKeys()
  const plain = join(folder, 'a4.tif')
  await sharp(raw, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .tiff({ compression: 'none' })
    .toFile(plain)
  const content = readFileSync(plain)
  const hash = sha256(content)
  const label = `scans/${hash}.tif`
  const sealed = join(folder, sealedPath(keys, label))
  mkdirSync(join(folder, 'scans'))
  writeFileSync(sealed, sealedBytes(sealingOf(keys, label), content))
  const page = { cacheFolder: '', sha256: hash, frame: 0, width: WIDTH, height: HEIGHT }
  return { plain: { ...page, path: plain }, sealed: { ...page, path: sealed, sealedBy: keys.id } }
}

/** Seconds to the first picture and to the whole pyramid, and milliseconds of tiles from that. */
async function looked(decoding: Decoding, page: PageImage) {
  const tiles = createTiles({ decoding })
  const { maxLevel } = deepZoom(WIDTH, HEIGHT)
  // The process is there, and has looked at the file, as when the page before it was shown.
  await decoding.probe(page.path)
  const start = performance.now()
  await tiles.tile(page, 3, 0, 0)
  const first = (performance.now() - start) / 1000
  await tiles.tile(page, maxLevel, 5, 5)
  const whole = (performance.now() - start) / 1000
  const took: number[] = []
  for (let n = 0; n < 200; n++) {
    const before = performance.now()
    await tiles.tile(page, maxLevel, (n * 7) % 19, (n * 11) % 27)
    took.push(performance.now() - before)
  }
  await tiles.close()
  return { first, whole, tiles: took }
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0
}
