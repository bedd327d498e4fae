/** Pages that show the same of one scan: what is marked on one of them is open on the other until somebody says otherwise. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import sharp from 'sharp'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import type { Region } from '../../src-main/shared/domain/region.ts'
import { aFolder } from '../builders.ts'
import { anItemToReview, AUTHORITY, CODE, SECRET } from '../reviewed-item.ts'
import type { ReviewedItem } from '../reviewed-item.ts'

const WHOLE = { x: 0, y: 0, width: 200, height: 300 }
/** Of the box of the builder: rows 60 to 100. */
const BOX = { x: 20, y: 60, width: 120, height: 40 }

const openOn = async ({ client }: ReviewedItem, id: DescriptionId) =>
  (await client.review.state({ descriptionId: id })).unresolved.flatMap(({ code, pageId, about }) =>
    code.startsWith('sameScan') ? [{ code, pageId, about }] : [],
  )
const imagesOpen = async ({ client }: ReviewedItem) =>
  (await client.leak.consistency()).echoes.flatMap(({ kind, pageId }) => (kind === 'image' ? [pageId] : []))
const hindrance = async ({ client }: ReviewedItem, id: DescriptionId) =>
  (await client.release.plan({ ids: [id] })).items[0]?.because

/** The first page as two that show parts of its scan; the second of them. */
async function twice({ client, id, pages }: ReviewedItem, parts: [Region, Region]) {
  const first = pages[0]?.id ?? 0
  await client.scan.split({ pages: [{ id: first, parts }] })
  return (await client.scan.pages({ descriptionId: id }))[1]?.id ?? 0
}

/** Another item with the same first page. */
async function aCopy({ client, handle }: ReviewedItem): Promise<DescriptionId> {
  const { id } = await client.description.create({
    parentId: null,
    fields: { level: 'item', referenceCode: 'R-2' },
  })
  const path = join(aFolder(), 'copy.png')
  const background = { r: 201, g: 201, b: 200 }
  writeFileSync(
    path,
    await sharp({ create: { ...WHOLE, channels: 3, background } })
      .png()
      .toBuffer(),
  )
  const scans = [handle(path, 'read')]
  const { jobId } = await client.import.start({ handles: scans, as: 'scans', into: id, arrange: 'attach' })
  await client.job.wait({ id: jobId })
  return id
}

async function approve({ client }: ReviewedItem, id: DescriptionId) {
  const review = { descriptionId: id }
  for (const { id: pageId } of await client.scan.pages(review))
    await client.review.look({ ...review, pageId })
  const { checklist } = await client.review.state(review)
  const checks = checklist.map(({ what }) => what)
  if (checks.length > 0) await client.review.check({ ...review, checks })
  await client.review.propose(review)
  await client.review.agree({ ...review, as: 'Baba' })
  await client.review.approve({ ...review, as: 'Chiba', authority: AUTHORITY })
}

describe('two pages of one scan in an item', () => {
  it('are both marked, or it is said why not, before the item is proposed', async () => {
    const item = await anItemToReview()
    const { client, id } = item
    const other = await twice(item, [WHOLE, WHOLE])
    const redaction = await item.markAll()
    await client.review.decide({ descriptionId: id, decision: 'releaseInPart' })
    const open = { code: 'sameScanOpen', pageId: other, about: null }
    expect(await openOn(item, id)).toEqual([open])
    expect(await imagesOpen(item)).toEqual([other])
    await expect(client.review.propose({ descriptionId: id })).rejects.toMatchObject({
      code: 'reviewUnresolved',
    })
    // A mark that leaves out a row leaves it to be read.
    const region = (shape: Region) => ({ place: { kind: 'region' as const, pageId: other, shape } })
    const short = await client.redaction.addAnchor({
      ...{ id: redaction, anchors: [region({ ...BOX, height: BOX.height - 1 })] },
    })
    expect(await openOn(item, id)).toEqual([open])
    await client.redaction.removeAnchor({ anchorId: short.anchors.at(-1)?.id ?? 0 })
    // Whichever redaction it is that covers the place.
    await client.redaction.mark({
      ...{ descriptionId: id, exemptions: [CODE], anchors: [region({ ...BOX, x: 0, width: 190 })] },
    })
    expect(await openOn(item, id)).toMatchObject([{ pageId: item.pages[0]?.id }])
    expect(await imagesOpen(item)).toEqual([item.pages[0]?.id])
    await client.redaction.noCounterpart({
      id: (await client.redaction.list({ descriptionId: id }))[1]?.id ?? 0,
      noCounterpart: [{ side: 'image', reason: 'margin of the other exposure' }],
    })
    expect(await openOn(item, id)).toEqual([])
    expect(await imagesOpen(item)).toEqual([])
  })

  it('are told as far as each shows what is marked on the other, and where nothing is to leave not at all', async () => {
    const item = await anItemToReview()
    const { client, id } = item
    const apart = (y: number): [Region, Region] => [
      { ...WHOLE, height: 200 },
      { ...WHOLE, y, height: 300 - y },
    ]
    const other = await twice(item, apart(99))
    const redaction = await item.markAll()
    // The last row of the box is on both.
    expect(await openOn(item, id)).toEqual([{ code: 'sameScanOpen', pageId: other, about: null }])
    const pages = await client.scan.pages({ descriptionId: id })
    const crop = { ...WHOLE, y: 150, height: 150 }
    await client.scan.adjust({ ids: [other], adjustments: { crop } })
    expect(pages).toHaveLength(3)
    expect(await openOn(item, id)).toEqual([])
    await client.redaction.addAnchor({
      id: redaction,
      anchors: [{ place: { kind: 'page', pageId: pages[0]?.id ?? 0 } }],
    })
    expect(await openOn(item, id)).toMatchObject([{ pageId: other }])
    await client.review.decide({
      descriptionId: id,
      decision: 'withholdInFull',
      reason: 'no part stands alone',
    })
    expect(await openOn(item, id)).toEqual([])
  })
})

describe('two items with one scan', () => {
  it('say nothing of what somebody has yet to mark blindly', async () => {
    const item = await anItemToReview()
    const { client, id } = item
    const copy = await aCopy(item)
    await client.blind.set({ of: { descriptionId: id }, on: true, as: 'Chiba' })
    await item.bringTo('proposed')
    const codes = async (who: string) => {
      await client.settings.set({ who })
      return (await openOn(item, copy)).map(({ code }) => code)
    }
    expect([await codes('Aoki'), await codes('Baba')]).toEqual([['sameScanWithheld'], []])
  })

  it('are told of each other as soon as both are to go out, and neither is released', async () => {
    const item = await anItemToReview()
    const { client, id } = item
    const copy = await aCopy(item)
    await item.bringTo('approved')
    // Nobody has decided of the other: nothing of it goes out.
    expect(await hindrance(item, id)).toBeNull()
    await client.review.open({ descriptionId: copy })
    const [page] = await client.scan.pages({ descriptionId: copy })
    const here = { code: 'sameScanWithheld', pageId: page?.id, about: 'R-1 / 1' }
    expect(await openOn(item, copy)).toEqual([here])
    await client.review.decide({ descriptionId: copy, decision: 'releaseInFull' })
    expect(await openOn(item, copy)).toEqual([here])
    expect(await openOn(item, id)).toEqual([{ code: 'sameScanOpen', pageId: null, about: 'R-2 / 1' }])
    expect(await hindrance(item, id)).toBe('sameScan')
    await expect(approve(item, copy)).rejects.toMatchObject({ code: 'reviewUnresolved' })
    const place = { kind: 'region' as const, pageId: page?.id ?? 0, shape: BOX }
    await client.redaction.mark({ descriptionId: copy, exemptions: [CODE], anchors: [{ place }] })
    await client.review.decide({ descriptionId: copy, decision: 'releaseInPart' })
    expect([await openOn(item, copy), await openOn(item, id)]).toEqual([[], []])
    expect(await hindrance(item, id)).toBeNull()
    await approve(item, copy)
    expect(await hindrance(item, copy)).toBeNull()
    const marks = await client.release.preview({ descriptionId: copy })
    expect([marks.because, JSON.stringify(marks).includes(SECRET.en)]).toEqual([null, false])
  })
})
