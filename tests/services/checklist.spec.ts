/** What no program sees of an item: asked for before it is proposed, by whom and when, and anew when it is not what was looked at. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { PAPER_CHECKS } from '../../src-main/shared/domain/review/checklist.ts'
import { aFolder } from '../builders.ts'
import { anItemToReview } from '../reviewed-item.ts'
import type { ReviewedItem } from '../reviewed-item.ts'

const OF_PAPER = ['showThrough', 'facingPage', 'carbonOffset', 'stampOverText']
const OF_MARKS = ['besideBox', 'paraphrase']

const openOf = async ({ client, id }: ReviewedItem): Promise<string[]> =>
  (await client.review.state({ descriptionId: id })).unresolved.flatMap(({ code, about }) =>
    code === 'checkOpen' && about !== null ? [about] : [],
  )

async function anotherScan(item: ReviewedItem): Promise<void> {
  const path = join(aFolder(), 'another.png')
  const page = { width: 200, height: 300, channels: 3 as const, background: { r: 9, g: 9, b: 9 } }
  writeFileSync(path, await sharp({ create: page }).png().toBuffer())
  const pageId = item.pages[1]?.id ?? (0 as never)
  const { jobId } = await item.client.version.propose({ pageId, handle: item.handle(path, 'read') })
  await item.client.job.wait({ id: jobId })
  await item.client.version.replace({ jobId, carry: 'stretched' })
}

describe('the checklist of the paper', () => {
  it('keeps an item from being proposed until each point was looked for, by a person and at a time', async () => {
    const item = await anItemToReview()
    const { client, id } = item
    expect(await openOf(item)).toEqual([])
    await item.markAll()
    await item.lookAtAll()
    await client.review.decide({ descriptionId: id, decision: 'releaseInPart' })
    expect(await openOf(item)).toEqual([...PAPER_CHECKS])
    await client.review.check({ descriptionId: id, checks: ['showThrough'], as: 'Baba' })
    await item.check()
    await client.review.check({ descriptionId: id, checks: ['paraphrase'], done: false })
    expect(await openOf(item)).toEqual(['paraphrase'])
    await expect(client.review.propose({ descriptionId: id })).rejects.toMatchObject({
      code: 'reviewUnresolved',
    })
    const { checklist } = await client.review.check({ descriptionId: id, checks: ['paraphrase'], as: 'Baba' })
    expect(checklist.map(({ what, who }) => [what, who])).toEqual(
      PAPER_CHECKS.map((what) => [what, what === 'paraphrase' ? 'Baba' : 'Aoki']),
    )
    expect(checklist.every(({ at }) => at !== null)).toBe(true)
    await client.review.propose({ descriptionId: id })
    const { rows } = await client.review.audit({ descriptionId: id })
    expect(rows.map(({ act }) => act).filter((act) => act.includes('check'))).toEqual([
      ...['check', 'uncheck', 'check', 'check'],
    ])
  })

  it('is asked for anew where a page has another image, and where a mark was added as far as it is about marks', async () => {
    const item = await anItemToReview()
    await item.markAll()
    await item.check()
    expect(await openOf(item)).toEqual([])
    await item.client.redaction.mark({ descriptionId: item.id, anchors: [item.box(1)] })
    expect(await openOf(item)).toEqual(OF_MARKS)
    await item.check()
    await anotherScan(item)
    expect(await openOf(item)).toEqual([...OF_PAPER, ...OF_MARKS])
  })

  it('is a part of what was approved: one that is taken back, by whatever hand, brings the item back', async () => {
    const item = await anItemToReview()
    await item.bringTo('approved')
    const { client, id } = item
    expect((await client.review.state({ descriptionId: id })).approvedMatches).toBe(true)
    await expect(
      client.review.check({ descriptionId: id, checks: ['showThrough'], done: false }),
    ).rejects.toMatchObject({ code: 'reviewState' })
    const db = new Database(databasePath(item.folder))
    db.exec('DELETE FROM paperCheck')
    db.close()
    const { standing, approvedMatches, changed } = await client.review.state({ descriptionId: id })
    expect({ standing, approvedMatches }).toEqual({ standing: 'inReview', approvedMatches: false })
    expect(changed.map(({ part, which, how }) => [part, which, how])).toEqual(
      [...PAPER_CHECKS].sort().map((what) => ['check', what, 'gone']),
    )
  })

  it('asks nothing of paper where there is none, and nothing at all where nothing is withheld', async () => {
    const item = await anItemToReview()
    const { client, id } = item
    const field = {
      kind: 'field',
      of: 'description',
      id,
      field: 'title',
      index: null,
      alternate: null,
    } as const
    await client.scan.detach({ ids: item.pages.map(({ id }) => id) })
    expect(await openOf(item)).toEqual([])
    await client.redaction.mark({ descriptionId: id, anchors: [{ place: field }] })
    expect(await openOf(item)).toEqual(OF_MARKS)
  })
})
