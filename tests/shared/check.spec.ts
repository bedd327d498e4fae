import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DateValue } from '../../src-main/shared/contract/description.ts'
import { PARAGRAPH_KINDS } from '../../src-main/shared/contract/text.ts'
import { CHECK_CODES, checkRecord } from '../../src-main/shared/domain/check/index.ts'
import type { CheckedRecord } from '../../src-main/shared/domain/check/index.ts'
import { DATE_KINDS } from '../../src-main/shared/domain/field.ts'
import { LEVELS } from '../../src-main/shared/domain/level.ts'
import { messages } from '../../src-main/shared/i18n/index.ts'
import { aDate, aRecord, aText } from './checked-record.ts'
import type { Parts } from './checked-record.ts'

const said = (record: CheckedRecord) =>
  checkRecord(record).map(({ code, about }) => [code, ...about].join(' '))
const saidOf = (original: string[], translation: string[]) =>
  said(
    aRecord(
      {},
      {
        texts: [aText('transcription', 'jpn', original, 1), aText('translation', 'eng', translation, 2)],
      },
    ),
  )
const noted = (value: string, language = 'jpn') => said(aRecord({ note: [{ value, language }] }))
const dated = (...dates: Partial<DateValue>[]) => said(aRecord({ dates: dates.map(aDate) }))

describe('dates', () => {
  it.each([
    ['昭和59年3月25日', '1983-03-25', ['eraArithmetic 昭和59年3月25日 1984-03-25 1983-03-25']],
    ['昭和59年3月25日', '1984-03-25', []],
    ['昭和59年', '1984-03-25', []],
    ['昭和59年（1983年）', null, ['eraArithmetic 昭和59年（1983年） 1984 / 1983 ']],
    ['昭和70年', null, ['eraArithmetic 昭和70年 1995 ']],
    ['March 25, 1984', '1985', ['dateDiffers March 25, 1984 1984-03-25 1985']],
    ['59年3月25日', null, ['eraMissing 59年3月25日']],
    ['59年3月25日', '1983-03-25', ['eraArithmetic 59年3月25日 1984-03-25 1983-03-25']],
    ['spring, maybe', null, ['dateUnread spring, maybe']],
    ['', '1984-13', ['edtfInvalid 1984-13']],
    ['', '1985/1984', ['dateReversed 1985/1984']],
  ])('%s as %s', (expression, edtf, expected) => {
    expect(dated({ expression, edtf })).toEqual(expected)
  })

  it('of the lunar calendar are not converted', () => {
    expect(dated({ expression: '', edtf: '1868-01-03', calendar: 'japanese' })).toEqual([
      'lunarDate 1868-01-03',
    ])
    expect(dated({ expression: '慶応3年12月9日', edtf: '1868-01-03' })).toEqual(['lunarDate 慶応3年12月9日'])
  })

  it('follow the course of a telegram: despatch, receipt, stamp', () => {
    const despatch = { kind: 'despatch', edtf: '1984-03-25', timeOfDay: '01:10' } as const
    const receipt = { kind: 'receipt', edtf: '1984-03-25', timeOfDay: '02:28' } as const
    expect(dated(despatch, receipt)).toEqual([])
    expect(dated({ ...despatch, timeOfDay: '02:30' }, receipt)).toEqual([
      'dateOrder receipt 1984-03-25 02:28 despatch 1984-03-25 02:30',
    ])
    // The clocks of two places may say so.
    expect(
      dated({ ...despatch, timeOfDay: '02:30', timeZone: '+09:00' }, { ...receipt, timeZone: '+08:00' }),
    ).toEqual([])
    expect(dated({ ...despatch, edtf: '1984-03-26', timeOfDay: null }, receipt)).toHaveLength(1)
    expect(dated({ ...despatch, edtf: '1984', timeOfDay: null }, receipt)).toEqual([])
  })
})

describe('brackets', () => {
  it.each([
    ['「ソ連側は」と述べた。', []],
    ['「グとの', ['bracketUnbalanced 「']],
    ['（1）5月には', []],
    ['1) first (of two)', []],
    ['ア）第一', []],
    ['『二重「の」括弧』（注）', []],
    ['He said "no', ['bracketUnbalanced "']],
    ['（半角と全角)', []],
    ['交差「する（括弧」）', ['bracketUnbalanced 「', 'bracketUnbalanced 」']],
  ])('%s', (value, expected) => {
    expect(noted(value).filter((one) => one.startsWith('bracket'))).toEqual(expected)
  })
})

describe('what is left over', () => {
  it.each([
    ['Relations with the Soviet Union)□', 'eng', ['glyphLeft □']],
    ['□ 第一の項目', 'jpn', []],
    ['不明�文字', 'jpn', ['glyphLeft �']],
    ['Stamp 極秘 on page 1', 'eng', ['markUntranslated 極秘']],
    ['Top Secret (極秘)', 'eng', []],
    ['Sent: China 01:10 Year Month 25', 'eng', ['markUntranslated Year Month']],
    ['極秘', 'jpn', []],
  ])('%s', (value, language, expected) => {
    expect(noted(value, language).filter((one) => /^(glyph|mark)/.test(one))).toEqual(expected)
  })

  it('is taken away and leaves the marks on the words that stay', () => {
    const markup = [{ tag: 'person' as const, start: 7, end: 13 }]
    const [found] = checkRecord(aRecord({ note: [{ value: 'Cable□ Katori', language: 'eng', markup }] }))
    expect(found?.fixes[0]?.change).toMatchObject({
      patch: { note: [{ value: 'Cable Katori', markup: [{ tag: 'person', start: 6, end: 12 }] }] },
    })
  })

  it('can be taken away with one fix', () => {
    const [found] = checkRecord(aRecord({ title: [{ value: 'Cable□', language: 'eng' }] }))
    expect(found?.fixes[0]?.change).toMatchObject({ kind: 'fields', patch: { title: [{ value: 'Cable' }] } })
    expect(found?.place).toMatchObject({ field: 'title', index: 0, span: { start: 5, end: 6 } })
  })
})

describe('two texts of one item', () => {
  it('say the same numbers, days and hours, each in its own way', () => {
    expect(
      saidOf(
        ['第1342号 Q36RA。59年03月25日02時28分。1,500枚、3万人、200名、12、13日。'],
        [
          'No. 1342 Q36RA. March 25, 1984, 02:28. 1,500 sheets, 30,000 men, two hundred pupils, on the 12th and 13th.',
        ],
      ),
    ).toEqual([])
  })

  it.each([
    ['Q36RA。', 'Q36A.', 'identifierDiffers Q36RA Q36A jpn eng'],
    ['総番号R037701。', 'Number.', 'identifierInOneText R037701 jpn eng'],
    ['3月25日。', 'March 26.', 'dateInOneText 3月25日 jpn eng'],
    ['02時33分。', 'Then.', 'timeInOneText 02時33分 jpn eng'],
    ['数名。', 'A group of 250.', 'numberInOneText 250 eng jpn'],
  ])('%s against %s', (original, translation, expected) => {
    expect(saidOf([original], [translation])).toContain(expected)
  })

  it('are not compared where the form speaks', () => {
    const form = { kind: 'boilerplate', value: '検閲班 (TEL 2171, 2174) に。' }
    const texts = [aText('transcription', 'jpn', [form]), aText('translation', 'eng', ['Nothing.'], 2)]
    expect(said(aRecord({}, { texts }))).toEqual([])
  })
})

describe('names', () => {
  const names = (value: string, language: string, agents: string[]) =>
    said(aRecord({ note: [{ value, language }] }, { forms: agents.map((form, agent) => ({ agent, form })) }))

  it.each([
    ['鹿取大使が述べた。', 'jpn', [], ['nameWithoutAuthority 鹿取']],
    ['鹿取大使が述べた。', 'jpn', ['鹿取泰衛'], []],
    ['外務大臣殿、日ソ外相会談。', 'jpn', [], []],
    ['港湾大臣と経済局長が来た。', 'jpn', [], []],
    ['Foreign Minister [Andrei] Gromyko left.', 'eng', [], ['nameWithoutAuthority Andrei Gromyko']],
    ['Foreign Minister Gromyko left.', 'eng', ['Gromyko, Andrei'], []],
    ['The Foreign Ministers met.', 'eng', [], []],
    ['Vice Minister of Foreign Affairs Qian Qichen left.', 'eng', [], ['nameWithoutAuthority Qian Qichen']],
    ['セン・キシ', 'jpn', ['セン・キシン'], ['nameFormDiffers セン・キシ セン・キシン']],
    ['Gromiko', 'eng', ['Gromyko'], ['nameFormDiffers Gromiko Gromyko']],
    ['Gromyko', 'eng', ['Gromyko'], []],
  ])('%s', (value, language, agents, expected) => {
    expect(names(value, language, agents).filter((one) => one.startsWith('name'))).toEqual(expected)
  })
})

describe('texts and pages', () => {
  const page = (pageNumber: number, value: string) => ({ pageNumber, value })
  const ofPages = (...paragraphs: Parts[]) =>
    said(aRecord({}, { texts: [aText('transcription', 'jpn', paragraphs)] })).map((one) => one.split(' ')[0])

  it('a sentence over the page is told, one that ends is not', () => {
    expect(ofPages(page(1, '「グ」との'), page(2, '間で合意をみた。'))).toEqual(['sentenceBroken'])
    expect(ofPages(page(1, '述べた。'), page(2, '間で合意をみた。'))).toEqual([])
  })

  it('a line that pages repeat is of the form', () => {
    const [found] = checkRecord(
      aRecord({}, { texts: [aText('transcription', 'jpn', [page(1, '- 1 -'), page(2, '- 2 -')])] }),
    ).filter(({ code }) => code === 'lineRepeated')
    expect(found?.fixes[0]?.change).toMatchObject({
      paragraphs: [
        { index: 0, as: 'boilerplate' },
        { index: 1, as: 'boilerplate' },
      ],
    })
  })

  it.each([
    ['3', 'pages', 3, []],
    ['4', 'pages', 3, ['extentDiffers 4 pages 3']],
    ['2', '枚', 3, []],
    ['1', '枚', 3, ['extentDiffers 1 枚 3']],
    ['1', 'box', 3, []],
  ])('%s %s of %s pages', (quantity, unit, pageCount, expected) => {
    expect(said(aRecord({ extents: [{ quantity, unit }], pageCount }))).toEqual(expected)
  })
})

describe('the place in the whole', () => {
  it('a level that may not stand here, and a number that is missed', () => {
    const parent = { level: 'item', dates: [] } as const
    expect(said(aRecord({ level: 'fonds', parentId: 2 }, { parent }))).toEqual(['levelOrder fonds item'])
    expect(said(aRecord({ referenceCode: 'B-4' }, { codeBefore: 'B-1' }))).toEqual(['codeGap B-1 B-2, B-3'])
    expect(said(aRecord({ referenceCode: 'B-2' }, { codeBefore: 'B-1' }))).toEqual([])
    expect(said(aRecord({ referenceCode: 'C-9' }, { codeBefore: 'B-1' }))).toEqual([])
  })

  it('a title in the language of description, and what the form of record asks for', () => {
    expect(said(aRecord({ title: [{ value: '電報', language: 'jpn' }] }))).toEqual([
      'titleLanguageMissing eng',
    ])
    expect(said(aRecord({}, { required: ['classification', 'title'] }))).toEqual([
      'fieldMissingForType classification general',
    ])
  })
})

describe('any record', () => {
  const piece = fc.constantFrom(
    ...[
      '昭和59年3月25日',
      '59年',
      '1984-03-25',
      '「',
      '」',
      '（',
      ')',
      '"',
      '□',
      '�',
      '鹿取大使',
      ' ',
      '\n',
      '。',
      '1/2',
    ],
    ...[
      'Foreign Minister [Andrei] Gromyko',
      'Q36RA',
      'Year Month',
      '極秘',
      '第1342号',
      '02時28分',
      '1,500',
      '99月99日',
      '\u{1F600}',
    ],
  )
  const words = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
  )
  const language = fc.constantFrom('jpn', 'eng', 'chi', null)
  const date = fc.record({
    kind: fc.constantFrom(...DATE_KINDS),
    expression: words,
    edtf: fc.option(words.map((value) => value.slice(0, 80))),
    timeOfDay: fc.constantFrom('00:00', '99:99', null),
    timeZone: fc.option(words.map((value) => value.slice(0, 40))),
    calendar: fc.constantFrom('gregorian', 'japanese'),
  })
  const value = fc.record({ value: words, language })
  const text = fc.record({
    id: fc.integer({ min: 1, max: 9 }),
    descriptionId: fc.constant(1),
    kind: fc.constantFrom('transcription', 'translation', 'summary'),
    language,
    paragraphs: fc.array(
      fc.record({
        kind: fc.constantFrom(...PARAGRAPH_KINDS),
        pageNumber: fc.option(fc.integer({ min: -1, max: 3 })),
        continues: fc.boolean(),
        value: words,
      }),
      { maxLength: 5 },
    ),
  })
  const record = fc
    .record({
      referenceCode: fc.option(words),
      level: fc.constantFrom(...LEVELS),
      parentId: fc.constantFrom(null, 2),
      pageCount: fc.nat(3),
      dates: fc.array(date, { maxLength: 4 }),
      title: fc.array(value, { maxLength: 2 }),
      note: fc.array(value, { maxLength: 2 }),
      agents: fc.array(fc.record({ name: words }), { maxLength: 2 }),
      extents: fc.array(fc.record({ quantity: fc.constantFrom('0', '1.5', '9'), unit: words }), {
        maxLength: 2,
      }),
      texts: fc.array(text, { maxLength: 3 }),
      codeBefore: fc.option(words),
      codeAlike: fc.option(words),
      parentDates: fc.array(date, { maxLength: 2 }),
    })
    .map(({ texts, codeBefore, codeAlike, parentDates, ...given }) =>
      aRecord(given, {
        texts: texts.map(({ kind, language: spoken, paragraphs, id }) => aText(kind, spoken, paragraphs, id)),
        codeBefore,
        codeAlike,
        parent: { level: 'series', dates: aRecord({ dates: parentDates }).description.dates },
      }),
    )

  it('is checked without a throw, every finding has words in both languages, and no span lies outside its value', () => {
    fc.assert(
      fc.property(record, (given) => {
        for (const { code, about, place, other, fixes } of checkRecord(given)) {
          for (const m of Object.values(messages)) {
            expect(m.checks.sentences[code](about, (language) => language)).toMatch(/./)
            for (const fix of fixes) expect(m.checks.fixes[fix.code](fix.value)).toMatch(/./)
          }
          // Two texts of one id do not occur in a catalogue.
          if (new Set(given.texts.map(({ id }) => id)).size < given.texts.length) continue
          for (const { field, textId, index, span } of [place, ...(other ? [other] : [])]) {
            if (span === null) continue
            const source =
              field === 'texts'
                ? given.texts.find(({ id }) => id === textId)?.paragraphs[index ?? -1]?.value
                : (given.description[field] as { value: string }[])[index ?? -1]?.value
            expect(span.start).toBeLessThan(span.end)
            expect(span.end).toBeLessThanOrEqual(source?.length ?? -1)
          }
        }
      }),
      { numRuns: 400 },
    )
  })

  it('knows every code in both languages', () => {
    for (const m of Object.values(messages)) {
      expect(Object.keys(m.checks.sentences).sort()).toEqual([...CHECK_CODES].sort())
      expect(Object.keys(m.checks.names).sort()).toEqual([...CHECK_CODES].sort())
    }
  })
})
