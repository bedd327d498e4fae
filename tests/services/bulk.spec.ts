import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import { contentHash } from '../content-hash.ts'
import { anEmptyCatalogue, words } from '../builders.ts'

const units = (...ids: DescriptionId[]) => ({
  kind: 'units' as const,
  ids: ids as [DescriptionId, ...DescriptionId[]],
})

async function twoItems(client: Client): Promise<[DescriptionId, DescriptionId]> {
  const one = await client.description.create({
    parentId: null,
    fields: {
      level: 'item',
      title: [words('往電', 'jpn')],
      note: [words('same'), words('only here')],
      languages: [{ language: 'jpn' }],
      accessPoints: [{ value: '外交' }],
    },
  })
  const other = await client.description.create({
    parentId: null,
    fields: { level: 'item', title: [words('来電', 'jpn')], note: [words('same')], status: 'published' },
  })
  return [one.id, other.id]
}

describe('bulk.summary', () => {
  it('shows what all have alike, and where they differ', async () => {
    const { client } = await anEmptyCatalogue()
    const ids = await twoItems(client)
    const { total, common, mixed } = await client.bulk.summary({ scope: units(...ids) })
    expect(total).toBe(2)
    expect(common).toMatchObject({ level: 'item', identifiers: [], otherLevel: null })
    expect(common).not.toHaveProperty('title')
    expect(mixed).toContainEqual({ field: 'title', filled: 2 })
    expect(mixed).toContainEqual({ field: 'languages', filled: 1 })
    expect(mixed).toContainEqual({ field: 'status', filled: 2 })
  })

  it('is of nothing where the scope is empty', async () => {
    const { client } = await anEmptyCatalogue()
    expect(await client.bulk.summary({ scope: { kind: 'branch', id: null } })).toEqual({
      total: 0,
      common: {},
      mixed: [],
    })
  })
})

describe('bulk.edit', () => {
  it('sets, adds, removes and clears, each in every description, as one step that one undo takes back', async () => {
    const { client, folder } = await anEmptyCatalogue()
    const [one, other] = await twoItems(client)
    const before = contentHash(folder)
    const done = await client.bulk.edit({
      scope: units(one, other),
      changes: {
        set: { status: 'checked', scopeAndContent: [words('会談録', 'jpn')] },
        add: {
          accessPoints: [{ value: '外交' }, { value: '通商' }],
          agents: [{ name: '外務省', type: 'corporateBody' }],
        },
        remove: { note: [words('same')] },
        clear: ['languages'],
      },
    })
    expect(done.records).toBe(2)
    expect(await client.description.get({ id: one })).toMatchObject({
      status: 'checked',
      scopeAndContent: [{ value: '会談録' }],
      note: [{ value: 'only here' }],
      languages: [],
      accessPoints: [{ value: '外交' }, { value: '通商' }],
      agents: [{ name: '外務省' }],
    })
    expect(await client.description.get({ id: other })).toMatchObject({
      note: [],
      accessPoints: [{ value: '外交' }, { value: '通商' }],
      agents: [{ name: '外務省' }],
    })
    expect(await client.search.query({ query: '会談録' })).toMatchObject({ total: 2 })
    await client.history.undo()
    expect(contentHash(folder)).toBe(before)
    expect(await client.search.query({ query: '会談録' })).toMatchObject({ total: 0 })
  })

  it('writes no history where everything is so already', async () => {
    const { client } = await anEmptyCatalogue()
    const [one, other] = await twoItems(client)
    expect(await client.bulk.edit({ scope: units(one, other), changes: { set: { level: 'item' } } })).toEqual(
      {
        historyId: null,
        records: 0,
      },
    )
  })

  it('refuses a level that may not stand where one of them stands, and changes none', async () => {
    const { client, folder } = await anEmptyCatalogue()
    const fonds = await client.description.create({ parentId: null, fields: { level: 'fonds' } })
    const series = await client.description.create({ parentId: fonds.id, fields: { level: 'series' } })
    const file = await client.description.create({ parentId: series.id, fields: { level: 'file' } })
    const before = contentHash(folder)
    const edit = (ids: DescriptionId[], level: 'fonds' | 'item') =>
      client.bulk.edit({ scope: units(...ids), changes: { set: { level } } })
    await expect(edit([file.id], 'fonds')).rejects.toMatchObject({ code: 'levelNotAllowed' })
    await expect(edit([series.id], 'item')).rejects.toMatchObject({ code: 'levelNotAllowed' })
    expect(contentHash(folder)).toBe(before)
    // Together they fit: an item may stand in an item.
    expect(await edit([series.id, file.id], 'item')).toMatchObject({ records: 2 })
  })

  it('keeps who checked what', async () => {
    const { client } = await anEmptyCatalogue()
    await client.settings.set({ who: 'M. S.' })
    const [one, other] = await twoItems(client)
    await client.bulk.edit({ scope: units(one, other), changes: { set: { status: 'checked' } } })
    expect(await client.description.get({ id: other })).toMatchObject({ checkedBy: 'M. S.' })
  })
})

describe('any bulk edit', () => {
  const value = fc.constantFrom('a', 'b', 'c')
  const text = fc.record({ value, language: fc.constantFrom('jpn', 'eng', null) })
  const texts = fc.array(text, { maxLength: 3 })
  const points = fc.array(fc.record({ value, type: fc.constantFrom('subject' as const, 'place' as const) }), {
    maxLength: 3,
  })
  const names = fc.array(
    fc.record({ name: value, role: fc.constantFrom('sender' as const, 'mentioned' as const) }),
    { maxLength: 2 },
  )
  const fields = { note: texts, accessPoints: points, agents: names }
  const record = fc.record({ ...fields, otherLevel: fc.option(value) })
  const changes = fc.record(
    {
      set: fc.record({ ...fields, otherLevel: fc.option(value) }, { requiredKeys: [] }),
      add: fc.record(fields, { requiredKeys: [] }),
      remove: fc.record(fields, { requiredKeys: [] }),
      clear: fc.uniqueArray(
        fc.constantFrom('note' as const, 'accessPoints' as const, 'agents' as const, 'otherLevel' as const),
      ),
    },
    { requiredKeys: [] },
  )

  it('does to every description what its preview shows, and is undone to the very bytes', async () => {
    const { client, folder } = await anEmptyCatalogue()
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 3 }), changes, async (records, change) => {
        const ids: DescriptionId[] = []
        for (const own of records)
          ids.push(
            (await client.description.create({ parentId: null, fields: { level: 'otherlevel', ...own } })).id,
          )
        const scope = units(...ids)
        const before = contentHash(folder)
        const { records: shown } = await client.bulk.preview({ scope, changes: change })
        const { historyId } = await client.bulk.edit({ scope, changes: change })
        for (const { id, after } of shown)
          expect(plain(await client.description.get({ id }))).toMatchObject(plain(after))
        const unchanged = shown.every(({ after }) => Object.keys(after).length === 0)
        expect(historyId === null).toBe(unchanged)
        if (historyId !== null) await client.history.undo()
        expect(contentHash(folder)).toBe(before)
        await client.description.bin({ ids })
      }),
      {
        numRuns: 60,
        // Names that are new to the catalogue, one set and another removed.
        examples: [
          [
            [{ note: [], accessPoints: [], agents: [], otherLevel: null }],
            {
              set: { agents: [{ name: 'a', role: 'sender' }] },
              remove: { agents: [{ name: 'b', role: 'sender' }] },
            },
          ],
        ],
      },
    )
  })

  /** A name gets its authority when it is first used, which the preview cannot know. */
  const plain = (record: object): Record<string, unknown> => {
    const { agents, ...others } = record as { agents?: { name: string; role: string }[] }
    return { ...others, ...(agents && { agents: agents.map(({ name, role }) => ({ name, role })) }) }
  }

  it('is counted as it is done', async () => {
    const { client } = await anEmptyCatalogue()
    const [one, other] = await twoItems(client)
    const asked = {
      scope: units(one, other),
      changes: { set: { languages: [{ language: 'jpn' }] }, clear: ['note' as const] },
    }
    expect(await client.bulk.tally(asked)).toEqual({
      total: 2,
      changed: 2,
      fields: [
        { field: 'note', records: 2 },
        { field: 'languages', records: 1 },
      ],
    })
  })
})
