/**
 * What a page shows of its scan, as an image of its own: taken out first, with all that is marked black, and only then
 * turned. What lies outside is in no picture that is turned, and what is marked in none at all.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import type { Cut } from '../../shared/domain/box/cut.ts'
import type { Region } from '../../shared/domain/region.ts'
import { MOST_PIXELS } from '../bounds.ts'

const PAPER = { r: 255, g: 255, b: 255 }
const PLAIN = { compression: 'none', predictor: 'none', tile: false } as const

/** @param taken what is kept of the scan, upright, with what is marked in it black already */
export async function withCut<T>(taken: Sharp, cut: Cut, use: (image: Sharp) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'shoko-cut-'))
  try {
    const kept = join(folder, 'kept.tif')
    await taken.tiff(PLAIN).toFile(kept)
    const straight = cut.straightening === 0 ? kept : await straightened(kept, join(folder, 'straight'), cut)
    return await use(opened(straight).rotate(cut.rotation))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const opened = (path: string): Sharp => sharp(path, { limitInputPixels: MOST_PIXELS })

async function straightened(path: string, target: string, cut: Cut): Promise<string> {
  const { straightening, away, straight } = cut
  const [whole, shown] = [`${target}-whole.tif`, `${target}.tif`]
  const { width, height } = await opened(path)
    .rotate(straightening, { background: PAPER })
    .tiff(PLAIN)
    .toFile(whole)
  const left = Math.round(width / 2 + away.x - straight.width / 2)
  const top = Math.round(height / 2 + away.y - straight.height / 2)
  const beside = {
    left: Math.max(0, -left),
    top: Math.max(0, -top),
    right: Math.max(0, left + straight.width - width),
    bottom: Math.max(0, top + straight.height - height),
  }
  const around = opened(whole).extend({ ...beside, background: PAPER })
  // What is beside the scan is paper.
  const padded = `${target}-padded.tif`
  await around.tiff(PLAIN).toFile(padded)
  await opened(padded)
    .extract({ left: left + beside.left, top: top + beside.top, ...straight })
    .tiff(PLAIN)
    .toFile(shown)
  return shown
}

/** Marks of a scan, within what is kept of it. */
export const within = (covers: readonly Region[], { x, y, width, height }: Region): Region[] =>
  covers.flatMap((cover) => {
    const [left, top] = [Math.max(cover.x, x), Math.max(cover.y, y)]
    const right = Math.min(cover.x + cover.width, x + width)
    const bottom = Math.min(cover.y + cover.height, y + height)
    return right > left && bottom > top
      ? [{ x: left - x, y: top - y, width: right - left, height: bottom - top }]
      : []
  })
