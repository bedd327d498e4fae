/**
 * How far a secret reaches in its master: two masters coded apart from two secrets must burn to identical bytes, with
 * the box that `coded` asks for, and do not with the box as it was drawn.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { coded } from '../../../src-main/shared/domain/box/coding.ts'
import { buildPdf } from '../pdf-builder.ts'
import { aBurner, aSheet, box, plain } from './pages.ts'

const SIZE = { width: 600, height: 400 }
const MARK = { x: 203, y: 131, width: 157, height: 45 }
const burner = aBurner()
const at = (name: string) => join(burner.folder, name)

async function twoMasters(
  name: string,
  save: (image: Sharp, path: string) => Promise<unknown>,
  channels: 1 | 3 = 3,
) {
  const paths = [at(`a-${name}`), at(`b-${name}`)] as const
  await save(aSheet(SIZE.width, SIZE.height, MARK, 5, channels), paths[0])
  await save(aSheet(SIZE.width, SIZE.height, MARK, 906, channels), paths[1])
  return paths
}

async function sameWhenBurnt(paths: readonly string[], mark: typeof MARK, size = SIZE): Promise<boolean> {
  const plan = plain(size, [box(mark, '25X6')])
  const [one, other] = await Promise.all(paths.map((path) => burner.burnt(path, plan)))
  return readFileSync(one ?? '').equals(readFileSync(other ?? ''))
}

describe('a master coded without loss', () => {
  it.each(['page.png', 'page.tif'])('keeps a secret in its place: %s', async (name) => {
    const paths = await twoMasters(name, (image, path) =>
      (name.endsWith('png') ? image.png() : image.tiff({ compression: 'lzw' })).toFile(path),
    )
    expect(await burner.decoding.coding(paths[0], 0)).toEqual({ kind: 'lossless' })
    expect(await sameWhenBurnt(paths, MARK)).toBe(true)
  })
})

const JPEGS: [name: string, channels: 1 | 3, subsampling: '4:4:4' | '4:2:0'][] = [
  ['grey', 1, '4:4:4'],
  ['4:4:4', 3, '4:4:4'],
  ['4:2:0', 3, '4:2:0'],
]
describe.each(JPEGS)('a JPEG, %s', (name, channels, chromaSubsampling) => {
  const file = name.replaceAll(/[^a-z0-9]/g, '')
  const save = (quality: number) => (image: Sharp, path: string) =>
    image
      .toColourspace(channels === 1 ? 'b-w' : 'srgb')
      .jpeg({ quality, chromaSubsampling, optimiseCoding: false })
      .toFile(path)

  it('tells nothing beyond its blocks and their ring of colour', async () => {
    for (const quality of [50, 75, 90, 95]) {
      const paths = await twoMasters(`${file}-${String(quality)}.jpg`, save(quality), channels)
      const coding = await burner.decoding.coding(paths[0], 0)
      expect(coding.kind).toBe('jpeg')
      expect([quality, await sameWhenBurnt(paths, coded(MARK, SIZE, coding))]).toEqual([quality, true])
    }
  })

  it('tells of it where the box is as it was drawn', async () => {
    const paths = await twoMasters(`${file}-75.jpg`, save(75), channels)
    expect(await sameWhenBurnt(paths, MARK)).toBe(false)
  })

  it('tells of it by way of colour where the ring is left out', async () => {
    const paths = await twoMasters(`${file}-75.jpg`, save(75), channels)
    const coding = await burner.decoding.coding(paths[0], 0)
    if (coding.kind !== 'jpeg') throw new Error('a JPEG')
    const without = { ...coding, chroma: { width: 1, height: 1 } }
    expect(await sameWhenBurnt(paths, coded(MARK, SIZE, without))).toBe(chromaSubsampling !== '4:2:0')
  })

  it('counts its blocks as it is stored where it is turned', async () => {
    const turned = await twoMasters(
      `${file}-turned.jpg`,
      (image, path) =>
        image
          .toColourspace(channels === 1 ? 'b-w' : 'srgb')
          .withMetadata({ orientation: 3 })
          .jpeg({ quality: 75, chromaSubsampling, optimiseCoding: false })
          .toFile(path),
      channels,
    )
    const mark = { ...MARK, x: SIZE.width - MARK.x - MARK.width, y: SIZE.height - MARK.y - MARK.height }
    const coding = await burner.decoding.coding(turned[0], 0)
    expect(await sameWhenBurnt(turned, coded(mark, SIZE, coding))).toBe(true)
  })
})

describe('a JPEG inside another file', () => {
  it('keeps its blocks in a PDF', async () => {
    const paths = await twoMasters('page.pdf', async (image, path) => {
      const data = await image
        .jpeg({ quality: 75, chromaSubsampling: '4:2:0', optimiseCoding: false })
        .toBuffer()
      const entries = '/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode'
      writeFileSync(path, buildPdf([{ width: 300, height: 200, image: { ...SIZE, data, entries } }]))
    })
    const coding = await burner.decoding.coding(paths[0], 0)
    expect(coding).toMatchObject({ kind: 'jpeg', block: { width: 16, height: 16 } })
    expect(await sameWhenBurnt(paths, coded(MARK, SIZE, coding))).toBe(true)
    expect(await sameWhenBurnt(paths, MARK)).toBe(false)
  })

  it('keeps them in the tiles of a TIFF', async () => {
    const paths = await twoMasters('tiles.tif', (image, path) =>
      image
        .tiff({ compression: 'jpeg', quality: 75, tile: true, tileWidth: 256, tileHeight: 256 })
        .toFile(path),
    )
    const coding = await burner.decoding.coding(paths[0], 0)
    expect(coding.kind).toBe('jpeg')
    expect(await sameWhenBurnt(paths, coded(MARK, SIZE, coding))).toBe(true)
  })
})

describe('a coding that reaches across the page', () => {
  it.each([
    ['page.webp', 'webp'],
    ['page.avif', 'avif'],
    ['page.gif', 'palette'],
  ] as const)('is told by its name, and does tell: %s', async (name, by) => {
    const paths = await twoMasters(name, (image, path) => image.toFile(path))
    expect(await burner.decoding.coding(paths[0], 0)).toEqual({ kind: 'unbounded', by })
    const wide = { x: MARK.x - 32, y: MARK.y - 32, width: MARK.width + 64, height: MARK.height + 64 }
    expect(await sameWhenBurnt(paths, wide)).toBe(false)
  })

  it.each([
    ['trellis', { trellisQuantisation: true }],
    ['progressive', { progressive: true, trellisQuantisation: true, optimiseScans: true }],
  ] as const)('is told of a JPEG by its own tables, which does tell: %s', async (name, how) => {
    const paths = await twoMasters(`${name}.jpg`, (image, path) =>
      image.jpeg({ quality: 75, ...how }).toFile(path),
    )
    expect(await burner.decoding.coding(paths[0], 0)).toEqual({ kind: 'unbounded', by: 'ownTablesJpeg' })
    const wide = { x: 176, y: 112, width: 208, height: 80 }
    expect(await sameWhenBurnt(paths, wide)).toBe(false)
  })

  it('is told of a page of a PDF that is painted', async () => {
    const path = at('drawn.pdf')
    writeFileSync(path, buildPdf([{ width: 300, height: 200, content: '10 10 50 50 re f' }]))
    expect(await burner.decoding.coding(path, 0)).toEqual({ kind: 'unbounded', by: 'drawn' })
  })
})
