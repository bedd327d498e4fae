/** A release from plain values: what it holds, that it stands its own tests, and that it tells nothing of what is withheld. */
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { verifyRelease } from '../../../src-main/exporters/release/verify.ts'
import { aCopy, anItem, aPage, aReleaser, PASSAGE } from './copies.ts'

const releaser = aReleaser()

interface Manifest {
  files: { path: string; sha256: string; bytes: number }[]
  items: {
    pages: {
      image: string
      regions: { id: string; boxes: { x: number; y: number; width: number; height: number }[] }[]
    }[]
  }[]
  tests: { faults: unknown[]; checked: Record<string, number> }
}
const manifestIn = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest

/** Every file of a folder by its name. */
const bytesIn = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')]),
  )

describe('a release', () => {
  it('has a PDF, page images, words, a register, a manifest and its verifier, and nothing else', async () => {
    const { folder, verified, pages } = await releaser.released(await aCopy({ seed: 5 }))
    expect(readdirSync(folder).sort()).toEqual([
      'REL-2026-0001-p0001.png',
      'REL-2026-0001-p0002.png',
      'REL-2026-0001.json',
      'REL-2026-0001.pdf',
      'REL-2026-0001.txt',
      'manifest.json',
      'register.csv',
      'register.html',
      'verify.html',
    ])
    expect(pages).toBe(2)
    expect(verified.faults).toEqual([])
    expect(verified.checked).toMatchObject({ T3: 2, T5: 1, hash: 8 })
    expect(verified.checked['T1']).toBeGreaterThanOrEqual(2)
    const manifest = manifestIn(folder)
    expect(manifest.files.map(({ path }) => path)).not.toContain('manifest.json')
    expect(manifest.tests.faults).toEqual([])
  })

  it('is the same twice, and whatever was withheld: coded without loss and as JPEG', async () => {
    for (const extension of ['png', 'jpg'] as const) {
      const one = await releaser.released(await aCopy({ seed: 5, extension }))
      const again = await releaser.released(await aCopy({ seed: 5, extension }))
      const other = await releaser.released(await aCopy({ seed: 906, extension }))
      expect(bytesIn(again.folder)).toEqual(bytesIn(one.folder))
      expect(bytesIn(other.folder)).toEqual(bytesIn(one.folder))
    }
  })

  it('is not the same where a mark leaves out a part of the passage', async () => {
    const short = async (seed: number) => {
      const page = await aPage(1, { seed })
      const [mark, ...rest] = page.marks
      if (!mark) throw new Error('a mark')
      const marks = [{ ...mark, rectangles: [{ ...PASSAGE, height: 60 }] }, ...rest]
      const item = await anItem({ seed }, { pages: [{ ...page, marks }] })
      return (await releaser.released(await aCopy({ seed }, { items: [item] }))).folder
    }
    expect(bytesIn(await short(5))).not.toEqual(bytesIn(await short(906)))
  })

  it.each(['tiff', 'jpeg'] as const)(
    'can have its pages as %s, and stands its tests',
    async (imageFormat) => {
      const { verified } = await releaser.released(await aCopy({ seed: 5 }, { imageFormat }))
      expect(verified.faults).toEqual([])
      expect(verified.checked['T3']).toBe(2)
    },
  )

  it('can have a layer of the released text, and no other', async () => {
    const { folder, verified } = await releaser.released(await aCopy({ seed: 5 }, { textLayer: true }))
    expect(verified.faults).toEqual([])
    expect(readFileSync(join(folder, 'REL-2026-0001.pdf')).includes('/ToUnicode')).toBe(true)
  })

  it('widens the boxes of a JPEG to its blocks, and says so in the manifest', async () => {
    const { folder } = await releaser.released(await aCopy({ seed: 5, extension: 'jpg' }))
    const box = manifestIn(folder).items[0]?.pages[0]?.regions[0]?.boxes[0]
    expect(box).toMatchObject({ x: 110, width: 516 })
  })

  it('is refused for a part of a page whose coding leaves traces, until somebody signs that', async () => {
    const copy = await aCopy({ seed: 5, extension: 'webp' })
    await expect(releaser.released(copy)).rejects.toMatchObject({
      code: 'releaseTraces',
      data: { item: '2002-113-0001', page: 1 },
    })
    const [item] = copy.items
    if (!item) throw new Error('an item')
    const pages = item.pages.map((page) => ('master' in page ? { ...page, tracesAccepted: true } : page))
    const { folder } = await releaser.released({ ...copy, items: [{ ...item, pages }] })
    expect(readFileSync(join(folder, 'manifest.json'), 'utf8')).toContain('"tracesMayRemain": true')
  })

  it('is signed where the office has a key', async () => {
    const { privateKey } = generateKeyPairSync('ed25519')
    const { folder } = await releaser.released(await aCopy({ seed: 5 }), { privateKey })
    const { publicKey, signature } = JSON.parse(readFileSync(join(folder, 'manifest.sig.json'), 'utf8')) as {
      publicKey: string
      signature: string
    }
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' })
    const manifest = readFileSync(join(folder, 'manifest.json'))
    expect(verify(null, manifest, key, Buffer.from(signature, 'base64'))).toBe(true)
    expect((await verifyRelease(folder)).faults).toEqual([])
    writeFileSync(join(folder, 'manifest.json'), manifest.toString().replace('2026-01"', '2026-02"'))
    expect((await verifyRelease(folder)).faults).toContainEqual({
      test: 'signature',
      file: 'manifest.sig.json',
      what: 'wrong',
    })
  })

  it('goes on after a stop with the items that were finished', async () => {
    const first = await anItem({ seed: 5 })
    const second = await anItem(
      { seed: 6 },
      { name: 'REL-2026-0002', pages: [await aPage(1, { seed: 7 })], withheldWords: [] },
    )
    const own = second.pages.map((page) =>
      'marks' in page
        ? { ...page, marks: page.marks.map((mark) => ({ ...mark, region: `${mark.region}b` })) }
        : page,
    )
    const copy = await aCopy({ seed: 5 }, { items: [first, { ...second, pages: own }] })
    const stop = new AbortController()
    const { folder } = await releaser.released(copy)
    rmSync(folder, { recursive: true })
    const { writeRelease } = await import('../../../src-main/exporters/release/write.ts')
    const burner = releaser.decoding
    const stopping = writeRelease(copy, folder, {
      burner,
      signal: stop.signal,
      onProgress: (done) => done === 3 && stop.abort(),
    })
    await expect(stopping).rejects.toMatchObject({ code: 'cancelled' })
    expect(readdirSync(join(folder, '..'))).toEqual(['.unfinished-release'])
    expect(await writeRelease(copy, folder, { burner })).toMatchObject({ resumed: 1, pages: 3 })
    expect(readdirSync(join(folder, '..'))).toEqual(['release'])
    expect((await verifyRelease(folder)).faults).toEqual([])
  })

  it('registers each place with its codes, its lines and its extent; a withheld item is one sheet', async () => {
    const open = await anItem({ seed: 5 })
    const withheld = await anItem(
      { seed: 5 },
      {
        name: 'REL-2026-0002',
        documentId: '2002-113-0002',
        title: '[title withheld]',
        decision: 'withheld',
        classification: null,
        pages: [
          {
            number: 1,
            withheld: {
              region: 'z8r4',
              codes: ['25X6', '27(1)'],
              lines: null,
              fields: [
                { field: 'type', value: 'Telegram' },
                { field: 'pages', value: '3' },
                { field: 'reviewOn', value: '2036' },
              ],
            },
          },
        ],
        fields: [],
        texts: [],
        withheldWords: [],
      },
    )
    const copy = await aCopy({ seed: 5 }, { language: 'en', banner: 'DECLASSIFIED', items: [open, withheld] })
    const { folder } = await releaser.released(copy)
    const rows = readFileSync(join(folder, 'register.csv'), 'utf8')
      .split('\r\n')
      .map((line) => line.split(','))
    expect(rows[0]?.[0]).toBe('\uFEFFFile')
    expect(rows.slice(1, -1).map(([file, , page, region, extent]) => [file, page, region, extent])).toEqual([
      ['REL-2026-0001-p0001.png', '1', 'k1x1', 'part of a page'],
      ['REL-2026-0001-p0001.png', '1', 'b1x2', 'part of a page'],
      ['REL-2026-0001-p0002.png', '2', 'w9q2', 'whole page'],
      ['REL-2026-0001', '', 't4m1', 'text'],
      ['REL-2026-0002-p0001.png', '1', 'z8r4', 'whole item'],
    ])
    expect(rows[1]?.slice(5, 7)).toEqual(['5条3号 · 25X6', '2'])
    const html = readFileSync(join(folder, 'register.html'), 'utf8')
    expect(html).toContain('<td>whole item</td>')
    expect(html).toContain('2002-113-0002 · [title withheld] · Withheld in full')
  })

  it('is not made of what contradicts itself', async () => {
    const item = await anItem({ seed: 5 })
    const [page, sheet] = item.pages
    if (!page || !sheet || !('master' in page)) throw new Error('a page and a sheet')
    const [mark] = page.marks
    if (!mark) throw new Error('a mark')
    const wrong: Partial<typeof item>[] = [
      { decision: 'full' },
      { decision: 'withheld' },
      { name: 'REL-2026-0001 talks' },
      { pages: [{ ...page, number: 2 }] },
      { pages: [page, { ...page, number: 2 }] },
      { withheldWords: [{ region: mark.region, of: 'text', codes: ['25X6'], lines: 1 }] },
    ]
    for (const given of wrong)
      await expect(
        releaser.released(await aCopy({ seed: 5 }, { items: [{ ...item, ...given }] })),
      ).rejects.toThrow()
  })

  it('bears banner, struck classification, authority, numbers and the legend around each page', async () => {
    const { folder } = await releaser.released(await aCopy({ seed: 5 }))
    const image = sharp(join(folder, 'REL-2026-0001-p0001.png'))
    const { width, height } = await image.metadata()
    expect(width).toBe(800)
    expect(height).toBeGreaterThan(1100 + 80)
    const head = await image.extract({ left: 0, top: 0, width: 800, height: 40 }).stats()
    expect(head.channels[0]?.min).toBeLessThan(60)
  })
})
