import edtf, { parse } from 'edtf'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  edtfBounds,
  formatDate,
  formatEra,
  isEdtf,
  readDate,
} from '../../src-main/shared/domain/date/index.ts'

const DAY = 86_400_000
const dayAt = (offset: number) => new Date(Date.UTC(1873, 0, 1) + offset * DAY).toISOString().slice(0, 10)
const DAYS = Math.round((Date.UTC(2051, 0, 1) - Date.UTC(1873, 0, 1)) / DAY)
const edtfOf = (expression: string) => {
  const reading = readDate(expression)
  return reading.ok ? reading.edtf : reading.reason
}
const fullWidth = (text: string) =>
  text.replace(/\d/g, (figure) => '０１２３４５６７８９'[Number(figure)] ?? '')
const kanji = (text: string) =>
  text.replace(/\d+/g, (figures) => {
    const [tens, ones] = [Math.floor(Number(figures) / 10), Number(figures) % 10]
    return `${tens > 1 ? ('一二三四五六七八九'[tens - 1] ?? '') : ''}${tens > 0 ? '十' : ''}${ones > 0 ? ('一二三四五六七八九'[ones - 1] ?? '') : ''}`
  })

describe('dates and eras', () => {
  it('brings every day from 1873 to 2050 back from its era form', () => {
    const lost: string[] = []
    for (let offset = 0; offset < DAYS; offset++) {
      const day = dayAt(offset)
      const era = formatEra(day)
      if (era === null || edtfOf(era) !== day) lost.push(day)
    }
    expect(DAYS).toBe(65_013)
    expect(lost).toEqual([])
  })

  it('names the era of every day as Intl does', () => {
    const intl = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
      era: 'long',
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      timeZone: 'UTC',
    })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: DAYS - 1 }), (offset) => {
        const expected = intl.format(new Date(Date.UTC(1873, 0, 1) + offset * DAY)).replace(/\s/g, '')
        expect(formatEra(dayAt(offset))).toBe(expected)
      }),
      { numRuns: 2000 },
    )
  })

  it('reads a day however its figures are written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: DAYS - 1 }), (offset) => {
        const day = dayAt(offset)
        const era = formatEra(day) ?? ''
        const [name = '', ...rest] = era.match(/^..|元|\d+/g) ?? []
        const [year, month, date] = rest
        expect(edtfOf(fullWidth(era))).toBe(day)
        expect(edtfOf(kanji(era))).toBe(day)
        expect(edtfOf(`${name.slice(0, 1)}${year ?? ''}.${month ?? ''}.${date ?? ''}`)).toBe(day)
        expect(edtfOf(formatDate(day, 'ja'))).toBe(day)
      }),
    )
  })

  it('keeps the order of the ends of every range', () => {
    const offsets = fc.tuple(fc.integer({ min: 0, max: DAYS - 1 }), fc.integer({ min: 0, max: DAYS - 1 }))
    fc.assert(
      fc.property(offsets, ([a, b]) => {
        const [first, last] = a <= b ? [dayAt(a), dayAt(b)] : [dayAt(b), dayAt(a)]
        const read = edtfOf(`${formatEra(first) ?? ''}～${formatEra(last) ?? ''}`)
        expect(read).toBe(first === last ? first : `${first}/${last}`)
        expect(edtfBounds(read ?? '')).toEqual({ earliest: first, latest: last })
      }),
    )
  })

  it('never throws, whatever is typed, and gives only EDTF', () => {
    const pieces = fc.constantFrom(
      ...[
        '昭和',
        '平',
        'S',
        '59',
        '元',
        '年',
        '3',
        '月',
        '25',
        '日',
        '三十',
        '.',
        '/',
        '-',
        '～',
        ' ',
        'to',
        '?',
      ],
      ...[
        'March',
        'c. ',
        '1984',
        '頃',
        '(',
        ')',
        '[',
        ']',
        '年代',
        '世紀',
        '時',
        '10:00',
        'X',
        '~',
        '..',
        'T',
      ],
    )
    const typed = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(pieces, { maxLength: 9 }).map((list) => list.join('')),
    )
    fc.assert(
      fc.property(typed, (expression) => {
        const reading = readDate(expression)
        const found = reading.ok ? [reading.edtf] : reading.candidates.map(({ edtf }) => edtf)
        for (const edtf of found) {
          if (edtf === null) continue
          expect(isEdtf(edtf)).toBe(true)
          expect(formatDate(edtf, 'en')).not.toBe('')
        }
        edtfBounds(expression)
        formatDate(expression, 'ja')
      }),
      { numRuns: 5000 },
    )
  })

  it('agree with the grammar of EDTF on plain dates and spans, which are read without it', () => {
    const figures = (most: number, length: number) =>
      fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(length, '0'))
    const year = fc.oneof(figures(9999, 4), fc.constantFrom('1984', '1985', '1900', '2000'))
    const end = fc
      .tuple(
        year,
        figures(13, 2),
        figures(32, 2),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom('', '', '?', '~', '%'),
      )
      .map(([y, m, d, parts, mark]) => [y, m, d].slice(0, parts).join('-') + mark)
    const value = fc.oneof(
      end,
      fc
        .tuple(fc.oneof(end, fc.constant('..')), fc.oneof(end, fc.constant('')))
        .map((ends) => ends.join('/')),
    )
    const taken = (text: string) => {
      try {
        parse(text, { level: 1 })
        edtf(text)
        // The package takes 29 February of any year.
        return text
          .split('/')
          .every(
            (one) =>
              !/-02-29/.test(one) ||
              /^(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)/.test(one),
          )
      } catch {
        return false
      }
    }
    fc.assert(
      fc.property(value, (text) => {
        expect(isEdtf(text), text).toBe(taken(text))
        if (!isEdtf(text) || text.startsWith('0000')) return
        const day = (one: string, side: 'min' | 'max') =>
          one === '' || one === '..' ? null : new Date(edtf(one)[side]).toISOString().slice(0, 10)
        const [from = '', to = from] = text.split('/')
        expect(edtfBounds(text), text).toEqual({ earliest: day(from, 'min'), latest: day(to, 'max') })
      }),
      { numRuns: 3000 },
    )
  })
})
