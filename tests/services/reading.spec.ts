/** A Japanese title is sorted, found and carried by how it is read. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import { describe, expect, it } from 'vitest'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import { aFolder, anEmptyCatalogue, words } from '../builders.ts'

const japanese = (value: string, reading?: string) => ({
  ...words(value, 'jpn', 'Jpan'),
  ...(reading !== undefined && { reading }),
})

/** A file with units of these titles, and the titles in the order of the tree. */
async function aFile(client: Client, titles: ReturnType<typeof japanese>[]) {
  const { id } = await client.description.create({ parentId: null, fields: { level: 'file' } })
  const ids: DescriptionId[] = []
  for (const title of titles)
    ids.push((await client.description.create({ parentId: id, fields: { title: [title] } })).id)
  const now = async () => (await client.description.children({ parentId: id })).rows.map(({ title }) => title)
  return { id, ids, now }
}

const GOJUON = [
  japanese('外務省記録', 'がいむしょうきろく'),
  japanese('カード目録', 'ｶｰﾄﾞﾓｸﾛｸ'),
  japanese('会談', 'カイダン'),
  japanese('いろは'),
  japanese('鹿取', 'かとり'),
  japanese('甲'),
  japanese('亜中', 'あちゅう'),
]
const IN_ORDER = ['亜中', 'いろは', 'カード目録', '会談', '外務省記録', '鹿取', '甲']

describe('the reading of a title', () => {
  it('sorts units and lists in the order of 五十音, whatever kana and width it is written in', async () => {
    const { client } = await anEmptyCatalogue()
    const { id, ids, now } = await aFile(client, GOJUON)
    const list = await client.list.create({ name: 'L', scope: { kind: 'units', ids } })
    await client.arrangement.sort({ parentId: id, by: 'title', language: 'ja' })
    expect(await now()).toEqual(IN_ORDER)
    await client.list.sort({ id: list.id, by: 'title', language: 'ja' })
    const listed = async () => (await client.list.rows({ id: list.id })).rows.map(({ title }) => title)
    expect(await listed()).toEqual(IN_ORDER)
    await client.history.undo()
    expect(await listed()).toEqual(GOJUON.map(({ value }) => value))
  })

  it('is not what titles are sorted by in English', async () => {
    const { client } = await anEmptyCatalogue()
    const both = (en: string, reading: string) => [words(en, 'eng'), japanese('題', reading)]
    const { id } = await client.description.create({ parentId: null, fields: { level: 'file' } })
    for (const title of [both('B', 'あ'), both('A', 'い')])
      await client.description.create({ parentId: id, fields: { title } })
    const now = async () =>
      (await client.description.children({ parentId: id })).rows.map(({ title }) => title)
    await client.arrangement.sort({ parentId: id, by: 'title', language: 'en' })
    expect(await now()).toEqual(['A', 'B'])
    await client.arrangement.sort({ parentId: id, by: 'title', language: 'ja' })
    expect(await now()).toEqual(['B', 'A'])
  })

  it('is found in either kana, with the title beside it, and no more when it is taken away', async () => {
    const { client } = await anEmptyCatalogue()
    const { ids } = await aFile(client, [japanese('鹿取大使', 'カトリたいし')])
    const [id] = ids
    if (id === undefined) throw new Error('the unit is there')
    for (const query of ['かとり', 'カトリ', 'ｶﾄﾘ', 'タイシ', 'title:かとりたいし']) {
      const { hits } = await client.search.query({ query })
      expect(
        hits.map((hit) => [hit.id, hit.nameShown]),
        query,
      ).toEqual([[id, '鹿取大使']])
    }
    await client.description.edit({ id, patch: { title: [japanese('鹿取大使')] } })
    expect((await client.search.query({ query: 'かとり' })).hits).toEqual([])
  })

  it('is kept by titles alone, and is in history', async () => {
    const { client } = await anEmptyCatalogue()
    const { ids } = await aFile(client, [japanese('甲')])
    const [id = 0 as DescriptionId] = ids
    await client.description.edit({
      id,
      patch: { title: [japanese('甲', ' こう ')], note: [japanese('乙', 'おつ')] },
    })
    const { title, note } = await client.description.get({ id })
    expect(title[0]?.reading).toBe('こう')
    expect(note[0]).not.toHaveProperty('reading')
    const [last] = (await client.history.list({ descriptionId: id })).entries
    const { records } = await client.history.changes({ id: last?.id ?? 0 })
    expect(records[0]?.fields.find(({ field }) => field === 'title')?.after).toEqual([
      expect.objectContaining({ value: '甲', reading: 'こう' }),
    ])
    await client.description.edit({ id, patch: { title: [japanese('甲', '　')] } })
    expect((await client.description.get({ id })).title[0]).not.toHaveProperty('reading')
  })

  it('is replaced like other words', async () => {
    const { client } = await anEmptyCatalogue()
    const { ids } = await aFile(client, [japanese('日本', 'にほん')])
    await client.replacement.apply({
      scope: { kind: 'units', ids },
      fields: ['title'],
      find: 'にほん',
      replaceBy: 'にっぽん',
    })
    expect((await client.description.get({ id: ids[0] ?? 0 })).title[0]).toMatchObject({
      value: '日本',
      reading: 'にっぽん',
    })
  })

  it('is in EAD3, and in a column of the grid and of a spreadsheet, out and in', async () => {
    const made = await anEmptyCatalogue()
    const { client } = made
    const title = [words('Record', 'eng', 'Latn'), japanese('記録', 'きろく'), japanese('別題')]
    const { id } = await client.description.create({
      parentId: null,
      fields: { level: 'item', referenceCode: 'B-1', status: 'published', title },
    })
    const exported = async (as: 'ead3' | 'csv', options: Record<string, string> = {}) => {
      const path = join(aFolder(), 'file')
      const { jobId } = await client.export.start({ as, to: made.handle(path, 'write'), options })
      expect((await client.job.wait({ id: jobId })).error).toBeNull()
      return readFileSync(path, 'utf8')
    }
    expect(await exported('ead3')).toContain('script="Jpan" encodinganalog="3.1.2" normal="きろく">記録<')
    expect(await exported('csv', { columns: 'title.reading', headers: 'codes' })).toContain('きろく')
    const column = 'title.reading'
    const [row] = (await client.grid.rows({ scope: { kind: 'units', ids: [id] }, columns: [column] })).rows
    expect(row?.cells[0]?.text).toBe('きろく')
    await client.grid.write({ cells: [{ id, column, text: 'べつだい | きろく' }] })
    const readings = async () =>
      (await client.description.get({ id })).title.map(({ reading = null }) => reading)
    expect(await readings()).toEqual([null, 'きろく', 'べつだい'])
    const { problems } = await client.grid.write({ cells: [{ id, column, text: 'a | b | c' }] })
    expect(problems).toMatchObject([{ code: 'valueNotAllowed' }])

    const path = join(aFolder(), 'list.csv')
    writeFileSync(
      path,
      stringify([
        ['参照コード', 'ヨミ'],
        ['B-1', 'きろく | べつ'],
      ]),
    )
    const { sheetId } = await client.sheet.open({ handle: made.handle(path, 'read') })
    const { guesses } = await client.sheet.look({ sheetId })
    expect(guesses).toEqual(['referenceCode', column])
    await client.job.wait({
      id: (await client.sheet.plan({ sheetId, mapping: guesses, match: 'referenceCode' })).jobId,
    })
    await client.job.wait({ id: (await client.sheet.take({ sheetId })).jobId })
    expect(await readings()).toEqual([null, 'きろく', 'べつ'])
  })
})
