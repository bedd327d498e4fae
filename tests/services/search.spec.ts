import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
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
