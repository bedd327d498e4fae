import { describe, expect, it } from 'vitest'
import { anEmptyCatalogue, words } from '../builders.ts'

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
    expect(changes).toMatchObject([
      { table: 'descriptionText', column: 'value', before: 'one', after: 'two' },
    ])
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
