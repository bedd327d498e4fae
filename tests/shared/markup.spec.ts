import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  blocksOf,
  has,
  mapped,
  MARKUP_TAGS,
  normalised,
  pieces,
  toggled,
} from '../../src-main/shared/domain/markup.ts'
import type { MarkupRange, MarkupTag } from '../../src-main/shared/domain/markup.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('鹿取大使\n\n外務大臣殿\n一、𠮷野\n二、会談', 'a\r\nb\u2028c', '  \n\u3000甲 \n', ''),
)
const range = fc.record({
  tag: fc.constantFrom(...MARKUP_TAGS),
  start: fc.integer({ min: -3, max: 45 }),
  end: fc.integer({ min: -3, max: 45 }),
})
const ranges = fc.array(range, { maxLength: 8 })

/** The passage of a text, as a range. */
const on = (whole: string, tag: MarkupTag, passage: string): MarkupRange => {
  const start = whole.indexOf(passage)
  return { tag, start, end: start + passage.length }
}
const words = (whole: string, all: readonly MarkupRange[], tag: MarkupTag) =>
  all.filter((one) => one.tag === tag).map(({ start, end }) => whole.slice(start, end))

describe('ranges in their one form', () => {
  it('stay what they are when they are brought into it again, and name no two things in one place', () => {
    fc.assert(
      fc.property(text, ranges, (value, given) => {
        const once = normalised(value, given)
        expect(normalised(value, once)).toEqual(once)
        for (const group of [
          ['list', 'orderedList'],
          ['title', 'person', 'corporateBody', 'family', 'place'],
        ]) {
          const same = once.filter(({ tag }) => group.includes(tag))
          same.forEach((one, index) => {
            const next = same[index + 1]
            if (next) expect(next.start).toBeGreaterThanOrEqual(one.end)
          })
        }
      }),
    )
  })

  it('part no character, and no passage runs over the end of a line', () => {
    const value = 'a𠮷b\nc'
    expect(normalised(value, [{ tag: 'person', start: 2, end: 6 }])).toEqual([
      { tag: 'person', start: 1, end: 4 },
      { tag: 'person', start: 5, end: 6 },
    ])
  })

  it('take whole lines into a list', () => {
    const value = 'before\none\ntwo\nafter'
    expect(words(value, normalised(value, [on(value, 'list', 'ne\nt')]), 'list')).toEqual(['one', 'two'])
  })
})

describe('text and ranges as they are shown', () => {
  it('lose no character', () => {
    fc.assert(
      fc.property(text, ranges, (value, given) => {
        expect(
          pieces(value, given)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(value)
      }),
    )
  })

  it('become paragraphs and lists that hold every word', () => {
    fc.assert(
      fc.property(text, ranges, (value, given) => {
        const said = blocksOf(value, given)
          .flatMap((block) => (block.kind === 'paragraph' ? block.lines : block.items))
          .flatMap((runs) => runs.map((run) => run.text))
          .join('')
        const plain = (all: string) => all.replace(/[\s\u0085]/g, '')
        expect(plain(said)).toBe(plain(value))
      }),
    )
  })

  it('tell a list from the paragraph before it, and a name within emphasis', () => {
    const value = 'Present:\nAmbassador Katori\nMinister Abe\nNo press.'
    const blocks = blocksOf(value, [
      on(value, 'list', 'Ambassador Katori\nMinister Abe'),
      on(value, 'emphasis', 'Ambassador Katori'),
      on(value, 'person', 'Katori'),
    ])
    expect(blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'list', 'paragraph'])
    expect(blocks[1]).toEqual({
      kind: 'list',
      items: [
        [
          { text: 'Ambassador ', emphasis: true, naming: null },
          { text: 'Katori', emphasis: true, naming: 'person' },
        ],
        [{ text: 'Minister Abe', emphasis: false, naming: null }],
      ],
    })
  })
})

describe('a tag on a passage', () => {
  it('is given, and taken away again, leaving what was there', () => {
    fc.assert(
      fc.property(text, ranges, range, (value, given, { tag, start, end }) => {
        const passage = { start: Math.min(start, end), end: Math.max(start, end) }
        const before = normalised(value, given)
        if (normalised(value, [{ tag, ...passage }]).length === 0) return
        const after = toggled(value, before, tag, passage)
        expect(has(value, after, tag, passage)).toBe(!has(value, before, tag, passage))
      }),
    )
  })

  it('takes the place of another name', () => {
    const value = 'Katori Yasue'
    const person = toggled(value, [], 'person', { start: 0, end: 12 })
    const body = toggled(value, person, 'corporateBody', { start: 0, end: 6 })
    expect(words(value, body, 'corporateBody')).toEqual(['Katori'])
    expect(words(value, body, 'person')).toEqual([' Yasue'])
  })
})

describe('an edit of the text', () => {
  const value = 'from Katori to Abe'
  const person = [on(value, 'person', 'Katori')]
  const after = (edited: string) => words(edited, mapped(person, value, edited), 'person')

  it('moves what comes behind it', () => expect(after('Sent from Katori to Abe')).toEqual(['Katori']))
  it('leaves what stands before it', () => expect(after('from Katori to Mr Abe')).toEqual(['Katori']))
  it('grows what it is in', () => expect(after('from Kattori to Abe')).toEqual(['Kattori']))
  it('shrinks what it cuts into', () => expect(after('from Kat Abe')).toEqual(['Kat']))
  it('ends what it removes', () => expect(after('from to Abe')).toEqual([]))
  it('does not grow what it stands beside', () => {
    expect(after('from Katori, ambassador, to Abe')).toEqual(['Katori'])
    expect(after('from Mr. Katori to Abe')).toEqual(['Katori'])
  })
  it('leaves ranges in the text, whatever is edited', () => {
    fc.assert(
      fc.property(text, ranges, text, (before, given, later) => {
        for (const { start, end } of mapped(normalised(before, given), before, later)) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeLessThanOrEqual(later.length)
          expect(end).toBeGreaterThan(start)
        }
      }),
    )
  })
})
