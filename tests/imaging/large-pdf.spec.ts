import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { DecoderProcess } from '../../src-main/imaging/decoding.ts'
import { aDecoding, aFolder, peakMemoryOf, spawnDecoder } from './builders.ts'
import { writeLargePdf } from './large-pdf.ts'

const folder = aFolder()

function watched() {
  const children: DecoderProcess[] = []
  const decoding = aDecoding({
    processes: 1,
    spawn() {
      const child = spawnDecoder()
      children.push(child)
      return child
    },
  })
  return { decoding, children }
}

describe.runIf(process.platform === 'linux')('a PDF of many pages', () => {
  it('10,000 of them are listed within the time of a request', async () => {
    const path = join(folder, 'words.pdf')
    writeLargePdf(path, { pages: 10_000 })
    const { decoding, children } = watched()
    const { pages } = await decoding.probe(path)
    expect(pages).toHaveLength(10_000)
    expect(pages.at(-1)).toMatchObject({ frame: 9_999, width: 2479, height: 3508, pixelsPerInch: 300 })
    await expect(decoding.thumbnail(path, 9_999, 128)).resolves.toBeInstanceOf(Uint8Array)
    expect(peakMemoryOf(children[0]?.pid)).toBeLessThan(300e6)
  })

  it('2,000 of them in a gigabyte take no more than 500 MB of memory', async () => {
    const [width, height] = [1240, 1754]
    const jpeg = await sharp({
      create: {
        width,
        height,
        channels: 3,
        background: '#fff',
        noise: { type: 'gaussian', mean: 220, sigma: 12 },
      },
    })
      .jpeg({ quality: 92 })
      .toBuffer()
    const path = join(folder, 'scans.pdf')
    writeLargePdf(path, { pages: 2_000, jpeg: { data: jpeg, width, height } })
    expect(statSync(path).size).toBeGreaterThan(1e9)
    const { decoding, children } = watched()
    const { pages } = await decoding.probe(path)
    expect(pages).toHaveLength(2_000)
    expect(pages.at(-1)).toMatchObject({ width, height, pixelsPerInch: 150.05 })
    for (const frame of [0, 700, 1_400, 1_999]) {
      await expect(decoding.thumbnail(path, frame, 128)).resolves.toBeInstanceOf(Uint8Array)
      await decoding.pyramid(path, frame, join(folder, 'page.tif'))
    }
    // One process did it all: none was ended for its memory on the way.
    expect(children).toHaveLength(1)
    expect(peakMemoryOf(children[0]?.pid)).toBeLessThan(500e6)
    rmSync(path)
  })
})
