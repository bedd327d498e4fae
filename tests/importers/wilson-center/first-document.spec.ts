import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { decodeText } from '../../../src-main/importers/decode.ts'
import type { ImportedDocument } from '../../../src-main/importers/importer.ts'
import { recogniseImporter } from '../../../src-main/importers/index.ts'
import { hasSharedFiles, sharedFile } from '../../shared-files.ts'
import { expectEveryLineAccountedFor } from './lines.ts'

const path = sharedFile('seed/000_1cd010aa4a0030bb.txt')

describe.skipIf(!hasSharedFiles || !existsSync(path))('the first document', () => {
  let text: string
  let document: ImportedDocument
  beforeAll(() => {
    text = decodeText(readFileSync(path)).text
    const [only] = recogniseImporter(text)?.read(text) ?? []
    if (!only) throw new Error('not read')
    document = only
  })
  const fields = () => document.fields
  const values = (field: 'title' | 'classification' | 'precedence' | 'stamp' | 'credits' | 'abstract') =>
    fields()[field]?.map(({ value, language, code }) => [value, language, code])
  const proposed = (basis: string) =>
    document.proposals
      .filter((proposal) => proposal.basis === basis)
      .map(({ field, value }) => [field, value])
  const paragraphs = (kind: 'transcription' | 'translation') =>
    document.texts.find((read) => read.kind === kind)?.paragraphs ?? []

  it('is one item, a telegram, in draft', () => {
    expect(fields()).toMatchObject({
      level: 'item',
      recordType: 'telegram',
      status: 'draft',
      referenceCode: '2002-113/119555',
    })
  })

  it('has both titles, each in its language', () => {
    expect(fields().title).toEqual([
      {
        value: expect.stringMatching(
          /^Cable from Ambassador Katori to the Foreign Minister, 'Prime .* Union\)'$/,
        ) as string,
        language: 'eng',
        script: 'Latn',
        type: null,
        code: null,
      },
      {
        value: '総理訪中 (外相会談・対ソ関係)',
        language: 'jpn',
        script: 'Jpan',
        type: 'original',
        code: null,
      },
    ])
  })

  it('has what the cover says', () => {
    expect(values('abstract')?.[0]?.[0]).toMatch(/^Foreign Ministers Wu Xueqian .* China and Japan\.$/)
    expect(values('credits')?.[0]?.[0]).toMatch(/MacArthur Foundation$/)
    expect(fields().preferredCitation?.[0]?.value).toMatch(/^"Cable .* https:\/\/\S+\/document\/119555$/)
    expect(fields().languages).toEqual([{ language: 'jpn', script: 'Jpan' }])
    expect(fields().note?.map(({ value, type }) => [value, type])).toEqual([
      ['Original Scan', 'contents'],
      ['Translation - English', 'contents'],
    ])
    expect(fields().legalStatus?.[0]?.value).toBe(
      'Act on Access to Information Held by Administrative Organs',
    )
    expect(fields().locationOfOriginals?.[0]?.value).toBe(
      'Diplomatic Archives of the Ministry of Foreign Affairs of Japan',
    )
    expect(fields().acquisition?.[0]?.value).toBe('Obtained for CWIHP by Yutaka Kanda')
  })

  it('has its numbers, each with what it is unique in', () => {
    expect(fields().identifiers?.map(({ type, label, value, scope }) => [type, label, value, scope])).toEqual(
      [
        ['documentNumber', null, '119555', 'Wilson Center Digital Archive'],
        ['requestNumber', null, '2002-113', 'Act on Access to Information Held by Administrative Organs'],
        ['url', null, expect.stringMatching(/\/document\/119555$/), null],
        ['mofaTotalNumber', '総番号', 'R037701', null],
        ['telegramNumber', '第 号', '1342', '中国 1984'],
        ['messageCode', null, 'Q36RA', null],
      ],
    )
  })

  it('has the words of its marks and, apart from them, translation and code', () => {
    expect(values('classification')).toEqual([
      ['極秘', 'jpn', 'topSecret'],
      ['Top Secret', 'eng', 'topSecret'],
    ])
    expect(values('precedence')).toEqual([
      ['大至急', 'jpn', 'topUrgent'],
      ['Top Urgent', 'eng', 'topUrgent'],
    ])
    expect(values('stamp')?.map(([value]) => value)).toEqual([
      '秘密指定解除 情報公開室',
      '極秘',
      '外務省 03月25日02時33分',
    ])
    expect(fields().stamp?.map(({ name }) => name)).toEqual(['情報公開室', undefined, '外務省'])
    expect(document.places).toEqual([
      { field: 'stamp', value: '秘密指定解除 情報公開室', page: 1 },
      { field: 'declassification', value: '秘密指定解除 情報公開室', page: 1 },
      { field: 'stamp', value: '極秘', page: 1 },
      { field: 'stamp', value: '外務省 03月25日02時33分', page: 1 },
    ])
    expect(fields().declassification?.[0]).toMatchObject({ code: 'declassified' })
    expect(fields().physicalFacet?.[0]?.value).toBe('電信写')
  })

  it('has its four dates: what is certain, and no more', () => {
    expect(
      fields().dates?.map(({ kind, edtf, timeOfDay, timeZone, place, era }) => [
        kind,
        edtf,
        timeOfDay,
        timeZone,
        place,
        era,
      ]),
    ).toEqual([
      ['creation', '1984-03-25', null, null, null, null],
      ['despatch', null, '01:10', null, '中国', null],
      ['receipt', '1984-03-25', '02:28', null, '本省', 'showa'],
      ['stamped', null, '02:33', null, '外務省', null],
    ])
    expect(fields().dates?.[2]?.inferredFrom).toMatch(/Era not printed.*1984 March 25/)
    expect(proposed('yearAndMonthBlank')).toMatchObject([
      ['dates', { kind: 'despatch', edtf: '1984-03-25', era: 'showa' }],
    ])
    expect(proposed('yearNotPrinted')).toMatchObject([['dates', { kind: 'stamped', edtf: '1984-03-25' }]])
  })

  it('has its people: post, sender, a position as addressee, the translator', () => {
    expect(fields().agents?.map(({ name, type, role }) => [name, type, role])).toEqual([
      ['Ryo C. Kato', 'person', 'translator'],
      ['中国', 'corporateBody', 'originatingPost'],
      ['鹿取大使', 'person', 'sender'],
      ['外務大臣', 'position', 'addressee'],
    ])
    expect(fields().relations).toEqual([
      { type: 'isSeparateTelegramOf', target: '往電第1339号', part: '別電3', scope: null, targetId: null },
    ])
  })

  it('proposes what is not certain', () => {
    expect(proposed('labelDetached')).toMatchObject([['agents', { name: '亜中', role: 'responsibleOffice' }]])
    expect(proposed('identifierDiffers')).toMatchObject([
      ['identifiers', { type: 'messageCode', value: 'Q36A' }],
    ])
    expect(proposed('readingOrderLost')).toMatchObject([['distribution', { language: 'jpn' }]])
    expect(proposed('passageNotForPublic').map(([field]) => field)).toEqual([
      'accessConditions',
      'accessConditions',
    ])
    expect(proposed('nameSuppliedByTranslator').map(([, value]) => (value as { name: string }).name)).toEqual(
      ['Andrei Gromyko', 'Toshijiro Nakajima', 'Ivan Arkhipov', 'Mikhail Kapitsa'],
    )
    const names = document.proposals.map(({ value }) => (value as { name?: string }).name)
    expect(names).toEqual(expect.arrayContaining(['安倍', 'グロムイコ', 'Wu Xueqian', 'Qian Qichen']))
    expect(names).not.toEqual(expect.arrayContaining(['「グ」']))
    expect(fields().distribution).toBeUndefined()
  })

  it('has the Japanese by page, the form kept apart from the words', () => {
    expect(document.pages).toBe(3)
    expect(document.texts[0]).toMatchObject({ kind: 'transcription', language: 'jpn', script: 'Jpan' })
    const count = (page: number, kind: string) =>
      paragraphs('transcription').filter(
        (paragraph) => paragraph.pageNumber === page && paragraph.kind === kind,
      ).length
    expect([1, 2, 3].map((page) => count(page, 'boilerplate'))).toEqual([6, 6, 6])
    expect([1, 2, 3].map((page) => count(page, 'stamp'))).toEqual([2, 2, 2])
    expect([1, 2, 3].map((page) => count(page, 'footer'))).toEqual([2, 0, 0])
    expect([1, 2, 3].map((page) => count(page, 'body'))).toEqual([3, 7, 3])
    const body = paragraphs('transcription')
      .filter(({ kind }) => kind === 'body')
      .map(({ value }) => value)
      .join('\n')
    expect(body).toContain('「グ」外相')
    expect(body).toContain('「カ」の話')
    expect(body).toContain('ゴ外交部長')
    expect(body).not.toMatch(/矢印|TEL|電信写|情報公開室|R037701/)
  })

  it('has the English with its head, without page marks and without the marks of Markdown', () => {
    expect(document.texts[1]).toMatchObject({ kind: 'translation', language: 'eng', agent: 'Ryo C. Kato' })
    const english = paragraphs('translation')
    expect(new Set(english.map(({ pageNumber }) => pageNumber))).toEqual(new Set([null]))
    expect(english.filter(({ kind }) => kind === 'head').map(({ value }) => value)[0]).toBe('Number R037701')
    expect(english.find(({ kind }) => kind === 'heading')?.value).toMatch(/^Prime Minister Visit .*□$/)
    expect(english.filter(({ kind }) => kind === 'body')).toHaveLength(12)
    const all = JSON.stringify(document)
    expect(all).not.toContain('**')
    expect(all).not.toContain('<http')
    expect(all).not.toContain('##')
  })

  it('loses no line', () => {
    expect(document.unmapped).toEqual([])
    expectEveryLineAccountedFor(text)
  })
})
