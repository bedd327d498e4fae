/** T2 and T7, which only the program can ask: each with what turns it red, and both in the manifest of a release. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { ReleaseCopy } from '../../../src-main/exporters/release/copy.ts'
import type { Burner } from '../../../src-main/exporters/release/item.ts'
import { parityOf } from '../../../src-main/exporters/release/parity.ts'
import { outsideOf } from '../../../src-main/imaging/burn/outside.ts'
import { aCopy, anItem, aReleaser, PASSAGE } from '../../exporters/release/copies.ts'
import { aFolder } from '../../imaging/builders.ts'

const releaser = aReleaser()
const MARKER = '[2 lines withheld – 5条3号 / 25X6]'

async function aCopyWithTexts(): Promise<ReleaseCopy> {
  const item = await anItem({ seed: 5 })
  const paragraphs = [{ page: 1, text: `会談の冒頭、${MARKER}先方より` }]
  const texts = ['翻刻', '翻訳'].map((label) => ({ label, lang: 'ja', paragraphs }))
  const pages = item.pages.filter((page) => 'master' in page)
  return aCopy({ seed: 5 }, { items: [{ ...item, texts, pages }] })
}

interface Manifest {
  tests: { checked: Record<string, number>; faults: unknown[] }
  items: Parameters<typeof parityOf>[2]
}
const manifestIn = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest

describe('a manifest', () => {
  it('lists what the program has asked before the release got its name', async () => {
    const { folder } = await releaser.released(await aCopyWithTexts())
    const { checked, faults } = manifestIn(folder).tests
    expect(faults).toEqual([])
    expect(checked).toMatchObject({ T2: 1, T3: 1, T5: 1, T7: 2, T12: 2 })
    for (const test of ['T1', 'T11', 'T14']) expect(checked[test]).toBeGreaterThan(0)
  })

  it('says of JPEGs that nobody asked whether they are unchanged', async () => {
    const copy = await aCopyWithTexts()
    const { folder } = await releaser.released({ ...copy, imageFormat: 'jpeg' })
    expect(manifestIn(folder).tests.checked['T2']).toBe(0)
  })
})

describe('T2', () => {
  it('is the same for all that is under the boxes, and for nothing beside them', async () => {
    const page = sharp({ create: { width: 800, height: 1100, channels: 3, background: '#e8e4d8' } })
    const dot = (left: number, top: number) =>
      page
        .clone()
        .composite([
          { input: { create: { width: 1, height: 1, channels: 3, background: '#e8e4d9' } }, left, top },
        ])
        .removeAlpha()
    const plain = await outsideOf(page, [PASSAGE])
    const { x, y, width, height } = PASSAGE
    expect(await outsideOf(dot(x, y), [PASSAGE])).toBe(plain)
    expect(await outsideOf(dot(x + width - 1, y + height - 1), [PASSAGE])).toBe(plain)
    for (const [left, top] of [
      [x - 1, y],
      [x + width, y],
      [x, y - 1],
      [x, y + height],
    ] as const)
      expect(await outsideOf(dot(left, top), [PASSAGE])).not.toBe(plain)
  })

  it('stops a release of which a page is not what its master is', async () => {
    const careless: Burner = {
      ...releaser.decoding,
      async burn(...given) {
        return { ...(await releaser.decoding.burn(...given)), unchanged: false }
      },
    }
    await expect(releaser.released(await aCopyWithTexts(), { burner: careless })).rejects.toMatchObject({
      code: 'releaseFaulty',
    })
  })
})

describe('T7', () => {
  it('is red where a file says a marker more, less, or other than the texts, or a passage has none', async () => {
    const copy = await aCopyWithTexts()
    const { folder } = await releaser.released(copy)
    const { items } = manifestIn(folder)
    expect(await parityOf(folder, copy.items, items)).toEqual({ markers: 2, items: [] })
    for (const name of ['REL-2026-0001.txt', 'REL-2026-0001.json'])
      for (const other of ['', '[3 lines withheld – 5条3号 / 25X6]', '[2 lines withheld – 5条3号]']) {
        const spoiled = join(aFolder(), 'release')
        cpSync(folder, spoiled, { recursive: true })
        const path = join(spoiled, name)
        writeFileSync(path, readFileSync(path, 'utf8').replace(MARKER, other))
        expect((await parityOf(spoiled, copy.items, items)).items).toEqual(['REL-2026-0001'])
      }
    const unmarked = items.map((item) => ({
      ...item,
      withheldWords: [{ id: 'x', of: 'text', codes: ['27(1)'], lines: 1 }],
    }))
    expect((await parityOf(folder, copy.items, unmarked)).items).toEqual(['REL-2026-0001'])
  })
})
