import { describe, expect, it } from 'vitest'
import type { ParagraphId } from '../../src-main/shared/contract/ids.ts'
import { checkRecord } from '../../src-main/shared/domain/check/index.ts'
import type { CheckCode, CheckedRecord } from '../../src-main/shared/domain/check/index.ts'
import { notPublicPassages } from '../../src-main/shared/domain/not-public.ts'
import { SHIPPED_SLIPS, slipsIn } from '../../src-main/shared/domain/slip.ts'
import { aRecord, aText } from './checked-record.ts'
import type { Parts } from './checked-record.ts'

type Given = (string | Parts)[]

const two = (original: Given, translation: Given, around: Partial<CheckedRecord> = {}): CheckedRecord =>
  aRecord(
    {},
    {
      texts: [aText('transcription', 'jpn', original, 1), aText('translation', 'eng', translation, 2)],
      ...around,
    },
  )

/** What one rule says: in which text and paragraph, and against which. */
const told = (record: CheckedRecord, wanted: CheckCode) =>
  checkRecord(record)
    .filter(({ code }) => code === wanted)
    .map(({ place, other }) => [place.textId, place.index, other?.textId ?? null, other?.index ?? null])

const JAPANESE = ['1. 会議は始まった。', '2. 大臣は述べた。', '3. 会議は終わった。']
const ENGLISH = ['1. The meeting began.', '2. The Minister spoke.', '3. The meeting ended.']

describe('a paragraph without a partner', () => {
  it('is told in either text, with the text that lacks it', () => {
    const [first = '', , third = ''] = ENGLISH
    expect(told(two(JAPANESE, ENGLISH), 'paragraphWithoutPartner')).toEqual([])
    expect(told(two(JAPANESE, [first, third]), 'paragraphWithoutPartner')).toEqual([[1, 1, 2, null]])
    expect(told(two(JAPANESE.slice(0, 2), ENGLISH), 'paragraphWithoutPartner')).toEqual([[2, 2, 1, null]])
  })

  it('is not told where a person said so, nor of the words of the form', () => {
    const without = [{ paragraphId: 102 as ParagraphId, textId: 2 }]
    const short = two(JAPANESE, ENGLISH.slice(0, 2), { said: { pairs: [], without } })
    expect(told(short, 'paragraphWithoutPartner')).toEqual([])
    const form = [...JAPANESE, { kind: 'stamp', value: '極秘' }, { kind: 'head', value: 'Q36RA' }]
    expect(told(two(form, ENGLISH), 'paragraphWithoutPartner')).toEqual([])
  })

  it('is told by what a person paired, over what would be proposed', () => {
    const pairs = [
      { paragraphId: 100 as ParagraphId, otherId: 200 as ParagraphId },
      { paragraphId: 100 as ParagraphId, otherId: 201 as ParagraphId },
    ]
    expect(told(two(JAPANESE, ENGLISH, { said: { pairs, without: [] } }), 'paragraphWithoutPartner')).toEqual(
      [[1, 1, 2, null]],
    )
  })

  it('is not told of a text that is not translated at all', () => {
    expect(told(two(JAPANESE, ['']), 'paragraphWithoutPartner')).toEqual([])
  })
})

describe('paragraphs that are one in the other text', () => {
  it('are told, but not those that are one sentence', () => {
    const passage = '「1979年の文書作成の提案を再び持ち出した。」'
    const merged = 'They spoke. "They brought up the proposal of 1979 to make a document again."'
    const record = two(['1. 双方は述べた。', passage, '2. 終わり。'], [`1. ${merged}`, '2. The end.'])
    expect(told(record, 'paragraphsMerged')).toEqual([[1, 1, 2, 0]])
    const sentence = two(
      ['1. 双方は本日の', { value: '午後に会った。', continues: true }, '2. 終わり。'],
      ['1. They met this afternoon.', '2. The end.'],
    )
    expect(told(sentence, 'paragraphsMerged')).toEqual([])
  })
})

describe('quoted passages', () => {
  const english = (words: string) => [`1. ${words}`, '2. The end.']
  const japanese = (words: string) => [`1. ${words}`, '2. 終わり。']
  it.each([
    ['alike in both', '彼は「これは受け入れられない」と述べた。', 'He said: "This is not acceptable."', []],
    [
      'in the original alone',
      '彼は「これは受け入れられない」と述べた。',
      'He said that it was not acceptable.',
      [[1, 0, 2, 0]],
    ],
    [
      'in the translation alone',
      '彼は受け入れられないと述べた。',
      'He said: “This is not acceptable to us.”',
      [[2, 0, 1, 0]],
    ],
    ['a name is none', '海洋調査船「みお丸」と「グ」について。', 'On the ship Mio Maru, and on Gromyko.', []],
  ])('%s', (_, original, translation, expected) => {
    expect(told(two(japanese(original), english(translation)), 'quotesDiffer')).toEqual(expected)
  })
})

describe('a figure in one text', () => {
  it('is told with the paragraph in which it would stand', () => {
    const record = two(
      ['1. 会議は始まった。', '2. 02時33分に着いた。'],
      ['1. The meeting began.', '2. It came.'],
    )
    expect(told(record, 'timeInOneText')).toEqual([[1, 1, 2, 1]])
    const codes = two(['総番号 Q36RA', '1. 会議。'], ['Number Q36A', '1. The meeting.'])
    expect(told(codes, 'identifierDiffers')).toEqual([[2, 0, 1, 0]])
  })
})

describe('a sentence over the page', () => {
  const record = (continues: boolean) =>
    two(
      [
        { value: '会議は本日', pageNumber: 1 },
        { value: '開かれた。', pageNumber: 2, continues },
      ],
      ['It was held today.'],
    )
  it('is told until somebody says that it is one', () => {
    expect(told(record(false), 'sentenceBroken')).toEqual([[1, 0, 1, 1]])
    expect(told(record(true), 'sentenceBroken')).toEqual([])
  })
})

describe('words often misread', () => {
  const found = (value: string, slips = SHIPPED_SLIPS) =>
    [...slipsIn(value, slips)].map(({ slip, start, end }) => `${value.slice(start, end)}>${slip.correct}`)
  it.each([
    ['北方領土の準備強化について', ['準備強化>軍備強化']],
    ['tbe Government and the Govemment', ['tbe>the', 'Govemment>Government']],
    ['softbed, tbed', []],
    ['協力と協カ', ['協カ>協力']],
    ['', []],
  ])('%s', (value, expected) => {
    expect(found(value)).toEqual(expected)
  })

  it('are not told of where the right word stands around them', () => {
    const slips = [{ wrong: '会', correct: '会談' }]
    expect(found('会談の会', slips)).toEqual(['会>会談'])
  })

  it('are each another word, and none is what another should be', () => {
    const wrong = new Set(SHIPPED_SLIPS.map((slip) => slip.wrong))
    expect(wrong.size).toBe(SHIPPED_SLIPS.length)
    for (const { correct } of SHIPPED_SLIPS) expect(found(correct)).toEqual([])
  })

  it('are set right in place', () => {
    const record = two(['北方領土の準備強化と準備強化'], ['Arms.'])
    const [finding] = checkRecord(record).filter(({ code }) => code === 'ocrSlip')
    expect(finding?.fixes[0]?.change).toMatchObject({
      paragraphs: [{ index: 0, value: '北方領土の軍備強化と準備強化' }],
    })
  })
})

describe('a passage with a note that keeps it from the public', () => {
  const words = (...values: string[]) =>
    notPublicPassages(values.map((value) => ({ value }))).map(({ index, passage, noteIndex, note }) => [
      values[index]?.slice(passage.start, passage.end),
      values[noteIndex]?.slice(note.start, note.end),
    ])
  const NOTE = '(注：「」部分は、先方の要求により、対外的に公表しないこととなつた。)'
  const ENGLISH_NOTE = '(Note: At their request, the section in quotations will not be released publicly.)'
  it.each([
    ['in Japanese', [`「甲は乙である。」${NOTE}即ち`], [['「甲は乙である。」', NOTE]]],
    ['with a quotation within', [`「甲は「乙」である。」${NOTE}`], [['「甲は「乙」である。」', NOTE]]],
    ['in English', [`He said so. "A is B." ${ENGLISH_NOTE}`], [['"A is B."', ENGLISH_NOTE]]],
    ['with curved marks', [`“A is B.” ${ENGLISH_NOTE}`], [['“A is B.”', ENGLISH_NOTE]]],
    ['with the note in the next paragraph', ['「甲は乙。」', NOTE], [['「甲は乙。」', NOTE]]],
    ['a note without a quotation is none', [`甲は乙である。${NOTE}`], []],
    ['a quotation with another note is none', ['「甲」(注：「」部分は原文のまま。)', '"A" (Note: sic.)'], []],
  ])('%s', (_, values, expected) => {
    expect(words(...values)).toEqual(expected)
  })

  it('is one candidate with its place in both texts', () => {
    const record = two(
      ['1. 甲。', `2. 双方は述べた。「甲は乙である。」${NOTE}`],
      ['1. A.', `2. They spoke. "A is B." ${ENGLISH_NOTE}`],
    )
    expect(told(record, 'passageNotPublic')).toEqual([[1, 1, 2, 1]])
    expect(checkRecord(record).find(({ code }) => code === 'passageNotPublic')?.fixes).toEqual([])
    const one = two([`1. 「甲は乙である。」${NOTE}`, '2. 丙。'], ['1. A is B.', '2. C.'])
    expect(told(one, 'passageNotPublic')).toEqual([[1, 0, null, null]])
  })
})
