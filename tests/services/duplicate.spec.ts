/** A copy of an item that was decided: compared with it, given its marks where they can be placed, told when its decision is another. */
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DescriptionId, RedactionId } from '../../src-main/shared/contract/ids.ts'
import { aFolder, words } from '../builders.ts'
import { anItemToReview, SECRET } from '../reviewed-item.ts'
import type { ReviewedItem } from '../reviewed-item.ts'
import sharp from 'sharp'

/** A copy whose transcription says the same in other words around, and whose translation leaves the passage out. */
async function aCopyOf({ client, handle, pages }: ReviewedItem): Promise<DescriptionId> {
  const { id } = await client.description.create({
    parentId: null,
    fields: { level: 'item', referenceCode: 'R-2', title: [words('Talk with the Ambassador, copy')] },
  })
  const folder = aFolder()
  const scans: string[] = []
  for (const { width, height } of pages) {
    const path = join(folder, `copy_${scans.length + 1}.png`)
    const size = { width: width ?? 1, height: height ?? 1 }
    writeFileSync(
      path,
      await sharp({ create: { ...size, channels: 3, background: '#888' } })
        .png()
        .toBuffer(),
    )
    scans.push(handle(path, 'read'))
  }
  const { jobId } = await client.import.start({ handles: scans, as: 'scans', into: id, arrange: 'attach' })
  await client.job.wait({ id: jobId })
  const write = async (kind: 'transcription' | 'translation', language: string, value: string) => {
    const text = await client.text.create({ descriptionId: id, kind, language, script: null, agent: null })
    await client.text.write({
      id: text.id,
      replaced: text.paragraphs.map((paragraph) => paragraph.id),
      paragraphs: [{ id: null, kind: 'body', value, continues: false, marks: [], pageId: null }],
    })
  }
  await write('transcription', 'jpn', `写し。${SECRET.ja}以上。`)
  await write('translation', 'eng', 'A copy, in short.')
  return id
}

const codesOf = async ({ client }: ReviewedItem, id: DescriptionId) =>
  (await client.review.state({ descriptionId: id })).unresolved.map(({ code }) => code)

describe('a duplicate', () => {
  it('takes over the marks that can be placed, as drafts, names the others, and takes nothing twice', async () => {
    const item = await anItemToReview()
    const { client, id: otherId } = item
    await item.bringTo('approved')
    const id = await aCopyOf(item)
    await expect(client.review.inherit({ descriptionId: id })).rejects.toMatchObject({
      code: 'reviewIncomplete',
    })
    await client.review.open({ descriptionId: id })
    await expect(
      client.review.decide({ descriptionId: id, decision: 'duplicate', duplicateOfId: id }),
    ).rejects.toMatchObject({ code: 'reviewIncomplete' })
    await client.review.decide({ descriptionId: id, decision: 'duplicate', duplicateOfId: otherId })
    const { copied, unplaced } = await client.review.inherit({ descriptionId: id })
    expect(copied).toBe(1)
    expect(unplaced).toMatchObject([{ kind: 'span', codes: ['27(1)'] }])
    const [redaction] = await client.redaction.list({ descriptionId: id })
    expect(redaction).toMatchObject({ state: 'draft', who: 'Aoki', exemptions: [{ code: '27(1)' }] })
    expect(redaction?.anchors.map(({ place }) => place.kind)).toEqual(['region', 'span'])
    expect(redaction?.anchors[1]?.place).toMatchObject({ quotation: { exact: SECRET.ja } })
    const originals = await client.redaction.list({ descriptionId: otherId })
    const uids = new Set(originals.flatMap(({ anchors }) => anchors.map(({ uid }) => uid)))
    expect(redaction?.anchors.some(({ uid }) => uids.has(uid))).toBe(false)
    expect(await client.review.inherit({ descriptionId: id })).toMatchObject({ copied: 0 })
    expect(await client.redaction.list({ descriptionId: id })).toHaveLength(1)
  })

  it('is told when its original is decided otherwise, marked otherwise, or recalled, until it is decided anew', async () => {
    const item = await anItemToReview()
    const { client, id: otherId } = item
    await item.bringTo('agreed')
    const id = await aCopyOf(item)
    await client.review.open({ descriptionId: id })
    const decide = () =>
      client.review.decide({ descriptionId: id, decision: 'duplicate', duplicateOfId: otherId })
    await decide()
    const authority = { name: 'Chiba', position: 'Director', guide: '', on: '2026-01-01' }
    await client.review.approve({ descriptionId: otherId, as: 'Chiba', authority })
    // How far its review is changes nothing of the decision.
    expect(await codesOf(item, id)).not.toContain('originalChanged')
    await client.review.recall({ descriptionId: otherId, reason: 'an error' })
    expect(await codesOf(item, id)).toContain('originalChanged')
    await expect(client.review.propose({ descriptionId: id })).rejects.toMatchObject({
      code: 'reviewUnresolved',
    })
    await client.review.open({ descriptionId: otherId })
    await decide()
    expect(await codesOf(item, id)).not.toContain('originalChanged')
    const [marked] = await client.redaction.list({ descriptionId: otherId })
    await client.redaction.remove({ id: marked?.id as RedactionId, why: 'open' })
    expect(await codesOf(item, id)).toContain('originalChanged')
    await decide()
    expect(await codesOf(item, id)).not.toContain('originalChanged')
    await client.review.decide({ descriptionId: otherId, decision: 'releaseInFull' })
    expect(await codesOf(item, id)).toContain('originalChanged')
  })

  it('is compared field by field, text by text and page by page, and known by an image that both show', async () => {
    const item = await anItemToReview()
    const { client, id: otherId } = item
    const id = await aCopyOf(item)
    const { fields, texts, pages } = await client.review.compare({ descriptionId: id, otherId })
    expect(fields).toContainEqual({
      field: 'title',
      here: 'Talk with the Ambassador, copy',
      there: 'Talk with the Ambassador',
    })
    expect(texts.map(({ kind, language }) => [kind, language])).toEqual([
      ['transcription', 'jpn'],
      ['translation', 'eng'],
    ])
    expect(texts[0]?.there).toContain(SECRET.ja)
    expect(pages.map(({ sameImage }) => sameImage)).toEqual([false, false])
    expect(await client.review.alike({ descriptionId: id })).toEqual([])
    // The very bytes of its first page, brought in again.
    const third = await client.description.create({ parentId: null, fields: { level: 'item' } })
    const sha256 = item.pages[0]?.scan?.sha256 ?? ''
    const master = readdirSync(join(item.folder, 'scans')).find((name) => name.startsWith(sha256)) ?? ''
    const handles = [item.handle(join(item.folder, 'scans', master), 'read')]
    const { jobId } = await client.import.start({ handles, as: 'scans', into: third.id, arrange: 'attach' })
    await client.job.wait({ id: jobId })
    expect((await client.review.alike({ descriptionId: third.id })).map((row) => row.id)).toEqual([otherId])
  })
})
