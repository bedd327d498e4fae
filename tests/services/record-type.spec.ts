/** Types of record: what they give to new records, what they make missing, and how the office changes them. */
import { describe, expect, it } from 'vitest'
import type { RecordTypeInput } from '../../src-main/shared/contract/record-type.ts'
import { FIELD_NAMES } from '../../src-main/shared/domain/field.ts'
import { anEmptyCatalogue, words } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'

const field = (name: RecordTypeInput['fields'][number]['field'], more = {}) => ({
  field: name,
  tab: 'identity' as const,
  ...more,
})

/** A postcard: always an item of the office's language, with a list of processes, and a place to be named. */
const postcard = (): RecordTypeInput => ({
  code: 'postcard',
  label: { en: 'Postcard', ja: '絵葉書' },
  fields: [
    field('title', { required: true }),
    field('recordType'),
    field('physicalFacet', { required: true, vocabulary: ['collotype', 'halftone'] }),
    field('languages', { value: [{ language: 'jpn', script: 'Jpan' }] }),
    field('level', { value: 'item', constant: true }),
    field('accessPoints', { required: true }),
  ],
})

const typeOf = async ({ client }: CatalogueInASpec, code: string) =>
  (await client.recordType.list()).find(({ type }) => type.code === code)

const missingOf = async ({ client }: CatalogueInASpec) =>
  (await client.description.children({ parentId: null })).rows.map(({ missing }) => missing)

describe('recordType.list', () => {
  it('has the shipped types, in both languages, and a place for every field in the general one', async () => {
    const { client } = await anEmptyCatalogue()
    const listed = await client.recordType.list()
    expect(listed.map(({ type, origin }) => [type.code, origin])).toEqual(
      ['general', 'telegram', 'letter', 'minutes', 'photograph'].map((code) => [code, 'shipped']),
    )
    for (const { type } of listed) expect(type.label.ja).toMatch(/[\p{Script=Han}]/u)
    const shown = new Set(listed[0]?.type.fields.map((entry) => entry.field))
    expect(FIELD_NAMES.filter((name) => !shown.has(name))).toEqual(['otherLevel', 'status', 'assignee'])
  })
})

describe('a new record', () => {
  it('begins with what its type says where nothing else is given, and always has what is constant', async () => {
    const { client } = await anEmptyCatalogue()
    await client.recordType.put({ type: postcard() })
    const made = await client.description.create({ parentId: null, fields: { recordType: 'postcard' } })
    expect(made).toMatchObject({ level: 'item', languages: [{ language: 'jpn', script: 'Jpan' }] })
    const given = await client.description.create({
      parentId: null,
      fields: { recordType: 'postcard', level: 'series', languages: [{ language: 'eng' }] },
    })
    expect(given).toMatchObject({ level: 'item', languages: [{ language: 'eng' }] })
  })

  it('is not of a type that the catalogue does not have', async () => {
    const { client } = await anEmptyCatalogue()
    await expect(
      client.description.create({ parentId: null, fields: { recordType: 'postcard' } }),
    ).rejects.toMatchObject({ code: 'recordTypeNotFound', data: { code: 'postcard' } })
  })
})

describe('a record whose type changes', () => {
  it('keeps what it has, gains what the type gives to empty fields, and is itself again after undo', async () => {
    const { client } = await anEmptyCatalogue()
    await client.recordType.put({ type: postcard() })
    const made = await client.description.create({
      parentId: null,
      fields: { level: 'file', title: [words('Fuji')], classification: [words('極秘', 'jpn', 'Jpan')] },
    })
    const changed = await client.description.edit({ id: made.id, patch: { recordType: 'postcard' } })
    expect(changed).toMatchObject({
      level: 'file',
      classification: [{ value: '極秘' }],
      languages: [{ language: 'jpn', script: 'Jpan' }],
    })
    await client.history.undo()
    expect(await client.description.get({ id: made.id })).toMatchObject({
      recordType: 'general',
      languages: [],
      classification: [{ value: '極秘' }],
    })
  })
})

describe('what is missing', () => {
  it('follows the type, and the type as the office changes it', async () => {
    const made = await anEmptyCatalogue()
    const { client } = made
    await client.recordType.put({ type: postcard() })
    const { id } = await client.description.create({
      parentId: null,
      fields: { recordType: 'postcard', title: [words('Fuji')] },
    })
    await client.description.create({ parentId: null, fields: { title: [words('Fonds')] } })
    const general = ['referenceCode', 'dates', 'extents', 'agents']
    expect(await missingOf(made)).toEqual([['physicalFacet', 'accessPoints'], general])
    await client.description.edit({ id, patch: { accessPoints: [{ value: 'mountains' }] } })
    expect(await missingOf(made)).toEqual([['physicalFacet'], general])
    const type = postcard()
    await client.recordType.put({ type: { ...type, fields: type.fields.slice(0, 2) } })
    expect(await missingOf(made)).toEqual([[], general])
    await client.history.undo()
    expect(await missingOf(made)).toEqual([['physicalFacet'], general])
  })
})

describe('a search', () => {
  const found = async ({ client }: CatalogueInASpec, query: string) =>
    (await client.search.query({ query, offset: 0, limit: 10 })).hits.length

  it('knows who is complete as the type now says, after undo too', async () => {
    const made = await anEmptyCatalogue()
    const { client } = made
    const type = { ...postcard(), fields: [field('title', { required: true }), field('recordType')] }
    await client.recordType.put({ type })
    await client.description.create({
      parentId: null,
      fields: { recordType: 'postcard', title: [words('Fuji')] },
    })
    expect(await found(made, 'is:complete')).toBe(1)
    await client.recordType.put({
      type: { ...type, fields: [...type.fields, field('relations', { required: true })] },
    })
    expect(await found(made, 'is:complete')).toBe(0)
    await client.history.undo()
    expect(await found(made, 'is:complete')).toBe(1)
    await client.history.redo()
    expect(await found(made, 'is:incomplete')).toBe(1)
  })

  it('finds the records of the office’s own type by its code and by its name', async () => {
    const made = await anEmptyCatalogue()
    const { client } = made
    await client.recordType.put({ type: postcard() })
    await client.description.create({ parentId: null, fields: { recordType: 'postcard' } })
    await client.description.create({ parentId: null, fields: {} })
    for (const name of ['postcard', 'Postcard', '絵葉書', '一般'])
      expect(await found(made, `type:${name}`), name).toBe(1)
    expect(await found(made, 'type:電報')).toBe(0)
  })
})

describe('the checks', () => {
  it('ask for what the type requires beside what the standard does', async () => {
    const { client } = await anEmptyCatalogue()
    await client.recordType.put({ type: postcard() })
    const { id } = await client.description.create({ parentId: null, fields: { recordType: 'postcard' } })
    const said = (await client.finding.ofRecord({ descriptionId: id })).map(({ code, field }) => [
      code,
      field,
    ])
    expect(said).toContainEqual(['fieldMissingForType', 'accessPoints'])
    expect(said).toContainEqual(['fieldMissing', 'title'])
  })
})

describe('recordType.put and reset', () => {
  it('keep the office’s own form of a shipped type until it is reset', async () => {
    const made = await anEmptyCatalogue()
    const { client } = made
    const shipped = await typeOf(made, 'letter')
    if (!shipped) throw new Error('no letter')
    await client.recordType.put({ type: { ...shipped.type, label: { en: 'Missive', ja: '書状' } } })
    expect(await typeOf(made, 'letter')).toMatchObject({ origin: 'changed', type: { label: { ja: '書状' } } })
    await client.recordType.reset({ code: 'letter' })
    expect(await typeOf(made, 'letter')).toEqual(shipped)
    await client.history.undo()
    expect(await typeOf(made, 'letter')).toMatchObject({ origin: 'changed' })
  })

  it('refuse to take away a type of records that are there', async () => {
    const made = await anEmptyCatalogue()
    const { client } = made
    await client.recordType.put({ type: postcard() })
    const { id } = await client.description.create({ parentId: null, fields: { recordType: 'postcard' } })
    await expect(client.recordType.reset({ code: 'postcard' })).rejects.toMatchObject({
      code: 'recordTypeInUse',
      data: { uses: 1 },
    })
    await client.description.edit({ id, patch: { recordType: 'general' } })
    await client.recordType.reset({ code: 'postcard' })
    expect(await typeOf(made, 'postcard')).toBeUndefined()
  })

  it('refuse a type that could not be used, with the place and the reason of each fault', async () => {
    const { client } = await anEmptyCatalogue()
    const fields = [
      field('title', { value: 'no values', vocabulary: ['a'] }),
      field('title'),
      field('level', { constant: true, vocabulary: ['item'] }),
      field('dates', { role: 'sender' }),
    ]
    await expect(client.recordType.put({ type: { ...postcard(), fields } })).rejects.toMatchObject({
      code: 'recordTypeInvalid',
      data: {
        problems: [
          { place: 'fields.0.value', rule: 'valueWrong' },
          { place: 'fields.1.field', rule: 'fieldTwice' },
          { place: 'fields.2.vocabulary', rule: 'listForTextOnly' },
          { place: 'fields.2.constant', rule: 'constantEmpty' },
          { place: 'fields.3.role', rule: 'roleWithoutNames' },
          { place: 'fields', rule: 'typeNotShown' },
        ],
      },
    })
    expect((await client.history.list({})).entries).toEqual([])
  })
})

describe('recordType.export and import', () => {
  it('carry types to another catalogue, in one step', async () => {
    const one = await anEmptyCatalogue()
    await one.client.recordType.put({ type: postcard() })
    const { text, fileName } = await one.client.recordType.export({ codes: ['postcard', 'telegram'] })
    expect(fileName).toBe('record-types.json')
    const other = await anEmptyCatalogue()
    expect((await other.client.recordType.import({ text })).codes).toEqual(['postcard', 'telegram'])
    expect((await typeOf(other, 'postcard'))?.type).toEqual((await typeOf(one, 'postcard'))?.type)
    await other.client.history.undo()
    expect(await typeOf(other, 'postcard')).toBeUndefined()
  })

  it.each([
    ['not a file of types', 'PK\u0003\u0004', [{ place: '', rule: 'notJson' }]],
    ['of another program', '{"a":1}', [{ place: 'shokoRecordTypes', rule: 'notTypes' }]],
    [
      'a field that is not known',
      JSON.stringify({
        shokoRecordTypes: 1,
        types: [{ ...postcard(), fields: [field('title'), { field: 'colour', tab: 'identity' }] }],
      }),
      [{ place: 'types.0.fields.1.field', rule: 'invalid_value' }],
    ],
    [
      'a code twice',
      JSON.stringify({ shokoRecordTypes: 1, types: [postcard(), postcard()] }),
      [{ place: 'types.1.code', rule: 'codeTwice' }],
    ],
  ])('refuse a file with %s, and take nothing of it', async (_what, text, problems) => {
    const { client } = await anEmptyCatalogue()
    await expect(client.recordType.import({ text })).rejects.toMatchObject({
      code: 'recordTypeInvalid',
      data: expect.objectContaining({ problems: expect.arrayContaining(problems) as unknown }) as unknown,
    })
    expect(await client.recordType.list()).toHaveLength(5)
  })
})
