/** All occurrences of a passage, to be stepped through: by words, by an expression, by a name in its forms; and what a mark proposes of names. */
import { describe, expect, it } from 'vitest'
import type { AuthorityId, DescriptionId, TextId } from '../../src-main/shared/contract/ids.ts'
import type { Occurrence } from '../../src-main/shared/contract/redaction.ts'
import { anEmptyCatalogue, words } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'
import { CODE } from '../reviewed-item.ts'

const JA = [
  'グロムイコ外相は「グ」と略される。',
  '席上、グロム',
  'イコは提案した。グ外相も同席。グローバルではない。',
]
const EN = ['Gromyko spoke. Mr. Gromykov did not.']

interface Made extends CatalogueInASpec {
  item: DescriptionId
  other: DescriptionId
  ja: TextId
  name: AuthorityId
}

/** Two items under one fonds: one with two texts, of which one runs over the end of a page, one with nothing but a title. */
async function made(): Promise<Made> {
  const catalogue = await anEmptyCatalogue()
  const { client } = catalogue
  await client.settings.set({ who: 'Aoki' })
  const fonds = await client.description.create({
    parentId: null,
    fields: { level: 'fonds', referenceCode: 'F' },
  })
  const item = await client.description.create({
    parentId: fonds.id,
    fields: { level: 'item', referenceCode: 'F-1', title: [words('Talks')] },
  })
  const other = await client.description.create({
    parentId: fonds.id,
    fields: { level: 'item', referenceCode: 'F-2', title: [words('グロムイコ来日')] },
  })
  const write = async (
    kind: 'transcription' | 'translation',
    language: string,
    values: readonly string[],
  ) => {
    const text = await client.text.create({
      ...{ descriptionId: item.id, kind, language, script: null, agent: null, direction: 'horizontal' },
    })
    await client.text.write({
      ...{ id: text.id, replaced: text.paragraphs.map(({ id }) => id) },
      paragraphs: values.map((value, index) => ({
        ...{ id: null, kind: 'body' as const, pageId: null, value, continues: index === 2, marks: [] },
      })),
    })
    return text.id
  }
  const ja = await write('transcription', 'jpn', JA)
  await write('translation', 'eng', EN)
  const name = await client.authority.create({
    fields: {
      names: [
        { kind: 'authorized', value: 'グロムイコ', language: 'jpn', script: 'Jpan' },
        { kind: 'parallel', value: 'Gromyko, Andrei', language: 'eng', script: 'Latn' },
      ],
    },
  })
  return { ...catalogue, item: item.id, other: other.id, ja, name: name.id }
}

const shown = (found: readonly Occurrence[]) =>
  found.map(({ referenceCode, text, found, marked, place }) => [
    referenceCode,
    text?.language ?? (place.kind === 'field' ? place.field : ''),
    found,
    marked,
  ])

describe('all occurrences', () => {
  it('of a name are all its forms and short ones, in texts and fields, over the end of a page, and no other word', async () => {
    const { client, name } = await made()
    const what = { kind: 'name', authorityId: name } as const
    const found = await client.redaction.occurrences({ what, where: { kind: 'branch', id: null } })
    expect(shown(found)).toEqual([
      ['F-1', 'jpn', 'グロムイコ', false],
      ['F-1', 'jpn', 'グ', false],
      ['F-1', 'jpn', 'グロムイコ', false],
      ['F-1', 'jpn', 'グ', false],
      ['F-1', 'eng', 'Gromyko', false],
      ['F-2', 'title', 'グロムイコ', false],
    ])
    const [, , crossing] = found
    expect(crossing?.place).toMatchObject({ from: { offset: 3 }, to: { offset: 2 } })
    expect(crossing?.before.endsWith('席上、')).toBe(true)
    expect(crossing?.after.startsWith('は提案した')).toBe(true)
  })

  it('of words and expressions are those, as far as width and case are said to matter', async () => {
    const { client, item } = await made()
    const where = { kind: 'units' as const, ids: [item] }
    const of = async (what: Parameters<typeof client.redaction.occurrences>[0]['what']) =>
      (await client.redaction.occurrences({ what, where })).map(({ found }) => found)
    expect(await of({ kind: 'words', find: 'gromyko' })).toEqual(['Gromyko', 'Gromyko'])
    expect(await of({ kind: 'words', find: 'gromyko', wholeWord: true })).toEqual(['Gromyko'])
    expect(await of({ kind: 'words', find: 'gromyko', matchCase: true })).toEqual([])
    expect(await of({ kind: 'expression', find: '「.」' })).toEqual(['「グ」'])
  })

  it('are looked for in a batch under review alone, and those that are marked say so', async () => {
    const { client, item, name, ja } = await made()
    await client.review.require({ descriptionId: item, batch: 'B-7' })
    const what = { kind: 'name', authorityId: name } as const
    const find = () => client.redaction.occurrences({ what, where: { kind: 'batch', batch: 'B-7' } })
    const before = await find()
    expect(new Set(before.map(({ descriptionId }) => descriptionId))).toEqual(new Set([item]))
    expect(await client.redaction.list({ descriptionId: item })).toEqual([])
    const [first, second, third] = before
    if (!first || !second || !third) throw new Error('nothing was found')
    const anchors = [{ place: first.place }, { place: third.place }]
    await client.redaction.mark({ descriptionId: item, anchors, exemptions: [CODE] })
    expect((await find()).map(({ marked }) => marked)).toEqual([true, false, true, false, false])
    const none = await client.redaction.occurrences({ what, where: { kind: 'batch', batch: 'other' } })
    expect(none).toEqual([])
    expect(ja).toBeGreaterThan(0)
  })

  it('of an expression without an end are given up with their thread, and one that is none is refused', async () => {
    const { client, item } = await made()
    const where = { kind: 'units' as const, ids: [item] }
    await client.description.edit({
      id: item,
      patch: { scopeAndContent: [words(`${'a'.repeat(40)}!`)] },
    })
    await expect(
      client.redaction.occurrences({ what: { kind: 'expression', find: '(a+)+$' }, where }),
    ).rejects.toMatchObject({ code: 'expressionTooSlow' })
    await expect(
      client.redaction.occurrences({ what: { kind: 'expression', find: '(' }, where }),
    ).rejects.toMatchObject({ code: 'expressionInvalid' })
  })
})

describe('what a mark takes with it', () => {
  it('are the short forms of a name that stands in it, and of one that is all of it the other forms too', async () => {
    const { client, item, ja } = await made()
    const [text] = await client.text.list({ descriptionId: item })
    const [first] = text?.paragraphs ?? []
    if (!first) throw new Error('no text')
    const span = (from: number, to: number) => ({
      place: {
        ...{ kind: 'span' as const, textId: ja },
        from: { paragraphId: first.id, offset: from },
        to: { paragraphId: first.id, offset: to },
      },
    })
    const proposed = async (from: number, to: number) => {
      const { id } = await client.redaction.mark({ descriptionId: item, anchors: [span(from, to)] })
      const found = await client.redaction.proposals({ id })
      await client.redaction.remove({ id, why: 'spec' })
      return found
        .filter(({ kind }) => kind === 'nameForm')
        .map(({ words, place }) => [place.kind === 'field' ? place.field : place.kind, words])
    }
    // グロムイコ: the name and nothing else.
    expect(await proposed(0, 5)).toEqual([
      ['span', 'グ'],
      ['span', 'グ'],
      ['span', 'Gromyko'],
      ['title', 'グロムイコ'],
    ])
  })
})
