/** Dates in figures (1984-03-25, 1984/3/25, 25.3.1984) and in English words (March 25, 1984; 25 Mar. 1984; 1980s). */
import type { Failure, Span, SpanReading } from './reading.ts'
import { between, erasForBareYear, failure, gregorian, isFailure, isSpan, spanOf } from './reading.ts'

const MONTH_NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
export const MONTH =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const WEEKDAY = '(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?'
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?'
const YEAR = '(?<year>\\d{4})'
const GAP = '[\\s,.\\-/]+'

const pattern = (source: string): RegExp => new RegExp(`^${source}$`, 'i')

/** Forms with the month as a word. */
const WORDS = [
  pattern(`${MONTH}${GAP}${DAY}${GAP}${YEAR}`),
  pattern(`${DAY}${GAP}(?:of )?${MONTH}${GAP}${YEAR}`),
  pattern(`${YEAR}${GAP}${MONTH}${GAP}${DAY}`),
  pattern(`${YEAR}${GAP}${DAY}${GAP}${MONTH}`),
  pattern(`${MONTH}${GAP}${YEAR}`),
  pattern(`${YEAR}${GAP}${MONTH}\\.?`),
]
const SHORT_YEAR = [
  pattern(`${MONTH}${GAP}${DAY}${GAP}'?(?<short>\\d{2})`),
  pattern(`${DAY}${GAP}${MONTH}${GAP}'?(?<short>\\d{2})`),
  pattern(`${MONTH}${GAP}'(?<short>\\d{2})`),
]
const NO_YEAR = [pattern(`${MONTH}(?:${GAP}${DAY})?\\.?`), pattern(`${DAY}${GAP}(?:of )?${MONTH}\\.?`)]

const WEEKDAYS = new RegExp(`^${WEEKDAY}[.,]?\\s+|[,\\s]+${WEEKDAY}\\.?$`, 'gi')
const SEASON = /^(spring|summer|autumn|fall|winter)(?: of)?,? (\d{4})$/i
const SEASON_CODES: Readonly<Record<string, string>> = {
  spring: '21',
  summer: '22',
  autumn: '23',
  fall: '23',
  winter: '24',
}

export function readWestern(text: string, latest?: string): SpanReading {
  const words = text.replace(WEEKDAYS, '').replace(/^the /i, '')
  return readFigures(words, latest) ?? readWords(words) ?? readStretch(words)
}

function readFigures(text: string, latest?: string): SpanReading {
  if (/^\d{4}$/.test(text)) return spanOf(Number(text))
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  const yearFirst = /^(\d{4})([-/.])\s?(\d{1,2})(?:\2\s?(\d{1,2}))?$/.exec(text)
  if (compact) return gregorian(Number(compact[1]), Number(compact[2]), Number(compact[3]))
  if (yearFirst) {
    const [, year, , month, day] = yearFirst
    return gregorian(Number(year), Number(month), day === undefined ? undefined : Number(day))
  }
  const monthYear = /^(\d{1,2})[-/.](\d{4})$/.exec(text)
  if (monthYear) return gregorian(Number(monthYear[2]), Number(monthYear[1]))
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text)
  if (dotted) return gregorian(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]))
  const slashed = /^(\d{1,2})([-/])(\d{1,2})\2(\d{4})$/.exec(text)
  if (slashed) return either(Number(slashed[1]), Number(slashed[3]), [Number(slashed[4])])
  const short = /^(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{1,2})$/.exec(text)
  if (short) return readShortFigures([Number(short[1]), Number(short[3]), Number(short[4])], short[2], latest)
  return null
}

/** Month and day in either order; certain where only one order is possible. */
function either(first: number, second: number, years: readonly number[]): Span | Failure {
  const spans = years
    .flatMap((year) => [gregorian(year, first, second), gregorian(year, second, first)])
    .filter(isSpan)
  const distinct = [...new Map(spans.map((span) => [span.edtf, span])).values()]
  const [only] = distinct
  if (only && distinct.length === 1) return only
  return only ? failure('ambiguous', distinct) : failure('impossible')
}

/** 59.3.25 or 3/25/84: the year is of an era or of a century, and may stand first or last. */
function readShortFigures([a, b, c]: [number, number, number], mark = '.', latest?: string): Failure {
  const inTime = ({ edtf }: Span) => latest === undefined || edtf <= latest
  const eras = erasForBareYear(a, b, c, latest)
  const yearFirst = [1900 + a, 2000 + a].map((year) => gregorian(year, b, c)).filter(isSpan)
  if (mark === '.') {
    const candidates = [...eras, ...yearFirst].filter(inTime)
    return candidates.length > 0 ? failure('eraMissing', candidates) : failure('impossible')
  }
  const last = either(a, b, [1900 + c, 2000 + c])
  const yearLast = isFailure(last) ? last.candidates : [last]
  const candidates = [...eras, ...yearFirst, ...yearLast].filter(inTime)
  return candidates.length > 0 ? failure('ambiguous', candidates) : failure('impossible')
}

export const monthNumber = (name: string): number => MONTH_NAMES.indexOf(name.slice(0, 3).toLowerCase()) + 1

function readWords(text: string): SpanReading {
  for (const form of WORDS) {
    const { year, month, day } = form.exec(text)?.groups ?? {}
    if (year !== undefined && month !== undefined)
      return gregorian(Number(year), monthNumber(month), day === undefined ? undefined : Number(day))
  }
  for (const form of SHORT_YEAR) {
    const { short, month, day } = form.exec(text)?.groups ?? {}
    if (short === undefined || month === undefined) continue
    const days = [1900, 2000].map((century) =>
      gregorian(century + Number(short), monthNumber(month), day === undefined ? undefined : Number(day)),
    )
    return failure(days.some(isSpan) ? 'ambiguous' : 'impossible', days.filter(isSpan))
  }
  return NO_YEAR.some((form) => form.test(text)) ? failure('yearMissing') : null
}

/** Seasons, decades, centuries. */
function readStretch(text: string): SpanReading {
  const season = SEASON.exec(text)
  if (season) {
    const edtf = `${season[2] ?? ''}-${SEASON_CODES[(season[1] ?? '').toLowerCase()] ?? '21'}`
    return { ...spanOf(Number(season[2])), from: edtf, to: edtf, edtf }
  }
  const decade = /^(\d{3})0'?s$/i.exec(text)
  if (decade) {
    const [years, century] = [
      unspecified(`${decade[1] ?? ''}X`),
      unspecified(`${(decade[1] ?? '').slice(0, 2)}XX`),
    ]
    return /^\d\d0$/.test(decade[1] ?? '') ? failure('ambiguous', [years, century]) : years
  }
  const century = /^(\d{1,2})(?:(?:st|nd|rd|th) century(?: ce| a\.?d\.?)?|世紀)$/i.exec(text)
  if (century && Number(century[1]) > 0) {
    const edtf = `${String(Number(century[1]) - 1).padStart(2, '0')}XX`
    return unspecified(edtf)
  }
  return null
}

function unspecified(edtf: string): Span {
  return between(edtf, edtf, spanOf(Number(edtf.replaceAll('X', '0'))))
}
