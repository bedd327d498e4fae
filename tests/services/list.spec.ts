import { describe, expect, it } from 'vitest'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import { contentHash } from '../content-hash.ts'
import { anEmptyCatalogue, words } from '../builders.ts'

async function items(client: Client, count: number): Promise<DescriptionId[]> {
  const ids: DescriptionId[] = []
  for (let number = 1; number <= count; number++)
    ids.push(
      (
        await client.description.create({
          parentId: null,
          fields: { level: 'item', title: [words(`no. ${String(number)}`)] },
        })
      ).id,
    )
  return ids
}

const idsOf = async (client: Client, id: number) =>
  (await client.list.rows({ id: id })).rows.map((row) => row.id)

describe('list', () => {
  it('keeps descriptions in the order of a person, each once, and is a scope of work over many', async () => {
    const { client } = await anEmptyCatalogue()
    const [a, b, c, d] = (await items(client, 4)) as [
      DescriptionId,
      DescriptionId,
      DescriptionId,
      DescriptionId,
    ]
    const made = await client.list.create({ name: 'To check', scope: { kind: 'units', ids: [c, a] } })
    expect(made).toMatchObject({ name: 'To check', count: 2 })
    await client.list.add({ id: made.id, scope: { kind: 'branch', id: null } })
    expect(await idsOf(client, made.id)).toEqual([c, a, b, d])
    await client.list.move({ id: made.id, ids: [b, c], beforeId: c })
    expect(await idsOf(client, made.id)).toEqual([b, c, a, d])
    await client.list.move({ id: made.id, ids: [b], beforeId: null })
    expect(await idsOf(client, made.id)).toEqual([c, a, d, b])
    await client.list.remove({ id: made.id, ids: [a] })
    expect(await idsOf(client, made.id)).toEqual([c, d, b])
    const { total } = await client.bulk.summary({ scope: { kind: 'list', id: made.id } })
    expect(total).toBe(3)
    await client.list.rename({ id: made.id, name: 'Checked' })
    expect(await client.list.all()).toEqual([{ id: made.id, name: 'Checked', count: 3 }])
  })

  it('is deleted with its order and comes back with undo; what goes to the bin leaves it until it is restored', async () => {
    const { client, folder } = await anEmptyCatalogue()
    const [a, b] = (await items(client, 2)) as [DescriptionId, DescriptionId]
    const made = await client.list.create({ name: 'x', scope: { kind: 'units', ids: [b, a] } })
    const before = contentHash(folder)
    await client.list.delete({ id: made.id })
    expect(await client.list.all()).toEqual([])
    await expect(client.list.rows({ id: made.id })).rejects.toMatchObject({ code: 'listNotFound' })
    await client.history.undo()
    expect(contentHash(folder)).toBe(before)
    await client.description.bin({ ids: [b] })
    expect(await idsOf(client, made.id)).toEqual([a])
    await client.description.restore({ id: b })
    expect(await idsOf(client, made.id)).toEqual([b, a])
  })

  it('has the bookmarks as one of it, set and taken off by one call', async () => {
    const { client } = await anEmptyCatalogue()
    const [a] = (await items(client, 1)) as [DescriptionId]
    expect(await client.list.bookmark({ id: a })).toEqual({ bookmarked: true })
    expect(await client.list.of({ id: a })).toEqual({ bookmarked: true, lists: [] })
    expect(await client.list.all()).toMatchObject([{ name: null, count: 1 }])
    expect(await client.list.bookmark({ id: a })).toEqual({ bookmarked: false })
    expect(await client.list.of({ id: a })).toEqual({ bookmarked: false, lists: [] })
  })
})

describe('note', () => {
  it('says who wrote what and who settled it, and marks the description while it is open', async () => {
    const { client } = await anEmptyCatalogue()
    const [a] = (await items(client, 2)) as [DescriptionId, DescriptionId]
    const open = async () =>
      (await client.description.children({ parentId: null })).rows.map(({ openNotes }) => openNotes)
    await client.settings.set({ who: 'A. B.' })
    const { id } = await client.note.write({ descriptionId: a, text: '原本と照合してください' })
    await client.settings.set({ who: 'C. D.' })
    expect(await open()).toEqual([1, 0])
    expect(await client.note.open({})).toMatchObject({
      total: 1,
      notes: [{ writtenBy: 'A. B.', doneBy: null }],
    })
    await client.note.edit({ id, text: '済み' })
    expect(await client.note.settle({ id, done: true })).toMatchObject({
      text: '済み',
      writtenBy: 'A. B.',
      doneBy: 'C. D.',
    })
    expect(await open()).toEqual([0, 0])
    expect(await client.note.open({})).toEqual({ total: 0, notes: [] })
    expect(await client.note.settle({ id, done: false })).toMatchObject({ doneBy: null, doneAt: null })
    await client.note.delete({ id })
    expect(await client.note.list({ descriptionId: a })).toEqual([])
    await client.history.undo()
    expect(await client.note.list({ descriptionId: a })).toHaveLength(1)
  })

  it('is not found by the search of records', async () => {
    const { client } = await anEmptyCatalogue()
    const [a] = (await items(client, 1)) as [DescriptionId]
    await client.note.write({ descriptionId: a, text: '秘密の連絡' })
    expect(await client.search.query({ query: '秘密' })).toMatchObject({ total: 0 })
  })
})
