import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { stringify } from 'csv-stringify/sync'
import iconv from 'iconv-lite'
import writeExcel from 'write-excel-file/node'
import { describe, expect, it } from 'vitest'
import { databasePath } from '../../src-main/catalogue/open.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import type { ChangeKind } from '../../src-main/shared/contract/sheet.ts'
import { openZip } from '../../src-main/platform/zip-reader.ts'
import { zip } from '../../src-main/platform/zip-writer.ts'
import { aFolder, anEmptyCatalogue, words } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'

const aFile = (content: string | Uint8Array, name = 'list.csv'): string => {
  const path = join(aFolder(), name)
  writeFileSync(path, content)
  return path
}

type Given = Partial<Parameters<CatalogueInASpec['client']['sheet']['plan']>[0]>

async function compared(made: CatalogueInASpec, path: string, given: Given = {}) {
  const { client } = made
  const file = await client.sheet.open({ handle: made.handle(path, 'read') })
  const { guesses } = await client.sheet.look({ sheetId: file.sheetId })
  const { jobId } = await client.sheet.plan({
    sheetId: file.sheetId,
    mapping: guesses,
    match: 'referenceCode',
    ...given,
  })
  const { result, error } = await client.job.wait({ id: jobId })
  expect(error).toBeNull()
  const changes = (only: ChangeKind | null = null) => client.sheet.changes({ sheetId: file.sheetId, only })
  return { file, guesses, result, changes }
}

async function taken(made: CatalogueInASpec, path: string, given: Given = {}) {
  const { file } = await compared(made, path, given)
  const { jobId } = await made.client.sheet.take({ sheetId: file.sheetId })
  return made.client.job.wait({ id: jobId })
}

const csv = (...rows: string[][]) => stringify(rows)
const titles = async ({ client }: CatalogueInASpec, parentId: DescriptionId | null = null) =>
  (await client.description.children({ parentId })).rows.map(({ title }) => title)

describe('sheet.open', () => {
  it.each([
    ['UTF-8', (text: string) => Buffer.from(text), 'utf-8'],
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\uFEFF${text}`), 'utf-8'],
    ['CP932', (text: string) => iconv.encode(text, 'cp932'), 'shift_jis'],
    ['UTF-16', (text: string) => iconv.encode(text, 'utf-16le', { addBOM: true }), 'utf-16le'],
  ])('recognises %s, the sign between cells, and Japanese names of columns', async (_, encode, encoding) => {
    const made = await anEmptyCatalogue()
    const text = '請求番号\t表題\t作成年月日\t備考\r\nA/1\t外相会談①\t昭和59年\t"二行\r\n目"\r\n'
    const file = await made.client.sheet.open({ handle: made.handle(aFile(encode(text)), 'read') })
    expect(file).toMatchObject({ kind: 'csv', encoding, delimiter: '\t' })
    expect(await made.client.sheet.look({ sheetId: file.sheetId })).toMatchObject({
      guesses: ['referenceCode', 'title', 'dates.creation', 'note'],
      samples: [['A/1', '外相会談①', '昭和59年', '二行\r\n目']],
    })
  })

  it('refuses what is no spreadsheet, and what was made to harm', async () => {
    const made = await anEmptyCatalogue()
    const opening = (content: string | Uint8Array) =>
      made.client.sheet.open({ handle: made.handle(aFile(content), 'read') })
    await expect(opening('')).rejects.toMatchObject({ code: 'sheetUnreadable', data: { why: 'empty' } })
    await expect(opening('PK nothing of the kind')).rejects.toMatchObject({ code: 'sheetUnreadable' })
    await expect(opening(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0))).rejects.toMatchObject({
      data: { why: 'encrypted' },
    })
    const { sheetId } = await opening(
      `${Array.from({ length: 10_000 }, (_, at) => `c${String(at)}`).join(',')}\n`,
    )
    await expect(made.client.sheet.look({ sheetId })).rejects.toMatchObject({
      code: 'sheetTooLarge',
      data: { what: 'columns' },
    })
  })

  it('stops at an archive that unpacks to more than it may', async () => {
    const path = join(aFolder(), 'bomb.xlsx')
    writeFileSync(path, Buffer.concat([...zip([{ name: 'xl/workbook.xml', pieces: ['x'.repeat(4 << 20)] }])]))
    const archive = await openZip(path, 1 << 20)
    const read = async () => {
      for await (const chunk of archive.read('xl/workbook.xml') ?? [])
        expect(chunk.length).toBeLessThan(1 << 20)
    }
    await expect(read()).rejects.toMatchObject({ code: 'zipTooLarge' })
    await archive.close()
  })
})

describe('sheet.plan', () => {
  it('links what is a label of one term of its type, in the language of the label', async () => {
    const made = await anEmptyCatalogue()
    const { id } = await made.client.term.create({
      fields: {
        type: 'place',
        source: 'tgn',
        code: '7012974',
        labels: [{ kind: 'preferred', value: 'Moscow', language: 'eng', script: 'Latn' }],
      },
    })
    const path = aFile(csv(['referenceCode', 'accessPoints.place'], ['A', 'Moscow|Moscow region']))
    expect(await taken(made, path)).toMatchObject({ error: null })
    const [row] = (await made.client.description.children({ parentId: null })).rows
    const { accessPoints } = await made.client.description.get({ id: row?.id ?? 0 })
    expect(accessPoints).toMatchObject([
      { value: 'Moscow', source: 'tgn', language: 'eng', termId: id },
      { value: 'Moscow region', source: 'local', termId: null },
    ])
  })

  it('shows cell by cell what would change, and changes nothing', async () => {
    const made = await anEmptyCatalogue()
    const { id } = await made.client.description.create({
      parentId: null,
      fields: { level: 'file', referenceCode: 'A', title: [words('before', 'eng', 'Latn')] },
    })
    const path = aFile(csv(['referenceCode', 'title', 'note'], ['A', 'after', ''], ['B', 'new', 'a note']))
    const { result, changes } = await compared(made, path)
    expect(result).toMatchObject({ rows: 2, create: 1, update: 1, problems: 0, taken: false })
    expect((await changes()).changes).toMatchObject([
      { row: 2, kind: 'update', unit: 'A', cells: [{ column: 'title', before: 'before', after: 'after' }] },
      { row: 3, kind: 'create', unit: 'B' },
    ])
    expect((await made.client.description.get({ id })).title[0]?.value).toBe('before')
    expect(await titles(made)).toHaveLength(1)
  })

  it('names row, column and reason of what cannot be taken, and then takes nothing', async () => {
    const made = await anEmptyCatalogue()
    const path = aFile(
      csv(
        ['referenceCode', 'parent', 'level', 'extents'],
        ['A', '', 'fonds', ''],
        ['A', '', 'fonds', ''],
        ['B', 'nowhere', 'item', ''],
        ['C', 'A', 'recordgrp', 'many'],
      ),
    )
    const { file, result, changes } = await compared(made, path)
    expect(result).toMatchObject({ problems: 3, create: 1 })
    expect(
      (await changes('problem')).changes.map(({ row, problems }) => [
        row,
        problems.map(({ column, code }) => `${String(column)} ${code}`),
      ]),
    ).toEqual([
      [3, ['referenceCode keyTwice', 'referenceCode keyTwice']],
      [4, ['parent parentUnknown']],
      [5, ['extents valueNotAllowed', 'level levelNotAllowed']],
    ])
    await expect(made.client.sheet.take({ sheetId: file.sheetId })).rejects.toMatchObject({
      code: 'sheetHasProblems',
    })
    expect(await titles(made)).toEqual([])
  })

  it('never decides: a status, a restriction and a marking stay, whatever the file says', async () => {
    const made = await anEmptyCatalogue()
    const fields = {
      referenceCode: 'A',
      status: 'checked' as const,
      accessConditions: [words('closed until 2040')],
      classification: [words('極秘', 'jpn', 'Jpan')],
    }
    const { id } = await made.client.description.create({ parentId: null, fields })
    const headers = ['referenceCode', 'status', 'accessConditions', 'classification', 'title']
    for (const status of ['published', 'draft']) {
      const path = aFile(csv(headers, ['A', status, 'open', '', `as ${status}`]))
      const { changes } = await compared(made, path, { clear: true })
      expect((await changes()).changes[0]?.notes.map(({ code }) => code)).toEqual([
        'statusKept',
        'restrictionKept',
        'restrictionKept',
      ])
      await taken(made, path, { clear: true })
      expect(await made.client.description.get({ id })).toMatchObject({
        ...fields,
        title: [{ value: `as ${status}` }],
      })
    }
    const fresh = aFile(csv(headers, ['B', 'published', 'closed', '秘', 'new']))
    await taken(made, fresh)
    expect(await made.client.description.find({ referenceCode: 'B' })).toMatchObject({
      status: 'draft',
      accessConditions: [{ value: 'closed' }],
      classification: [{ value: '秘' }],
    })
  })

  it('lists rows that are left out, and changes nothing of them', async () => {
    const made = await anEmptyCatalogue()
    await made.client.description.create({ parentId: null, fields: { referenceCode: 'A' } })
    const path = aFile(csv(['referenceCode', 'title'], ['A', 'there'], ['B', 'new']))
    const { result, changes } = await compared(made, path, { update: false })
    expect(result).toMatchObject({ create: 1, skipped: 1 })
    expect((await changes('skipped')).changes).toMatchObject([{ row: 2, unit: 'A', cells: [] }])
  })
})

describe('sheet.look and sheet.preview', () => {
  it('read a file as a person says, and show what each cell comes to', async () => {
    const made = await anEmptyCatalogue()
    const text = '番号;表題;日付;枚数\nA;外相会談;昭和59年3月25日;三\n'
    const file = await made.client.sheet.open({
      handle: made.handle(aFile(iconv.encode(text, 'cp932')), 'read'),
    })
    const { sheetId } = file
    const wrong = await made.client.sheet.look({ sheetId, encoding: 'euc-jp', delimiter: ',' })
    expect(wrong.headers).toHaveLength(1)
    const asked = {
      sheetId,
      encoding: 'shift_jis' as const,
      delimiter: ';' as const,
      mapping: ['referenceCode', 'title', 'dates.creation', 'extents'],
      match: 'referenceCode',
    }
    const { rows } = await made.client.sheet.preview(asked)
    expect(rows).toEqual([
      [
        { text: 'A', said: [], problem: null },
        { text: '外相会談', said: ['jpn'], problem: null },
        { text: '昭和59年3月25日', said: ['1984-03-25'], problem: null },
        { text: '三', said: [], problem: expect.objectContaining({ code: 'valueNotAllowed' }) as unknown },
      ],
    ])
  })
})

describe('sheet.remember', () => {
  it('keeps what columns mean for the next file with the same headers, and each header for any other', async () => {
    const made = await anEmptyCatalogue()
    const { client } = made
    const headers = ['棚番', '題', 'メモ']
    const mapping = ['identifiers.shelf', 'title@jpn', null]
    await client.sheet.remember({ name: '甲館', headers, mapping, match: 'identifiers.shelf' })
    await client.sheet.remember({ name: '甲館', headers, mapping, match: 'identifiers.shelf' })
    expect(await client.sheet.mappings()).toMatchObject([{ name: '甲館', headers, mapping }])
    const look = async (...columns: string[]) => {
      const { sheetId } = await client.sheet.open({
        handle: made.handle(aFile(csv(columns, ['1', '2'])), 'read'),
      })
      return client.sheet.look({ sheetId })
    }
    expect(await look(...headers)).toMatchObject({
      guesses: mapping,
      remembered: '甲館',
      match: 'identifiers.shelf',
    })
    expect(await look('Title', '棚番')).toMatchObject({
      guesses: ['title', 'identifiers.shelf'],
      remembered: null,
    })
    const [kept] = await client.sheet.mappings()
    if (kept) await client.sheet.forget({ id: kept.id })
    await expect(client.sheet.forget({ id: kept?.id ?? 0 })).rejects.toMatchObject({
      code: 'sheetMappingNotFound',
    })
    expect((await look(...headers)).remembered).toBeNull()
  })
})

describe('sheet.take', () => {
  it('makes a branch whose parents stand below their children, as one step that undo takes back', async () => {
    const made = await anEmptyCatalogue()
    const path = aFile(
      csv(
        ['参照コード', '上位の記述', 'レベル', 'タイトル (jpn)', '年月日'],
        ['A/1/1', 'A/1', '件名', '電報一', '昭和59年3月25日'],
        ['A/1', 'A', '簿冊', '綴', ''],
        ['A', '', '資料群', '外務省', ''],
      ),
    )
    const job = await taken(made, path)
    expect(job).toMatchObject({ state: 'done', result: { taken: true, create: 3 } })
    const item = await made.client.description.find({ referenceCode: 'A/1/1' })
    expect(item.dates[0]).toMatchObject({ edtf: '1984-03-25' })
    const above = await made.client.description.ancestors({ id: item.id })
    expect(above.map(({ row }) => row.referenceCode)).toEqual(['A', 'A/1', 'A/1/1'])
    expect((await made.client.search.query({ query: '電報一' })).total).toBe(1)
    const historyId = job.result?.kind === 'sheet' ? job.result.historyId : null
    if (historyId === null) throw new Error('nothing was taken')
    expect((await made.client.history.descriptions({ id: historyId })).ids.toSorted()).toEqual(
      above.map(({ row }) => row.id).toSorted(),
    )
    await made.client.history.undo()
    expect(await titles(made)).toEqual([])
    expect((await made.client.history.descriptions({ id: historyId })).ids).toEqual([])
  })

  it('changes nothing the second time, with or without keys', async () => {
    const made = await anEmptyCatalogue()
    const path = aFile(
      csv(['referenceCode', 'title'], ['A', 'one'], ['', 'without a code'], ['', 'without a code']),
    )
    await taken(made, path)
    expect(await titles(made)).toEqual(['one', 'without a code', 'without a code'])
    const { result } = await compared(made, path)
    expect(result).toMatchObject({ create: 0, update: 0, unchanged: 3 })
  })

  it.each([
    ['csv', {}],
    ['csv', { encoding: 'cp932', headers: 'ja' }],
    ['csv', { encoding: 'utf-16', delimiter: 'tab', numbered: '3', headers: 'codes' }],
    ['xlsx', { headers: 'ja' }],
  ])('changes nothing with what was exported (%s %o)', async (as, options) => {
    const made = await anEmptyCatalogue()
    const parent = await made.client.description.create({
      parentId: null,
      fields: { level: 'fonds', referenceCode: 'A' },
    })
    await made.client.description.create({
      parentId: parent.id,
      fields: {
        level: 'item',
        referenceCode: "A/'=1",
        title: [
          words('=cmd|/c calc', 'eng', 'Latn'),
          words('髙田〜𠮟る', 'jpn', 'Jpan'),
          words('third', 'fre'),
        ],
        dates: [{ kind: 'despatch', expression: '昭和59年3月25日', edtf: '1984-03-25' }],
        extents: [{ quantity: '3', unit: '枚', approximate: true }],
        agents: [{ name: '鹿取泰衛', role: 'sender' }],
        identifiers: [{ type: 'telegramNumber', value: '0012', label: '第 号' }],
        note: [words('first\nsecond _x0041_ "quoted", a\ttab')],
        languages: [{ language: 'jpn', script: 'Jpan' }],
      },
    })
    const target = join(aFolder(), `out.${as}`)
    const { jobId } = await made.client.export.start({
      as,
      to: made.handle(target, 'write'),
      audience: 'staff',
      options,
    })
    expect((await made.client.job.wait({ id: jobId })).error).toBeNull()
    for (const match of ['referenceCode', 'uid']) {
      const { result, changes } = await compared(made, target, { match, clear: true })
      expect((await changes()).changes).toEqual([])
      expect(result).toMatchObject({ rows: 2, unchanged: 2 })
    }
  })

  it('reads a workbook that another program wrote, dates and numbers among its cells', async () => {
    const made = await anEmptyCatalogue()
    const path = join(aFolder(), 'theirs.xlsx')
    const cell = (value: string) => ({ value, type: String })
    const data = [
      [cell('Reference code'), cell('Title'), cell('Date'), cell('Note')],
      [
        cell('A/001'),
        cell('外相会談'),
        { value: new Date(Date.UTC(1984, 2, 25)), type: Date, format: 'yyyy/mm/dd' },
        { value: 12, type: Number },
      ],
    ]
    await (writeExcel as unknown as (data: unknown) => { toFile(path: string): Promise<void> })(data).toFile(
      path,
    )
    await taken(made, path)
    expect(await made.client.description.find({ referenceCode: 'A/001' })).toMatchObject({
      title: [{ value: '外相会談' }],
      dates: [{ expression: '1984-03-25', edtf: '1984-03-25' }],
      note: [{ value: '12' }],
    })
  })

  it('is preceded by a copy of what was there', async () => {
    const made = await anEmptyCatalogue()
    await made.client.description.create({ parentId: null, fields: { referenceCode: 'before' } })
    expect(await made.client.backup.list()).toEqual([])
    await taken(made, aFile(csv(['referenceCode'], ['A'])))
    expect((await made.client.backup.list()).map(({ reason }) => reason)).toEqual(['bulk'])
  })

  it('takes nothing when a record was changed since it was compared', async () => {
    const made = await anEmptyCatalogue()
    const { id } = await made.client.description.create({ parentId: null, fields: { referenceCode: 'A' } })
    const path = aFile(csv(['referenceCode', 'title'], ['B', 'new'], ['A', 'theirs']))
    const { file } = await compared(made, path)
    await made.client.description.edit({ id, patch: { title: [words('mine')] } })
    const { jobId } = await made.client.sheet.take({ sheetId: file.sheetId })
    expect(await made.client.job.wait({ id: jobId })).toMatchObject({
      state: 'failed',
      error: { code: 'sheetChanged' },
    })
    expect(await titles(made)).toEqual(['mine'])
  })

  it('leaves nothing of a long one that is cancelled, or that a crash ended', async () => {
    const made = await anEmptyCatalogue()
    const { client, folder, core } = made
    const rows = Array.from({ length: 600 }, (_, at) => [`R/${String(at)}`, `title ${String(at)}`])
    const path = aFile(csv(['referenceCode', 'title'], ...rows))
    const { file } = await compared(made, path)
    const { jobId } = await client.sheet.take({ sheetId: file.sheetId })
    while ((await client.description.children({ parentId: null })).total === 0)
      await new Promise(setImmediate)
    await client.job.cancel({ id: jobId })
    await client.sheet.close({ sheetId: file.sheetId })
    expect((await client.description.children({ parentId: null })).total).toBe(0)
    expect(await client.history.list({})).toMatchObject({ total: 0 })

    await client.description.create({ parentId: null, fields: { referenceCode: 'kept' } })
    await taken(made, path)
    expect((await client.description.children({ parentId: null })).total).toBe(601)
    const { entries } = await client.history.list({})
    await core.openCatalogue(folder, 'read')
    const db = new Database(databasePath(folder))
    db.prepare('INSERT INTO unfinished VALUES (?)').run(entries[0]?.id)
    db.close()
    await core.openCatalogue(folder)
    expect(
      (await client.description.children({ parentId: null })).rows.map((row) => row.referenceCode),
    ).toEqual(['kept'])
    expect((await client.search.query({ query: 'title' })).total).toBe(0)
    expect(
      existsSync(join(made.home, 'user', 'plans')) ? readdirSync(join(made.home, 'user', 'plans')) : [],
    ).toEqual([])
  })
})
