/** Situations for imaging specs. What they make lasts for the spec file, because processes take a moment to start. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { afterAll } from 'vitest'
import { createDecoding, type Decoding, type DecodingOptions } from '../../src-main/imaging/decoding.ts'
import { forkDecoder } from '../../src-main/imaging/fork.ts'
import { deepZoom, levelSize } from '../../src-main/imaging/levels.ts'
import { openPyramid } from '../../src-main/imaging/pyramid-file.ts'

const cleanups: (() => Promise<void> | void)[] = []
afterAll(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})
/** Runs after the spec file, last first. */
export const afterwards = (cleanup: () => Promise<void> | void): void => void cleanups.push(cleanup)

export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'shoko-imaging-'))
  afterwards(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }))
  return folder
}

export const spawnDecoder = forkDecoder(resolve(import.meta.dirname, '../../src-main/imaging/decoder.ts'))

/** The real decoder, in processes of its own. */
export function aDecoding(options: Partial<DecodingOptions> = {}): Decoding {
  const decoding = createDecoding({ spawn: spawnDecoder, ...options })
  afterwards(() => decoding.close())
  return decoding
}

export function aFile(folder: string, name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path, content)
  return path
}

/** Four quarters of different colours, so that every turn and mirror shows: red, green above blue, yellow. */
export const QUARTERS = {
  topLeft: '#ff0000',
  topRight: '#00ff00',
  bottomLeft: '#0000ff',
  bottomRight: '#ffff00',
}

export function quarters(width: number, height: number): Sharp {
  const half = (background: string, left: number, top: number) => ({
    input: {
      create: {
        width: Math.ceil(width / 2),
        height: Math.ceil(height / 2),
        channels: 3 as const,
        background,
      },
    },
    left,
    top,
  })
  const [x, y] = [Math.floor(width / 2), Math.floor(height / 2)]
  return sharp({ create: { width, height, channels: 3, background: '#ffffff' } }).composite([
    half(QUARTERS.topLeft, 0, 0),
    half(QUARTERS.topRight, x, 0),
    half(QUARTERS.bottomLeft, 0, y),
    half(QUARTERS.bottomRight, x, y),
  ])
}

/** A picture in which every place differs from its surroundings: soft colours with a fine pattern, no flat areas. */
export function landscape(width: number, height: number): Sharp {
  const raw = Buffer.alloc(width * height * 3)
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 3) {
      raw[i] = 40 + (160 * x) / width
      raw[i + 1] = 60 + (140 * y) / height
      raw[i + 2] = 110 + 60 * Math.sin(x / 23) * Math.cos(y / 31)
    }
  }
  return sharp(raw, { raw: { width, height, channels: 3 } })
}

/** Average colour around a place given in parts of the width and height. */
export async function colourAt(picture: Uint8Array | string, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(picture)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const sums = [0, 0, 0]
  const [left, top] = [Math.round(x * (info.width - 1)), Math.round(y * (info.height - 1))]
  let count = 0
  for (let row = Math.max(0, top - 1); row <= Math.min(info.height - 1, top + 1); row++) {
    for (
      let column = Math.max(0, left - 1);
      column <= Math.min(info.width - 1, left + 1);
      column++, count++
    ) {
      for (const [channel, sum] of sums.entries()) {
        sums[channel] = sum + (data[(row * info.width + column) * info.channels + channel] ?? 0)
      }
    }
  }
  return sums.map((sum) => Math.round(sum / count))
}

/** The largest difference of a channel between two colours. */
export const distance = (one: readonly number[], other: readonly number[]): number =>
  Math.max(...one.map((value, i) => Math.abs(value - (other[i] ?? 0))))

export const rgb = (hex: string): number[] => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16))

/** How far two pictures of the same size are apart, on average of all channels; 255 where their sizes differ. */
export async function meanDifference(one: Uint8Array | string, other: Uint8Array | string): Promise<number> {
  const [a, b] = await Promise.all(
    [one, other].map((picture) =>
      sharp(picture).removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true }),
    ),
  )
  if (!a || !b || a.info.width !== b.info.width || a.info.height !== b.info.height) return 255
  return a.data.reduce((sum, value, i) => sum + Math.abs(value - (b.data[i] ?? 0)), 0) / a.data.length
}

/** A pyramid put together again at a level, without its margin. */
export async function pictureOf(
  decoding: Decoding,
  path: string,
  frame = 0,
  level?: number,
): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'shoko-pyramid-'))
  const target = join(folder, 'pyramid.tif')
  const size = await decoding.pyramid(path, frame, target, level === undefined ? {} : { level })
  const zoom = deepZoom(size.width, size.height)
  const top = level ?? zoom.maxLevel
  const file = await openPyramid(target)
  const shape = file.levels[top] ?? { width: 0, height: 0 }
  const tiles: { input: Buffer; left: number; top: number }[] = []
  for (let y = 0; y * 256 < shape.height; y++) {
    for (let x = 0; x * 256 < shape.width; x++) {
      tiles.push({ input: (await file.tile(top, x, y)) ?? Buffer.alloc(0), left: x * 256, top: y * 256 })
    }
  }
  await file.close()
  rmSync(folder, { recursive: true })
  const [width, height] = [Math.ceil(shape.width / 256) * 256, Math.ceil(shape.height / 256) * 256]
  const whole = await sharp({ create: { width, height, channels: 3, background: '#000' } })
    .composite(tiles)
    .png()
    .toBuffer()
  return sharp(whole)
    .extract({ left: 0, top: 0, ...levelSize(zoom, top) })
    .png()
    .toBuffer()
}

/** Bytes that a process has held at most (Linux). */
export const peakMemoryOf = (pid: number | undefined): number =>
  Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024
