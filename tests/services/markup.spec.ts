/** What is said of passages of a text stays on its words, whatever is done to them, and never leaves the text. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { databasePath } from '../../src-main/catalogue/open.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import { mapped, MARKUP_TAGS, normalised, toggled } from '../../src-main/shared/domain/markup.ts'
import type { MarkupRange, MarkupTag } from '../../src-main/shared/domain/markup.ts'
import { ead3Text, validated } from '../exporters/ead3.ts'
import { publicCopy, released } from '../exporters/released.ts'
import { aFolder, anEmptyCatalogue, words } from '../builders.ts'

const TEXT = '鹿取大使は呉外相と会談し、\n外相は極秘の覚書を手渡した。'

const on = (text: string, tag: MarkupTag, passage: string): MarkupRange => {
  const start = text.indexOf(passage)
  return { tag, start, end: start + passage.length }
}
const MARKS = [on(TEXT, 'person', '鹿取'), on(TEXT, 'person', '呉外相'), on(TEXT, 'emphasis', '極秘')]

const marked = (value = TEXT, markup: MarkupRange[] = MARKS) => [{ ...words(value, 'jpn', 'Jpan'), markup }]

async function anItem(client: Client, scopeAndContent = marked()): Promise<DescriptionId> {
  const fields = { level: 'item' as const, referenceCode: 'B-1', scopeAndContent }
  return (await client.description.create({ parentId: null, fields })).id
}

/** The marks of the first value, with the words that they stand on. */
async function marksOf(client: Client, id: DescriptionId): Promise<string[]> {
  const [text] = (await client.description.get({ id })).scopeAndContent
  return (text?.markup ?? []).map(({ tag, start, end }) => `${tag} ${text?.value.slice(start, end) ?? ''}`)
}

const AS_MADE = ['person 鹿取', 'person 呉外相', 'emphasis 極秘']
const everything = { kind: 'branch', id: null } as const

describe('marks of a text', () => {
  it('are kept in their one form, within the text, and not at all by a field of one line', async () => {
    const { client } = await anEmptyCatalogue()
    const id = await anItem(client, marked('甲乙', [{ tag: 'emphasis', start: 1, end: 99 }]))
    await client.description.edit({
      id,
      patch: { title: marked('標題', [{ tag: 'person', start: 0, end: 2 }]) },
    })
    const { scopeAndContent, title } = await client.description.get({ id })
    expect(scopeAndContent[0]?.markup).toEqual([{ tag: 'emphasis', start: 1, end: 2 }])
    expect(title[0]).not.toHaveProperty('markup')
  })

  it('are none where a file holds something else for them', async () => {
    const { client, core, folder } = await anEmptyCatalogue()
    const id = await anItem(client)
    await client.catalogue.close()
    const db = new Database(databasePath(folder))
    for (const held of [
      '',
      'null',
      '[{"tag":"script","start":0,"end":3}]',
      '[{"tag":"person","start":-1}]',
    ]) {
      db.prepare('UPDATE descriptionText SET markup = ?').run(held)
      await core.openCatalogue(folder)
      expect(await marksOf(client, id), held).toEqual([])
      await client.catalogue.close()
    }
    db.close()
  })

  it('are shown by history as the only change, taken back by undo, and restored with their field', async () => {
    const { client } = await anEmptyCatalogue()
    const id = await anItem(client)
    await client.description.edit({ id, patch: { scopeAndContent: marked(TEXT, MARKS.slice(1)) } })
    const [last, first] = (await client.history.list({ descriptionId: id })).entries
    const { records } = await client.history.changes({ id: last?.id ?? 0 })
    expect(records[0]?.fields).toEqual([
      {
        field: 'scopeAndContent',
        before: [expect.objectContaining({ markup: MARKS })],
        after: [expect.objectContaining({ value: TEXT, markup: MARKS.slice(1) })],
      },
    ])
    await client.history.undo({})
    expect(await marksOf(client, id)).toEqual(AS_MADE)
    await client.description.edit({ id, patch: { scopeAndContent: [words('別の文')] } })
    await client.history.restore({
      descriptionId: id,
      historyId: first?.id ?? 0,
      fields: ['scopeAndContent'],
    })
    expect(await marksOf(client, id)).toEqual(AS_MADE)
  })

  it('go with a duplicate', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await client.description.duplicate({ id: await anItem(client) })
    expect(await marksOf(client, id)).toEqual(AS_MADE)
  })
})

describe('replacement.apply', () => {
  it('moves the marks with every hit, and takes a mark along to what stands in the place of its words', async () => {
    const { client } = await anEmptyCatalogue()
    const id = await anItem(client)
    await client.replacement.apply({ scope: everything, find: '外相', replaceBy: '外務大臣' })
    expect(await marksOf(client, id)).toEqual(['person 鹿取', 'person 呉外務大臣', 'emphasis 極秘'])
    await client.replacement.apply({
      scope: everything,
      find: '(鹿取|極秘)',
      replaceBy: '<$1>',
      kind: 'expression',
    })
    expect(await marksOf(client, id)).toEqual(['person <鹿取>', 'person 呉外務大臣', 'emphasis <極秘>'])
    await client.replacement.apply({ scope: everything, find: 'は呉外務大臣', replaceBy: '' })
    expect(await marksOf(client, id)).toEqual(['person <鹿取>', 'emphasis <極秘>'])
    for (let steps = 0; steps < 3; steps++) await client.history.undo({})
    expect(await marksOf(client, id)).toEqual(AS_MADE)
  })
})

describe('bulk.edit', () => {
  it('gives every record the same value, plain; the preview says that the marks go', async () => {
    const { client } = await anEmptyCatalogue()
    const id = await anItem(client)
    const changes = { set: { scopeAndContent: [words(TEXT, 'jpn', 'Jpan')] } }
    const { records } = await client.bulk.preview({ scope: everything, changes })
    expect(records[0]?.before.scopeAndContent?.[0]?.markup).toEqual(MARKS)
    expect(records[0]?.after.scopeAndContent?.[0]).not.toHaveProperty('markup')
    await client.bulk.edit({ scope: everything, changes })
    expect(await marksOf(client, id)).toEqual([])
  })

  it('leaves alone what has the marks already, in whatever form they are given', async () => {
    const { client } = await anEmptyCatalogue()
    await anItem(client)
    const changes = { set: { scopeAndContent: marked(TEXT, [...MARKS].reverse()) } }
    expect(await client.bulk.tally({ scope: everything, changes })).toMatchObject({ changed: 0 })
    expect(await client.bulk.edit({ scope: everything, changes })).toMatchObject({ historyId: null })
  })
})

describe('grid.write', () => {
  it('keeps the marks on the words that stay', async () => {
    const { client } = await anEmptyCatalogue()
    const id = await anItem(client)
    const text = TEXT.replace('会談し', '二度会談し').replace('極秘の', '')
    await client.grid.write({ cells: [{ id, column: 'scopeAndContent', text }] })
    expect(await marksOf(client, id)).toEqual(['person 鹿取', 'person 呉外相'])
    await client.grid.write({ cells: [{ id, column: 'scopeAndContent', text: 'Something else altogether' }] })
    expect(await marksOf(client, id)).toEqual([])
  })
})

describe('a spreadsheet', () => {
  async function taken(text: string) {
    const made = await anEmptyCatalogue()
    const { client } = made
    const id = await anItem(client)
    const path = join(aFolder(), 'list.csv')
    writeFileSync(
      path,
      stringify([
        ['referenceCode', 'scopeAndContent'],
        ['B-1', text],
      ]),
    )
    const { sheetId } = await client.sheet.open({ handle: made.handle(path, 'read') })
    const plan = await client.sheet.plan({
      sheetId,
      mapping: ['referenceCode', 'scopeAndContent'],
      match: 'referenceCode',
    })
    await client.job.wait({ id: plan.jobId })
    const { changes } = await client.sheet.changes({ sheetId, only: null })
    await client.job.wait({ id: (await client.sheet.take({ sheetId })).jobId })
    return { changes, marks: await marksOf(client, id) }
  }

  it('that says the same changes nothing', async () => {
    expect(await taken(TEXT)).toEqual({ changes: [], marks: AS_MADE })
  })

  it('keeps the marks on the words that stay, without a note', async () => {
    const { changes, marks } = await taken(`${TEXT}以上。`)
    expect(changes[0]).toMatchObject({ kind: 'update', notes: [] })
    expect(marks).toEqual(AS_MADE)
  })

  it('says in its preview that marks go with their words', async () => {
    const { changes, marks } = await taken(TEXT.replace('極秘の', ''))
    expect(changes[0]).toMatchObject({
      kind: 'update',
      notes: [{ column: 'scopeAndContent', code: 'marksLost' }],
    })
    expect(marks).toEqual(['person 鹿取', 'person 呉外相'])
  })
})

describe('any sequence of edits and marks', () => {
  const act = fc.oneof(
    fc.record({
      at: fc.nat(60),
      gone: fc.nat(6),
      words: fc.constantFrom('', '\n', '\n\n', '鹿取', ' <b>', '𠮷', '\r', ']]>', '\u0000'),
    }),
    fc.record({ tag: fc.constantFrom(...MARKUP_TAGS), start: fc.nat(60), length: fc.nat(20) }),
  )

  it('gives a valid EAD3 file that says the same words as without the marks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<string[]>(TEXT, '', 'a\nb\n\nc'),
        fc.array(act, { maxLength: 25 }),
        async (begun, acts) => {
          let text = begun
          let markup: MarkupRange[] = []
          for (const one of acts) {
            if ('tag' in one)
              markup = toggled(text, markup, one.tag, { start: one.start, end: one.start + one.length })
            else {
              const fresh = text.slice(0, one.at) + one.words + text.slice(one.at + one.gone)
              markup = mapped(markup, text, fresh, Math.min(one.at, text.length) + one.words.length)
              text = fresh
            }
            for (const { end } of normalised(text, markup)) expect(end).toBeLessThanOrEqual(text.length)
          }
          const fieldsWith = (ranges: MarkupRange[]) => {
            const values = [{ value: text, markup: ranges }]
            return {
              level: 'fonds' as const,
              scopeAndContent: values,
              abstract: values,
              languageNote: values,
              distribution: values,
            }
          }
          const file = (ranges: MarkupRange[]) => ead3Text(released([fieldsWith(ranges)], publicCopy))
          const xml = file(markup)
          expect(await validated(xml)).toEqual([])
          const said = (of: string) => of.slice(of.indexOf('<archdesc')).replaceAll(/<[^>]*>|\s/g, '')
          expect(said(xml)).toBe(said(file([])))
        },
      ),
      { numRuns: 150 },
    )
  })
})
