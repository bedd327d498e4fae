/** Pages that show a part of their scan, or show it turned: what is outside is in no file, and every mark is where it was. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { OpenPage } from '../../../src-main/exporters/release/copy.ts'
import type { Burner } from '../../../src-main/exporters/release/item.ts'
import { AS_SCANNED } from '../../../src-main/shared/domain/box/cut.ts'
import type { ShownPart } from '../../../src-main/shared/domain/box/cut.ts'
import type { Region } from '../../../src-main/shared/domain/region.ts'
import { aFolder } from '../../imaging/builders.ts'
import { aSheet } from '../../imaging/burn/pages.ts'
import { aCopy, anItem, aReleaser } from './copies.ts'

const SCAN = { width: 640, height: 480 }
/** Not on the grid of any coder. */
const LEFT = { x: 0, y: 0, width: 317, height: SCAN.height }
/** Up to the line at which the scan is split. */
const BESIDE = { x: 317, y: 150, width: 200, height: 90 }
const MARK = { x: 60, y: 100, width: 120, height: 40 }
const releaser = aReleaser()

type Format = 'png' | 'jpg' | 'grey.png'

async function aPage(
  shown: Partial<ShownPart>,
  { seed, format = 'png', marks = [MARK] }: { seed: number; format?: Format; marks?: Region[] },
): Promise<OpenPage> {
  const path = join(aFolder(), `master.${format}`)
  const sheet = aSheet(SCAN.width, SCAN.height, BESIDE, seed)
  await (
    format === 'jpg'
      ? sheet.jpeg({ chromaSubsampling: '4:2:0', quality: 80, optimiseCoding: false })
      : format === 'png'
        ? sheet
        : sheet.toColourspace('b-w').png()
  ).toFile(path)
  return {
    number: 1,
    master: { path, frame: 0, size: SCAN, pixelsPerInch: 150, resampled: false },
    shown: { ...AS_SCANNED, ...shown },
    marks: marks.map((rectangle, index) => ({
      ...{ region: `r${String(index)}`, codes: ['25X6'], lines: 2 },
      rectangles: [rectangle],
    })),
    tracesAccepted: false,
  }
}

async function released(page: OpenPage, burner: Burner = releaser.decoding) {
  const item = await anItem({ seed: 1 }, { pages: [page] })
  return releaser.released(await aCopy({ seed: 1 }, { items: [item] }), { burner })
}

const digestsOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder).map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]),
  )

interface Manifest {
  items: { pages: { width: number; height: number; regions: { boxes: Region[] }[] }[] }[]
}
const IMAGE = 'REL-2026-0001-p0001.png'

/** The page without its strips, and its boxes on it. */
function pageOf(folder: string, height: number) {
  const { items } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest
  const [page] = items[0]?.pages ?? []
  if (!page) throw new Error('no page')
  const path = join(folder, IMAGE)
  // The banner and the line of authority above, then the page.
  const boxes = page.regions.flatMap((region) => region.boxes)
  return { path, width: page.width, height, boxes, above: page.height }
}

const WAYS: [name: string, shown: Partial<ShownPart>][] = [
  ['the left half', { part: LEFT }],
  ['the left half, turned', { part: LEFT, rotation: 90 }],
  ['a crop', { crop: LEFT }],
  ['the left half, straightened', { part: LEFT, straightening: 3.7 }],
  [
    'a crop of the left half, straightened',
    { part: LEFT, crop: { ...LEFT, x: 40, width: 260 }, straightening: -4.2 },
  ],
  [
    'a straightened crop that ends where the other begins',
    { crop: { x: 20, y: 100, width: 297, height: 200 }, straightening: 0.001 },
  ],
]

describe('what a page does not show of its scan', { timeout: 240_000 }, () => {
  for (const [name, shown] of WAYS)
    it(`is in no file, whatever it is: ${name}`, async () => {
      for (const format of ['png', 'jpg', 'grey.png'] as const) {
        const one = await released(await aPage(shown, { seed: 5, format }))
        const other = await released(await aPage(shown, { seed: 99, format }))
        expect([format, digestsOf(other.folder)]).toEqual([format, digestsOf(one.folder)])
        expect(other.verified.faults).toEqual([])
      }
    })

  it('would be, if the coding of the scan were not asked how far it reaches', async () => {
    const naive: Burner = { ...releaser.decoding, coding: () => Promise.resolve({ kind: 'lossless' }) }
    for (const [name, shown] of WAYS.slice(0, 3)) {
      const one = await released(await aPage(shown, { seed: 5, format: 'jpg', marks: [] }), naive)
      const other = await released(await aPage(shown, { seed: 99, format: 'jpg', marks: [] }), naive)
      expect([name, digestsOf(other.folder)[IMAGE]]).not.toEqual([name, digestsOf(one.folder)[IMAGE]])
    }
  })

  it('is not asked of a scan of which nobody knows how far its coding reaches, unless somebody signs', async () => {
    const unknown: Burner = {
      ...releaser.decoding,
      coding: () => Promise.resolve({ kind: 'unbounded', by: 'webp' }),
    }
    const page = await aPage({ part: LEFT }, { seed: 5, marks: [] })
    await expect(released(page, unknown)).rejects.toMatchObject({ code: 'releaseTraces' })
    const { folder } = await released({ ...page, tracesAccepted: true }, unknown)
    expect(readFileSync(join(folder, 'manifest.json'), 'utf8')).toContain('"tracesMayRemain": true')
  })

  it('takes no mark with it, and a mark over the edge has the box that is seen of it', async () => {
    const over = { x: 280, y: 300, width: 100, height: 40 }
    const beside = { x: 400, y: 300, width: 100, height: 40 }
    const { folder, verified } = await released(
      await aPage({ part: LEFT }, { seed: 5, marks: [MARK, over, beside] }),
    )
    expect(verified.faults).toEqual([])
    const { boxes } = pageOf(folder, LEFT.height)
    expect(boxes.map(({ x, width }) => [x, width])).toEqual([
      [60, 120],
      [280, 37],
    ])
  })
})

describe('a page that is turned', { timeout: 240_000 }, () => {
  it.each([90, 180, 270] as const)(
    'is burnt as it is shown, with its boxes where they belong: %s',
    async (rotation) => {
      const page = await aPage({ rotation }, { seed: 5 })
      const { folder } = await released(page)
      const shown = sharp(page.master.path).rotate(rotation)
      const { data: expected, info } = await shown.raw().toBuffer({ resolveWithObject: true })
      const { boxes, width } = pageOf(folder, info.height)
      expect(width).toBe(info.width)
      const [box] = boxes
      if (!box) throw new Error('no box')
      const turned: Record<number, Region> = {
        90: { x: SCAN.height - MARK.y - MARK.height, y: MARK.x, width: MARK.height, height: MARK.width },
        180: { ...MARK, x: SCAN.width - MARK.x - MARK.width, y: SCAN.height - MARK.y - MARK.height },
        270: { x: MARK.y, y: SCAN.width - MARK.x - MARK.width, width: MARK.height, height: MARK.width },
      }
      const place = turned[rotation]
      if (!place) throw new Error('no place')
      expect(box).toMatchObject({ x: place.x, width: place.width, height: place.height })
      const above = box.y - place.y
      const found = await sharp(join(folder, IMAGE))
        .extract({ left: 0, top: above, width: info.width, height: info.height })
        .raw()
        .toBuffer()
      let differing = 0
      for (let y = 0; y < info.height; y++)
        for (let x = 0; x < info.width; x++) {
          const inside =
            x >= place.x && x < place.x + place.width && y >= place.y && y < place.y + place.height
          const at = (y * info.width + x) * 3
          if (!inside && !found.subarray(at, at + 3).equals(expected.subarray(at, at + 3))) differing++
        }
      expect(differing).toBe(0)
    },
  )

  it('and straightened has nothing of what is under its boxes beside them', async () => {
    const under = { ...BESIDE, x: 330 }
    for (const straightening of [1.3, -7, 45]) {
      const pages = [5, 99].map((seed) => aPage({ straightening }, { seed, marks: [{ ...BESIDE }] }))
      const [one, other] = [
        await released(await (pages[0] ?? aPage({}, { seed: 5 }))),
        await released(await (pages[1] ?? aPage({}, { seed: 5 }))),
      ]
      expect(digestsOf(other.folder)).toEqual(digestsOf(one.folder))
    }
    // A mark that leaves a strip of it open is seen.
    const [one, other] = [
      await released(await aPage({ straightening: 1.3 }, { seed: 5, marks: [under] })),
      await released(await aPage({ straightening: 1.3 }, { seed: 99, marks: [under] })),
    ]
    expect(digestsOf(other.folder)[IMAGE]).not.toBe(digestsOf(one.folder)[IMAGE])
  })
})
