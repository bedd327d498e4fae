/**
 * What a page shows of its scan, as an image of its own: taken out first, with all that is marked black, and only then
 * turned. What lies outside is in no picture that is turned, and what is marked in none at all.
 */
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import type { Cut } from '../../shared/domain/box/cut.ts'
import type { Region } from '../../shared/domain/region.ts'
import { withScratchFolder } from '../../platform/scratch.ts'
import { MOST_PIXELS } from '../bounds.ts'
import { mayUseDisk } from '../decoder/secret.ts'

const PAPER = { r: 255, g: 255, b: 255 }
const PLAIN = { compression: 'none', predictor: 'none', tile: false } as const

/** A picture between two steps: on the disk, or in memory where the scan is encrypted. */
type Staged = string | Buffer
type Stage = (image: Sharp, name: string) => Promise<Staged>

/** @param taken what is kept of the scan, upright, with what is marked in it black already */
export async function withCut<T>(taken: Sharp, cut: Cut, use: (image: Sharp) => Promise<T>): Promise<T> {
  if (!mayUseDisk()) return staged(taken, cut, (image) => image.tiff(PLAIN).toBuffer(), use)
  return withScratchFolder((folder) => {
    const onDisk: Stage = async (image, name) => {
      const path = join(folder, `${name}.tif`)
      await image.tiff(PLAIN).toFile(path)
      return path
    }
    return staged(taken, cut, onDisk, use)
  })
}

async function staged<T>(
  taken: Sharp,
  cut: Cut,
  stage: Stage,
  use: (image: Sharp) => Promise<T>,
): Promise<T> {
  const kept = await stage(taken, 'kept')
  const straight = cut.straightening === 0 ? kept : await straightened(kept, cut, stage)
  return use(opened(straight).rotate(cut.rotation))
}

const opened = (picture: Staged): Sharp => sharp(picture, { limitInputPixels: MOST_PIXELS })

async function straightened(kept: Staged, cut: Cut, stage: Stage): Promise<Staged> {
  const { straightening, away, straight } = cut
  const whole = await stage(opened(kept).rotate(straightening, { background: PAPER }), 'whole')
  const { width, height } = await opened(whole).metadata()
  const left = Math.round(width / 2 + away.x - straight.width / 2)
  const top = Math.round(height / 2 + away.y - straight.height / 2)
  const beside = {
    left: Math.max(0, -left),
    top: Math.max(0, -top),
    right: Math.max(0, left + straight.width - width),
    bottom: Math.max(0, top + straight.height - height),
  }
  // What is beside the scan is paper.
  const padded = await stage(opened(whole).extend({ ...beside, background: PAPER }), 'padded')
  const shown = opened(padded).extract({ left: left + beside.left, top: top + beside.top, ...straight })
  return stage(shown, 'shown')
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
