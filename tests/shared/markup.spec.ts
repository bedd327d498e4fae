import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  blocksOf,
  carried,
  has,
  mapped,
  MARKUP_TAGS,
  normalised,
  pieces,
  shifted,
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
const someRanges = fc.array(range, { maxLength: 8 })

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
      fc.property(text, someRanges, (value, given) => {
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
      fc.property(text, someRanges, (value, given) => {
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
      fc.property(text, someRanges, (value, given) => {
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
      fc.property(text, someRanges, range, (value, given, { tag, start, end }) => {
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
  it('holds what takes its place, all of it or a part', () => {
    expect(after('from Kathori to Abe')).toEqual(['Kathori'])
    expect(after('from Yasue to Abe')).toEqual(['Yasue'])
  })
  it('is told by the caret where letters are the same on both sides', () => {
    expect(words('from Katorii to Abe', mapped(person, value, 'from Katorii to Abe', 12), 'person')).toEqual([
      'Katori',
    ])
    expect(words('from KKatori to Abe', mapped(person, value, 'from KKatori to Abe', 6), 'person')).toEqual([
      'Katori',
    ])
  })
  it('goes on with a list at Enter, and ends it at an empty item', () => {
    const typed = ['one', 'one\n', 'one\nt', 'one\nt\n', 'one\nt\n\n', 'one\nt\n\nx']
    const list: MarkupRange[] = [{ tag: 'list', start: 0, end: 3 }]
    const last = typed
      .slice(1)
      .reduce((ranges, text, index) => mapped(ranges, typed[index] ?? '', text), list)
    expect(words('one\nt\n\nx', normalised('one\nt\n\nx', last), 'list')).toEqual(['one', 't'])
  })
  it('leaves ranges in the text, whatever is edited', () => {
    fc.assert(
      fc.property(text, someRanges, text, (before, given, later) => {
        for (const { start, end } of mapped(normalised(before, given), before, later)) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeLessThanOrEqual(later.length)
          expect(end).toBeGreaterThan(start)
        }
      }),
    )
  })
})

describe('many passages replaced at once', () => {
  const value = 'Katori met Katori’s friend Abe, not Katori.'
  const ranges = [
    { tag: 'person', start: 0, end: 6 },
    { tag: 'emphasis', start: 4, end: 30 },
    { tag: 'person', start: 27, end: 30 },
  ] satisfies MarkupRange[]
  const every = [0, 11, 36].map((start) => ({ start, end: start + 6, length: 3 }))
  const fresh = value.replaceAll('Katori', '鹿取氏')

  it('take along what stands between and behind them', () => {
    const there = shifted(ranges, every)
    expect(words(fresh, there, 'person')).toEqual(['鹿取氏', 'Abe'])
    // The first name is replaced together with words outside of the emphasis.
    expect(words(fresh, there, 'emphasis')).toEqual([' met 鹿取氏’s friend Abe'])
  })

  it('leave ranges within the text, each on words of its own', () => {
    fc.assert(
      fc.property(
        text,
        someRanges,
        fc.array(fc.nat(40), { maxLength: 6 }),
        fc.nat(5),
        (before, given, cuts, length) => {
          const places = [...new Set(cuts.map((cut) => Math.min(cut, before.length)))].sort((a, b) => a - b)
          const edits = places.slice(1).flatMap((end, index) => {
            const start = places[index] ?? 0
            return index % 2 === 0 ? [{ start, end, length }] : []
          })
          const size = edits.reduce((sum, edit) => sum + edit.length - (edit.end - edit.start), before.length)
          for (const { start, end } of shifted(normalised(before, given), edits)) {
            expect(start).toBeGreaterThanOrEqual(0)
            expect(end).toBeLessThanOrEqual(size)
            expect(end).toBeGreaterThan(start)
          }
        },
      ),
    )
  })
})

describe('a text that is written anew', () => {
  const value = '鹿取大使は外相と会談した。'
  const person = [on(value, 'person', '鹿取')]
  const after = (fresh: string) => words(fresh, carried(person, value, fresh), 'person')

  it('keeps what is said of words that are still there, wherever they stand', () =>
    expect(after('昨日、鹿取は外務大臣と会談。')).toEqual(['鹿取']))
  it('says nothing of other words', () => {
    expect(after('Nothing of it.')).toEqual([])
    expect(after('')).toEqual([])
  })
  it('has ranges within it, whatever it was', () => {
    fc.assert(
      fc.property(text, someRanges, text, (before, given, fresh) => {
        const there = carried(normalised(before, given), before, fresh)
        expect(normalised(fresh, there)).toEqual(there)
      }),
    )
  })
})
