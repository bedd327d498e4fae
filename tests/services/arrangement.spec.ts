import { describe, expect, it } from 'vitest'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import type { DescriptionPatchInput } from '../../src-main/shared/contract/description.ts'
import { contentHash } from '../content-hash.ts'
import { anEmptyCatalogue, words } from '../builders.ts'

async function aFile(client: Client, ...items: DescriptionPatchInput[]) {
  const file = await client.description.create({
    parentId: null,
    fields: { level: 'file', referenceCode: 'A' },
  })
  const ids: DescriptionId[] = []
  for (const fields of items)
    ids.push(
      (await client.description.create({ parentId: file.id, fields: { level: 'item', ...fields } })).id,
    )
  const titles = async () =>
    (await client.description.children({ parentId: file.id })).rows.map(({ title }) => title)
  return { id: file.id, ids: ids as [DescriptionId, ...DescriptionId[]], titles }
}

const titled = (...titles: string[]) => titles.map((title) => ({ title: [words(title)] }))

describe('description.move', () => {
  it('moves many before one between which there is no room, and touches nobody else’s place but where it must', async () => {
    const { client, folder } = await anEmptyCatalogue()
    const names = Array.from({ length: 60 }, (_, number) => `no. ${String(number)}`)
    const { id, ids, titles } = await aFile(client, ...titled(...names))
    const before = contentHash(folder)
    // Again and again into one gap: it is used up.
    for (let turn = 0; turn < 8; turn++)
      await client.description.move({
        ids: ids.slice(20, 60),
        parentId: id,
        beforeId: ids[turn % 2 === 0 ? 5 : 6] ?? null,
      })
    expect(await titles()).toEqual([...names.slice(0, 6), ...names.slice(20), ...names.slice(6, 20)])
    for (let turn = 0; turn < 8; turn++) await client.history.undo()
    expect(contentHash(folder)).toBe(before)
  })
})

describe('arrangement.moveTo', () => {
  it('makes the first of them the n-th', async () => {
    const { client } = await anEmptyCatalogue()
    const { id, ids, titles } = await aFile(client, ...titled('a', 'b', 'c', 'd', 'e'))
    const [a, b] = ids
    await client.arrangement.moveTo({ ids: [a, b as DescriptionId], parentId: id, position: 3 })
    expect(await titles()).toEqual(['c', 'd', 'a', 'b', 'e'])
    await client.arrangement.moveTo({ ids: [a], parentId: id, position: 99 })
    expect(await titles()).toEqual(['c', 'd', 'b', 'e', 'a'])
    await client.arrangement.moveTo({ ids: [a], parentId: id, position: 1 })
    expect(await titles()).toEqual(['a', 'c', 'd', 'b', 'e'])
  })

  it('refuses a fonds under an item', async () => {
    const { client } = await anEmptyCatalogue()
    const { ids } = await aFile(client, ...titled('a'))
    const fonds = await client.description.create({ parentId: null, fields: { level: 'fonds' } })
    await expect(
      client.arrangement.moveTo({ ids: [fonds.id], parentId: ids[0], position: 1 }),
    ).rejects.toMatchObject({ code: 'levelNotAllowed', data: { level: 'fonds', parentLevel: 'item' } })
  })
})

describe('arrangement.sort', () => {
  it('sorts titles as their language does, numbers by their size, and those without one last', async () => {
    const { client, folder } = await anEmptyCatalogue()
    const { id, titles } = await aFile(client, ...titled('第10号', 'いろは', '', 'アイウ', '第2号'))
    const before = contentHash(folder)
    await client.arrangement.sort({ parentId: id, by: 'title', language: 'ja' })
    expect(await titles()).toEqual(['アイウ', 'いろは', '第2号', '第10号', ''])
    await client.arrangement.sort({ parentId: id, by: 'title', language: 'ja', descending: true })
    expect(await titles()).toEqual(['第10号', '第2号', 'いろは', 'アイウ', ''])
    await client.history.undo()
    await client.history.undo()
    expect(contentHash(folder)).toBe(before)
  })

  it('takes the title in the language asked for', async () => {
    const { client } = await anEmptyCatalogue()
    const both = (ja: string, en: string) => ({ title: [words(ja, 'jpn'), words(en, 'eng')] })
    const { id, titles } = await aFile(client, both('あ', 'z'), both('い', 'y'), both('う', 'x'))
    await client.arrangement.sort({ parentId: id, by: 'title', language: 'en' })
    expect(await titles()).toEqual(['う', 'い', 'あ'])
    await client.arrangement.sort({ parentId: id, by: 'title', language: 'ja' })
    expect(await titles()).toEqual(['あ', 'い', 'う'])
  })

  it('sorts by reference code and by the first day of a date, and leaves those that are alike as they were', async () => {
    const { client } = await anEmptyCatalogue()
    const item = (title: string, referenceCode: string, edtf: string | null) => ({
      title: [words(title)],
      referenceCode,
      dates: [{ expression: title, edtf }],
    })
    const { id, titles } = await aFile(
      client,
      item('a', 'A-10', '1984-03'),
      item('b', 'A-9', '1984-03-25'),
      item('c', 'A-2', null),
      item('d', 'A-1', '1983/1985'),
      item('e', 'B-1', '1984-03-01'),
    )
    await client.arrangement.sort({ parentId: id, by: 'referenceCode' })
    expect(await titles()).toEqual(['d', 'c', 'b', 'a', 'e'])
    await client.arrangement.sort({ parentId: id, by: 'date' })
    expect(await titles()).toEqual(['d', 'a', 'e', 'b', 'c'])
  })
})

describe('arrangement.renumber', () => {
  const codesIn = async (client: Client, parentId: DescriptionId) =>
    (await client.description.children({ parentId })).rows.map(({ referenceCode }) => referenceCode)

  it('gives codes by a pattern, as its preview shows them, also where they change hands', async () => {
    const { client, folder } = await anEmptyCatalogue()
    const { id } = await aFile(client, { referenceCode: 'A/0002' }, { referenceCode: 'A/0001' }, {})
    const before = contentHash(folder)
    const renumbering = { scope: { kind: 'children', parentId: id }, pattern: '{parent}/{n:4}' } as const
    const preview = await client.arrangement.renumberPreview(renumbering)
    expect(preview).toMatchObject({ total: 3, clash: null })
    expect(preview.units.map(({ before, after }) => [before, after])).toEqual([
      ['A/0002', 'A/0001'],
      ['A/0001', 'A/0002'],
      [null, 'A/0003'],
    ])
    await client.arrangement.renumber(renumbering)
    expect(await codesIn(client, id)).toEqual(['A/0001', 'A/0002', 'A/0003'])
    await client.history.undo()
    expect(contentHash(folder)).toBe(before)
  })

  it('refuses codes that another unit has, and a pattern that makes none', async () => {
    const { client, folder } = await anEmptyCatalogue()
    const { id } = await aFile(client, {}, {})
    await client.description.create({ parentId: null, fields: { level: 'file', referenceCode: 'A-2' } })
    const before = contentHash(folder)
    const scope = { kind: 'children', parentId: id } as const
    await expect(client.arrangement.renumber({ scope, pattern: '{parent}-{n}' })).rejects.toMatchObject({
      code: 'referenceCodeTaken',
      data: { referenceCode: 'A-2' },
    })
    for (const pattern of ['A', '{parent}', '{N}', '{n'])
      await expect(client.arrangement.renumber({ scope, pattern })).rejects.toMatchObject({
        code: 'patternNotUsable',
      })
    await expect(
      client.arrangement.renumber({ scope: { kind: 'units', ids: [id] }, pattern: '{parent}/{n}' }),
    ).rejects.toMatchObject({ code: 'patternNotUsable' })
    expect(contentHash(folder)).toBe(before)
  })
})

describe('arrangement.copy', () => {
  it('copies units as drafts without code, alone or with all below, and without the fields that are left out', async () => {
    const { client, folder } = await anEmptyCatalogue()
    const { id, ids, titles } = await aFile(client, {
      title: [words('a')],
      note: [words('n')],
      referenceCode: 'A-1',
      status: 'published',
    })
    const before = contentHash(folder)
    const copied = await client.arrangement.copy({ ids, parentId: id, without: ['note'] })
    expect(await titles()).toEqual(['a', 'a'])
    expect(await client.description.get({ id: copied.ids[0] as DescriptionId })).toMatchObject({
      referenceCode: null,
      status: 'draft',
      note: [],
    })
    const whole = await client.arrangement.copy({ ids: [id], parentId: null, beforeId: id, below: true })
    const [top] = (await client.description.children({ parentId: null })).rows
    expect(top).toMatchObject({ id: whole.ids[0], childCount: 2, referenceCode: null })
    await client.history.undo()
    await client.history.undo()
    expect(contentHash(folder)).toBe(before)
  })

  it('refuses to copy a branch into itself', async () => {
    const { client } = await anEmptyCatalogue()
    const { ids } = await aFile(client, ...titled('a'))
    await expect(
      client.arrangement.copy({ ids: [ids[0]], parentId: ids[0], below: true }),
    ).rejects.toMatchObject({ code: 'moveIntoItself' })
    expect(await client.arrangement.copy({ ids: [ids[0]], parentId: ids[0] })).toMatchObject({ units: 1 })
  })
})
