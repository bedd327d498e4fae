import { describe, expect, it } from 'vitest'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { AuthorityId, DescriptionId, TextId } from '../../src-main/shared/contract/ids.ts'
import type { Text, WrittenParagraph } from '../../src-main/shared/contract/text.ts'
import { anEmptyCatalogue } from '../builders.ts'

/** An item of two pages with a transcription of the paragraphs given, all on the first page. */
async function aText(...values: string[]) {
  const made = await anEmptyCatalogue()
  const { client } = made
  const { id } = await client.description.create({ parentId: null, fields: { level: 'item' } })
  const pages = [
    await client.scan.addPage({ descriptionId: id }),
    await client.scan.addPage({ descriptionId: id }),
  ]
  const text = await client.text.create({ descriptionId: id, ...TRANSCRIPTION })
  const written = values.map((value) => paragraph(value, pages[0]?.id ?? null))
  const whole = await client.text.write({ id: text.id, replaced: idsOf(text), paragraphs: written })
  return { ...made, descriptionId: id, pages, text: whole }
}

const TRANSCRIPTION = {
  kind: 'transcription',
  language: 'jpn',
  script: 'Jpan',
  direction: 'horizontal',
  agent: null,
} as const

const idsOf = (text: Text) => text.paragraphs.map(({ id }) => id)

const paragraph = (value: string, pageId: WrittenParagraph['pageId'] = null): WrittenParagraph => ({
  id: null,
  kind: 'body',
  pageId,
  value,
  continues: false,
  marks: [],
})

const at = (text: Text, index: number) => {
  const found = text.paragraphs[index]
  if (!found) throw new Error(`no paragraph ${String(index)}`)
  return found
}

/** The paragraph with other words, as the desk sends it. */
const rewritten = (text: Text, index: number, value: string): WrittenParagraph => {
  const { id, kind, pageId, continues, marks } = at(text, index)
  return { id, kind, pageId, value, continues, marks }
}

const now = async (client: Client, descriptionId: DescriptionId, id: TextId) => {
  const found = (await client.text.list({ descriptionId })).find((text) => text.id === id)
  if (!found) throw new Error('no text')
  return found
}

const valuesOf = (text: Text) => text.paragraphs.map(({ value }) => value)

/** Tags a passage of the first paragraph. */
const tag = (client: Client, text: Text, authorityId: AuthorityId, start: number, end: number) =>
  client.mention.take({
    descriptionId: text.descriptionId,
    mentions: [{ paragraphId: at(text, 0).id, authorityId, start, end }],
  })

describe('text.create', () => {
  it('begins with a paragraph on each page, after the texts that are there', async () => {
    const { client, descriptionId, pages } = await aText('一')
    const made = await client.text.create({
      descriptionId,
      ...TRANSCRIPTION,
      kind: 'translation',
      language: 'eng',
    })
    expect(made.paragraphs.map(({ pageId, pageNumber, value }) => [pageId, pageNumber, value])).toEqual([
      [pages[0]?.id, 1, ''],
      [pages[1]?.id, 2, ''],
    ])
    const all = await client.text.list({ descriptionId })
    expect(all.map(({ kind, status, source }) => [kind, status, source])).toEqual([
      ['transcription', 'draft', 'typed'],
      ['translation', 'draft', 'typed'],
    ])
  })
})

describe('text.edit', () => {
  it('names who checked a text, and forgets it when the text is a draft again', async () => {
    const { client, text } = await aText('一')
    await client.settings.set({ who: '森' })
    expect(await client.text.edit({ id: text.id, patch: { status: 'checked' } })).toMatchObject({
      status: 'checked',
      checkedBy: '森',
    })
    expect(
      await client.text.edit({ id: text.id, patch: { status: 'draft', direction: 'vertical' } }),
    ).toMatchObject({
      status: 'draft',
      checkedBy: null,
      direction: 'vertical',
    })
  })
})

describe('text.write', () => {
  it('puts paragraphs in the place of others, and leaves the rest where it was', async () => {
    const { client, text } = await aText('一', '二', '三')
    const [, second] = idsOf(text)
    const written = await client.text.write({
      id: text.id,
      replaced: second === undefined ? [] : [second],
      paragraphs: [paragraph('二の一'), rewritten(text, 1, '二の二'), paragraph('二の三')],
    })
    expect(valuesOf(written)).toEqual(['一', '二の一', '二の二', '二の三', '三'])
    expect(at(written, 2).id).toBe(second)
    const inserted = await client.text.write({ id: text.id, replaced: [], paragraphs: [paragraph('零')] })
    expect(valuesOf(inserted)).toEqual(['零', '一', '二の一', '二の二', '二の三', '三'])
  })

  it('is one undo step for one visit, and is found in the same moment', async () => {
    const { client, text, descriptionId } = await aText('一')
    const found = async (query: string) => (await client.search.query({ query })).hits.map(({ id }) => id)
    for (const value of ['外', '外相', '外相会談'])
      await client.text.write({
        id: text.id,
        replaced: idsOf(text),
        paragraphs: [rewritten(text, 0, value)],
        visit: 'one',
      })
    expect(await found('外相会談')).toEqual([descriptionId])
    const { undo } = await client.history.state()
    await client.history.undo({ id: undo?.id ?? 0 })
    expect(valuesOf(await now(client, descriptionId, text.id))).toEqual(['一'])
    expect(await found('外相')).toEqual([])
  })

  it('refuses what was changed elsewhere meanwhile, and pages of other descriptions', async () => {
    const { client, text } = await aText('一', '二')
    const [first, second] = [at(text, 0).id, at(text, 1).id]
    const write = (asked: object) =>
      client.text.write({ id: text.id, replaced: [], paragraphs: [], ...asked })
    await expect(write({ replaced: [second, first] })).rejects.toMatchObject({ code: 'paragraphNotFound' })
    await expect(write({ afterId: second + 100 })).rejects.toMatchObject({ code: 'paragraphNotFound' })
    await expect(write({ replaced: [first], paragraphs: [rewritten(text, 1, '二')] })).rejects.toMatchObject({
      code: 'paragraphNotFound',
    })
    const other = await client.description.create({ parentId: null, fields: { level: 'item' } })
    const page = await client.scan.addPage({ descriptionId: other.id })
    await expect(write({ paragraphs: [paragraph('三', page.id)] })).rejects.toMatchObject({
      code: 'pageNotFound',
    })
    expect(valuesOf(await now(client, text.descriptionId, text.id))).toEqual(['一', '二'])
  })

  it('keeps marks in their one form', async () => {
    const { client, text } = await aText('軍備強化について')
    const marks = [
      { kind: 'uncertain', start: 0, end: 1 },
      { kind: 'uncertain', start: 1, end: 2 },
      { kind: 'supplied', start: 6, end: 100 },
    ] as const
    const written = await client.text.write({
      id: text.id,
      replaced: idsOf(text),
      paragraphs: [{ ...rewritten(text, 0, '軍備強化について'), marks: [...marks] }],
    })
    expect(at(written, 0).marks).toEqual([
      { kind: 'uncertain', start: 0, end: 2 },
      { kind: 'supplied', start: 6, end: 8 },
    ])
  })
})

describe('what stands on the words', () => {
  it('stays there when a paragraph is edited, split and joined', async () => {
    const { client, text, pages } = await aText('ソ連は拒否した。安倍大臣は述べた。')
    const pageId = pages[0]?.id ?? null
    const region = { x: 10, y: 20, width: 300, height: 40 }
    if (pageId === null) throw new Error('no page')
    await client.text.place({ paragraphId: at(text, 0).id, pageId, region })
    const abe = await client.authority.create({
      fields: { type: 'person', names: [{ kind: 'authorized', value: '安倍晋太郎' }] },
    })
    await tag(client, text, abe.id, 8, 10)
    const split = await client.text.write({
      id: text.id,
      replaced: idsOf(text),
      paragraphs: [rewritten(text, 0, 'ソ連は全然拒否した。'), paragraph('安倍大臣は述べた。', pageId)],
    })
    expect(split.paragraphs.map(({ lines }) => lines)).toEqual([
      [{ start: 0, end: 10, region, confidence: null, words: [] }],
      [{ start: 0, end: 9, region, confidence: null, words: [] }],
    ])
    expect(split.paragraphs.map(({ mentions }) => mentions)).toEqual([
      [],
      [expect.objectContaining({ authorityId: abe.id, start: 0, end: 2, name: '安倍晋太郎' })],
    ])
    const joined = await client.text.write({
      id: text.id,
      replaced: idsOf(split),
      paragraphs: [rewritten(split, 0, 'ソ連は全然拒否した。そして安倍大臣は述べた。')],
    })
    expect(at(joined, 0).mentions).toMatchObject([{ start: 13, end: 15 }])
    const without = await client.text.write({
      id: text.id,
      replaced: idsOf(joined),
      paragraphs: [rewritten(joined, 0, 'ソ連は全然拒否した。')],
    })
    expect(at(without, 0).mentions).toEqual([])
    expect(at(without, 0).lines).toMatchObject([{ start: 0, end: 10, region }])
  })

  it('is a place on a page: a paragraph that goes to another page has none there', async () => {
    const { client, text, pages } = await aText('一')
    const [first, second] = pages.map(({ id }) => id)
    if (first === undefined || second === undefined) throw new Error('no pages')
    const region = { x: 1, y: 2, width: 3, height: 4 }
    await client.text.place({ paragraphId: at(text, 0).id, pageId: first, region })
    const moved = await client.text.write({
      id: text.id,
      replaced: idsOf(text),
      paragraphs: [{ ...rewritten(text, 0, '一'), pageId: second }],
    })
    expect(at(moved, 0)).toMatchObject({ pageNumber: 2, lines: [] })
  })

  it('goes with a replacement everywhere', async () => {
    const { client, text, descriptionId } = await aText('昨日、安倍大臣は述べた。')
    const abe = await client.authority.create({
      fields: { type: 'person', names: [{ kind: 'authorized', value: '安倍晋太郎' }] },
    })
    await tag(client, text, abe.id, 3, 5)
    await client.replacement.apply({
      scope: { kind: 'units', ids: [descriptionId] },
      fields: ['transcription'],
      find: '昨日',
      replaceBy: '先日のこと',
    })
    const found = at(await now(client, descriptionId, text.id), 0)
    expect(found.value.slice(found.mentions[0]?.start, found.mentions[0]?.end)).toBe('安倍')
  })
})

describe('a name in a text', () => {
  it('follows its authority into another one', async () => {
    const { client, text, descriptionId } = await aText('呉部長')
    const names = ['呉学謙', 'Wu Xueqian']
    const [one, other] = await Promise.all(
      names.map((value) =>
        client.authority.create({ fields: { type: 'person', names: [{ kind: 'authorized', value }] } }),
      ),
    )
    if (!one || !other) throw new Error('no authorities')
    await tag(client, text, other.id, 0, 1)
    await client.authority.merge({ keepId: one.id, mergeIds: [other.id] })
    expect(at(await now(client, descriptionId, text.id), 0).mentions).toMatchObject([
      { authorityId: one.id, name: '呉学謙' },
    ])
  })
})

describe('text.past', () => {
  it('tells every state of a paragraph, and who made it', async () => {
    const { client, text } = await aText('準備強化')
    await client.settings.set({ who: '森' })
    for (const value of ['軍備強化', '軍備の強化'])
      await client.text.write({
        id: text.id,
        replaced: idsOf(text),
        paragraphs: [rewritten(text, 0, value)],
        visit: value,
      })
    const past = await client.text.past({ paragraphId: at(text, 0).id })
    expect(past.map(({ who, value }) => [who, value])).toEqual([
      ['森', '軍備の強化'],
      ['森', '軍備強化'],
      ['', '準備強化'],
    ])
  })
})

describe('history.restore', () => {
  it('puts earlier words of a text back in their paragraphs, with what stands on them', async () => {
    const { client, text, descriptionId } = await aText('外相会談', '二')
    const before = (await client.history.list({ descriptionId })).entries[0]
    await client.text.write({
      id: text.id,
      replaced: idsOf(text),
      paragraphs: [rewritten(text, 1, '会談')],
    })
    await client.history.restore({ descriptionId, historyId: before?.id ?? 0, fields: ['texts'] })
    const restored = await now(client, descriptionId, text.id)
    expect(valuesOf(restored)).toEqual(['外相会談', '二'])
    expect(at(restored, 1).id).toBe(at(text, 1).id)
  })
})
