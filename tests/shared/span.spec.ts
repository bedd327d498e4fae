import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editsBetween, shiftedPlace, shiftedSpan } from '../../src-main/shared/domain/span.ts'
import { normalisedMarks } from '../../src-main/shared/domain/text-mark.ts'

const after = (before: string, text: string) => editsBetween(before, text)
const held = (before: string, words: string, text: string) => {
  const start = before.indexOf(words)
  const span = shiftedSpan({ start, end: start + words.length }, after(before, text))
  return span === null ? null : text.slice(span.start, span.end)
}

describe('shiftedSpan', () => {
  it('stays on its words when others come, go, or change beside it', () => {
    expect(held('外相は北京で会談した', '北京', '安倍外相は先般北京で会談した')).toBe('北京')
    expect(held('the minister met Gromyko twice', 'Gromyko', 'He met Gromyko')).toBe('Gromyko')
  })

  it('holds what is put into it, and is lost with words outside of it', () => {
    expect(held('セン・キシ副部長', 'セン・キシ', 'セン・其キシ副部長')).toBe('セン・其キシ')
    expect(held('he met Qian today', 'Qian', 'he left')).toBeNull()
  })
})

describe('shiftedPlace', () => {
  it('keeps the order of places, and both ends of the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.array(fc.nat()), (before, text, picks) => {
        const edits = after(before, text)
        const places = picks.map((pick) => pick % (before.length + 1)).sort((one, other) => one - other)
        const moved = places.map((place) => shiftedPlace(place, edits))
        expect(moved).toEqual([...moved].sort((one, other) => one - other))
        expect(moved.every((place) => place >= 0 && place <= text.length)).toBe(true)
        expect(shiftedPlace(before.length, edits)).toBe(text.length)
      }),
    )
  })
})

describe('editsBetween', () => {
  it('makes the one text of the other', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, text) => {
        let [made, at] = ['', 0]
        for (const { start, end, length } of editsBetween(before, text)) {
          made += before.slice(at, start)
          made += text.slice(made.length, made.length + length)
          at = end
        }
        expect(made + before.slice(at)).toBe(text)
      }),
    )
  })
})

describe('normalisedMarks', () => {
  it('keeps within the text, joins what touches, and leaves what crosses', () => {
    expect(
      normalisedMarks(6, [
        { kind: 'added', start: 4, end: 99 },
        { kind: 'uncertain', start: 2, end: 4 },
        { kind: 'uncertain', start: 0, end: 2 },
        { kind: 'stamp', start: 7, end: 9 },
        { kind: 'added', start: 3, end: 3 },
      ]),
    ).toEqual([
      { kind: 'uncertain', start: 0, end: 4 },
      { kind: 'added', start: 4, end: 6 },
    ])
  })
})
