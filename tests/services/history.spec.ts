import { describe, expect, it } from 'vitest'
import type { Clock } from '../../src-main/platform/clock.ts'
import { anEmptyCatalogue, INSTITUTION, words } from '../builders.ts'

describe('history.undo', () => {
  it('takes back an edit, a move and a creation, newest first, and redo does them again', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await client.description.create({
      parentId: null,
      fields: { level: 'item', title: [words('one')] },
    })
    await client.description.edit({ id, patch: { title: [words('two'), words('二', 'jpn')] } })
    await client.description.bin({ ids: [id] })
    const title = async () => (await client.description.get({ id })).title.map(({ value }) => value)

    expect((await client.history.undo()).action).toBe('description.bin')
    expect(await title()).toEqual(['two', '二'])
    expect((await client.history.undo()).field).toBe('title')
    expect(await title()).toEqual(['one'])
    await client.history.undo()
    expect((await client.description.children({ parentId: null })).total).toBe(0)

    await client.history.redo()
    await client.history.redo()
    expect(await title()).toEqual(['two', '二'])
    await client.history.redo()
    expect((await client.description.children({ parentId: null })).total).toBe(0)
    await expect(client.history.redo()).rejects.toMatchObject({ code: 'nothingToRedo' })
  })

  it('forgets what could be redone once something new is done', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await client.description.create({
      parentId: null,
      fields: { level: 'item', title: [words('one')] },
    })
    await client.description.edit({ id, patch: { title: [words('two')] } })
    await client.history.undo()
    await client.description.edit({ id, patch: { title: [words('three')] } })
    await expect(client.history.redo()).rejects.toMatchObject({ code: 'nothingToRedo' })
    expect((await client.history.state()).undo?.action).toBe('description.edit')
  })

  it('counts the keystrokes of one visit to a field as one step', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await client.description.create({
      parentId: null,
      fields: { level: 'item', title: [words('')] },
    })
    for (const value of ['か', 'かと', '鹿取']) {
      await client.description.edit({ id, patch: { title: [words(value)] }, visit: 'visit-1' })
    }
    await client.description.edit({ id, patch: { title: [words('鹿取大使')] }, visit: 'visit-2' })
    await client.history.undo()
    expect((await client.description.get({ id })).title[0]?.value).toBe('鹿取')
    await client.history.undo()
    expect((await client.description.get({ id })).title[0]?.value).toBe('')
  })

  it('brings search along', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await client.description.create({
      parentId: null,
      fields: { level: 'item', title: [words('外相会談')] },
    })
    await client.description.edit({ id, patch: { title: [words('首脳会談')] } })
    await client.history.undo()
    expect((await client.search.query({ query: '外相' })).total).toBe(1)
    expect((await client.search.query({ query: '首脳' })).total).toBe(0)
    await client.history.undo()
    expect((await client.search.query({ query: '外相' })).total).toBe(0)
  })
})

describe('history.list', () => {
  it('says who changed what, and what it was before', async () => {
    const { client } = await anEmptyCatalogue()
    await client.settings.set({ who: '佐藤' })
    const { id } = await client.description.create({
      parentId: null,
      fields: { level: 'item', title: [words('one')] },
    })
    await client.description.edit({ id, patch: { title: [words('two')] } })
    const { entries } = await client.history.list({ descriptionId: id })
    expect(entries.map(({ action, who }) => [action, who])).toEqual([
      ['description.edit', '佐藤'],
      ['description.create', '佐藤'],
    ])
    const changes = await client.history.changes({ id: entries[0]?.id ?? 0 })
    expect(changes).toMatchObject({
      total: 1,
      records: [
        {
          id,
          kind: 'changed',
          fields: [{ field: 'title', before: [{ value: 'one' }], after: [{ value: 'two' }] }],
        },
      ],
      others: [],
    })
    const made = await client.history.changes({ id: entries[1]?.id ?? 0 })
    expect(made.records[0]).toMatchObject({ kind: 'created', title: 'one' })
    expect(made.records[0]?.fields.find(({ field }) => field === 'title')).toMatchObject({
      before: null,
      after: [{ value: 'one' }],
    })
  })

  it('records nothing for an edit that changes nothing', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await client.description.create({
      parentId: null,
      fields: { level: 'item', title: [words('one')] },
    })
    await client.description.edit({ id, patch: { title: [words('one')] } })
    expect((await client.history.list({})).total).toBe(1)
  })
})

describe('history.list of the whole catalogue', () => {
  it('is narrowed by person, action, record and time', async () => {
    const { client } = await anEmptyCatalogue({ clock: aClock() })
    await client.settings.set({ who: '佐藤' })
    const unit = async (title: string) =>
      (await client.description.create({ parentId: null, fields: { level: 'item', title: [words(title)] } }))
        .id
    const one = await unit('one')
    const two = await unit('two')
    await client.settings.set({ who: 'Mori' })
    await client.description.edit({ id: one, patch: { note: [words('x')] } })
    await client.catalogue.setInstitution({ ...INSTITUTION, name: 'Another' })
    const found = async (filter: Parameters<typeof client.history.list>[0]) =>
      (await client.history.list(filter)).entries.map(({ action, title }) =>
        `${action} ${title ?? ''}`.trim(),
      )

    expect(await client.history.names()).toEqual({
      people: ['Mori', '佐藤'],
      actions: ['catalogue.setInstitution', 'description.create', 'description.edit'],
    })
    expect(await found({ who: 'Mori' })).toEqual(['catalogue.setInstitution', 'description.edit one'])
    expect(await found({ action: 'description.create' })).toEqual([
      'description.create two',
      'description.create one',
    ])
    expect(await found({ descriptionId: two })).toEqual(['description.create two'])
    const [institution, edited, second] = (await client.history.list({})).entries
    expect(await found({ from: second?.at ?? '', until: institution?.at ?? '' })).toEqual([
      'description.edit one',
      'description.create two',
    ])
    expect(await found({ from: edited?.at ?? '', descriptionId: two })).toEqual([])
    const { others } = await client.history.changes({ id: institution?.id ?? 0 })
    expect(others).toEqual([
      {
        table: 'institution',
        kind: 'changed',
        values: [{ name: 'name', before: INSTITUTION.name, after: 'Another' }],
      },
    ])
  })
})

describe('undo of what somebody else did', () => {
  it('is refused with who did it and when, until the entry is named', async () => {
    const { client } = await anEmptyCatalogue()
    await client.settings.set({ who: '佐藤' })
    const { id } = await client.description.create({
      parentId: null,
      fields: { level: 'item', title: [words('one')] },
    })
    await client.settings.set({ who: '森' })
    await client.description.edit({ id, patch: { title: [words('two')] } })
    await client.history.undo()
    const { undo, another } = await client.history.state()
    expect(another).toEqual({ undo: true, redo: false })
    expect(undo).toMatchObject({ who: '佐藤', action: 'description.create', title: 'one' })
    await expect(client.history.undo()).rejects.toMatchObject({
      code: 'doneByAnother',
      data: { id: undo?.id, who: '佐藤' },
    })
    expect((await client.description.get({ id })).title[0]?.value).toBe('one')
    // Something was done in between: what was named is no longer what undo would take back.
    await client.description.edit({ id, patch: { title: [words('three')] } })
    await expect(client.history.undo({ id: undo?.id ?? 0 })).rejects.toMatchObject({ code: 'nothingToUndo' })
    await client.history.undo()
    await client.history.undo({ id: undo?.id ?? 0 })
    await expect(client.description.get({ id })).rejects.toMatchObject({ code: 'descriptionNotFound' })
  })
})

/** A day later at every reading, from the first of January 2026. */
function aClock(): Clock {
  let day = 0
  return { now: () => new Date(Date.UTC(2026, 0, ++day)).toISOString() }
}
