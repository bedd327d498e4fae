import { describe, expect, it } from 'vitest'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import type { DescriptionPatchInput } from '../../src-main/shared/contract/description.ts'
import { all, close, openToRead } from '../../src-main/catalogue/database.ts'
import { insertText } from '../../src-main/catalogue/text/write.ts'
import { openCatalogue } from '../../src-main/catalogue/open.ts'
import { transact } from '../../src-main/catalogue/transact.ts'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { createClock } from '../../src-main/platform/clock.ts'
import { createIds } from '../../src-main/platform/ids.ts'
import { contentHash } from '../content-hash.ts'
import { anEmptyCatalogue, words } from '../builders.ts'

const everything = { kind: 'branch', id: null } as const

const anItem = async (client: Client, fields: DescriptionPatchInput): Promise<DescriptionId> =>
  (await client.description.create({ parentId: null, fields: { level: 'item', ...fields } })).id

const titleOf = async (client: Client, id: DescriptionId) =>
  (await client.description.get({ id })).title.map(({ value }) => value)

describe('replacement.find', () => {
  it('shows every hit with its record, its field and what stands around it, and changes nothing', async () => {
    const { client, folder } = await anEmptyCatalogue()
    const id = await anItem(client, {
      referenceCode: 'B-1',
      status: 'published',
      title: [words('呉学謙外相との会談。外相の発言')],
      note: [words('外相')],
    })
    await anItem(client, { title: [words('領事事項')] })
    const before = contentHash(folder)
    const found = await client.replacement.find({ scope: everything, find: '外相', replaceBy: '外務大臣' })
    expect(found).toMatchObject({
      total: 3,
      records: [
        {
          id,
          referenceCode: 'B-1',
          title: '呉学謙外相との会談。外相の発言',
          published: true,
          first: 0,
          hits: [
            { field: 'note', before: '', found: '外相', by: '外務大臣', after: '' },
            {
              field: 'title',
              before: '呉学謙',
              found: '外相',
              by: '外務大臣',
              after: 'との会談。外相の発言',
            },
            { field: 'title', before: '呉学謙外相との会談。', found: '外相', after: 'の発言' },
          ],
        },
      ],
    })
    expect(contentHash(folder)).toBe(before)
  })

  it('looks where it is told to: in the scope, and in the fields', async () => {
    const { client } = await anEmptyCatalogue()
    const one = await anItem(client, { title: [words('外相')], note: [words('外相')] })
    await anItem(client, { title: [words('外相')] })
    const find = (input: object) => client.replacement.find({ scope: everything, find: '外相', ...input })
    expect((await find({})).total).toBe(3)
    expect((await find({ scope: { kind: 'units', ids: [one] } })).total).toBe(2)
    expect((await find({ fields: ['note'] })).total).toBe(1)
    expect((await find({ fields: ['transcription'] })).total).toBe(0)
  })

  it('does not look into the bin', async () => {
    const { client } = await anEmptyCatalogue()
    const id = await anItem(client, { title: [words('外相')] })
    await client.description.bin({ ids: [id] })
    expect(await client.replacement.find({ scope: everything, find: '外相' })).toMatchObject({ total: 0 })
  })

  it('refuses an expression that is none, and says what is wrong', async () => {
    const { client } = await anEmptyCatalogue()
    await expect(
      client.replacement.find({ scope: everything, find: '(', kind: 'expression' }),
    ).rejects.toMatchObject({ code: 'expressionInvalid', data: { reason: 'Unterminated group' } })
  })

  it('stops an expression that would take for ever, and nothing is changed', async () => {
    const { client, folder } = await anEmptyCatalogue()
    await anItem(client, { title: [words(`${'a'.repeat(60)}!`)] })
    const before = contentHash(folder)
    const endless = { scope: everything, find: '(a+)+$', kind: 'expression' } as const
    await expect(client.replacement.apply(endless)).rejects.toMatchObject({ code: 'expressionTooSlow' })
    expect(contentHash(folder)).toBe(before)
    // The thread that was ended holds nothing back.
    expect(await client.replacement.find({ scope: everything, find: 'a!' })).toMatchObject({ total: 1 })
  })
})

describe('replacement.apply', () => {
  it('replaces a spelling in forty records as one step, and undo gives back the very bytes', async () => {
    const { client, folder } = await anEmptyCatalogue()
    const ids: DescriptionId[] = []
    for (let number = 0; number < 40; number++)
      ids.push(
        await anItem(client, {
          status: number % 2 === 0 ? 'published' : 'draft',
          title: [words(`Talks with Gromiko, no. ${number}`, 'eng', 'Latn')],
        }),
      )
    const before = contentHash(folder)
    const replacement = { scope: everything, find: 'Gromiko', replaceBy: 'Gromyko' } as const
    const { seen, total } = await client.replacement.find(replacement)
    expect(total).toBe(40)
    const done = await client.replacement.apply({ ...replacement, seen })
    expect(done).toMatchObject({ replaced: 40 })
    expect(done.records.map(({ id }) => id)).toEqual(ids)
    expect(await titleOf(client, ids[39] as DescriptionId)).toEqual(['Talks with Gromyko, no. 39'])
    expect(await client.search.query({ query: 'gromyko' })).toMatchObject({ total: 40 })
    expect(await client.search.query({ query: 'gromiko' })).toMatchObject({ total: 0 })
    expect((await client.history.state()).undo).toMatchObject({ action: 'replacement.apply', changes: 40 })
    await client.history.undo()
    expect(contentHash(folder)).toBe(before)
    expect(await client.search.query({ query: 'gromiko' })).toMatchObject({ total: 40 })
  })

  it('leaves out the hits that are left out, by their numbers', async () => {
    const { client } = await anEmptyCatalogue()
    const id = await anItem(client, { title: [words('外相、外相、外相')] })
    const done = await client.replacement.apply({
      scope: everything,
      find: '外相',
      replaceBy: '大臣',
      leaveOut: [1],
    })
    expect(done).toMatchObject({ replaced: 2, records: [{ id, replaced: 2 }] })
    expect(await titleOf(client, id)).toEqual(['大臣、外相、大臣'])
  })

  it('refuses when the records are no longer those that were looked at', async () => {
    const { client } = await anEmptyCatalogue()
    const id = await anItem(client, { title: [words('外相')] })
    const replacement = { scope: everything, find: '外相', replaceBy: '大臣' } as const
    const { seen } = await client.replacement.find(replacement)
    await client.description.edit({ id, patch: { title: [words('外相、外相')] } })
    await expect(client.replacement.apply({ ...replacement, seen })).rejects.toMatchObject({
      code: 'hitsChanged',
    })
    expect(await titleOf(client, id)).toEqual(['外相、外相'])
  })

  it('writes nothing and no history where there is nothing to be replaced', async () => {
    const { client, folder } = await anEmptyCatalogue()
    const before = contentHash(folder)
    expect(await client.replacement.apply({ scope: everything, find: 'x' })).toEqual({
      historyId: null,
      replaced: 0,
      records: [],
    })
    expect(contentHash(folder)).toBe(before)
  })

  it('puts groups of the expression into the replacement, as they were written', async () => {
    const { client } = await anEmptyCatalogue()
    const id = await anItem(client, { title: [words('第１３３９号、第12号')] })
    await client.replacement.apply({
      scope: everything,
      find: '第(?<number>\\d+)号',
      replaceBy: 'No. $<number> ($1, $&)',
      kind: 'expression',
    })
    expect(await titleOf(client, id)).toEqual(['No. １３３９ (１３３９, 第１３３９号)、No. 12 (12, 第12号)'])
  })

  it('gives reference codes that change hands, and refuses one that another unit has', async () => {
    const { client, folder } = await anEmptyCatalogue()
    const codes = async () =>
      (await client.description.children({ parentId: null })).rows.map(({ referenceCode }) => referenceCode)
    for (const referenceCode of ['A-1', 'A-11', 'A-111', 'B-2']) await anItem(client, { referenceCode })
    const before = contentHash(folder)
    const shift = { scope: everything, find: '^A-1', replaceBy: 'A-11', kind: 'expression' } as const
    await client.replacement.apply({ ...shift, fields: ['referenceCode'] })
    expect(await codes()).toEqual(['A-11', 'A-111', 'A-1111', 'B-2'])
    await client.history.undo()
    expect(contentHash(folder)).toBe(before)
    await expect(
      client.replacement.apply({ scope: everything, find: '^A-11$', replaceBy: 'B-2', kind: 'expression' }),
    ).rejects.toMatchObject({ code: 'referenceCodeTaken', data: { referenceCode: 'B-2' } })
    expect(contentHash(folder)).toBe(before)
  })

  it('reads a date again whose reading came from its words, and leaves a reading of the cataloguer alone', async () => {
    const { client } = await anEmptyCatalogue()
    const dates = [
      { expression: '昭和58年3月25日', edtf: '1983-03-25', calendar: 'japanese' as const, era: 'showa' },
      { expression: '昭和58年', edtf: '1984', inferredFrom: 'the file' },
    ]
    const id = await anItem(client, { dates })
    await client.replacement.apply({ scope: everything, find: '58', replaceBy: '59', fields: ['dates'] })
    expect((await client.description.get({ id })).dates).toMatchObject([
      { expression: '昭和59年3月25日', edtf: '1984-03-25' },
      { expression: '昭和59年', edtf: '1984' },
    ])
  })

  it('replaces in the paragraphs of texts too, and search follows', async () => {
    const { client, core, folder } = await anEmptyCatalogue()
    const id = await anItem(client, { title: [words('電報')] })
    await core.openCatalogue(folder, 'read')
    const environment = {}
    const catalogue = openCatalogue(folder, 'spec', '2026-01-01T00:00:00Z')
    const db = catalogue.writer
    if (!db) throw new Error('open only to be read')
    const context = {
      db,
      clock: createClock(environment),
      ids: createIds(environment),
      who: () => '',
      notify: () => {},
    }
    transact(context, 'import.start', (write) =>
      insertText(write, id, {
        kind: 'transcription',
        language: 'jpn',
        script: 'Jpan',
        source: 'typed',
        agent: null,
        paragraphs: [{ kind: 'body', pageNumber: null, value: '先方ハ外相卜会談セリ' }],
      }),
    )
    catalogue.close()
    await core.openCatalogue(folder, 'write')
    const done = await client.replacement.apply({
      scope: everything,
      find: '卜会談',
      replaceBy: 'ト会談',
      fields: ['transcription'],
    })
    expect(done).toMatchObject({ replaced: 1, records: [{ id, replaced: 1 }] })
    const read = openToRead(databasePath(folder))
    expect(all(read, { text: 'SELECT value FROM paragraph', parameters: [] })).toEqual([
      { value: '先方ハ外相ト会談セリ' },
    ])
    close(read)
    expect(await client.search.query({ query: 'ト会談' })).toMatchObject({ total: 1 })
  })
})
