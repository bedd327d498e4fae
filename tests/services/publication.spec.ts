/** What was changed since publication is what may go out and differs; undone or typed back, nothing is. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { databasePath } from '../../src-main/catalogue/open.ts'
import type { DescriptionPatchInput } from '../../src-main/shared/contract/description.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import { contentHash } from '../content-hash.ts'
import { aFolder, anEmptyCatalogue, words } from '../builders.ts'

const title = (value: string) => [words(value, 'eng', 'Latn')]

async function published(client: Client, more: DescriptionPatchInput = {}): Promise<DescriptionId> {
  const { id } = await client.description.create({
    parentId: null,
    fields: { level: 'item', title: title('As published'), note: title('A note'), ...more },
  })
  await client.description.edit({ id, patch: { status: 'published' } })
  return id
}

const changed = async (client: Client, id: DescriptionId) => (await client.description.get({ id })).changed
const differing = async (client: Client, id: DescriptionId) =>
  (await client.publication.differences({ id }))?.fields.map(({ field }) => field)
const found = async (client: Client, query: string) =>
  (await client.search.query({ query })).hits.map(({ id }) => id)

describe('what is changed since publication', () => {
  it('is what differs from then, field by field, until it is typed back', async () => {
    const { client } = await anEmptyCatalogue()
    await client.settings.set({ who: '佐藤' })
    const id = await published(client)
    expect(await changed(client, id)).toBe(false)
    expect(await client.publication.differences({ id })).toMatchObject({ who: '佐藤', fields: [] })
    await client.description.edit({ id, patch: { title: title('Otherwise') } })
    await client.description.edit({ id, patch: { note: [] } })
    expect(await changed(client, id)).toBe(true)
    expect((await client.publication.differences({ id }))?.fields).toMatchObject([
      { field: 'title', before: [{ value: 'As published' }], after: [{ value: 'Otherwise' }] },
      { field: 'note', before: [{ value: 'A note' }], after: [] },
    ])
    await client.description.edit({ id, patch: { title: title('As published') } })
    expect(await differing(client, id)).toEqual(['note'])
    // Another row of the table, with the same words.
    await client.description.edit({ id, patch: { note: title('A note') } })
    expect(await changed(client, id)).toBe(false)
    expect(await differing(client, id)).toEqual([])
  })

  it('is known also of a record that names two who are related to each other', async () => {
    const { client } = await anEmptyCatalogue()
    const names = (value: string) => [{ kind: 'authorized' as const, value }]
    const { id: one } = await client.authority.create({ fields: { type: 'person', names: names('Katori') } })
    const relations = [{ type: 'associated' as const, otherId: one }]
    const { id: other } = await client.authority.create({
      fields: { type: 'person', names: names('Abe'), relations },
    })
    const agents = [one, other].map((authorityId) => ({
      ...{ authorityId, name: '', type: 'person' as const, role: 'mentioned' as const },
    }))
    const id = await published(client, { agents })
    await client.description.edit({ id, patch: { title: title('Otherwise') } })
    expect(await differing(client, id)).toEqual(['title'])
  })

  it('is nothing after undo, and is there again after redo', async () => {
    const { client, folder } = await anEmptyCatalogue()
    const id = await published(client)
    const before = contentHash(folder)
    await client.description.edit({ id, patch: { title: title('Otherwise') } })
    await client.history.undo({})
    expect(await changed(client, id)).toBe(false)
    expect(contentHash(folder)).toBe(before)
    await client.history.redo({})
    expect(await changed(client, id)).toBe(true)
    await client.history.undo({})
    // The publication itself is taken back.
    await client.history.undo({})
    expect(await client.publication.differences({ id })).toBeNull()
    expect(await changed(client, id)).toBe(false)
  })

  it('is nothing that never leaves: staff notes, notes to colleagues, who is to see to it, where it stands', async () => {
    const { client } = await anEmptyCatalogue()
    const id = await published(client)
    const other = (await client.description.create({ parentId: null, fields: { level: 'fonds' } })).id
    await client.description.edit({ id, patch: { staffNote: title('Ask again') } })
    await client.description.edit({ id, patch: { assignee: '佐藤' } })
    await client.description.edit({ id, patch: { restrictions: [] } })
    await client.note.write({ descriptionId: id, text: 'Please look' })
    await client.description.move({ ids: [id], parentId: other })
    expect(await changed(client, id)).toBe(false)
    expect(await differing(client, id)).toEqual([])
  })

  it('is also a page, a mark in a text, a reading, and not another spelling of a name', async () => {
    const { client } = await anEmptyCatalogue()
    const name = await client.authority.create({
      fields: { type: 'person', names: [{ kind: 'authorized', value: 'Katori' }] },
    })
    const agents = [{ authorityId: name.id, role: 'sender' as const }]
    const ids = [await published(client, { agents }), await published(client), await published(client)]
    const [named, paged, marked] = ids as [DescriptionId, DescriptionId, DescriptionId]
    await client.authority.edit({
      id: name.id,
      patch: { names: [{ kind: 'authorized', value: 'Katori Yasue' }] },
    })
    await client.scan.addPage({ descriptionId: paged, label: null })
    await client.description.edit({
      id: marked,
      patch: {
        note: [{ ...words('A note', 'eng', 'Latn'), markup: [{ tag: 'emphasis', start: 0, end: 1 }] }],
      },
    })
    expect(await Promise.all(ids.map((id) => changed(client, id)))).toEqual([false, true, true])
    expect(await differing(client, named)).toEqual([])
    expect(await differing(client, paged)).toEqual(['pages'])
  })

  it('is searched, counted and listed', async () => {
    const { client } = await anEmptyCatalogue()
    const [id, other] = [await published(client), await published(client)]
    await client.description.edit({ id, patch: { title: title('Otherwise') } })
    for (const query of ['state:changed', '状態:変更あり', 'is:changed', '-state:draft state:changed'])
      expect(await found(client, query), query).toEqual([id])
    expect(await found(client, 'state:published')).toEqual([id, other])
    const { facets } = await client.search.facets({ query: 'state:published', exact: true })
    expect(facets.status).toEqual([
      { value: 'published', count: 2 },
      { value: 'changed', count: 1 },
    ])
    expect((await client.description.children({ parentId: null })).rows.map((row) => row.changed)).toEqual([
      true,
      false,
    ])
    await client.description.edit({ id, patch: { status: 'draft' } })
    expect(await found(client, 'state:changed')).toEqual([])
  })
})

describe('publication.publish', () => {
  it('publishes as it is now what is changed, in one step that undo takes back', async () => {
    const { client } = await anEmptyCatalogue()
    const ids = [await published(client), await published(client), await published(client)]
    const draft = (await client.description.create({ parentId: null, fields: { level: 'item' } })).id
    for (const id of ids.slice(0, 2))
      await client.description.edit({ id, patch: { title: title('Otherwise') } })
    const scope = { kind: 'units' as const, ids: [...ids, draft] }
    expect(await client.publication.publish({ scope })).toMatchObject({ records: 2 })
    expect(await found(client, 'state:changed')).toEqual([])
    expect((await client.description.get({ id: draft })).status).toBe('draft')
    await client.description.edit({ id: ids[0] ?? draft, patch: { title: title('As published') } })
    expect(await found(client, 'state:changed')).toEqual([ids[0]])
    await client.history.undo({})
    await client.history.undo({})
    expect(await found(client, 'state:changed')).toEqual(ids.slice(0, 2))
    expect(await client.publication.publish({ scope: { kind: 'units', ids: [draft] } })).toEqual({
      historyId: null,
      records: 0,
    })
  })

  it('is not done by a record that is restored, or by whoever sets the state that it has', async () => {
    const { client } = await anEmptyCatalogue()
    const id = await published(client)
    const [entry] = (await client.history.list({ descriptionId: id })).entries
    await client.description.edit({ id, patch: { title: title('Otherwise') } })
    await client.description.edit({ id, patch: { status: 'published' } })
    await client.bulk.edit({ scope: { kind: 'units', ids: [id] }, changes: { set: { status: 'published' } } })
    expect(await changed(client, id)).toBe(true)
    await client.history.restore({ descriptionId: id, historyId: entry?.id ?? 0 })
    expect(await changed(client, id)).toBe(false)
  })
})

describe('many at once', () => {
  it('are changed by a bulk edit, and no more when that is undone', async () => {
    const { client } = await anEmptyCatalogue()
    const { id: parentId } = await client.description.create({ parentId: null, fields: { level: 'file' } })
    const rows = Array.from({ length: 250 }, (_, index) => ({
      title: `Unit ${String(index)}`,
      status: 'published',
    }))
    await client.grid.write({ add: { parentId, rows } })
    const scope = { kind: 'children' as const, parentId }
    const total = async () => (await client.search.query({ query: 'state:changed' })).total
    await client.bulk.edit({ scope, changes: { set: { note: title('The same for all') } } })
    expect(await total()).toBe(250)
    await client.history.undo({})
    expect(await total()).toBe(0)
    await client.history.redo({})
    await client.bulk.edit({ scope, changes: { clear: ['note'] } })
    expect(await total()).toBe(0)
  })

  it('are what they were when a state that all of them had for a while is taken back', async () => {
    const { client } = await anEmptyCatalogue()
    const { id: parentId } = await client.description.create({ parentId: null, fields: { level: 'file' } })
    const rows = Array.from({ length: 250 }, (_, index) => ({
      title: `Unit ${String(index)}`,
      status: 'published',
    }))
    await client.grid.write({ add: { parentId, rows } })
    const scope = { kind: 'children' as const, parentId }
    const [first] = (await client.description.children({ parentId })).rows
    await client.description.edit({ id: first?.id ?? parentId, patch: { title: title('Otherwise') } })
    for (const changes of [{ set: { status: 'draft' as const } }, { set: { note: title('The same') } }]) {
      await client.bulk.edit({ scope, changes })
      await client.history.undo({})
      expect(await found(client, 'state:changed')).toEqual([first?.id])
      const { facets } = await client.search.facets({ query: 'state:published', exact: true })
      expect(facets.status).toContainEqual({ value: 'changed', count: 1 })
    }
    await client.publication.publish({ scope })
    expect(await found(client, 'state:changed')).toEqual([])
    await client.history.undo({})
    expect(await found(client, 'state:changed')).toEqual([first?.id])
  })
})

describe('a catalogue from before', () => {
  it('has what was published in it unchanged, and knows what is changed from then on', async () => {
    const { client, core, folder } = await anEmptyCatalogue()
    const id = await published(client)
    await client.catalogue.close()
    const db = new Database(databasePath(folder))
    db.exec('DELETE FROM publication; DELETE FROM publicationSum')
    db.exec(
      `INSERT INTO publication (descriptionId, historyId)
       SELECT id, coalesce((SELECT max(id) FROM history), 0) FROM description WHERE status = 'published'`,
    )
    db.close()
    await core.openCatalogue(folder)
    await client.description.edit({ id, patch: { title: title('Otherwise') } })
    expect(await differing(client, id)).toEqual(['title'])
    expect(await found(client, 'state:changed')).toEqual([id])
  })
})

describe('who checked, and who is to see to it', () => {
  it('are said with the state, and searched by name in any form', async () => {
    const made = await anEmptyCatalogue()
    const { client } = made
    await client.settings.set({ who: '森' })
    const id = await published(client, { assignee: '佐藤 花子' })
    await client.description.edit({ id, patch: { status: 'checked' } })
    const { checkedBy, checkedAt } = await client.description.get({ id })
    expect(checkedBy).toBe('森')
    expect(Date.parse(checkedAt ?? '')).not.toBeNaN()
    for (const query of ['assignee:佐藤', '担当:佐藤', '担当者:"佐藤 花子"', 'assignee:*', 'has:assignee'])
      expect(await found(client, query), query).toEqual([id])
    expect(await found(client, 'no:assignee')).toEqual([])
    expect(await found(client, '佐藤')).toEqual([])
    const { facets } = await client.search.facets({ query: 'assignee:佐藤', exact: true })
    expect(facets.assignee).toEqual([{ value: '佐藤 花子', count: 1 }])
    await client.bulk.edit({ scope: { kind: 'units', ids: [id] }, changes: { set: { assignee: '田中' } } })
    const after = await client.search.facets({ query: 'state:checked', exact: true })
    expect(after.facets.assignee).toEqual([{ value: '田中', count: 1 }])
    const path = join(aFolder(), 'list.csv')
    const to = made.handle(path, 'write')
    const { jobId } = await client.export.start({ as: 'csv', to, audience: 'staff' })
    await client.job.wait({ id: jobId })
    expect(readFileSync(path, 'utf8')).not.toMatch(/田中|Assignee/)
    await client.grid.write({ cells: [{ id, column: 'assignee', text: '' }] })
    expect(await found(client, 'no:assignee')).toEqual([id])
  })
})

describe('whatever is done', () => {
  const values = fc.constantFrom('As published', 'Otherwise', '')
  const act = fc.oneof(
    fc.record({ title: values }),
    fc.record({ note: values }),
    fc.record({ staffNote: values }),
    fc.record({ status: fc.constantFrom('draft' as const, 'published' as const) }),
    fc.constantFrom('again' as const, 'undo' as const, 'redo' as const),
  )

  it('a record is marked as changed when, and only when, something of it differs from what was published', async () => {
    const made = await anEmptyCatalogue()
    const { client } = made
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 14 }), async (acts) => {
        const id = await published(client)
        for (const one of acts) {
          if (one === 'again') await client.publication.publish({ scope: { kind: 'units', ids: [id] } })
          else if (one === 'undo' || one === 'redo') await client.history[one]({}).catch(() => undefined)
          else if ('status' in one) await client.description.edit({ id, patch: one })
          else {
            const [[field, value]] = Object.entries(one) as [['title' | 'note' | 'staffNote', string]]
            await client.description.edit({ id, patch: { [field]: value === '' ? [] : title(value) } })
          }
          const there = await client.description.get({ id }).catch(() => null)
          if (there === null) return
          const fields = await differing(client, id)
          expect(there.changed).toBe((fields ?? []).length > 0)
          expect(fields === undefined).toBe(there.status !== 'published')
          expect(await found(client, 'state:changed')).toEqual(there.changed ? [id] : [])
        }
        await client.description.bin({ ids: [id] })
      }),
      { numRuns: 25 },
    )
  })
})
