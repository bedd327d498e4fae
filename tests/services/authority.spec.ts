import { describe, expect, it } from 'vitest'
import type { Client } from '../../src-main/shared/contract/index.ts'
import { contentHash } from '../content-hash.ts'
import { anEmptyCatalogue, words } from '../builders.ts'

type AuthorityInput = NonNullable<Parameters<Client['authority']['create']>[0]>['fields']

const KATORI: AuthorityInput = {
  names: [
    {
      kind: 'authorized',
      value: '鹿取泰衛',
      language: 'jpn',
      script: 'Jpan',
      reading: 'かとり やすえ',
      surname: '鹿取',
      given: '泰衛',
    },
    { kind: 'parallel', value: 'Katori, Yasue', language: 'eng', script: 'Latn' },
  ],
}

const named = (client: Client, value: string, more: object = {}) =>
  client.authority.create({ fields: { names: [{ kind: 'authorized', value, ...more }] } })

const item = (client: Client, agents: object[] = []) =>
  client.description.create({ parentId: null, fields: { level: 'item', agents } })

const namesOf = async (client: Client, id: number) =>
  (await client.description.get({ id: id })).agents.map(({ name, role }) => [name, role])

describe('authority.suggest', () => {
  it('finds one person by kanji, kana of either kind, letters, and a part of any of them', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await client.authority.create({ fields: KATORI })
    await named(client, '安倍晋太郎', { reading: 'あべ しんたろう' })
    for (const query of [
      '鹿取',
      'かとり',
      'カトリ',
      'ｶﾄﾘ',
      'Katori',
      'katori yasue',
      'やすえ',
      'かとりやすえ',
      '泰衛',
    ]) {
      expect(
        (await client.authority.suggest({ query })).map((row) => row.id),
        query,
      ).toEqual([id])
    }
  })

  it('finds a reading by its letters, with and without the macrons of long vowels', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await named(client, '安倍晋太郎', { reading: 'あべ しんたろう' })
    for (const query of ['Shintaro', 'shintarou', 'Shintarō', 'abe s'])
      expect(
        (await client.authority.suggest({ query })).map((row) => row.id),
        query,
      ).toEqual([id])
  })

  it('shows type, dates, another form and uses, and puts what begins so before what only holds it', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await client.authority.create({
      fields: { ...KATORI, dates: [{ expression: '1920–2003', edtf: '1920/2003' }] },
    })
    await named(client, 'お鹿取')
    await item(client, [{ authorityId: id, role: 'sender' }])
    const [first, second] = await client.authority.suggest({ query: '鹿取' })
    expect(first).toMatchObject({ id, type: 'person', other: 'Katori, Yasue', dates: '1920–2003', uses: 1 })
    expect(second?.name).toBe('お鹿取')
  })
})

describe('authority.list', () => {
  it('sorts by reading in the order of 五十音, letters before, kanji without a reading last', async () => {
    const { client } = await anEmptyCatalogue()
    for (const [value, reading] of [
      ['外務省', 'がいむしょう'],
      ['鹿取泰衛', 'かとり やすえ'],
      ['グロムイコ', null],
      ['Kapitsa', null],
      ['安倍晋太郎', 'アベ シンタロウ'],
      ['呉学謙', null],
      ['キッシンジャー', null],
    ] as const)
      await named(client, value, { reading })
    const { rows } = await client.authority.list({})
    expect(rows.map(({ name }) => name)).toEqual([
      'Kapitsa',
      '安倍晋太郎',
      '外務省',
      '鹿取泰衛',
      'キッシンジャー',
      'グロムイコ',
      '呉学謙',
    ])
    expect(await client.authority.initials({})).toEqual([
      { initial: 'k', index: 0 },
      { initial: 'あ', index: 1 },
      { initial: 'か', index: 2 },
      { initial: '漢', index: 6 },
    ])
  })

  it('sorts by letters: the surname first, a reading by its romanisation', async () => {
    const { client } = await anEmptyCatalogue()
    await named(client, 'Andrei Gromyko', { surname: 'Gromyko', given: 'Andrei', nameOrder: 'givenFirst' })
    await named(client, '安倍晋太郎', { reading: 'あべ しんたろう' })
    await named(client, 'Élysée')
    const { rows } = await client.authority.list({ order: 'latin' })
    expect(rows.map(({ name }) => name)).toEqual(['安倍晋太郎', 'Élysée', 'Andrei Gromyko'])
  })

  it('is filtered by type, by words in any form, and to those that nothing uses', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await client.authority.create({ fields: KATORI })
    await client.authority.create({
      fields: { type: 'position', names: [{ kind: 'authorized', value: '在中国大使' }] },
    })
    await item(client, [{ authorityId: id }])
    const list = async (input: object) => (await client.authority.list(input)).rows.map(({ name }) => name)
    expect(await list({ type: 'position' })).toEqual(['在中国大使'])
    expect(await list({ query: 'yasue katori' })).toEqual(['鹿取泰衛'])
    expect(await list({ unused: true })).toEqual(['在中国大使'])
  })
})

describe('authority.edit', () => {
  it('renames in every description at once: in the record, and in what search finds', async () => {
    const { client } = await anEmptyCatalogue()
    await named(client, 'somebody else')
    const { id } = await named(client, 'グロムィコ')
    const units = [
      await item(client, [{ authorityId: id }]),
      await item(client, [{ authorityId: id, role: 'mentioned' }]),
    ]
    await client.authority.edit({
      id,
      patch: {
        names: [
          { kind: 'authorized', value: 'アンドレイ・グロムイコ' },
          { kind: 'parallel', value: 'Andrei Gromyko' },
        ],
      },
    })
    for (const unit of units) expect((await namesOf(client, unit.id))[0]?.[0]).toBe('アンドレイ・グロムイコ')
    expect((await client.search.query({ query: 'Gromyko' })).total).toBe(2)
    await client.history.undo()
    expect((await client.search.query({ query: 'Gromyko' })).total).toBe(0)
    expect((await client.search.query({ query: 'グロムィコ' })).total).toBe(2)
  })

  it('makes the writes of one visit one step', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await named(client, 'one')
    for (const value of ['two', 'three'])
      await client.authority.edit({ id, patch: { names: [{ kind: 'authorized', value }] }, visit: 'v' })
    await client.history.undo()
    expect((await client.authority.get({ id })).names[0]?.value).toBe('one')
  })

  it('refuses a record without one authorized form, holders of what is no position, and itself as its relation', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await named(client, 'one')
    const other = await named(client, 'other')
    const nameless: NonNullable<AuthorityInput['names']>[] = [
      [],
      [{ value: 'variant' }],
      [{ kind: 'authorized', value: ' ' }],
    ]
    for (const names of nameless)
      await expect(client.authority.edit({ id, patch: { names } })).rejects.toMatchObject({
        code: 'authorityNeedsName',
      })
    await expect(
      client.authority.edit({ id, patch: { holders: [{ holderId: other.id }] } }),
    ).rejects.toMatchObject({ code: 'notAPosition' })
    await expect(
      client.authority.edit({ id, patch: { relations: [{ otherId: id }] } }),
    ).rejects.toMatchObject({ code: 'authorityNotFound' })
  })

  it('keeps a position apart from its holders, and shows each from its own side', async () => {
    const { client } = await anEmptyCatalogue()
    const abe = await named(client, '安倍晋太郎')
    const minister = await client.authority.create({
      fields: { type: 'position', names: [{ kind: 'authorized', value: '外務大臣' }] },
    })
    await client.authority.edit({
      id: minister.id,
      patch: { holders: [{ holderId: abe.id, expression: '1982年11月–1986年7月', edtf: '1982-11/1986-07' }] },
    })
    expect((await client.authority.get({ id: abe.id })).positions).toMatchObject([
      { holderId: minister.id, name: '外務大臣', edtf: '1982-11/1986-07' },
    ])
    const unit = await item(client, [{ authorityId: minister.id, role: 'addressee' }])
    expect(await namesOf(client, unit.id)).toEqual([['外務大臣', 'addressee']])
  })
})

describe('description.edit', () => {
  it('links by id, or by a name that is made on the way and linked again the next time', async () => {
    const { client } = await anEmptyCatalogue()
    const [one, two] = [
      await item(client, [{ name: 'グロムイコ' }]),
      await item(client, [{ name: 'グロムイコ' }]),
    ]
    const id = one.agents[0]?.authorityId ?? null
    expect(id).not.toBeNull()
    expect(two.agents[0]?.authorityId).toBe(id)
    const edited = await client.description.edit({
      id: one.id,
      patch: { agents: [{ authorityId: id, role: 'mentioned', suppliedBy: 'translator' }] },
    })
    expect(edited.agents).toMatchObject([
      { authorityId: id, name: 'グロムイコ', role: 'mentioned', suppliedBy: 'translator' },
    ])
  })

  it('does not take a name for somebody of whom it is only a variant', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await client.authority.create({
      fields: {
        names: [
          { kind: 'authorized', value: '安倍晋太郎' },
          { kind: 'variant', value: '安倍' },
        ],
      },
    })
    const unit = await item(client, [{ name: '安倍' }])
    expect(unit.agents[0]?.authorityId).not.toBe(id)
  })

  it('refuses an authority that is not there', async () => {
    const { client } = await anEmptyCatalogue()
    await expect(item(client, [{ authorityId: 404 }])).rejects.toMatchObject({ code: 'authorityNotFound' })
  })
})

describe('authority.merge', () => {
  it('keeps every link with its role, every form as a variant and every identifier, as one step', async () => {
    const { client, folder } = await anEmptyCatalogue()
    const keep = await client.authority.create({
      fields: { ...KATORI, identifiers: [{ source: 'viaf', value: '1' }] },
    })
    const other = await client.authority.create({
      fields: {
        names: [
          { kind: 'authorized', value: 'カトリ大使' },
          { kind: 'variant', value: 'Amb. Katori' },
        ],
        identifiers: [{ source: 'ndl', value: '2' }],
        history: [words('Ambassador to China.')],
      },
    })
    const shared = await item(client, [
      { authorityId: keep.id, role: 'sender' },
      { authorityId: other.id, role: 'sender' },
      { authorityId: other.id, role: 'mentioned' },
    ])
    const only = await item(client, [{ authorityId: other.id, role: 'addressee' }])
    const before = contentHash(folder)

    const merged = await client.authority.merge({
      keepId: keep.id,
      mergeIds: [other.id],
      patch: { history: other.history },
    })
    expect(merged.names.map(({ kind, value }) => [kind, value])).toEqual([
      ['authorized', '鹿取泰衛'],
      ['parallel', 'Katori, Yasue'],
      ['variant', 'カトリ大使'],
      ['variant', 'Amb. Katori'],
    ])
    expect(merged.identifiers).toEqual([
      { source: 'viaf', value: '1' },
      { source: 'ndl', value: '2' },
      { source: 'shoko', value: other.uid },
    ])
    expect(merged.history).toMatchObject([{ value: 'Ambassador to China.' }])
    expect(await namesOf(client, shared.id)).toEqual([
      ['鹿取泰衛', 'sender'],
      ['鹿取泰衛', 'mentioned'],
    ])
    expect(await namesOf(client, only.id)).toEqual([['鹿取泰衛', 'addressee']])
    await expect(client.authority.get({ id: other.id })).rejects.toMatchObject({ code: 'authorityNotFound' })
    expect((await client.search.query({ query: 'カトリ大使' })).total).toBe(2)

    await client.history.undo()
    expect(contentHash(folder)).toBe(before)
    await client.history.redo()
    expect((await client.authority.uses({ id: keep.id })).total).toBe(3)
  })

  it('makes one of many: a link of a role once, every form of all, and one undo gives all back', async () => {
    const { client, folder } = await anEmptyCatalogue()
    const made = []
    for (const value of ['鹿取泰衛', 'カトリ大使', 'Katori, Y.', 'Amb. Katori'])
      made.push(await client.authority.create({ fields: { names: [{ kind: 'authorized', value }] } }))
    const [keep, ...others] = made.map(({ id }) => id)
    if (keep === undefined) throw new Error('nothing was made')
    const all = await item(
      client,
      made.map(({ id }) => ({ authorityId: id, role: 'sender' as const })),
    )
    const before = contentHash(folder)
    const { names } = await client.authority.merge({ keepId: keep, mergeIds: others })
    expect(names.map(({ value }) => value)).toEqual(['鹿取泰衛', 'カトリ大使', 'Katori, Y.', 'Amb. Katori'])
    expect(await namesOf(client, all.id)).toEqual([['鹿取泰衛', 'sender']])
    await client.history.undo()
    expect(contentHash(folder)).toBe(before)
  })

  it('brings relations and held positions over, and says nothing of itself', async () => {
    const { client } = await anEmptyCatalogue()
    const [keep, other, third] = [
      await named(client, 'one'),
      await named(client, 'two'),
      await named(client, 'three'),
    ]
    await client.authority.edit({
      id: keep.id,
      patch: { relations: [{ type: 'family', otherId: other.id }] },
    })
    await client.authority.edit({
      id: other.id,
      patch: { relations: [{ type: 'associated', otherId: third.id }] },
    })
    const position = await client.authority.create({
      fields: {
        type: 'position',
        names: [{ kind: 'authorized', value: 'post' }],
        holders: [{ holderId: other.id }, { holderId: keep.id }],
      },
    })
    const merged = await client.authority.merge({ keepId: keep.id, mergeIds: [other.id] })
    expect(merged.relations).toMatchObject([{ type: 'associated', otherId: third.id }])
    expect(merged.positions).toMatchObject([{ holderId: position.id }])
  })

  it('takes a name for supplied only where every link says so', async () => {
    const { client } = await anEmptyCatalogue()
    const [keep, other] = [await named(client, 'one'), await named(client, 'two')]
    const unit = await item(client, [
      { authorityId: keep.id, role: 'mentioned', suppliedBy: 'translator' },
      { authorityId: other.id, role: 'mentioned' },
    ])
    await client.authority.merge({ keepId: keep.id, mergeIds: [other.id] })
    expect((await client.description.get({ id: unit.id })).agents).toMatchObject([{ suppliedBy: null }])
  })
})

describe('authority.bin', () => {
  it('refuses what a description links to, also from the bin, and says by how many', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await named(client, 'one')
    const unit = await item(client, [{ authorityId: id }])
    await item(client, [{ authorityId: id }])
    await client.description.bin({ ids: [unit.id] })
    await expect(client.authority.bin({ ids: [id] })).rejects.toMatchObject({
      code: 'authorityInUse',
      data: { id, uses: 1, binned: 1 },
    })
  })

  it('takes an unused one out of the list, and restore brings it back', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await named(client, 'one')
    await client.authority.bin({ ids: [id] })
    expect((await client.authority.list({})).total).toBe(0)
    expect((await client.authority.list({ binned: true })).rows).toMatchObject([{ id, name: 'one' }])
    await client.authority.restore({ id })
    expect((await client.authority.list({ query: 'one' })).total).toBe(1)
  })
})

describe('authority.uses', () => {
  it('names the descriptions with the role of each link', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await named(client, 'one')
    const unit = await item(client, [
      { authorityId: id, role: 'sender' },
      { authorityId: id, role: 'mentioned' },
    ])
    const { total, rows } = await client.authority.uses({ id })
    expect(total).toBe(2)
    expect(rows).toMatchObject([
      { role: 'sender', description: { id: unit.id } },
      { role: 'mentioned', description: { id: unit.id } },
    ])
  })
})
