/** Ranges: 1984-1986, between 1984 and 1986, March 3-5, 1984, 昭和59年3月25日〜27日, 1984年以降. */
import { edtfBounds } from './edtf.ts'
import type { Doubt, Qualified } from './qualifier.ts'
import { either, NO_DOUBT, readQualified } from './qualifier.ts'
import type { Failure, Span } from './reading.ts'
import { between, exists, failure, isFailure, isSpan, spanOf } from './reading.ts'
import { MONTH, monthNumber } from './western.ts'

const UNCERTAIN: Doubt = { approximate: false, uncertain: true }

const AFTER = [/^(?:after|since|from|post) (.+)$/i, /^(.+?)(?:以降|以後|から|より|〜|-| onwards?)$/i]
const BEFORE = [/^(?:before|until|till|up to|pre-?) ?(.+)$/i, /^〜(.+)$/, /^(.+?)(?:以前|まで)$/]
const DAYS_OF_MONTH = new RegExp(
  `^${MONTH}\\.? (?<first>\\d{1,2}) ?- ?(?<last>\\d{1,2}),? (?<year>\\d{4})$`,
  'i',
)

/** Null where the text is no range. */
export function readRange(text: string, latest?: string): Qualified | null {
  const days = DAYS_OF_MONTH.exec(text)?.groups
  if (days) {
    const [year, month] = [Number(days['year']), monthNumber(days['month'] ?? '')]
    const [first, last] = [days['first'], days['last']].map((day) => dayOf(year, month, Number(day)))
    return { reading: first && last ? joined(first, last) : failure('impossible'), doubt: NO_DOUBT }
  }
  let refused: Qualified | null = null
  for (const [left, right, doubt] of splits(text)) {
    const range = readEnds(left, right, latest)
    if (isSpan(range.reading)) return { ...range, doubt: either(range.doubt, doubt) }
    if (isFailure(range.reading)) refused ??= range
  }
  return openRange(text, latest) ?? refused
}

const dayOf = (year: number, month: number, day: number): Span | null =>
  exists(year, month, day) ? spanOf(year, { month, day }) : null

/** Every way to part the text into two ends, the plainest first. */
function* splits(text: string): Generator<[string, string, Doubt]> {
  const words = /^between (.+) and (.+)$/i.exec(text)
  if (words) yield [words[1] ?? '', words[2] ?? '', UNCERTAIN]
  for (const form of [
    /^(?:from )?(.+?) (?:to|until|till|through|thru) (.+)$/i,
    /^自?(.+?)(?:から|より|至|乃至)(.+?)(?:まで)?$/,
    /^(.+?)[〜~](.+?)(?:まで)?$/,
    /^(.+?) - (.+)$/,
    /^(.+?)\.\.(.+)$/,
  ]) {
    const found = form.exec(text)
    if (found) yield [found[1] ?? '', found[2] ?? '', NO_DOUBT]
  }
  for (let at = text.indexOf('-', 1); at > 0 && at < text.length - 1; at = text.indexOf('-', at + 1))
    yield [text.slice(0, at).trim(), text.slice(at + 1).trim(), NO_DOUBT]
}

function readEnds(left: string, right: string, latest?: string): Qualified {
  const [from, to] = [readQualified(left, latest), readQualified(right, latest)]
  const doubt = either(from.doubt, to.doubt)
  if (isSpan(from.reading)) {
    const end = laterEnd(from.reading, right, to)
    if (isSpan(end)) return { reading: joined(from.reading, end), doubt }
    return { reading: isFailure(end) ? end : null, doubt }
  }
  if (isSpan(to.reading)) {
    const start = earlierEnd(to.reading, left, latest)
    if (start) return { reading: joined(start, to.reading), doubt }
    return { reading: isFailure(from.reading) ? from.reading : null, doubt }
  }
  if (isFailure(from.reading) && from.reading.reason === 'eraMissing') {
    const candidates = from.reading.candidates
      .map((span) => ({ span, end: borrowed(span, right) }))
      .flatMap(({ span, end }) => (end ? [joined(span, end)] : []))
      .filter(isSpan)
    if (candidates.length > 0) return { reading: failure('eraMissing', candidates), doubt }
  }
  return { reading: null, doubt }
}

/** What follows a full first end: a full date, or what is left of it when the first end's year or month is not said again. */
function laterEnd(from: Span, right: string, to: Qualified): Span | Failure | null {
  if (isSpan(to.reading)) return to.reading
  return borrowed(from, right) ?? to.reading
}

/** 61年, 4月2日, 27日, 27, 4.2, 86: completed from the first end. */
function borrowed(from: Span, right: string): Span | null {
  const { year, month, day } = from.parts
  const named = /^(?:(\d{1,4}|元)年)?(?:(\d{1,2})月)?(?:(\d{1,2})日)?$/.exec(right)
  const pointed = /^(\d{1,2})[./](\d{1,2})$/.exec(right)
  const figures = /^\d{1,2}$/.exec(right)
  const inEra = (count: number) => (from.era ? from.era.firstYear + count - 1 : count)
  const whole = (y: number, m?: number, d?: number): Span | null =>
    exists(y, m, d) ? spanOf(y, { era: from.era, month: m, day: d }) : null
  if (named && right !== '') {
    const [, y, m, d] = named
    if (y !== undefined && !from.era && y.length < 4) return null
    if (d !== undefined && m === undefined && month === undefined) return null
    const endYear = y === undefined ? year : inEra(y === '元' ? 1 : Number(y))
    const endMonth = m !== undefined ? Number(m) : d !== undefined ? month : undefined
    return whole(endYear, endMonth, d === undefined ? undefined : Number(d))
  }
  if (pointed && day !== undefined) return whole(year, Number(pointed[1]), Number(pointed[2]))
  if (!figures) return null
  const figure = Number(right)
  if (day !== undefined) return whole(year, month, figure)
  if (month !== undefined) return whole(year, figure)
  if (from.era) return whole(inEra(figure))
  return right.length === 2 ? whole(year - (year % 100) + figure) : null
}

/** "March 3" before "April 2, 1984", "25" before "27 March 1984": completed from the last end. */
function earlierEnd(to: Span, left: string, latest?: string): Span | null {
  const { year, month, day } = to.parts
  if (/^\d{1,2}$/.test(left))
    return month !== undefined && day !== undefined ? dayOf(year, month, Number(left)) : null
  if (!/[a-z]/i.test(left)) return null
  const { reading } = readQualified(`${left}, ${String(year)}`, latest)
  return isSpan(reading) ? reading : null
}

function joined(from: Span, to: Span): Span | Failure {
  const [first, last] = [edtfBounds(from.from).earliest, edtfBounds(to.to).latest]
  if (first === null || last === null || first > last) return failure('rangeReversed')
  const like = { era: from.era, eraYear: from.eraYear, parts: from.parts }
  return between(from.from, to.to, to.era === from.era ? like : { ...like, era: null, eraYear: null })
}

function openRange(text: string, latest?: string): Qualified | null {
  for (const [forms, side] of [
    [AFTER, 'after'],
    [BEFORE, 'before'],
  ] as const)
    for (const form of forms) {
      const found = form.exec(text)
      if (!found) continue
      const { reading, doubt } = readQualified(found[1] ?? '', latest)
      if (reading === null) continue
      const opened = (span: Span): Span =>
        side === 'after'
          ? { ...span, to: '..', edtf: `${span.from}/..` }
          : { ...span, from: '..', edtf: `../${span.to}` }
      if (isSpan(reading)) return { reading: opened(reading), doubt }
      return { reading: { ...reading, candidates: reading.candidates.map(opened) }, doubt }
    }
  return null
}
