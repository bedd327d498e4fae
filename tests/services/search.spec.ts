import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DescriptionPatch } from '../../src-main/shared/contract/description.ts'
import type { DescriptionPatchInput } from '../../src-main/shared/contract/description.ts'
import { fold } from '../../src-main/shared/domain/fold.ts'
import { occurrences, termOf } from '../../src-main/shared/domain/search-term.ts'
import { anEmptyCatalogue, words } from '../builders.ts'

async function aCatalogueWith(...titles: string[]) {
  const made = await anEmptyCatalogue()
  for (const title of titles) {
    await made.client.description.create({ parentId: null, fields: { level: 'item', title: [words(title)] } })
  }
  const find = async (query: string) =>
    (await made.client.search.query({ query })).hits.map(({ title }) => title)
  return { ...made, find }
}

describe('search.query', () => {
  it('finds words of one, two and more characters inside running Japanese', async () => {
    const title = '総理訪中（外相会談・対ソ関係）'
    const { find } = await aCatalogueWith(title, '日米協議')
    for (const query of ['外相', '会談', '総理訪中', 'ソ', '対ソ関係', '談'])
      expect(await find(query)).toEqual([title])
    expect(await find('外務')).toEqual([])
  })

  it('finds any width, and old small kana', async () => {
    const { find } = await aCatalogueWith('第１３４２号　返事があつた', 'ｶﾄﾘ大使')
    expect(await find('1342')).toEqual(['第１３４２号　返事があつた'])
    expect(await find('第1342号')).toEqual(['第１３４２号　返事があつた'])
    expect(await find('あった')).toEqual(['第１３４２号　返事があつた'])
    expect(await find('カトリ')).toEqual(['ｶﾄﾘ大使'])
  })

  it('finds Latin words without their diacritics, and while they are typed', async () => {
    const { find } = await aCatalogueWith('Café Gromyko')
    expect(await find('cafe')).toEqual(['Café Gromyko'])
    expect(await find('grom')).toEqual(['Café Gromyko'])
    expect(await find('"gromyko cafe"')).toEqual([])
    expect(await find('gromyko cafe')).toEqual(['Café Gromyko'])
  })

  it('puts descriptions with the words in their title first, and marks the words', async () => {
    const { client } = await anEmptyCatalogue()
    await client.description.create({
      parentId: null,
      fields: { level: 'item', title: [words('one')], scopeAndContent: [words('前文。外相の発言')] },
    })
    await client.description.create({ parentId: null, fields: { level: 'item', title: [words('外相会談')] } })
    const { total, hits } = await client.search.query({ query: '外相' })
    expect(total).toBe(2)
    expect(hits.map(({ title }) => title)).toEqual(['外相会談', 'one'])
    const [, second] = hits
    expect(second?.matchedIn).toBe('scopeAndContent')
    expect(second?.marks.map(([from, to]) => second.snippet.slice(from, to))).toEqual(['外相'])
  })

  it('does not find what is in the bin', async () => {
    const { client, find } = await aCatalogueWith('外相会談')
    const [row] = (await client.description.children({ parentId: null })).rows
    await client.description.bin({ ids: [row?.id ?? 0] })
    expect(await find('外相')).toEqual([])
  })

  it('takes any input as a search', async () => {
    const { client } = await aCatalogueWith("O'Brien 1984-05-03 C/1984 A&B")
    for (const query of ["O'Brien", '1984-05-03', 'C/1984', 'A&B']) {
      expect((await client.search.query({ query })).total, query).toBe(1)
    }
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (query) => {
        expect((await client.search.query({ query })).total).toBeGreaterThanOrEqual(0)
      }),
      {
        numRuns: 300,
        examples: [['"'], ['('], ['*'], ['NOT'], ['title:'], ['\u0000'], ['\uD800'], ['^ - { }']],
      },
    )
  })
})

/** Descriptions by a name that is their reference code. */
async function aCatalogueOf(units: Record<string, DescriptionPatchInput>) {
  const made = await anEmptyCatalogue()
  for (const [referenceCode, fields] of Object.entries(units)) {
    await made.client.description.create({
      parentId: null,
      fields: DescriptionPatch.parse({ level: 'item', ...fields, referenceCode }),
    })
  }
  const find = async (query: string) =>
    (await made.client.search.query({ query })).hits.map(({ referenceCode }) => referenceCode)
  return { ...made, find }
}

describe('a query of fields', () => {
  it('finds words in the field that it names, and in no other', async () => {
    const { find } = await aCatalogueOf({
      title: { title: [words('外相会談')] },
      note: { note: [words('外相の署名あり')] },
      citation: { preferredCitation: [words('外相会談記録')] },
      sender: { agents: [{ name: '安倍外相', role: 'sender' }] },
      addressee: { agents: [{ name: '安倍外相', role: 'addressee' }] },
      place: { accessPoints: [{ type: 'place', value: '東京' }] },
      number: { identifiers: [{ type: 'telegramNumber', value: '1342' }] },
    })
    expect(await find('title:外相')).toEqual(['title'])
    expect(await find('note:外相')).toEqual(['note'])
    expect(await find('引用形式:外相')).toEqual(['citation'])
    expect(await find('name:外相')).toEqual(['sender', 'addressee'])
    expect(await find('sender:外相')).toEqual(['sender'])
    expect(await find('place:東京')).toEqual(['place'])
    expect(await find('subject:東京')).toEqual([])
    expect(await find('number:1342')).toEqual(['number'])
    expect(await find('ref:cita')).toEqual(['citation'])
    expect(await find('外相 -note:外相')).toEqual(['title', 'citation', 'sender', 'addressee'])
    expect(await find('-外相')).toEqual(['place', 'number'])
    expect(await find('note:署名 OR place:東京 OR title:(外相 会談)')).toEqual(['title', 'note', 'place'])
  })

  it('finds dates, levels, languages, states, and what is or is not there', async () => {
    const date = (expression: string, edtf: string | null, kind: 'creation' | 'receipt' = 'creation') => ({
      dates: [{ expression, edtf, kind }],
    })
    const { find } = await aCatalogueOf({
      march: date('昭和59年3月25日', '1984-03-25'),
      year: date('1984', '1984'),
      range: date('1979–1983', '1979/1983', 'receipt'),
      open: date('1990–', '1990/..'),
      undated: { languages: [{ language: 'rus' }], status: 'checked' },
      series: { level: 'series', ...date('春', null) },
    })
    expect(await find('date:1984')).toEqual(['march', 'year'])
    expect(await find('date:1984-03-25')).toEqual(['march', 'year'])
    expect(await find('date:1984-04..1984-05')).toEqual(['year'])
    expect(await find('date:昭和55年')).toEqual(['range'])
    expect(await find('received:1980s')).toEqual(['range'])
    expect(await find('before:1984')).toEqual(['range'])
    expect(await find('after:1984')).toEqual(['open'])
    expect(await find('date:春')).toEqual(['series'])
    expect(await find('-has:date')).toEqual(['undated'])
    expect(await find('has-no-date')).toEqual(['undated'])
    expect(await find('level:シリーズ')).toEqual(['series'])
    expect(await find('言語:ロシア語')).toEqual(['undated'])
    expect(await find('status:checked OR level:series')).toEqual(['undated', 'series'])
    expect(await find('has:page')).toEqual([])
  })

  it('finds what a plain scan of the folded texts finds', async () => {
    const letter = fc.constantFrom(...Array.from('外相会談国國人々あつっオウー1a '))
    const text = fc.string({ unit: letter, minLength: 1, maxLength: 12 })
    const { client } = await anEmptyCatalogue()
    const titles = fc.sample(text, { numRuns: 60, seed: 1984 })
    for (const title of titles)
      await client.description.create({ parentId: null, fields: { level: 'item', title: [words(title)] } })
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: letter, minLength: 1, maxLength: 3 }), async (query) => {
        const term = termOf(query.replaceAll(' ', ''), true)
        const { total, hits } = await client.search.query({ query: query.replaceAll(' ', ''), limit: 200 })
        const scanned = titles.filter((title) => term !== null && occurrences(fold(title), term).length > 0)
        expect(hits.map(({ title }) => title).sort()).toEqual(scanned.sort())
        expect(total).toBe(scanned.length)
      }),
      { numRuns: 100 },
    )
  })

  it('puts the number itself before titles, and the whole title before one that goes on', async () => {
    const { find } = await aCatalogueOf({
      'A-1': { scopeAndContent: [words('see B-2')] },
      'A-2': { title: [words('On B-2 and B-3')] },
      'A-3': { title: [words('B-2')] },
      'B-2': {},
    })
    expect(await find('B-2')).toEqual(['A-3', 'B-2', 'A-2', 'A-1'])
  })
})

describe('search.facets', () => {
  it('counts levels, decades, creators, languages, states and completeness of what is found', async () => {
    const { client } = await aCatalogueOf({
      one: {
        title: [words('外相会談')],
        dates: [{ expression: '1984', edtf: '1984' }],
        agents: [{ name: '鹿取大使', role: 'sender' }],
        languages: [{ language: 'jpn' }, { language: 'eng' }],
        extents: [{ quantity: '3', unit: '枚' }],
      },
      two: {
        title: [words('外相訪問')],
        dates: [{ expression: '1979–1981', edtf: '1979/1981' }],
        status: 'published',
      },
      other: { title: [words('無関係')], level: 'series' },
    })
    const { total, exact, facets } = await client.search.facets({ query: '外相' })
    expect({ total, exact }).toEqual({ total: 2, exact: true })
    expect(facets).toEqual({
      level: [{ value: 'item', count: 2 }],
      decade: [
        { value: '1970', count: 1 },
        { value: '1980', count: 2 },
      ],
      creator: [{ value: '鹿取大使', count: 1 }],
      language: [
        { value: 'eng', count: 1 },
        { value: 'jpn', count: 1 },
      ],
      assignee: [],
      status: [
        { value: 'draft', count: 1 },
        { value: 'published', count: 1 },
      ],
      completeness: [
        { value: 'complete', count: 1 },
        { value: 'incomplete', count: 1 },
      ],
    })
    expect((await client.search.query({ query: '外相 is:complete' })).total).toBe(1)
    expect((await client.search.facets({ query: '', exact: true })).total).toBe(0)
  })
})

describe('an order of what is found', () => {
  it('is that of titles by their reading, of codes by their numbers, or of dates; what has none comes last', async () => {
    const { client } = await anEmptyCatalogue()
    const unit = (title: string, reading: string, referenceCode: string | null, edtf: string | null) =>
      client.description.create({
        parentId: null,
        fields: {
          level: 'item',
          referenceCode,
          title: [{ ...words(title, 'jpn'), reading }],
          dates: edtf === null ? [] : [{ expression: edtf, edtf }],
        },
      })
    await unit('会談 外務', 'かいだん', 'B-10', '1984-03')
    await unit('相談 外務', 'そうだん', null, null)
    await unit('雑談 外務', 'ざつだん', 'B-9', '1983/1990')
    const found = async (by: 'title' | 'referenceCode' | 'date', descending = false) => {
      const order = { by, language: 'ja' as const, descending }
      const { hits, ordered } = await client.search.query({ query: '外務', order })
      expect(ordered).toBe(true)
      const { ids } = await client.search.ids({ query: '外務', order })
      expect(ids).toEqual(hits.map(({ id }) => id))
      return hits.map(({ title }) => title?.slice(0, 2))
    }
    expect(await found('title')).toEqual(['会談', '雑談', '相談'])
    expect(await found('title', true)).toEqual(['相談', '雑談', '会談'])
    expect(await found('referenceCode')).toEqual(['雑談', '会談', '相談'])
    expect(await found('date')).toEqual(['雑談', '会談', '相談'])
    expect(await found('date', true)).toEqual(['会談', '雑談', '相談'])
    const order = { by: 'title', language: 'ja' } as const
    const second = await client.search.query({ query: '外務', order, offset: 1, limit: 1 })
    expect(second.hits.map(({ title }) => title)).toEqual(['雑談 外務'])
  })

  it('is best first, and says so, where more are found than anybody waits for', async () => {
    const { client } = await anEmptyCatalogue({ atOnce: 2 })
    for (const title of ['b', 'a', 'c'])
      await client.description.create({ parentId: null, fields: { level: 'item', title: [words(title)] } })
    const best = await client.search.query({ query: 'level:item' })
    expect(await client.search.query({ query: 'level:item', order: { by: 'title' } })).toEqual({
      ...best,
      ordered: false,
    })
  })
})

describe('saved searches', () => {
  it('are kept, renamed and deleted, and come back by undo', async () => {
    const { client } = await anEmptyCatalogue()
    const saved = await client.search.save({ name: 'Ministers', query: '外相' })
    await client.search.change({ id: saved.id, name: 'Foreign ministers' })
    await client.search.change({ id: saved.id, query: '外相 date:1984' })
    expect(await client.search.saved()).toEqual([
      { id: saved.id, name: 'Foreign ministers', query: '外相 date:1984' },
    ])
    await client.search.forget({ id: saved.id })
    expect(await client.search.saved()).toEqual([])
    await client.history.undo()
    expect(await client.search.saved()).toHaveLength(1)
    await expect(client.search.forget({ id: 99 })).rejects.toMatchObject({
      code: 'savedSearchNotFound',
    })
  })
})
