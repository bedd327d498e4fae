/** Pages to be burnt, and what is left of them. */
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import type { BurnPlan } from '../../../src-main/imaging/burn/plan.ts'
import type { Box } from '../../../src-main/shared/domain/box/page.ts'
import type { Region } from '../../../src-main/shared/domain/region.ts'
import { aDecoding, aFolder } from '../builders.ts'

export interface Pixels {
  data: Buffer
  width: number
  height: number
  channels: number
}

/** A sheet of even noise with a passage of dark strokes in a region, which differ with the secret. */
export function aSheet(width: number, height: number, passage: Region, secret: number, channels: 1 | 3 = 3) {
  const data = Buffer.alloc(width * height * channels)
  let state = 7
  const noise = () => (state = (state * 1103515245 + 12345) & 0x7fffffff) >> 16
  for (let i = 0; i < data.length; i++) data[i] = 215 + (noise() & 31)
  state = secret
  for (let stroke = 0; stroke < 40 + (secret % 7) * 10; stroke++) {
    const x = passage.x + (noise() % Math.max(1, passage.width - 6))
    const y = passage.y + (noise() % Math.max(1, passage.height - 10))
    const tone = [noise() & 127, noise() & 63, noise() & 255]
    for (let row = y; row < Math.min(y + 10, passage.y + passage.height); row++)
      for (let column = x; column < Math.min(x + 6, passage.x + passage.width); column++)
        for (let c = 0; c < channels; c++) data[(row * width + column) * channels + c] = tone[c] ?? 0
  }
  return sharp(data, { raw: { width, height, channels } })
}

export const box = (region: Region, ...codes: string[]): Box => ({
  ...region,
  region: 'k7f3',
  label: { codes, number: 1 },
})

export const plain = (size: { width: number; height: number }, boxes: readonly Box[]): BurnPlan => ({
  size,
  boxes,
  strips: null,
  format: 'png',
  pixelsPerInch: 300,
  grey: false,
})

export async function pixelsOf(image: Sharp): Promise<Pixels> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: info.channels }
}

export const inRegion = ({ x, y, width, height }: Region, column: number, row: number): boolean =>
  column >= x && row >= y && column < x + width && row < y + height

/** Pixels outside the regions that differ. */
export function differing(one: Pixels, other: Pixels, except: readonly Region[]): number {
  if (one.width !== other.width || one.height !== other.height) throw new Error('not of one size')
  let count = 0
  for (let y = 0; y < one.height; y++)
    for (let x = 0; x < one.width; x++) {
      if (except.some((region) => inRegion(region, x, y))) continue
      const at = y * one.width + x
      for (let c = 0; c < 3; c++)
        if (
          one.data[at * one.channels + Math.min(c, one.channels - 1)] !==
          other.data[at * other.channels + Math.min(c, other.channels - 1)]
        ) {
          count++
          break
        }
    }
  return count
}

/** Burns a page of a file, and gives the path of what comes of it. */
export function aBurner() {
  const decoding = aDecoding()
  const folder = aFolder()
  let count = 0
  return {
    folder,
    decoding,
    async burnt(path: string, plan: BurnPlan, frame = 0): Promise<string> {
      const target = join(folder, `burnt-${String(++count)}.${plan.format}`)
      await decoding.burn(path, frame, plan, target)
      return target
    },
  }
}
