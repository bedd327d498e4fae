/** Marks put right before they are kept, on real pictures; what a release burns is what was said before. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Page } from '../../src-main/shared/contract/scan.ts'
import type { PlaceInput } from '../../src-main/shared/contract/redaction.ts'
import { burnt } from '../../src-main/shared/domain/box/snap.ts'
import type { Region } from '../../src-main/shared/domain/region.ts'
import { aFolder } from '../builders.ts'
import { anItemToReview, CODE, SECRET } from '../reviewed-item.ts'
import type { ReviewedItem } from '../reviewed-item.ts'

const PAPER = 200
/** Bars of ink, as high as a line: letters that stand apart. */
const LETTERS = { ...SECRET, pixels: (index: number) => (index % 10 < 4 ? 20 : PAPER) }
const region = (x: number, y: number, width: number, height: number): Region => ({ x, y, width, height })

const one = (pages: readonly Page[]): Page['id'] => {
  const [page] = pages
  if (!page) throw new Error('no page')
  return page.id
}

async function aJpeg(item: ReviewedItem): Promise<Page> {
  const path = join(aFolder(), 'page_3.jpg')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><rect width="400" height="400" fill="#eee"/>
    <rect x="101" y="101" width="90" height="20" fill="#222"/></svg>`
  writeFileSync(
    path,
    await sharp(Buffer.from(svg))
      .jpeg({ quality: 80, chromaSubsampling: '4:2:0', optimiseCoding: false })
      .toBuffer(),
  )
  const { jobId } = await item.client.import.start({
    ...{ handles: [item.handle(path, 'read')], as: 'scans', into: item.id, arrange: 'attach' },
  })
  await item.client.job.wait({ id: jobId })
  const page = (await item.client.scan.pages({ descriptionId: item.id })).at(-1)
  if (!page) throw new Error('no page')
  return page
}

describe('a mark that is drawn', () => {
  it('takes whole letters of the picture, which is read where pictures are decoded', async () => {
    const { client, id, pages } = await anItemToReview({}, LETTERS)
    const regions = [{ pageId: one(pages), shape: region(62, 74, 20, 13) }]
    const [snapped] = await client.redaction.snap({ descriptionId: id, regions })
    expect(snapped).toEqual({
      ...{ pageId: one(pages), shape: region(58, 68, 28, 24) },
      ...{ lines: null, crossing: [], seen: true },
    })
  })

  it('is as high as its lines, and as wide where that is asked for', async () => {
    const { client, id, pages, ja } = await anItemToReview({}, LETTERS)
    const paragraphId = ja.paragraphs[1]?.id
    if (paragraphId === undefined) throw new Error('no paragraph')
    await client.text.place({ paragraphId, pageId: one(pages), region: region(20, 66, 150, 30) })
    const regions = [{ pageId: one(pages), shape: region(62, 74, 20, 13) }]
    const [asLines] = await client.redaction.snap({ descriptionId: id, regions })
    expect(asLines).toMatchObject({ shape: region(58, 66, 28, 30), lines: 1 })
    const [asLine] = await client.redaction.snap({ descriptionId: id, regions, to: 'line' })
    expect(asLine).toMatchObject({ shape: region(20, 66, 150, 30), lines: 1 })
  })

  it('is everything but what was drawn, and no half letter stays beside what is kept', async () => {
    const { client, id, pages } = await anItemToReview({}, LETTERS)
    const regions = [{ pageId: one(pages), shape: region(52, 60, 40, 40) }]
    const parts = await client.redaction.snap({ descriptionId: id, regions, to: 'butThis' })
    // The letter from 50 to 53 is cut by what was drawn, and so is the one from 90 to 93.
    expect(parts.map(({ shape }) => shape)).toEqual([
      region(0, 0, 200, 60),
      region(0, 60, 56, 40),
      region(88, 60, 112, 40),
      region(0, 100, 200, 200),
    ])
  })

  it('stays as it was drawn where the picture cannot be read, and says so', async () => {
    const item = await anItemToReview({}, LETTERS)
    const { scan } = item.pages[0] ?? {}
    expect(scan).toBeTruthy()
    const scans = join(item.folder, 'scans')
    for (const name of readdirSync(scans)) writeFileSync(join(scans, name), 'no picture')
    const shape = region(62, 74, 20, 13)
    const regions = [{ pageId: one(item.pages), shape }]
    const [snapped] = await item.client.redaction.snap({ descriptionId: item.id, regions })
    expect(snapped).toMatchObject({ shape, seen: false })
  })

  it('is refused outside of the page, and as everything but a shape of many corners', async () => {
    const { client, id, pages } = await anItemToReview()
    const pageId = one(pages)
    const outside = [{ pageId, shape: region(190, 10, 50, 10) }]
    await expect(client.redaction.snap({ descriptionId: id, regions: outside })).rejects.toMatchObject({
      code: 'regionOutsidePage',
    })
    const points = [
      { x: 10, y: 10 },
      { x: 40, y: 10 },
      { x: 10, y: 40 },
    ]
    await expect(
      client.redaction.snap({
        ...{ descriptionId: id, regions: [{ pageId, shape: { points } }], to: 'butThis' },
      }),
    ).rejects.toMatchObject({ code: 'anchorUnplaced' })
  })
})

describe('the places of a passage that are proposed on a page', () => {
  it('take whole ink as well: the boxes of lines were drawn round what was read', async () => {
    const { client, id, pages, ja, span } = await anItemToReview({}, LETTERS)
    const paragraphId = ja.paragraphs[1]?.id
    if (paragraphId === undefined) throw new Error('no paragraph')
    await client.text.place({ paragraphId, pageId: one(pages), region: region(28, 74, 110, 12) })
    const [text] = await client.text.list({ descriptionId: id })
    if (!text) throw new Error('no text')
    const places = [span(text, LETTERS.ja)]
    const found = await client.redaction.counterparts({ descriptionId: id, places })
    const onPage = found.flatMap(({ place }) => (place.kind === 'region' ? [place.shape] : []))
    expect(onPage).toEqual([region(28, 68, 110, 24)])
  })
})

describe('what a release burns', () => {
  it('is what the desk was told: the mark, with the blocks of the JPEG it lies on', async () => {
    const item = await anItemToReview()
    const { client, id, handle } = item
    const page = await aJpeg(item)
    const coding = await client.redaction.coding({ pageId: page.id })
    expect(coding).toMatchObject({ kind: 'jpeg', chroma: { width: 2, height: 2 } })
    const [snapped] = await client.redaction.snap({
      descriptionId: id,
      regions: [{ pageId: page.id, shape: region(110, 105, 70, 10) }],
    })
    if (!snapped || !coding) throw new Error('nothing was snapped')
    const place: PlaceInput = { kind: 'region', pageId: page.id, shape: snapped.shape }
    const texts = [item.ja, item.en].map((text) => ({
      ...{ side: 'text' as const, textId: text.id, reason: 'not written' },
    }))
    const marked = await client.redaction.mark({
      ...{ descriptionId: id, anchors: [{ place, lines: 1 }], exemptions: [CODE] },
    })
    await client.redaction.noCounterpart({ id: marked.id, noCounterpart: texts })
    await item.lookAtAll()
    await client.review.look({ descriptionId: id, pageId: page.id })
    await client.review.decide({ descriptionId: id, decision: 'releaseInPart' })
    await item.check()
    await client.review.propose({ descriptionId: id })
    await client.review.agree({ descriptionId: id, as: 'Baba' })
    const authority = { name: 'Chiba', position: 'Director', guide: '', on: '2026-01-01' }
    await client.review.approve({ descriptionId: id, as: 'Chiba', authority })
    const folder = join(aFolder(), 'release')
    const { jobId } = await client.release.write({
      ...{ ids: [id], within: handle(dirname(folder), 'write'), name: basename(folder), as: 'Chiba' },
    })
    expect((await client.job.wait({ id: jobId })).error).toBeNull()
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
      items: { pages: { regions: { boxes: Region[] }[] }[] }[]
    }
    const boxes = manifest.items[0]?.pages.at(-1)?.regions.flatMap((one) => one.boxes) ?? []
    const told = burnt(snapped.shape, { width: 400, height: 400 }, coding)
    // Above the page stands the strip of the release.
    const across = ({ x, width, height }: Region) => ({ x, width, height })
    expect(boxes.map(across)).toEqual(told.map(across))
    expect(told).not.toEqual([snapped.shape])
  })
})
