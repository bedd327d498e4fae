import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Client } from '../../src-main/shared/contract/index.ts'
import { aFolder, anEmptyCatalogue } from '../builders.ts'
import { contentHash } from '../content-hash.ts'

const registered = (client: Client, number: string, more: object = {}) =>
  client.accession.create({ fields: { number, ...more } })

const unit = async (client: Client, parentId: number | null, level: 'fonds' | 'series' | 'item') =>
  (await client.description.create({ parentId, fields: { level } })).id

const found = async (client: Client, query: string) =>
  (await client.search.query({ query })).hits.map(({ id }) => id).sort((one, other) => one - other)

const numbers = async (client: Client, asked: object = {}) =>
  (await client.accession.list(asked)).rows.map(({ number }) => number)

describe('accession.create', () => {
  it('keeps what is written, and shows a linked name as it is called now', async () => {
    const { client } = await anEmptyCatalogue()
    const ministry = await client.authority.create({
      fields: { type: 'corporateBody', names: [{ kind: 'authorized', value: 'Ministry' }] },
    })
    const { id } = await registered(client, '2026-014', {
      title: 'Papers of the second division',
      received: { expression: '令和8年4月', edtf: '2026-04' },
      kind: 'transfer',
      source: { name: 'Ministry', authorityId: ministry.id },
      extent: '12 boxes (1.4 m)',
    })
    await client.authority.edit({
      id: ministry.id,
      patch: { names: [{ kind: 'authorized', value: 'Ministry of Foreign Affairs' }] },
    })
    expect(await client.accession.get({ id })).toEqual({
      id,
      number: '2026-014',
      title: 'Papers of the second division',
      received: { expression: '令和8年4月', edtf: '2026-04' },
      kind: 'transfer',
      source: { name: 'Ministry of Foreign Affairs', authorityId: ministry.id },
      extent: '12 boxes (1.4 m)',
      note: null,
      binnedAt: null,
      uses: 0,
    })
  })

  it('refuses no number, and one that another has in any width and case, unless that is in the bin', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await registered(client, 'A2026-014')
    await expect(registered(client, ' ')).rejects.toMatchObject({ code: 'accessionNumberMissing' })
    await expect(registered(client, 'ａ２０２６－１４')).rejects.toMatchObject({
      code: 'accessionNumberTaken',
      data: { id },
    })
    const { id: other } = await registered(client, 'A2026-015')
    await expect(client.accession.edit({ id: other, patch: { number: 'a2026-014' } })).rejects.toMatchObject({
      code: 'accessionNumberTaken',
    })
    await client.accession.edit({ id: other, patch: { number: 'a2026-015' } })
    await client.accession.bin({ ids: [id] })
    await registered(client, 'a2026-014')
    await expect(client.accession.restore({ id })).rejects.toMatchObject({ code: 'accessionNumberTaken' })
  })

  it('refuses a name that is not there', async () => {
    const { client } = await anEmptyCatalogue()
    await expect(registered(client, '1', { source: { name: 'x', authorityId: 99 } })).rejects.toMatchObject({
      code: 'authorityNotFound',
    })
    expect(await numbers(client)).toEqual([])
  })
})

describe('accession.list', () => {
  it('sorts by number, 9 before 10, or by date, the latest first; and looks into what is said', async () => {
    const { client } = await anEmptyCatalogue()
    const dated = (number: string, edtf: string | null, more: object = {}) =>
      registered(client, number, {
        ...(edtf === null ? {} : { received: { expression: edtf, edtf } }),
        ...more,
      })
    const tenth = await dated('2026-10', '2026-02', { source: { name: '外務省 北米局' } })
    await dated('2026-9', '2026-03-01', { title: 'Letters of a consul' })
    await dated('1998-1', null)
    await dated('2026-11', '2025/2026', { extent: '12 boxes' })
    expect(await numbers(client)).toEqual(['1998-1', '2026-9', '2026-10', '2026-11'])
    expect(await numbers(client, { order: 'date' })).toEqual(['2026-9', '2026-10', '2026-11', '1998-1'])
    expect(await numbers(client, { query: '外務省' })).toEqual(['2026-10'])
    expect(await numbers(client, { query: 'consul LETTERS' })).toEqual(['2026-9'])
    expect(await numbers(client, { query: '２０２６－０１０' })).toEqual(['2026-10'])
    expect(await client.accession.locate({ id: tenth.id })).toEqual({ index: 2 })
    expect(await client.accession.locate({ id: tenth.id, order: 'date' })).toEqual({ index: 1 })
    await client.accession.bin({ ids: [tenth.id] })
    expect(await numbers(client)).toEqual(['1998-1', '2026-9', '2026-11'])
    expect(await numbers(client, { binned: true })).toEqual(['2026-10'])
    expect(await client.accession.locate({ id: tenth.id })).toEqual({ index: -1 })
    await client.accession.restore({ id: tenth.id })
    expect((await client.accession.suggest({})).map(({ number }) => number)).toEqual([
      '2026-11',
      '1998-1',
      '2026-9',
      '2026-10',
    ])
    expect((await client.accession.suggest({ query: '2026-9' })).map(({ number }) => number)).toEqual([
      '2026-9',
    ])
  })
})

describe('accession.link', () => {
  it('says of many in one step with what they came, once, and undo leaves every byte as it was', async () => {
    const { client, folder } = await anEmptyCatalogue()
    const fonds = await unit(client, null, 'fonds')
    const one = await unit(client, fonds, 'series')
    const other = await unit(client, fonds, 'series')
    const first = await registered(client, '2026-1')
    const second = await registered(client, '2026-2')
    await client.accession.link({ accessionId: first.id, descriptionIds: [one] })
    await client.accession.link({ accessionId: second.id, descriptionIds: [one] })
    const before = contentHash(folder)
    const linked = await client.accession.link({
      accessionId: second.id,
      descriptionIds: [one, other, other],
    })
    expect(linked.descriptions).toBe(1)
    expect((await client.accession.uses({ id: second.id })).rows.map(({ id }) => id)).toEqual([one, other])
    await client.history.undo({})
    expect(contentHash(folder)).toBe(before)
    const again = await client.accession.link({ accessionId: second.id, descriptionIds: [one] })
    expect(again).toEqual({ descriptions: 0, historyId: null })
    await client.accession.unlink({ accessionId: first.id, descriptionIds: [one, other] })
    expect((await client.accession.of({ id: one })).rows.map(({ number }) => number)).toEqual(['2026-2'])
    expect(contentHash(folder)).not.toBe(before)
    await client.history.undo({})
    expect(contentHash(folder)).toBe(before)
  })

  it('refuses what is in the bin, on either side', async () => {
    const { client } = await anEmptyCatalogue()
    const fonds = await unit(client, null, 'fonds')
    const { id } = await registered(client, '2026-1')
    await client.accession.bin({ ids: [id] })
    await expect(client.accession.link({ accessionId: id, descriptionIds: [fonds] })).rejects.toMatchObject({
      code: 'accessionNotFound',
    })
    await client.accession.restore({ id })
    await client.description.bin({ ids: [fonds] })
    await expect(client.accession.link({ accessionId: id, descriptionIds: [fonds] })).rejects.toMatchObject({
      code: 'descriptionNotFound',
      data: { id: fonds },
    })
  })

  it('changes nothing of what was published', async () => {
    const { client } = await anEmptyCatalogue()
    const fonds = await unit(client, null, 'fonds')
    await client.description.edit({ id: fonds, patch: { status: 'published' } })
    const { id } = await registered(client, '2026-1')
    await client.accession.link({ accessionId: id, descriptionIds: [fonds] })
    expect(await found(client, 'is:changed')).toEqual([])
  })
})

describe('accession.of', () => {
  it('says what holds from above, down to units that say something themselves', async () => {
    const { client } = await anEmptyCatalogue()
    const fonds = await unit(client, null, 'fonds')
    const series = await unit(client, fonds, 'series')
    const item = await unit(client, series, 'item')
    const { id } = await registered(client, '2026-1')
    expect(await client.accession.of({ id: item })).toEqual({ from: null, rows: [] })
    await client.accession.link({ accessionId: id, descriptionIds: [series] })
    expect(await client.accession.of({ id: item })).toMatchObject({ from: { id: series }, rows: [{ id }] })
    expect(await client.accession.of({ id: series })).toMatchObject({ from: null, rows: [{ id }] })
    expect(await client.accession.of({ id: fonds })).toEqual({ from: null, rows: [] })
  })
})

describe('accession.bin', () => {
  it('is refused while something came with it, also in the bin; undo brings it back', async () => {
    const { client, folder } = await anEmptyCatalogue()
    const fonds = await unit(client, null, 'fonds')
    const { id } = await registered(client, '2026-1')
    await client.accession.link({ accessionId: id, descriptionIds: [fonds] })
    await client.description.bin({ ids: [fonds] })
    await expect(client.accession.bin({ ids: [id] })).rejects.toMatchObject({
      code: 'accessionInUse',
      data: { id, number: '2026-1', uses: 0, binned: 1 },
    })
    await client.description.restore({ id: fonds })
    expect(await client.accession.uses({ id })).toMatchObject({ total: 1, binned: 0 })
    await client.accession.unlink({ accessionId: id, descriptionIds: [fonds] })
    const before = contentHash(folder)
    await client.accession.bin({ ids: [id] })
    expect((await client.accession.get({ id })).binnedAt).not.toBeNull()
    await client.history.undo({})
    expect(contentHash(folder)).toBe(before)
  })
})

describe('accession.edit', () => {
  it('is one step for one visit to a field', async () => {
    const { client, folder } = await anEmptyCatalogue()
    const { id } = await registered(client, '2026-1')
    const before = contentHash(folder)
    for (const title of ['P', 'Pa', 'Papers'])
      await client.accession.edit({ id, patch: { title }, visit: 'one' })
    await client.history.undo({})
    expect(contentHash(folder)).toBe(before)
  })
})

describe('accession.nextNumber', () => {
  it('goes on from the newest', async () => {
    const { client } = await anEmptyCatalogue()
    const year = String(new Date().getFullYear())
    expect(await client.accession.nextNumber()).toEqual({ number: `${year}-001` })
    await registered(client, `${year}-014`)
    expect(await client.accession.nextNumber()).toEqual({ number: `${year}-015` })
  })
})

describe('the names of sources', () => {
  it('follow when names become one, and stay as words when the name goes', async () => {
    const { client } = await anEmptyCatalogue()
    const named = (value: string) =>
      client.authority.create({ fields: { type: 'person', names: [{ kind: 'authorized', value }] } })
    const [sato, other] = [await named('Satō'), await named('Sato')]
    const { id } = await registered(client, '2026-1', { source: { name: 'Sato', authorityId: other.id } })
    await client.authority.merge({ keepId: sato.id, mergeIds: [other.id] })
    expect((await client.accession.get({ id })).source).toEqual({ name: 'Satō', authorityId: sato.id })
    await client.authority.bin({ ids: [sato.id] })
    expect((await client.accession.get({ id })).source).toEqual({ name: 'Satō', authorityId: null })
  })
})

describe('accession: in a search', () => {
  it('finds what came with it and all below, unless that came with another; in any width and case', async () => {
    const { client } = await anEmptyCatalogue()
    const fonds = await unit(client, null, 'fonds')
    const series = await unit(client, fonds, 'series')
    const item = await unit(client, series, 'item')
    const own = await unit(client, series, 'item')
    const first = await registered(client, 'A2026-014')
    const second = await registered(client, 'A2026-015')
    await client.accession.link({ accessionId: first.id, descriptionIds: [series] })
    await client.accession.link({ accessionId: second.id, descriptionIds: [own] })
    expect(await found(client, 'accession:a2026-14')).toEqual([series, item])
    expect(await found(client, '受入番号:Ａ２０２６－０１４ level:item')).toEqual([item])
    expect(await found(client, 'accession:A2026-015')).toEqual([own])
    expect(await found(client, 'accession:A2026-01')).toEqual([])
    expect(await found(client, 'has:accession')).toEqual([series, own])
    expect(await found(client, 'accession:*')).toEqual([series, own])
    expect(await found(client, 'なし:受入')).toEqual([fonds, item])
    await client.accession.unlink({ accessionId: second.id, descriptionIds: [own] })
    expect(await found(client, 'accession:A2026-014')).toEqual([series, item, own])
  })
})

describe('a column of accessions', () => {
  async function aFondsThatCame() {
    const made = await anEmptyCatalogue()
    const { client } = made
    const fonds = await unit(client, null, 'fonds')
    const series = await unit(client, fonds, 'series')
    const item = await unit(client, series, 'item')
    const other = await unit(client, null, 'fonds')
    await client.description.edit({ id: fonds, patch: { status: 'published' } })
    for (const [number, ids] of [
      ['2026-1', [fonds]],
      ['2026-2', [fonds]],
      ['2026-3', [item]],
    ] as const) {
      const { id } = await registered(client, number)
      await client.accession.link({ accessionId: id, descriptionIds: [...ids] })
    }
    return { ...made, fonds, series, item, other }
  }

  it('shows the accessions of each unit in a grid, from above where it names none, and is not written', async () => {
    const { client, fonds, series, item, other } = await aFondsThatCame()
    const { rows } = await client.grid.rows({
      scope: { kind: 'units', ids: [fonds, series, item, other] },
      columns: ['accessions', 'level'],
    })
    expect(rows.map(({ cells }) => cells[0]?.text)).toEqual([
      '2026-1 | 2026-2',
      '2026-1 | 2026-2',
      '2026-3',
      '',
    ])
    const { problems, historyId } = await client.grid.write({
      cells: [{ id: other, column: 'accessions', text: '2026-1' }],
    })
    expect(problems).toMatchObject([{ row: { id: other }, column: 'accessions', code: 'valueNotAllowed' }])
    expect(historyId).toBeNull()
  })

  it('goes out in a staff copy for which it is chosen, and comes in as nothing', async () => {
    const { client, handle, fonds } = await aFondsThatCame()
    const path = join(aFolder(), 'list.csv')
    const exported = async (audience: 'public' | 'staff', columns: string) => {
      const { jobId } = await client.export.start({
        as: 'csv',
        to: handle(path, 'write'),
        audience,
        scope: { kind: 'units', ids: [fonds] },
        options: { columns, headers: 'codes' },
      })
      expect((await client.job.wait({ id: jobId })).error).toBeNull()
      return readFileSync(path, 'utf8')
    }
    expect(await exported('public', 'level,accessions')).toBe('\ufefflevel\r\nfonds\r\n')
    expect(await exported('staff', '')).not.toContain('2026-1')
    expect(await exported('staff', 'level,accessions')).toBe(
      '\ufefflevel,accessions\r\nfonds,2026-1 | 2026-2\r\n',
    )
    writeFileSync(path, 'uid,accessions,Accessions\r\n,2026-3,2026-3\r\n')
    const { sheetId } = await client.sheet.open({ handle: handle(path, 'read') })
    expect((await client.sheet.look({ sheetId })).guesses).toEqual(['uid', null, null])
    await expect(
      client.sheet.plan({ sheetId, mapping: ['uid', 'accessions', null], match: 'uid' }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})
