/** Dates written with 年月日 or with an era: 昭和59年3月25日, S59.3.25, 元年, 1984年3月上旬, 昭和50年代, 昭和59年度. */
import type { Era } from './era.ts'
import { ERAS, FIRST_SOLAR_DAY, isInEra, isoOf, LUNAR_ERAS } from './era.ts'
import type { Failure, Span, SpanReading } from './reading.ts'
import { between, erasForBareYear, exists, failure, gregorian, isFailure, spanOf } from './reading.ts'

const ERA_NAMES = ERAS.flatMap(({ ja, short }) => [ja, ...short])
const ERA = `(?<era>${[...ERA_NAMES, ...LUNAR_ERAS].join('|')})`
const YEAR = String.raw`(?<year>\d{1,4}|元)`

/** 昭和59年, with a month and a day, or a part of the month or a season; a bare 59年; 1984年. */
const WRITTEN = new RegExp(
  String.raw`^(?:西暦|公元)?${ERA}?${YEAR}年(?:(?<month>\d{1,2})月(?:(?<day>\d{1,2})日|(?<part>[上中下初]旬))?|(?<season>[春夏秋冬]))?$`,
  'i',
)
/** 昭59.3.25, S59-3-25, 昭和59・3, S59. */
const POINTED = new RegExp(
  String.raw`^${ERA}\.?${YEAR}(?:[.\-/・](?<month>\d{1,2})(?:[.\-/・](?<day>\d{1,2}))?)?$`,
  'i',
)
/** 昭和59年度, 1984年度: from April to March. */
const FISCAL = new RegExp(String.raw`^(?:西暦)?${ERA}?${YEAR}年度$`, 'i')
/** 昭和50年代, 1980年代. */
const DECADE = new RegExp(String.raw`^(?:西暦)?${ERA}?(?<year>\d{1,3}0)年代$`, 'i')
/** The month and day alone. */
const NO_YEAR = /^(?:\d{1,2}月)(?:\d{1,2}日|[上中下初]旬)?$|^\d{1,2}日$/
const UNKNOWN_ERA = /^[\p{Script=Han}]{1,4}(?:\d{1,4}|元)年(?:\d{1,2}月(?:\d{1,2}日)?)?$/u

/** Since the Meiji 19 reform the Japanese fiscal year begins in April. */
const FIRST_APRIL_YEAR = 1886
const SEASONS: Readonly<Record<string, string>> = { 春: '21', 夏: '22', 秋: '23', 冬: '24' }

export function readJapanese(text: string, latest?: string): SpanReading {
  const spaceless = text.replace(/\s+/g, '')
  const found = WRITTEN.exec(spaceless) ?? POINTED.exec(spaceless)
  if (found) return readPoint(found.groups ?? {}, latest)
  const fiscal = FISCAL.exec(spaceless)?.groups
  if (fiscal) return readFiscalYear(fiscal, latest)
  const decade = DECADE.exec(spaceless)?.groups
  if (decade) return readDecade(decade)
  if (NO_YEAR.test(spaceless)) return failure('yearMissing')
  if (UNKNOWN_ERA.test(spaceless)) return failure('eraUnknown')
  return null
}

type Groups = Readonly<Record<string, string | undefined>>

const numberOf = (figures: string | undefined): number | undefined =>
  figures === undefined ? undefined : figures === '元' ? 1 : Number(figures)

const eraNamed = (name: string): Era | undefined =>
  ERAS.find(({ ja, short }) => ja === name || short.includes(name.toUpperCase()))

function readPoint({ era, year, month, day, part, season }: Groups, latest?: string): Span | Failure {
  const narrowed = (point: Span): Span =>
    season !== undefined ? seasonOf(point, season) : part !== undefined ? thirdOfMonth(point, part) : point
  const point = readYear(era, year, numberOf(month), numberOf(day), latest)
  return isFailure(point) ? { ...point, candidates: point.candidates.map(narrowed) } : narrowed(point)
}

/** A year with its month and day, counted in an era, in the Gregorian calendar (four figures), or in none that is said. */
function readYear(
  name: string | undefined,
  figures = '',
  month?: number,
  day?: number,
  latest?: string,
): Span | Failure {
  const count = numberOf(figures) ?? 0
  if (name === undefined) {
    if (figures.length >= 3 && figures !== '元') return gregorian(count, month, day)
    if (!exists(4, month, day)) return failure('impossible')
    return failure('eraMissing', erasForBareYear(count, month, day, latest))
  }
  const era = eraNamed(name)
  if (!era) return failure('lunarCalendar')
  const year = era.firstYear + count - 1
  if (count < 1 || !exists(year, month, day)) return failure('impossible')
  if (isoOf(year, month ?? 12, day ?? 31) < FIRST_SOLAR_DAY) return failure('lunarCalendar')
  if (!isInEra(era, year, month, day)) return failure('outsideEra', rightlyNamed(year, month, day))
  return spanOf(year, { era, month, day })
}

const rightlyNamed = (year: number, month?: number, day?: number): Span[] =>
  ERAS.filter((era) => isInEra(era, year, month, day)).map((era) => spanOf(year, { era, month, day }))

function seasonOf(point: Span, season: string): Span {
  const edtf = `${point.edtf}-${SEASONS[season] ?? '21'}`
  return { ...point, from: edtf, to: edtf, edtf }
}

/** 上旬 is the first ten days of a month, 中旬 the next ten, 下旬 the rest. */
function thirdOfMonth(point: Span, part: string): Span {
  const { year, month = 1 } = point.parts
  const first = part === '中旬' ? 11 : part === '下旬' ? 21 : 1
  const last = part === '中旬' ? 20 : part === '下旬' ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 10
  return between(isoOf(year, month, first), isoOf(year, month, last), point)
}

function readFiscalYear({ era, year }: Groups, latest?: string): Span | Failure {
  const point = readYear(era, year, undefined, undefined, latest)
  if (isFailure(point)) return { ...point, candidates: point.candidates.map(fiscalYearOf) }
  return point.parts.year < FIRST_APRIL_YEAR ? failure('unreadable') : fiscalYearOf(point)
}

const fiscalYearOf = (point: Span): Span =>
  between(isoOf(point.parts.year, 4), isoOf(point.parts.year + 1, 3), point)

function readDecade({ era: name, year: figures = '' }: Groups): Span | Failure {
  const count = Number(figures)
  if (name === undefined) {
    if (figures.length < 4) return failure('eraMissing')
    const edtf = `${figures.slice(0, 3)}X`
    return { ...spanOf(count), from: edtf, to: edtf, edtf }
  }
  const era = eraNamed(name)
  if (!era) return failure('lunarCalendar')
  const first = readYear(name, figures)
  if (isFailure(first)) return first
  const end = era.ends === null ? Infinity : Number(era.ends.slice(0, 4))
  return between(isoOf(first.parts.year), isoOf(Math.min(first.parts.year + 9, end)), first)
}
