import { describe, expect, it } from 'vitest'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import type { Level } from '../../src-main/shared/domain/level.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import { anEmptyCatalogue, words } from '../builders.ts'
import { contentHash } from '../content-hash.ts'

async function unit(
  client: Client,
  level: Level,
  parentId: DescriptionId | null,
  title: string,
): Promise<DescriptionId> {
  return (await client.description.create({ parentId, fields: { level, title: [words(title)] } })).id
}

const titles = async (client: Client, parentId: DescriptionId | null) =>
  (await client.description.children({ parentId })).rows.map(({ title }) => title)

describe('description.create', () => {
  it('keeps a Japanese and an English title as two values of one field', async () => {
    const { client } = await anEmptyCatalogue()
    const title = [words('総理訪中', 'jpn', 'Jpan'), words('Visit to China', 'eng', 'Latn')]
    const { id } = await client.description.create({ parentId: null, fields: { level: 'item', title } })
    expect((await client.description.get({ id })).title).toMatchObject(title)
  })

  it('refuses a fonds under an item', async () => {
    const { client } = await anEmptyCatalogue()
    const item = await unit(client, 'item', null, 'a telegram')
    await expect(unit(client, 'fonds', item, 'a fonds')).rejects.toMatchObject({ code: 'levelNotAllowed' })
    expect(await titles(client, item)).toEqual([])
  })

  it('refuses a reference code that another description has, and takes it when that one is in the bin', async () => {
    const { client } = await anEmptyCatalogue()
    const fields = { level: 'item' as const, referenceCode: 'A/1' }
    const first = await client.description.create({ parentId: null, fields })
    await expect(client.description.create({ parentId: null, fields })).rejects.toMatchObject({
      code: 'referenceCodeTaken',
      data: { referenceCode: 'A/1', id: first.id },
    })
    await client.description.bin({ ids: [first.id] })
    await client.description.create({ parentId: null, fields })
    await expect(client.description.restore({ id: first.id })).rejects.toMatchObject({
      code: 'referenceCodeTaken',
    })
  })
})

describe('description.edit', () => {
  it('changes the fields named and leaves the others', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await client.description.create({
      parentId: null,
      fields: { level: 'item', title: [words('before')], scopeAndContent: [words('stays')] },
    })
    const edited = await client.description.edit({
      id,
      patch: { title: [words('after'), words('あと', 'jpn')] },
    })
    expect(edited.title.map(({ value }) => value)).toEqual(['after', 'あと'])
    expect(edited.scopeAndContent.map(({ value }) => value)).toEqual(['stays'])
  })

  it('refuses a level that what is below it cannot stand under', async () => {
    const { client } = await anEmptyCatalogue()
    const series = await unit(client, 'series', null, 'a series')
    await unit(client, 'file', series, 'a file')
    await expect(client.description.edit({ id: series, patch: { level: 'item' } })).rejects.toMatchObject({
      code: 'levelNotAllowed',
    })
  })

  it('names the person who checked', async () => {
    const { client } = await anEmptyCatalogue()
    await client.settings.set({ who: '鈴木' })
    const id = await unit(client, 'item', null, 'a telegram')
    expect((await client.description.edit({ id, patch: { status: 'checked' } })).checkedBy).toBe('鈴木')
  })
})

describe('description.move', () => {
  it('puts several units, in the order given, before a sibling', async () => {
    const { client } = await anEmptyCatalogue()
    const fonds = await unit(client, 'fonds', null, 'fonds')
    const [a, b, , d] = await Promise.all(
      ['a', 'b', 'c', 'd'].map((title) => unit(client, 'series', fonds, title)),
    )
    if (!a || !b || !d) throw new Error('units are missing')
    await client.description.move({ ids: [d, b], parentId: fonds, beforeId: a })
    expect(await titles(client, fonds)).toEqual(['d', 'b', 'a', 'c'])
  })

  it('finds room between two neighbours again and again', async () => {
    const { client } = await anEmptyCatalogue()
    const fonds = await unit(client, 'fonds', null, 'fonds')
    const last = await unit(client, 'series', fonds, 'last')
    const expected: string[] = []
    for (let number = 1; number <= 40; number++) {
      const id = await unit(client, 'series', fonds, String(number))
      await client.description.move({ ids: [id], parentId: fonds, beforeId: last })
      expected.push(String(number))
    }
    expect(await titles(client, fonds)).toEqual([...expected, 'last'])
  })

  it('refuses to move a unit below itself', async () => {
    const { client } = await anEmptyCatalogue()
    const file = await unit(client, 'file', null, 'file')
    const inner = await unit(client, 'file', file, 'inner')
    await expect(client.description.move({ ids: [file], parentId: inner })).rejects.toMatchObject({
      code: 'moveIntoItself',
    })
    expect(await titles(client, null)).toEqual(['file'])
  })
})

describe('description.bin', () => {
  it('takes what is below along, and restore brings exactly that back', async () => {
    const { client } = await anEmptyCatalogue()
    const fonds = await unit(client, 'fonds', null, 'fonds')
    const series = await unit(client, 'series', fonds, 'series')
    const earlier = await unit(client, 'file', series, 'binned earlier')
    await unit(client, 'file', series, 'binned along')
    await client.description.bin({ ids: [earlier] })
    await client.description.bin({ ids: [series] })
    expect(await titles(client, fonds)).toEqual([])
    const binned = (await client.description.binned({})).rows.map(({ title }) => title)
    expect(binned.sort()).toEqual(['binned earlier', 'series'])
    await client.description.restore({ id: series })
    expect(await titles(client, series)).toEqual(['binned along'])
  })

  it('restores to the top what stood under something that is binned itself', async () => {
    const { client } = await anEmptyCatalogue()
    const series = await unit(client, 'series', null, 'series')
    const file = await unit(client, 'file', series, 'file')
    await client.description.bin({ ids: [file] })
    await client.description.bin({ ids: [series] })
    await client.description.restore({ id: file })
    expect(await titles(client, null)).toEqual(['file'])
  })
})

describe('description.duplicate', () => {
  it('takes over the fields that are named, as often as it is asked, and is one undo step', async () => {
    const { client, folder } = await anEmptyCatalogue()
    const first = await client.description.create({
      parentId: null,
      fields: {
        level: 'item',
        referenceCode: 'A-1',
        recordType: 'telegram',
        title: [words('Telegram')],
        note: [words('Only here')],
        dates: [{ expression: '1984', edtf: '1984' }],
      },
    })
    const last = await client.description.create({ parentId: null, fields: { title: [words('Last')] } })
    const before = contentHash(folder)
    const copy = await client.description.duplicate({ id: first.id, fields: ['title', 'dates'], copies: 3 })
    expect(copy).toMatchObject({
      level: 'item',
      recordType: 'telegram',
      referenceCode: null,
      status: 'draft',
      note: [],
    })
    expect(copy.dates.map(({ edtf }) => edtf)).toEqual(['1984'])
    const { rows } = await client.description.children({ parentId: null })
    expect(rows.map(({ title }) => title)).toEqual(['Telegram', 'Telegram', 'Telegram', 'Telegram', 'Last'])
    expect(rows.at(-1)?.id).toBe(last.id)
    await client.history.undo()
    expect(contentHash(folder)).toBe(before)
  })

  it('copies the fields next to the original, as a draft without its reference code', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await client.description.create({
      parentId: null,
      fields: { level: 'item', referenceCode: 'A/1', status: 'published', title: [words('original')] },
    })
    await unit(client, 'item', null, 'next')
    const copy = await client.description.duplicate({ id })
    expect(copy).toMatchObject({ referenceCode: null, status: 'draft', title: [{ value: 'original' }] })
    expect(await titles(client, null)).toEqual(['original', 'original', 'next'])
  })
})

describe('description.children', () => {
  it('says which mandatory fields are empty', async () => {
    const { client } = await anEmptyCatalogue()
    await unit(client, 'fonds', null, 'fonds')
    expect((await client.description.children({ parentId: null })).rows[0]?.missing).toEqual([
      'referenceCode',
      'dates',
      'extents',
      'agents',
    ])
  })
})
