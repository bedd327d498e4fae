import { describe, expect, it } from 'vitest'
import type { Redaction } from '../../src-main/shared/contract/redaction.ts'
import type { Text } from '../../src-main/shared/contract/text.ts'
import { words } from '../builders.ts'
import { anItemToReview, CODE, SECRET } from '../reviewed-item.ts'
import type { ReviewedItem } from '../reviewed-item.ts'

/** Writes one paragraph of a text anew. */
async function rewrite({ client, id }: ReviewedItem, text: Text, index: number, value: string) {
  const now = (await client.text.list({ descriptionId: id })).find((one) => one.id === text.id)
  const paragraph = now?.paragraphs[index]
  if (!paragraph) throw new Error('no paragraph')
  await client.text.write({
    id: text.id,
    replaced: [paragraph.id],
    paragraphs: [{ ...paragraph, value, marks: [] }],
  })
}

/** What an anchor marks in its text now, or that nobody knows. */
async function marked({ client, id }: ReviewedItem, text: Text): Promise<string | null> {
  const [redaction] = await client.redaction.list({ descriptionId: id })
  const anchor = redaction?.anchors.find(({ place }) => place.kind === 'span' && place.textId === text.id)
  if (!anchor || anchor.uncertain || anchor.place.kind !== 'span') return null
  const { from, to } = anchor.place
  const now = (await client.text.list({ descriptionId: id })).find((one) => one.id === text.id)
  const paragraph = now?.paragraphs.find((one) => one.id === from?.paragraphId)
  expect(anchor.place.quotation.exact).toBe(paragraph?.value.slice(from?.offset, to?.offset))
  return anchor.place.quotation.exact
}

const first = async ({ client, id }: ReviewedItem): Promise<Redaction> => {
  const [redaction] = await client.redaction.list({ descriptionId: id })
  if (!redaction) throw new Error('no redaction')
  return redaction
}

describe('a mark on a text', () => {
  it('stays on its words while the text is written to, before it, beside it and in it', async () => {
    const item = await anItemToReview()
    await item.markAll()
    await rewrite(item, item.en, 1, `Both sides shook hands and greeted. ${SECRET.en} The talk went on.`)
    expect(await marked(item, item.en)).toBe(SECRET.en)
    await rewrite(item, item.en, 1, `Both sides shook hands and greeted. ${SECRET.en} It went on.`)
    expect(await marked(item, item.en)).toBe(SECRET.en)
    const corrected = SECRET.en.replace('spoke', 'talked')
    await rewrite(item, item.en, 1, `Both sides shook hands and greeted. ${corrected} It went on.`)
    expect(await marked(item, item.en)).toBe(corrected)
    await item.client.history.undo()
    expect(await marked(item, item.en)).toBe(SECRET.en)
  })

  it('follows a paragraph that is parted, and one that is put into another', async () => {
    const item = await anItemToReview()
    await item.markAll()
    const [, second, third] = item.en.paragraphs
    if (!second || !third) throw new Error('no paragraphs')
    const parts = ['Both sides greeted.', `${SECRET.en} The talk went on.`]
    const parted = await item.client.text.write({
      ...{ id: item.en.id, replaced: [second.id] },
      paragraphs: parts.map((value, index) => ({ ...second, id: index === 0 ? second.id : null, value })),
    })
    expect(await marked(item, item.en)).toBe(SECRET.en)
    const replaced = parted.paragraphs.slice(1, 3).map(({ id }) => id)
    const value = `${parts[0] ?? ''} ${parts[1] ?? ''}`
    await item.client.text.write({ id: item.en.id, replaced, paragraphs: [{ ...second, value }] })
    expect(await marked(item, item.en)).toBe(SECRET.en)
  })

  it('is uncertain when its border or all of it is written anew, and blocks until a person places it', async () => {
    const item = await anItemToReview()
    await item.markAll()
    await rewrite(
      item,
      item.en,
      1,
      'Both sides greeted the Ambassador, who hinted at things. The talk went on.',
    )
    const redaction = await first(item)
    expect(redaction.unresolved.map(({ code }) => code)).toContain('anchorUncertain')
    const anchorId = redaction.anchors.find(({ uncertain }) => uncertain)?.id ?? (0 as never)
    const [, en] = await item.client.text.list({ descriptionId: item.id })
    const place = item.span(en ?? item.en, 'the Ambassador, who hinted at things.')
    expect((await item.client.redaction.moveAnchor({ anchorId, place })).unresolved).toEqual([])
  })

  it('is found by its quotation when the whole text was put back', async () => {
    const item = await anItemToReview()
    await item.markAll()
    const { client, id } = item
    const { entries } = await client.history.list({ descriptionId: id, limit: 1 })
    await rewrite(item, item.ja, 0, '会談は午後に始まった。')
    const historyId = entries[0]?.id ?? (0 as never)
    await client.history.restore({ descriptionId: id, historyId, fields: ['texts'] })
    expect((await first(item)).anchors.map(({ uncertain }) => uncertain)).toEqual([false, false, false])
  })

  it('goes nowhere when its text is removed, and comes back with it', async () => {
    const item = await anItemToReview()
    await item.markAll()
    await item.client.text.remove({ id: item.en.id })
    expect((await first(item)).unresolved.map(({ code }) => code)).toEqual(['anchorUncertain'])
    await item.client.history.undo()
    expect((await first(item)).unresolved).toEqual([])
  })
})

describe('a redaction', () => {
  it('is refused what its codes refuse: statute missing, two laws, lapsed, unknown', async () => {
    const item = await anItemToReview()
    const mark = (...exemptions: { vocabulary: string; code: string; said?: object }[]) =>
      item.client.redaction.mark({ descriptionId: item.id, anchors: [item.box()], exemptions })
    const refused: [Parameters<typeof mark>, string][] = [
      [[{ vocabulary: 'us-foia', code: '(b)(3)' }], 'exemptionNeeds'],
      [[{ vocabulary: 'us-foia', code: '(b)(3)', said: { statute: ' ' } }], 'exemptionNeeds'],
      [
        [
          { vocabulary: 'uk-foi', code: '27(1)' },
          { vocabulary: 'jp-ida5', code: '5-3' },
        ],
        'exemptionRegimes',
      ],
      [[{ vocabulary: 'uk-foi', code: '30(1)' }], 'exemptionNotOffered'],
      [[{ vocabulary: 'uk-foi', code: '99' }], 'exemptionUnknown'],
      [[{ vocabulary: 'jp-marks', code: '極秘' }], 'exemptionUnknown'],
    ]
    for (const [codes, code] of refused) await expect(mark(...codes)).rejects.toMatchObject({ code })
    expect(await item.client.redaction.list({ descriptionId: item.id })).toEqual([])
    await mark({ vocabulary: 'us-foia', code: '(b)(3)', said: { statute: '50 U.S.C. 3024(i)' } })
    expect((await first(item)).exemptions).toMatchObject([
      { stamp: '(b)(3)', said: { statute: '50 U.S.C. 3024(i)' } },
    ])
  })

  it('is on pages, texts and fields of its own description alone', async () => {
    const item = await anItemToReview()
    const { client, id } = item
    const other = await client.description.create({
      parentId: null,
      fields: { level: 'item', title: [words('T')] },
    })
    const refused = (place: object, code: string) =>
      expect(
        client.redaction.mark({ descriptionId: other.id, anchors: [{ place: place as never }] }),
      ).rejects.toMatchObject({ code })
    await refused(item.box().place, 'pageNotFound')
    await refused(item.span(item.ja, SECRET.ja), 'textNotFound')
    await refused({ kind: 'field', of: 'description', id, field: 'title' }, 'anchorUnplaced')
    await refused(
      { kind: 'field', of: 'description', id: other.id, field: 'title', index: 1 },
      'anchorUnplaced',
    )
    await expect(
      client.redaction.mark({
        descriptionId: id,
        anchors: [
          { place: { ...item.box().place, shape: { x: 100, y: 0, width: 101, height: 10 } } as never },
        ],
      }),
    ).rejects.toMatchObject({ code: 'regionOutsidePage' })
    const marked = await client.redaction.mark({
      descriptionId: other.id,
      anchors: [
        {
          place: {
            kind: 'field',
            of: 'description',
            id: other.id,
            field: 'title',
            index: 0,
            alternate: '[title withheld]',
          },
        },
      ],
      exemptions: [CODE],
    })
    expect(marked.unresolved).toEqual([])
    // Another value at its place is another one.
    await client.description.edit({ id: other.id, patch: { title: [words('New'), words('T')] } })
    const [now] = await client.redaction.list({ descriptionId: other.id })
    expect(now?.unresolved.map(({ code }) => code)).toEqual(['anchorUncertain'])
  })

  it('is undone like anything else while it is a draft', async () => {
    const item = await anItemToReview()
    await item.markAll()
    await item.client.history.undo()
    expect(await item.client.redaction.list({ descriptionId: item.id })).toEqual([])
    await item.client.history.redo()
    expect((await first(item)).anchors).toHaveLength(3)
  })

  it('is on both pages when its page is split through it, and on one when not', async () => {
    const item = await anItemToReview()
    const { client, id, pages } = item
    const pageId = pages[0]?.id ?? (0 as never)
    const at = (x: number, width: number) => ({
      place: { kind: 'region' as const, pageId, shape: { x, y: 10, width, height: 20 } },
    })
    await client.redaction.mark({ descriptionId: id, anchors: [at(10, 20), at(90, 30), at(150, 20)] })
    const half = (x: number) => ({ x, y: 0, width: 100, height: 300 })
    const { ids } = await client.scan.split({ pages: [{ id: pageId, parts: [half(0), half(100)] }] })
    const places = (await first(item)).anchors.map(({ place }) => 'pageId' in place && place.pageId)
    expect(places.filter((one) => one === pageId)).toHaveLength(2)
    expect(places.filter((one) => one === ids[0])).toHaveLength(2)
  })

  it('proposes the texts for a place on the page, and the page for a place in a text', async () => {
    const item = await anItemToReview()
    const { client, id, ja, en, pages } = item
    const [, second] = ja.paragraphs
    if (!second) throw new Error('no paragraph')
    const pageId = pages[0]?.id ?? (0 as never)
    await client.text.place({
      paragraphId: second.id,
      pageId,
      region: { x: 10, y: 50, width: 150, height: 20 },
    })
    const partner = en.paragraphs[1]?.id ?? (0 as never)
    await client.alignment.pair({ paragraphId: second.id, otherId: partner })
    const nothing = { kind: 'region' as const, pageId, shape: { x: 20, y: 200, width: 50, height: 40 } }
    expect(await client.redaction.counterparts({ descriptionId: id, places: [nothing] })).toEqual([])
    const shape = { x: 0, y: 45, width: 190, height: 30 }
    const drawn = await client.redaction.counterparts({
      descriptionId: id,
      places: [{ kind: 'region', pageId, shape }],
    })
    expect(
      drawn.map(({ basis, whole, lines, place }) => [basis, whole, lines, 'textId' in place && place.textId]),
    ).toEqual([
      ['lines', false, 1, ja.id],
      ['alignment', true, null, en.id],
    ])
    const fromText = await client.redaction.counterparts({
      descriptionId: id,
      places: [item.span(ja, SECRET.ja)],
    })
    expect(fromText.map(({ place }) => place)).toMatchObject([
      { kind: 'span', textId: en.id, from: { paragraphId: partner, offset: 0 } },
      { kind: 'region', pageId, shape: { x: 10, y: 50, width: 150, height: 20 } },
    ])
  })

  it('proposes what would say the same elsewhere: in fields, above, beside, in other paragraphs', async () => {
    const item = await anItemToReview()
    const { client, id } = item
    const { id: series } = await client.description.create({
      parentId: null,
      fields: {
        level: 'series',
        scopeAndContent: [words('Notes on the proposal of a third country and others')],
      },
    })
    await client.description.move({ ids: [id], parentId: series })
    await client.description.create({
      parentId: series,
      fields: { level: 'item', title: [words('大使は第三国の提案に触れた件')] },
    })
    await client.description.edit({ id, patch: { note: [words('nothing to do with it')] } })
    await rewrite(item, item.ja, 2, '会談は終わった。第三国の提案に触れたことは内密とする。')
    const redactionId = await item.markAll()
    const found = await client.redaction.proposals({ id: redactionId })
    expect(found.map(({ kind, words }) => [kind, words])).toEqual([
      ['sameWords', '第三国の提案に触れた'],
      ['sameWords', 'the proposal of a third country'],
      ['sameWords', '大使は第三国の提案に触れた'],
    ])
  })
})
