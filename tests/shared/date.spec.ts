import { describe, expect, it } from 'vitest'
import {
  edtfBounds,
  formatDate,
  formatEra,
  isEdtf,
  readDate,
} from '../../src-main/shared/domain/date/index.ts'

const today = { latest: '2026-12-31' }
const edtfOf = (expression: string) => {
  const reading = readDate(expression, today)
  return reading.ok ? reading.edtf : `refused: ${reading.reason}`
}
const choicesOf = (expression: string) => {
  const reading = readDate(expression, today)
  return reading.ok ? [] : reading.candidates.map(({ edtf, era }) => [edtf, era])
}

describe('readDate', () => {
  it.each([
    ['昭和59年3月25日', 'showa', 59],
    ['昭59.3.25', 'showa', 59],
    ['S59.3.25', 'showa', 59],
    ['s59/3/25', 'showa', 59],
    ['Ｓ５９．３．２５', 'showa', 59],
    ['昭和 ５９ 年 ３ 月 ２５ 日', 'showa', 59],
    ['昭和五十九年三月二十五日', 'showa', 59],
    ['昭和五九年三月二五日', 'showa', 59],
    ['㍼59年3月25日', 'showa', 59],
    ['Showa 59.3.25', 'showa', 59],
    ['昭和59年3月25日（日）', 'showa', 59],
    ['昭和59年3月25日付', 'showa', 59],
    ['昭和59年（1984年）3月25日', 'showa', 59],
    ['59年（1984年）3月25日', 'showa', 59],
    ['1984年3月25日', null, null],
    ['西暦一九八四年三月二十五日', null, null],
    ['March 25, 1984', null, null],
    ['25 March 1984', null, null],
    ['25 Mar. 1984', null, null],
    ['25th of March, 1984', null, null],
    ['Sunday, 25-Mar-1984', null, null],
    ['1984 March 25', null, null],
    ['1984-03-25', null, null],
    ['1984/3/25', null, null],
    ['1984. 3. 25', null, null],
    ['19840325', null, null],
    ['3/25/1984', null, null],
    ['25.3.1984', null, null],
    ['1984-03-25 (昭和59年3月25日)', null, null],
  ])('reads %s as 25 March 1984', (expression, era, eraYear) => {
    expect(readDate(expression)).toEqual({
      ok: true,
      edtf: '1984-03-25',
      calendar: era === null ? 'gregorian' : 'japanese',
      era,
      eraYear,
      timeOfDay: null,
      timeZone: null,
      certainty: 'certain',
      supplied: false,
    })
  })

  it.each([
    ['昭和59年3月', '1984-03'],
    ['昭和59年', '1984'],
    ['S59', '1984'],
    ['平成元年', '1989'],
    ['March 1984', '1984-03'],
    ['03/1984', '1984-03'],
    ['1984', '1984'],
    ['昭和59年3月上旬', '1984-03-01/1984-03-10'],
    ['昭和59年2月下旬', '1984-02-21/1984-02-29'],
    ['昭和59年度', '1984-04/1985-03'],
    ['昭和50年代', '1975/1984'],
    ['昭和60年代', '1985/1989'],
    ['1980年代', '198X'],
    ['1980s', '198X'],
    ['the 1980s', '198X'],
    ['19th century', '18XX'],
    ['Spring 1984', '1984-21'],
    ['昭和59年春', '1984-21'],
  ])('keeps the precision of %s: %s', (expression, edtf) => {
    expect(edtfOf(expression)).toBe(edtf)
  })

  it.each([
    ['1984-1986', '1984/1986'],
    ['1984–86', '1984/1986'],
    ['between 1984 and 1986', '1984/1986'],
    ['from March 1984 to 1986', '1984-03/1986'],
    ['March 3-5, 1984', '1984-03-03/1984-03-05'],
    ['25-27 March 1984', '1984-03-25/1984-03-27'],
    ['March 25 - April 2, 1984', '1984-03-25/1984-04-02'],
    ['March–April 1984', '1984-03/1984-04'],
    ['1984-03-25/1984-04-02', '1984-03-25/1984-04-02'],
    ['昭和59年～61年', '1984/1986'],
    ['昭和59〜61年', '1984/1986'],
    ['昭和63年～平成2年', '1988/1990'],
    ['昭和59年3月25日～27日', '1984-03-25/1984-03-27'],
    ['昭和59年3月25日～4月2日', '1984-03-25/1984-04-02'],
    ['自昭和59年3月至昭和60年1月', '1984-03/1985-01'],
    ['昭和59年3月25日から昭和60年1月3日まで', '1984-03-25/1985-01-03'],
    ['S59.3.25-27', '1984-03-25/1984-03-27'],
    ['since 1984', '1984/..'],
    ['昭和59年以降', '1984/..'],
    ['before 1984', '../1984'],
    ['～1984年', '../1984'],
  ])('reads the range %s as %s', (expression, edtf) => {
    expect(edtfOf(expression)).toBe(edtf)
  })

  it.each([
    ['c. 1984', '1984~', 'approximate'],
    ['ca 1984', '1984~', 'approximate'],
    ['約1984年', '1984~', 'approximate'],
    ['昭和59年3月頃', '1984-03~', 'approximate'],
    ['early 1984', '1984~', 'approximate'],
    ['1984?', '1984?', 'uncertain'],
    ['probably March 1984', '1984-03?', 'uncertain'],
    ['c. 1984?', '1984%', 'uncertain'],
    ['c. 1984-1986', '1984~/1986~', 'approximate'],
    ['1984?-1986', '1984?/1986', 'uncertain'],
    ['between 1984 and 1986', '1984/1986', 'uncertain'],
    ['c. 1980s', '198X', 'approximate'],
  ])('keeps the doubt of %s', (expression, edtf, certainty) => {
    expect(readDate(expression)).toMatchObject({ ok: true, edtf, certainty })
  })

  it.each(['undated', 'n.d.', 'N. D.', '[n.d.]', '日付不明', '年月日不詳', 'no date'])(
    'takes %s at its word: no date',
    (expression) => {
      expect(readDate(expression)).toMatchObject({ ok: true, edtf: null })
    },
  )

  it('says what stood in square brackets', () => {
    expect(readDate('[1984]')).toMatchObject({ edtf: '1984', supplied: true })
    expect(readDate('[昭和59年3月]25日')).toMatchObject({ edtf: '1984-03-25', supplied: true })
    expect(readDate('1984')).toMatchObject({ supplied: false })
  })

  it.each([
    ['昭和59年3月25日02時28分', '02:28', null],
    ['昭和59年3月25日　午後３時半', '15:30', null],
    ['02:28 1984 March 25', '02:28', null],
    ['25 March 1984, 1:10 p.m. JST', '13:10', '+09:00'],
    ['March 25, 1984 at 12:05 am', '00:05', null],
    ['1984-03-25T01:10:30Z', '01:10:30', '+00:00'],
  ])('reads the time of %s, and a zone only where it is stated', (expression, timeOfDay, timeZone) => {
    expect(readDate(expression)).toMatchObject({ ok: true, edtf: '1984-03-25', timeOfDay, timeZone })
  })

  it('asks which era a bare year is of, and never guesses', () => {
    expect(edtfOf('59年3月25日')).toBe('refused: eraMissing')
    expect(choicesOf('59年3月25日')).toEqual([['1984-03-25', 'showa']])
    expect(choicesOf('五十九年三月二十五日')).toEqual([['1984-03-25', 'showa']])
    expect(choicesOf('5年')).toEqual([
      ['1993', 'heisei'],
      ['1930', 'showa'],
      ['1916', 'taisho'],
      ['2023', 'reiwa'],
    ])
    expect(choicesOf('元年5月1日')).toEqual([
      ['1989-05-01', 'heisei'],
      ['2019-05-01', 'reiwa'],
    ])
    expect(choicesOf('59.3.25')).toEqual([
      ['1984-03-25', 'showa'],
      ['1959-03-25', null],
    ])
    expect(choicesOf('59年～61年')).toEqual([['1984/1986', 'showa']])
  })

  it('knows the day on which each era began and ended', () => {
    expect(edtfOf('明治6年1月1日')).toBe('1873-01-01')
    expect(edtfOf('明治45年7月30日')).toBe('1912-07-30')
    expect(edtfOf('明治45年7月31日')).toBe('refused: outsideEra')
    expect(edtfOf('大正元年7月29日')).toBe('refused: outsideEra')
    expect(edtfOf('大正元年7月30日')).toBe('1912-07-30')
    expect(edtfOf('大正15年12月25日')).toBe('1926-12-25')
    expect(edtfOf('大正15年12月26日')).toBe('refused: outsideEra')
    expect(edtfOf('昭和元年12月25日')).toBe('1926-12-25')
    expect(edtfOf('昭和64年1月7日')).toBe('1989-01-07')
    expect(choicesOf('昭和64年1月8日')).toEqual([['1989-01-08', 'heisei']])
    expect(choicesOf('平成元年1月7日')).toEqual([['1989-01-07', 'showa']])
    expect(edtfOf('平成元年1月8日')).toBe('1989-01-08')
    expect(edtfOf('平成31年4月30日')).toBe('2019-04-30')
    expect(choicesOf('平成31年5月1日')).toEqual([['2019-05-01', 'reiwa']])
    expect(edtfOf('令和元年5月1日')).toBe('2019-05-01')
  })

  it.each([
    ['明治5年12月2日', 'lunarCalendar'],
    ['明治5年', 'lunarCalendar'],
    ['慶応3年10月14日', 'lunarCalendar'],
    ['中華民国73年', 'eraUnknown'],
    ['昭和59年2月30日', 'impossible'],
    ['昭和60年2月29日', 'impossible'],
    ['1985-02-29', 'impossible'],
    ['1984-13-01', 'impossible'],
    ['昭和0年', 'impossible'],
    ['昭和59年3月25日25時00分', 'impossible'],
    ['昭和59年3月25日10時60分', 'impossible'],
    ['昭和65年1月1日', 'outsideEra'],
    ['昭和59年（1985年）', 'calendarsDisagree'],
    ['1986-1984', 'rangeReversed'],
    ['昭和61年～59年', 'rangeReversed'],
    ['3月25日', 'yearMissing'],
    ['March 25', 'yearMissing'],
    ['3/4/1984', 'ambiguous'],
    ['25 Mar 84', 'ambiguous'],
    ['1900s', 'ambiguous'],
    ['', 'empty'],
    ['　', 'empty'],
    ['総理訪中', 'unreadable'],
    ['x'.repeat(300), 'unreadable'],
  ])('refuses %s: %s', (expression, reason) => {
    expect(edtfOf(expression)).toBe(`refused: ${reason}`)
  })

  it('offers both readings of an ambiguous order', () => {
    expect(choicesOf('3/4/1984')).toEqual([
      ['1984-03-04', null],
      ['1984-04-03', null],
    ])
  })
})

describe('formatDate', () => {
  it.each([
    ['1984-03-25', '1984-03-25 (昭和59年3月25日)', '1984-03-25 (昭和59年3月25日)'],
    ['1989', '1989 (昭和64年・平成元年)', '1989 (昭和64年・平成元年)'],
    ['1989-01-08', '1989-01-08 (平成元年1月8日)', '1989-01-08 (平成元年1月8日)'],
    ['1872-12-31', '1872-12-31', '1872-12-31'],
    ['1984~', 'c. 1984 (昭和59年)', '1984頃 (昭和59年)'],
    ['1984?', '1984? (昭和59年)', '1984? (昭和59年)'],
    ['1984/1986', '1984 – 1986 (昭和59年～昭和61年)', '1984～1986 (昭和59年～昭和61年)'],
    ['1984/..', 'after 1984 (昭和59年以降)', '1984以降 (昭和59年以降)'],
    ['198X', '1980s', '1980年代'],
    ['1984-21', 'spring 1984', '1984年春'],
    ['not a date', 'not a date', 'not a date'],
  ])('shows %s in both calendars', (edtf, en, ja) => {
    expect(formatDate(edtf, 'en')).toBe(en)
    expect(formatDate(edtf, 'ja')).toBe(ja)
  })

  it('gives the Japanese form alone', () => {
    expect(formatEra('2019-05-01')).toBe('令和元年5月1日')
    expect(formatEra('1872')).toBeNull()
  })
})

describe('edtfBounds', () => {
  it.each([
    ['1984-03-25', '1984-03-25', '1984-03-25'],
    ['1984-02', '1984-02-01', '1984-02-29'],
    ['1984~', '1984-01-01', '1984-12-31'],
    ['198X', '1980-01-01', '1989-12-31'],
    ['1984-03/1986?', '1984-03-01', '1986-12-31'],
    ['1984/..', '1984-01-01', null],
    ['../1984', null, '1984-12-31'],
    ['1984/', '1984-01-01', null],
    ['/1984', null, '1984-12-31'],
    ['1985-02-29', null, null],
    ['nonsense', null, null],
    ['', null, null],
  ])('of %s are %s and %s', (edtf, earliest, latest) => {
    expect(edtfBounds(edtf)).toEqual({ earliest, latest })
  })

  it('keeps what is not EDTF of level 1 out', () => {
    expect(['1984', '1984-03?', '198X', '../1984', '1984-21'].map(isEdtf)).toEqual(Array(5).fill(true))
    expect(
      ['1984-02-30', '1985-02-29', '1986/1984', '1984/3/25', '', '[1984..1986]', '1984-03-25T01:10:00'].map(
        isEdtf,
      ),
    ).toEqual(Array(7).fill(false))
  })
})
