import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { releasedParagraphs } from '../../src-main/shared/domain/redaction/released-text.ts'
import type { WithheldSpan } from '../../src-main/shared/domain/redaction/released-text.ts'
import type { Paragraph } from '../../src-main/shared/contract/text.ts'

const stamps = ['5条3号', '25X6']
const none = new Map<number, string[]>()

const aParagraph = (
  id: number,
  value: string,
  pageNumber: number | null = 1,
  more: Partial<Paragraph> = {},
) =>
  ({
    id,
    kind: 'body',
    pageId: pageNumber === null ? null : pageNumber * 100,
    pageNumber,
    value,
    continues: false,
    marks: [],
    lines: [],
    mentions: [],
    ...more,
  }) as unknown as Paragraph

const span = (
  from: [number, number],
  to: [number, number],
  more: Partial<WithheldSpan> = {},
): WithheldSpan => ({
  from: { paragraphId: from[0], offset: from[1] },
  to: { paragraphId: to[0], offset: to[1] },
  stamps,
  lines: 2,
  ...more,
})

const values = (
  paragraphs: Paragraph[],
  spans: WithheldSpan[],
  pages: ReadonlyMap<number, string[]> = none,
) => releasedParagraphs({ paragraphs }, { spans, pages }).map(({ value, pageNumber }) => [pageNumber, value])

describe('the released form of a text', () => {
  it('has the marker in the place of the passage, with lines and codes', () => {
    expect(values([aParagraph(1, 'He said: never, and left.')], [span([1, 9], [1, 14])])).toEqual([
      [1, 'He said: [2 lines withheld – 5条3号 / 25X6], and left.'],
    ])
    expect(values([aParagraph(1, '否')], [span([1, 0], [1, 1], { lines: 1 })])).toEqual([
      [1, '[1 line withheld – 5条3号 / 25X6]'],
    ])
    expect(values([aParagraph(1, '否')], [span([1, 0], [1, 1], { lines: null })])).toEqual([
      [1, '[withheld – 5条3号 / 25X6]'],
    ])
  })

  it('does not say over how many paragraphs the passage ran', () => {
    const expected = [[1, 'Before [2 lines withheld – 5条3号 / 25X6] after']]
    expect(values([aParagraph(1, 'Before secret after')], [span([1, 7], [1, 13])])).toEqual(expected)
    expect(
      values(
        [aParagraph(1, 'Before sec'), aParagraph(2, 'much more'), aParagraph(3, 'ret after')],
        [span([1, 7], [3, 3])],
      ),
    ).toEqual(expected)
  })

  it('leaves what is on the next page there', () => {
    const paragraphs = [aParagraph(1, 'Before sec', 1), aParagraph(2, 'ret after', 2, { continues: true })]
    expect(values(paragraphs, [span([1, 7], [2, 3])])).toEqual([
      [1, 'Before [2 lines withheld – 5条3号 / 25X6]'],
      [2, ' after'],
    ])
    expect(values(paragraphs, [span([1, 7], [2, 9])])).toEqual([
      [1, 'Before [2 lines withheld – 5条3号 / 25X6]'],
    ])
  })

  it('joins two decisions over the same words, and keeps those that only touch apart', () => {
    const paragraphs = [aParagraph(1, 'abcdefgh')]
    expect(values(paragraphs, [span([1, 1], [1, 4]), span([1, 3], [1, 6], { stamps: ['(b)(1)'] })])).toEqual([
      [1, 'a[2 lines withheld – 5条3号 / 25X6 / (b)(1)]gh'],
    ])
    expect(values(paragraphs, [span([1, 1], [1, 3]), span([1, 3], [1, 6], { lines: 1 })])).toEqual([
      [1, 'a[2 lines withheld – 5条3号 / 25X6][1 line withheld – 5条3号 / 25X6]gh'],
    ])
  })

  it('takes all that stands on a withheld page away, and what runs into it', () => {
    const paragraphs = [
      aParagraph(1, 'one'),
      aParagraph(2, 'two', 2),
      aParagraph(3, 'more', 2),
      aParagraph(4, 'four', 3),
    ]
    const pages = new Map([[200, ['5条1号']]])
    expect(values(paragraphs, [], pages)).toEqual([
      [1, 'one'],
      [2, '[1 page withheld – 5条1号]'],
      [3, 'four'],
    ])
    expect(values(paragraphs, [span([1, 2], [4, 1])], pages)).toEqual([
      [1, 'on[2 lines withheld – 5条3号 / 25X6]'],
      [2, '[1 page withheld – 5条1号]'],
      [3, '[2 lines withheld – 5条3号 / 25X6]our'],
    ])
  })

  it('cuts marks where the passage begins and ends, and drops those within it', () => {
    const marks = [
      { kind: 'uncertain', start: 0, end: 9 },
      { kind: 'supplied', start: 4, end: 5 },
    ] as const
    const [paragraph] = releasedParagraphs(
      { paragraphs: [aParagraph(1, 'abcdefghi', 1, { marks: [...marks] })] },
      { spans: [span([1, 3], [1, 6], { stamps: [], lines: null })], pages: none },
    )
    expect(paragraph?.value).toBe('abc[withheld]ghi')
    expect(paragraph?.marks).toEqual([
      { kind: 'uncertain', start: 0, end: 3 },
      { kind: 'uncertain', start: 13, end: 16 },
    ])
  })

  it('gives nothing of a text in which a passage cannot be placed', () => {
    expect(() => values([aParagraph(1, 'abc')], [{ ...span([1, 0], [1, 1]), from: null }])).toThrow()
    expect(() => values([aParagraph(1, 'abc')], [span([1, 0], [7, 1])])).toThrow()
  })

  it('is the same whatever was withheld: any words, any length, any number of paragraphs', () => {
    const open = fc.string({ unit: fc.constantFrom('a', 'b', ' ') })
    // Of what follows something is outside of the passage, on its own page or not.
    const rest = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1 })
    const secret = fc.array(fc.string({ unit: fc.constantFrom('密', '議'), minLength: 1 }), {
      minLength: 1,
      maxLength: 4,
    })
    fc.assert(
      fc.property(open, rest, secret, secret, fc.boolean(), (before, after, one, other, turns) => {
        const released = (parts: string[]) => {
          // On one page, or over the end of a page, wherever within the passage that is.
          const all = parts.length > 1 || !turns ? parts : [...parts, '']
          const page = (index: number) => (turns && index === all.length - 1 ? 2 : 1)
          const paragraphs = all.map((part, index) =>
            aParagraph(
              index + 1,
              `${index === 0 ? before : ''}${part}${index === all.length - 1 ? after : ''}`,
              page(index),
            ),
          )
          const to: [number, number] = [all.length, (paragraphs.at(-1)?.value.length ?? 0) - after.length]
          return values(paragraphs, [span([1, before.length], to)])
        }
        const first = released(one)
        expect(JSON.stringify(first)).not.toMatch(/[密議]/)
        expect(released(other)).toEqual(first)
      }),
    )
  })
})
