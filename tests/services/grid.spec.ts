import { describe, expect, it } from 'vitest'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import { anEmptyCatalogue, words } from '../builders.ts'

async function aSeries(client: Client, codes: readonly (string | null)[]) {
  const parent = (await client.description.create({ parentId: null, fields: { level: 'series' } })).id
  const ids: DescriptionId[] = []
  for (const referenceCode of codes) {
    const fields = { level: 'item' as const, referenceCode }
    ids.push((await client.description.create({ parentId: parent, fields })).id)
  }
  return { parent, ids, scope: { kind: 'children' as const, parentId: parent } }
}

const texts = async (client: Client, parentId: DescriptionId, columns: string[]) =>
  (await client.grid.rows({ scope: { kind: 'children', parentId }, columns })).rows.map(({ cells }) =>
    cells.map(({ text }) => text),
  )

describe('grid.rows', () => {
  it('shows a title by language, a date with its reading, and several values with a bar between them', async () => {
    const { client } = await anEmptyCatalogue()
    const { parent, ids } = await aSeries(client, ['A/1'])
    const [id] = ids
    if (id === undefined) throw new Error('no unit')
    await client.description.edit({
      id,
      patch: {
        title: [words('総理訪中', 'jpn', 'Jpan'), words('Visit | to China', 'eng', 'Latn')],
        dates: [{ kind: 'despatch', expression: '昭和59年3月25日', edtf: '1984-03-25' }],
      },
    })
    const columns = ['referenceCode', 'title@jpn', 'title', 'dates.despatch', 'dates.receipt']
    const { rows, total } = await client.grid.rows({ scope: { kind: 'children', parentId: parent }, columns })
    expect(total).toBe(1)
    expect(rows[0]?.cells).toEqual([
      { text: 'A/1', language: null },
      { text: '総理訪中', language: 'jpn' },
      { text: '総理訪中 | Visit \\| to China', language: 'jpn' },
      { text: '昭和59年3月25日', readings: ['1984-03-25'] },
      { text: '', readings: [] },
    ])
  })

  it('gives a stretch of many', async () => {
    const { client } = await anEmptyCatalogue()
    const { scope } = await aSeries(client, ['1', '2', '3', '4'])
    const { total, rows } = await client.grid.rows({ scope, columns: ['referenceCode'], offset: 1, limit: 2 })
    expect({ total, codes: rows.map(({ cells }) => cells[0]?.text) }).toEqual({ total: 4, codes: ['2', '3'] })
  })
})

describe('grid.write', () => {
  it('writes a block of cells as one undo step, and reads dates, levels and extents as they are typed', async () => {
    const { client } = await anEmptyCatalogue()
    const { parent, ids } = await aSeries(client, ['A/1', 'A/2'])
    const before = await texts(client, parent, ['title@jpn', 'dates', 'level', 'extents'])
    const { problems } = await client.grid.write({
      as: 'paste',
      cells: ids.flatMap((id, index) => [
        { id, column: 'title@jpn', text: `電報 ${index}` },
        { id, column: 'dates', text: '昭59.3.25' },
        { id, column: 'level', text: '簿冊' },
        { id, column: 'extents', text: '約3枚' },
      ]),
    })
    expect(problems).toEqual([])
    expect(await texts(client, parent, ['title@jpn', 'dates', 'level', 'extents'])).toEqual([
      ['電報 0', '昭59.3.25', 'file', '約3 枚'],
      ['電報 1', '昭59.3.25', 'file', '約3 枚'],
    ])
    const [first] = ids
    if (first === undefined) throw new Error('no unit')
    expect((await client.description.get({ id: first })).dates).toMatchObject([
      { edtf: '1984-03-25', calendar: 'japanese', language: 'jpn' },
    ])
    await client.history.undo()
    expect(await texts(client, parent, ['title@jpn', 'dates', 'level', 'extents'])).toEqual(before)
  })

  it('leaves out a cell that cannot take its text, says why, and writes the others', async () => {
    const { client } = await anEmptyCatalogue()
    const { parent, ids } = await aSeries(client, ['A/1', 'A/2'])
    const [, id] = ids
    if (id === undefined) throw new Error('no unit')
    const { problems } = await client.grid.write({
      cells: [
        { id, column: 'referenceCode', text: 'A/1' },
        { id, column: 'extents', text: 'a few' },
        { id, column: 'level', text: 'fonds' },
        { id, column: 'title@eng', text: 'kept' },
        { id, column: 'dates', text: 'the day after' },
      ],
    })
    expect(problems.map(({ column, code }) => [column, code])).toEqual([
      ['extents', 'valueNotAllowed'],
      ['level', 'levelNotAllowed'],
      ['referenceCode', 'referenceCodeTaken'],
    ])
    expect(await texts(client, parent, ['referenceCode', 'title@eng', 'dates'])).toEqual([
      ['A/1', '', ''],
      ['A/2', 'kept', 'the day after'],
    ])
  })

  it('lets units change their reference codes among themselves, and no two get one', async () => {
    const { client } = await anEmptyCatalogue()
    const { parent, ids } = await aSeries(client, ['1', '2', '3', '4'])
    const put = (codes: string[]) =>
      client.grid.write({
        cells: codes.flatMap((text, index) => {
          const id = ids[index]
          return id === undefined ? [] : [{ id, column: 'referenceCode', text }]
        }),
      })
    expect((await put(['2', '1', '4'])).problems).toMatchObject([{ code: 'referenceCodeTaken' }])
    expect((await texts(client, parent, ['referenceCode'])).flat()).toEqual(['2', '1', '3', '4'])
    expect((await put(['7', '7'])).problems).toMatchObject([{ row: { id: ids[1] } }])
    expect((await texts(client, parent, ['referenceCode'])).flat()).toEqual(['7', '1', '3', '4'])
  })

  it('adds new rows last, at the level that belongs there, and undo takes all of them away', async () => {
    const { client } = await anEmptyCatalogue()
    const { parent } = await aSeries(client, ['1'])
    const { added, problems } = await client.grid.write({
      add: {
        parentId: parent,
        rows: [
          { 'title@eng': 'new', 'agents.sender': '鹿取' },
          { referenceCode: '1', title: '二' },
        ],
      },
    })
    expect(problems).toMatchObject([
      { row: { added: 1 }, column: 'referenceCode', code: 'referenceCodeTaken' },
    ])
    expect(await texts(client, parent, ['level', 'title', 'agents.sender'])).toEqual([
      ['item', '', ''],
      ['file', 'new', '鹿取'],
      ['file', '二', ''],
    ])
    expect(added).toHaveLength(2)
    await client.history.undo()
    expect(await texts(client, parent, ['title'])).toEqual([['']])
  })

  it('keeps what is said of a value beside its words', async () => {
    const { client } = await anEmptyCatalogue()
    const { ids } = await aSeries(client, ['1'])
    const [id] = ids
    if (id === undefined) throw new Error('no unit')
    await client.description.edit({
      id,
      patch: {
        identifiers: [
          { type: 'telegramNumber', value: '1234', label: '第 号', scope: '中国 1984' },
          { type: 'url', value: 'https://example.org/' },
        ],
        title: [{ value: 'a', language: 'eng', type: 'supplied' }, words('あ', 'jpn', 'Jpan')],
      },
    })
    await client.grid.write({
      cells: [
        { id, column: 'identifiers.telegramNumber', text: '1235' },
        { id, column: 'title@jpn', text: 'い' },
      ],
    })
    expect(await client.description.get({ id })).toMatchObject({
      identifiers: [
        { type: 'telegramNumber', value: '1235', label: '第 号', scope: '中国 1984' },
        { type: 'url', value: 'https://example.org/' },
      ],
      title: [
        { value: 'a', language: 'eng', type: 'supplied' },
        { value: 'い', language: 'jpn', script: 'Jpan' },
      ],
    })
  })

  it('makes words the term whose label they are, where only one of their type is meant', async () => {
    const { client } = await anEmptyCatalogue()
    const { ids } = await aSeries(client, ['1'])
    const [id] = ids
    if (id === undefined) throw new Error('no unit')
    const term = async (type: 'place' | 'subject', source: string, ...labels: [string, string | null][]) =>
      (
        await client.term.create({
          fields: {
            type,
            source,
            labels: labels.map(([value, language], at) => ({
              kind: at === 0 ? 'preferred' : 'alternative',
              value,
              language,
            })),
          },
        })
      ).id
    const moscow = await term('place', 'tgn', ['モスクワ', 'jpn'], ['莫斯科', 'jpn'])
    await term('subject', 'ndlsh', ['条約', 'jpn'])
    await term('subject', 'bsh', ['条約', 'jpn'])
    const binned = await term('subject', 'bsh', ['協定', 'jpn'])
    await client.term.bin({ ids: [binned] })
    const points = async () =>
      (await client.description.get({ id })).accessPoints.map(({ type, value, source, language, termId }) => [
        type,
        value,
        source,
        language,
        termId,
      ])
    const write = (column: string, text: string) => client.grid.write({ cells: [{ id, column, text }] })
    await write('accessPoints.place', '莫斯科|中国')
    await write('accessPoints.subject', 'モスクワ|条約|協定')
    expect(await points()).toEqual([
      ['place', '莫斯科', 'tgn', 'jpn', moscow],
      ['place', '中国', 'local', 'jpn', null],
      ['subject', 'モスクワ', 'local', 'jpn', null],
      ['subject', '条約', 'local', 'jpn', null],
      ['subject', '協定', 'local', 'jpn', null],
    ])
    // What is no longer the term's label is no longer of its vocabulary.
    await write('accessPoints.place', '莫斯科市|中国')
    expect((await points())[0]).toEqual(['place', '莫斯科市', 'local', 'jpn', null])
    await client.history.undo()
    expect((await points())[0]).toEqual(['place', '莫斯科', 'tgn', 'jpn', moscow])
  })

  it('records nothing when nothing is changed', async () => {
    const { client } = await anEmptyCatalogue()
    const { ids } = await aSeries(client, ['1'])
    const [id] = ids
    if (id === undefined) throw new Error('no unit')
    expect(await client.grid.write({ cells: [{ id, column: 'referenceCode', text: '1' }] })).toMatchObject({
      historyId: null,
    })
  })
})
