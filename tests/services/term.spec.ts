import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { AccessPoint } from '../../src-main/shared/contract/description.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import { anEmptyCatalogue } from '../builders.ts'
import { contentHash } from '../content-hash.ts'

type TermInput = NonNullable<Parameters<Client['term']['create']>[0]>['fields']

const MOSCOW: TermInput = {
  type: 'place',
  source: 'tgn',
  code: '7012974',
  labels: [
    { kind: 'preferred', value: 'モスクワ', language: 'jpn', script: 'Jpan' },
    { kind: 'preferred', value: 'Moscow', language: 'eng', script: 'Latn' },
    { kind: 'alternative', value: '莫斯科', language: 'chi' },
  ],
}

const labelled = (client: Client, value: string, more: object = {}) =>
  client.term.create({ fields: { type: 'subject', labels: [{ kind: 'preferred', value }], ...more } })

const item = (client: Client, accessPoints: z.input<typeof AccessPoint>[]) =>
  client.description.create({ parentId: null, fields: { level: 'item', accessPoints } })

const pointsOf = async (client: Client, id: number) =>
  (await client.description.get({ id: id })).accessPoints.map(({ type, value, source, termId }) => [
    type,
    value,
    source,
    termId,
  ])

const found = async (client: Client, query: string) =>
  (await client.search.query({ query })).hits.map(({ id }) => id)

describe('term.suggest', () => {
  it('finds a term by every label and reading, in either script, of the type that is asked for', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await client.term.create({ fields: MOSCOW })
    const { id: talks } = await client.term.create({
      fields: { type: 'subject', labels: [{ kind: 'preferred', value: '会談', reading: 'かいだん' }] },
    })
    for (const query of ['モスクワ', 'もすく', 'mosc', '莫斯科'])
      expect(
        (await client.term.suggest({ query })).map((row) => row.id),
        query,
      ).toEqual([id])
    expect((await client.term.suggest({ query: 'kaidan' })).map((row) => row.id)).toEqual([talks])
    expect(await client.term.suggest({ query: 'モスクワ', type: 'subject' })).toEqual([])
    expect((await client.term.suggest({ query: 'moscow' }))[0]).toMatchObject({
      label: 'モスクワ',
      other: 'Moscow',
      source: 'tgn',
      labels: [
        { value: 'モスクワ', language: 'jpn' },
        { value: 'Moscow', language: 'eng' },
      ],
    })
  })
})

describe('term.edit', () => {
  it('leaves the fields that are not named as they are', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await client.term.create({ fields: { ...MOSCOW, note: 'Capital' } })
    const { labels = [] } = MOSCOW
    expect(await client.term.edit({ id, patch: { labels } })).toMatchObject({
      code: '7012974',
      note: 'Capital',
    })
    expect(await client.term.edit({ id, patch: { code: null } })).toMatchObject({
      code: null,
      note: 'Capital',
    })
  })
})

describe('term.list', () => {
  it('sorts by reading and by letters, narrows by type, vocabulary and words, and says where each begins', async () => {
    const { client } = await anEmptyCatalogue()
    const { id: moscow } = await client.term.create({ fields: MOSCOW })
    const { id: arms } = await client.term.create({
      fields: { type: 'subject', labels: [{ kind: 'preferred', value: '軍備', reading: 'ぐんび' }] },
    })
    const { id: detente } = await labelled(client, 'Détente', { source: 'lcsh' })
    const listed = async (asked: object) => (await client.term.list(asked)).rows.map(({ id }) => id)
    expect(await listed({ order: 'kana' })).toEqual([detente, arms, moscow])
    expect(await listed({ order: 'latin' })).toEqual([detente, arms, moscow])
    expect(await listed({ type: 'subject' })).toEqual([detente, arms])
    expect(await listed({ source: 'lcsh' })).toEqual([detente])
    expect(await listed({ query: 'detente' })).toEqual([detente])
    expect(await client.term.initials({ order: 'kana', type: 'place' })).toEqual([
      { initial: 'ま', index: 0 },
    ])
    expect(await client.term.locate({ id: moscow, order: 'kana' })).toEqual({ index: 2 })
    expect(await client.term.sources()).toEqual([
      { source: 'local', terms: 1 },
      { source: 'lcsh', terms: 1 },
      { source: 'tgn', terms: 1 },
    ])
  })
})

describe('term.edit', () => {
  it('lets descriptions follow a corrected label, and one undo takes all of it back', async () => {
    const { client, folder } = await anEmptyCatalogue()
    const term = await client.term.create({ fields: MOSCOW })
    const japanese = await item(client, [
      { type: 'place', value: 'モスクワ', source: 'tgn', termId: term.id },
    ])
    const english = await item(client, [{ type: 'place', value: 'Moscow', source: 'tgn', termId: term.id }])
    const before = contentHash(folder)
    await client.term.edit({
      id: term.id,
      patch: {
        labels: term.labels.map((label) =>
          label.value === 'Moscow' ? { ...label, value: 'Moskva' } : label,
        ),
      },
    })
    expect(await pointsOf(client, english.id)).toEqual([['place', 'Moskva', 'tgn', term.id]])
    expect(await pointsOf(client, japanese.id)).toEqual([['place', 'モスクワ', 'tgn', term.id]])
    expect((await found(client, 'Moskva')).sort()).toEqual([japanese.id, english.id].sort())
    expect(await found(client, 'Moscow')).toEqual([])
    await client.history.undo()
    expect(contentHash(folder)).toBe(before)
    expect((await found(client, 'Moscow')).sort()).toEqual([japanese.id, english.id].sort())
  })

  it('refuses a term without a preferred label, two preferred ones of a language, and a circle of wider terms', async () => {
    const { client } = await anEmptyCatalogue()
    const wide = await labelled(client, '外交')
    const narrow = await labelled(client, '首脳会談', { relations: [{ type: 'broader', otherId: wide.id }] })
    await expect(client.term.create({ fields: { labels: [] } })).rejects.toMatchObject({
      code: 'termNeedsLabel',
    })
    await expect(
      client.term.edit({
        id: wide.id,
        patch: {
          labels: [
            { kind: 'preferred', value: 'a', language: 'eng' },
            { kind: 'preferred', value: 'b', language: 'eng' },
          ],
        },
      }),
    ).rejects.toMatchObject({ code: 'termNeedsLabel' })
    await expect(
      client.term.edit({ id: wide.id, patch: { relations: [{ type: 'broader', otherId: narrow.id }] } }),
    ).rejects.toMatchObject({ code: 'termInItself' })
    expect((await client.term.get({ id: wide.id })).relatedFrom).toMatchObject([
      { type: 'broader', otherId: narrow.id, label: '首脳会談' },
    ])
  })
})

describe('term.merge', () => {
  it('leads every link to the one that is kept, says it once, keeps every label, and is one undo step', async () => {
    const { client, folder } = await anEmptyCatalogue()
    const kept = await client.term.create({ fields: MOSCOW })
    const other = await client.term.create({
      fields: { type: 'place', labels: [{ kind: 'preferred', value: 'モスコー', language: 'jpn' }] },
    })
    const both = await item(client, [
      { type: 'place', value: 'モスクワ', source: 'tgn', termId: kept.id },
      { type: 'place', value: 'モスコー', source: 'local', language: 'jpn', termId: other.id },
    ])
    const one = await item(client, [
      { type: 'place', value: 'モスコー', source: 'local', language: 'jpn', termId: other.id },
    ])
    const before = contentHash(folder)
    const merged = await client.term.merge({ keepId: kept.id, mergeIds: [other.id] })
    expect(merged.labels.map(({ kind, value }) => [kind, value])).toEqual([
      ['preferred', 'モスクワ'],
      ['preferred', 'Moscow'],
      ['alternative', '莫斯科'],
      ['alternative', 'モスコー'],
    ])
    expect(await pointsOf(client, both.id)).toEqual([['place', 'モスクワ', 'tgn', kept.id]])
    expect(await pointsOf(client, one.id)).toEqual([['place', 'モスクワ', 'tgn', kept.id]])
    expect((await found(client, 'モスコー')).sort()).toEqual([both.id, one.id].sort())
    await client.history.undo()
    expect(contentHash(folder)).toBe(before)
  })
})

describe('term.bin', () => {
  it('keeps a term that describes something, and gives back one that does not', async () => {
    const { client } = await anEmptyCatalogue()
    const term = await labelled(client, '会談')
    const { id } = await item(client, [{ type: 'subject', value: '会談', termId: term.id }])
    await expect(client.term.bin({ ids: [term.id] })).rejects.toMatchObject({
      code: 'termInUse',
      data: { uses: 1, binned: 0 },
    })
    await client.description.edit({ id, patch: { accessPoints: [] } })
    await client.term.bin({ ids: [term.id] })
    expect((await client.term.list({})).total).toBe(0)
    expect((await client.term.list({ binned: true })).rows.map(({ label }) => label)).toEqual(['会談'])
    await client.term.restore({ id: term.id })
    expect((await client.term.list({})).total).toBe(1)
  })
})

describe('term.gather', () => {
  it('makes words into the terms whose labels they are or into new ones, wherever they stand, as one step', async () => {
    const { client, folder } = await anEmptyCatalogue()
    const moscow = await client.term.create({ fields: MOSCOW })
    const first = await item(client, [
      { type: 'place', value: '莫斯科' },
      { type: 'subject', value: '会談', language: 'jpn' },
    ])
    const second = await item(client, [
      { type: 'subject', value: '会談', language: 'jpn' },
      { type: 'subject', value: '莫斯科' },
    ])
    const { rows } = await client.term.loose({})
    expect(rows.map(({ type, value, uses, termId }) => [type, value, uses, termId])).toEqual([
      ['subject', '会談', 2, null],
      ['place', '莫斯科', 1, moscow.id],
      ['subject', '莫斯科', 1, null],
    ])
    const before = contentHash(folder)
    expect(await client.term.gather({ words: rows.slice(0, 2) })).toMatchObject({ made: 1, linked: 3 })
    const [talks] = await client.term.suggest({ query: '会談' })
    expect(await pointsOf(client, first.id)).toEqual([
      ['place', '莫斯科', 'tgn', moscow.id],
      ['subject', '会談', 'local', talks?.id],
    ])
    expect(await pointsOf(client, second.id)).toEqual([
      ['subject', '会談', 'local', talks?.id],
      ['subject', '莫斯科', 'local', null],
    ])
    expect((await client.term.loose({})).rows.map(({ value }) => value)).toEqual(['莫斯科'])
    await client.history.undo()
    expect(contentHash(folder)).toBe(before)
  })

  it('never takes words of one published vocabulary for a term of another', async () => {
    const { client } = await anEmptyCatalogue()
    await labelled(client, 'Diplomacy', { source: 'lcsh' })
    await item(client, [{ type: 'subject', value: 'Diplomacy', source: 'aat' }])
    const { rows } = await client.term.loose({})
    expect(rows).toMatchObject([{ value: 'Diplomacy', source: 'aat', termId: null }])
    await client.term.gather({ words: rows })
    expect((await client.term.sources()).map(({ source }) => source).sort()).toEqual(['aat', 'lcsh'])
  })
})
