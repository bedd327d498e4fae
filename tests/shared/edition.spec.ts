import { describe, expect, it } from 'vitest'
import { editionOf, together } from '../../src-main/shared/domain/edition/index.ts'
import type { Edition, EditionSource } from '../../src-main/shared/domain/edition/index.ts'
import type { Page } from '../../src-main/shared/contract/scan.ts'
import type { Paragraph, Text } from '../../src-main/shared/contract/text.ts'
import { PLAIN } from '../../src-main/shared/domain/page-view.ts'

let lastId = 0
type Given = Partial<Paragraph> & Pick<Paragraph, 'value'>

const textOf = (kind: Text['kind'], paragraphs: readonly Given[], about: Partial<Text> = {}): Text =>
  ({
    ...{ id: ++lastId, descriptionId: 1, kind, language: null, script: null },
    ...{ direction: 'horizontal', source: 'typed', agent: null, status: 'draft', checkedBy: null },
    ...about,
    paragraphs: paragraphs.map((one) => ({
      ...{ id: ++lastId, kind: 'body', pageId: null, pageNumber: 1, continues: false },
      ...{ marks: [], lines: [], mentions: [] },
      ...one,
    })),
  }) as Text

const pageOf = (number: number): Page =>
  ({
    ...{ id: number, descriptionId: 1, number, label: null, side: null, state: null, scan: null, frame: 0 },
    ...{ width: 100, height: 100, pixelsPerInch: null, rotation: 0, part: null, adjustments: PLAIN },
  }) as unknown as Page

/** Texts with the places of the paragraphs of the first that go with those of each other one. */
function edition(
  texts: readonly Text[],
  pairs: readonly (readonly [number, number])[][] = [],
  given: Partial<EditionSource> = {},
): Edition {
  return editionOf({
    texts,
    pages: [pageOf(1), pageOf(2)],
    withForm: true,
    align: (first, other) =>
      (pairs[texts.indexOf(other) - 1] ?? []).map(([i, j]) => ({
        paragraphId: first.paragraphs[i]?.id ?? (0 as never),
        otherId: other.paragraphs[j]?.id ?? (0 as never),
      })),
    ...given,
  })
}

/** Each page as its rows, each row as the words of its cells. */
const said = ({ pages }: Edition) =>
  pages.map(({ number, rows }) => [
    number,
    rows.map((row) =>
      row.map((cell) => cell.map(({ pieces }) => pieces.map(({ text }) => text).join('')).join(' / ')),
    ),
  ])

describe('an edition', () => {
  it('has in a row what goes together, in the order of the transcription; what is alone follows what stands before it', () => {
    const transcription = textOf('transcription', [{ value: '一。' }, { value: '二。' }, { value: '三。' }])
    const translation = textOf('translation', [
      { value: 'One.' },
      { value: 'Added.' },
      { value: 'Two and three.' },
    ])
    const found = edition(
      [transcription, translation],
      [
        [
          [0, 0],
          [1, 2],
          [2, 2],
        ],
      ],
    )
    expect(said(found)).toEqual([
      [
        1,
        [
          ['一。', 'One.'],
          ['', 'Added.'],
          ['二。 / 三。', 'Two and three.'],
        ],
      ],
      [2, []],
    ])
  })

  it('puts the transcription first, wherever it stands among the texts, and summaries before the pages', () => {
    const summary = textOf('summary', [{ value: 'In short.' }])
    const translation = textOf('translation', [{ value: 'One.' }])
    const transcription = textOf('transcription', [{ value: '一。' }])
    const found = edition([summary, translation, transcription])
    expect(found.texts.map(({ kind }) => kind)).toEqual(['transcription', 'translation'])
    expect(found.summaries.map(({ passages }) => passages.length)).toEqual([1])
  })

  it('reads a sentence over the end of a page as one, and tells where the page ends', () => {
    const transcription = textOf('transcription', [
      { value: '話は' },
      { value: '注意', kind: 'boilerplate', pageNumber: 2 },
      { value: '続く。', pageNumber: 2, continues: true },
      { value: 'the talk', pageNumber: 2 },
      { value: 'goes on.', pageNumber: 2, continues: true },
    ])
    const [first, second] = edition([transcription]).pages
    expect(first?.rows[0]?.[0]?.[0]?.pieces).toEqual([
      { text: '話は', marks: [] },
      { text: '続く。', marks: [], turn: 2 },
    ])
    expect(second?.rows.map((row) => row[0]?.[0]?.pieces.map(({ text }) => text))).toEqual([
      ['注意'],
      ['the talk', ' goes on.'],
    ])
  })

  it('gathers what the form adds, beside what it adds in the other text, or leaves it out', () => {
    const form = (value: string): Given => ({ value, kind: 'boilerplate' })
    const transcription = textOf('transcription', [
      form('注意'),
      { value: '極秘', kind: 'stamp' },
      { value: '一。' },
    ])
    const translation = textOf('translation', [form('Attention'), { value: 'One.' }])
    const texts = [transcription, translation]
    const found = edition(texts, [[[2, 1]]])
    expect(said(found)[0]).toEqual([
      1,
      [
        ['注意 / 極秘', 'Attention'],
        ['一。', 'One.'],
      ],
    ])
    expect(together(found.pages[0]?.rows[0]?.[0] ?? [])).toHaveLength(1)
    const without = edition(texts, [[[2, 1]]], { withForm: false })
    expect(said(without)[0]).toEqual([1, [['一。', 'One.']]])
    const marked = textOf('transcription', [
      { value: '注意一。', marks: [{ kind: 'boilerplate', start: 0, end: 2 }] },
    ])
    expect(said(edition([marked], [], { withForm: false }))[0]).toEqual([1, [['一。']]])
  })

  it('has pages that only a text knows of, and last what stands on none', () => {
    const transcription = textOf('transcription', [
      { value: '欄外。', pageNumber: null },
      { value: '五。', pageNumber: 5 },
    ])
    expect(said(edition([transcription]))).toEqual([
      [1, []],
      [2, []],
      [5, [['五。']]],
      [null, [['欄外。']]],
    ])
  })

  it('joins rows that a third text says are one', () => {
    const transcription = textOf('transcription', [{ value: '一。' }, { value: '二。' }])
    const english = textOf('translation', [{ value: 'One.' }, { value: 'Two.' }])
    const german = textOf('translation', [{ value: 'Eins und zwei.' }])
    const found = edition(
      [transcription, english, german],
      [
        [
          [0, 0],
          [1, 1],
        ],
        [
          [0, 0],
          [1, 0],
        ],
      ],
    )
    expect(said(found)[0]).toEqual([1, [['一。 / 二。', 'One. / Two.', 'Eins und zwei.']]])
  })
})
