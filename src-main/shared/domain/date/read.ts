/** Reads a date as a document or a cataloguer writes it. What the words do not say is asked, never guessed. */
import { edtfBounds, isEdtf } from './edtf.ts'
import { plain } from './plain.ts'
import type { Doubt } from './qualifier.ts'
import { doubted, doubtIn, either, readQualified } from './qualifier.ts'
import { readRange } from './range.ts'
import type { DateReading, ReadDate, Span, SpanReading } from './reading.ts'
import { failure, isFailure, isSpan } from './reading.ts'
import { readTime } from './time.ts'

/** No date is longer; what is, is refused before any pattern sees it. */
const LONGEST_EXPRESSION = 200

const UNDATED =
  /^\(?(?:n\.? ?d\.?|undated|no date|date unknown|unknown date|s\.? ?d\.?|\[?日付(?:不明|不詳|なし|無し|未詳)|(?:年月日|年代|作成年月?日?)(?:不明|不詳|未詳)|無日付|日付け?なし)\)?$/i
const ROMANISED: readonly [RegExp, string][] = [
  [/\bmeiji\b\.? ?/gi, '明治'],
  [/\bta(?:i|ī)sh(?:o|ō|ou) ?(?=\d)/gi, '大正'],
  [/\bsh(?:o|ō|ou)wa\b\.? ?|\bsyowa\b\.? ?/gi, '昭和'],
  [/\bheisei\b\.? ?/gi, '平成'],
  [/\breiwa\b\.? ?/gi, '令和'],
]
const WEEKDAY = / ?\([日月火水木金土](?:曜日?)?\)/

export interface ReadDateOptions {
  /** Last day (`YYYY-MM-DD`) that a candidate may have: records are not from the future. */
  readonly latest?: string
}

/**
 * A date expression in Japanese or English. Refuses with a reason, and with candidates where the words leave a choice
 * (a bare 59年, 3/4/1984); never throws.
 */
export function readDate(expression: string, { latest }: ReadDateOptions = {}): DateReading {
  if (expression.length > LONGEST_EXPRESSION) return refused('unreadable')
  const text = romanised(plain(expression))
  if (text === '') return refused('empty')
  const bare = text.replace(/^\[(.*)\]$/, '$1')
  if (UNDATED.test(bare)) return { ok: true, ...UNDATED_READING, supplied: bare !== text }
  if (isEdtf(text)) return { ok: true, ...fromEdtf(text) }
  const supplied = text.includes('[')
  const time = readTime(text.replace(/[[\]]/g, '').replace(WEEKDAY, '').trim())
  const { reading, doubt } = readSpan(time.rest, latest)
  const finish = (span: Span): ReadDate => ({
    edtf: span.edtf,
    calendar: span.era ? 'japanese' : 'gregorian',
    era: span.era?.code ?? null,
    eraYear: span.eraYear,
    timeOfDay: time.timeOfDay,
    timeZone: time.timeZone,
    certainty: certaintyOf(doubt),
    supplied,
  })
  if (time.impossible) return refused('impossible')
  if (isSpan(reading)) return isEdtf(reading.edtf) ? { ok: true, ...finish(reading) } : refused('unreadable')
  if (isFailure(reading))
    return {
      ok: false,
      reason: reading.reason,
      candidates: reading.candidates.filter(({ edtf }) => isEdtf(edtf) && isPast(edtf, latest)).map(finish),
    }
  return refused('unreadable')
}

const UNDATED_READING: ReadDate = {
  edtf: null,
  calendar: 'gregorian',
  era: null,
  eraYear: null,
  timeOfDay: null,
  timeZone: null,
  certainty: 'certain',
  supplied: false,
}

const refused = (reason: 'empty' | 'unreadable' | 'impossible'): DateReading => ({
  ok: false,
  reason,
  candidates: [],
})

const isPast = (edtf: string, latest: string | undefined): boolean =>
  latest === undefined || (edtfBounds(edtf).earliest ?? latest) <= latest

const romanised = (text: string): string =>
  ROMANISED.reduce((sofar, [form, name]) => sofar.replace(form, name), text)

const fromEdtf = (edtf: string): ReadDate => ({
  ...UNDATED_READING,
  edtf,
  certainty: certaintyOf({ approximate: /[~%]/.test(edtf), uncertain: /[?%]/.test(edtf) }),
})

const certaintyOf = ({ approximate, uncertain }: Doubt): ReadDate['certainty'] =>
  uncertain ? 'uncertain' : approximate ? 'approximate' : 'certain'

interface Read {
  reading: SpanReading
  doubt: Doubt
}

function readSpan(text: string, latest?: string): Read {
  const whole = doubtIn(text)
  const gloss = /\(([^()]*)\)/.exec(whole.rest)
  if (gloss) {
    const main = readUnglossed(whole.rest.replace(gloss[0], '').trim(), latest)
    return withDoubt(
      { ...main, reading: agreeing(main.reading, readUnglossed(gloss[1] ?? '', latest).reading) },
      whole.doubt,
    )
  }
  // Before a range, c. is said of the whole of it.
  const before = doubtIn(text, 'before')
  if (before.rest !== text) {
    const range = readRange(before.rest, latest)
    if (range && isSpan(range.reading)) return withDoubt(range, before.doubt)
  }
  // A first try with the words of doubt in place: they may belong to one end of a range only.
  const within = readUnglossed(text, latest)
  return isSpan(within.reading) ? within : withDoubt(readUnglossed(whole.rest, latest), whole.doubt)
}

function readUnglossed(text: string, latest?: string): Read {
  const point = readQualified(text, latest)
  if (isSpan(point.reading)) return point
  const range = readRange(text, latest)
  if (range && (isSpan(range.reading) || point.reading === null)) return range
  return point
}

function withDoubt({ reading, doubt }: Read, more: Doubt): Read {
  const both = either(doubt, more)
  if (isSpan(reading)) return { reading: doubted(reading, both), doubt: both }
  if (isFailure(reading))
    return {
      reading: { ...reading, candidates: reading.candidates.map((span) => doubted(span, both)) },
      doubt: both,
    }
  return { reading, doubt: both }
}

/** 昭和59年（1984年）3月25日: the second calendar settles an era that is not said, and must not contradict one that is. */
function agreeing(main: SpanReading, gloss: SpanReading): SpanReading {
  if (main === null || gloss === null) return null
  const other = isSpan(gloss) ? [gloss] : gloss.candidates
  if (isSpan(main)) {
    if (other.some((span) => overlaps(main, span))) return main
    return isSpan(gloss) ? failure('calendarsDisagree', [main, gloss]) : null
  }
  if (!isSpan(gloss)) return main
  const [only, ...more] = main.candidates.filter((span) => overlaps(span, gloss))
  if (only && more.length === 0) return only
  return main.candidates.length > 0 && !only
    ? failure('calendarsDisagree', [...main.candidates, gloss])
    : main
}

function overlaps(a: Span, b: Span): boolean {
  const [x, y] = [edtfBounds(a.edtf), edtfBounds(b.edtf)]
  return (x.earliest ?? '') <= (y.latest ?? '9999-99-99') && (y.earliest ?? '') <= (x.latest ?? '9999-99-99')
}
