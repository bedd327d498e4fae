/** What reading a date gives: for callers `DateReading`, between the readers `Span`. */
import type { Era, EraCode } from './era.ts'
import { daysInMonth, isDay } from './edtf.ts'
import { ERAS, eraYearOf, isInEra, isoOf } from './era.ts'

export interface ReadDate {
  /** EDTF of level 0 or 1; null for what says that it is undated. */
  readonly edtf: string | null
  readonly calendar: 'gregorian' | 'japanese'
  readonly era: EraCode | null
  readonly eraYear: number | null
  /** `HH:MM` or `HH:MM:SS`, as stated. */
  readonly timeOfDay: string | null
  /** Offset such as `+09:00`; null where none is stated. */
  readonly timeZone: string | null
  readonly certainty: 'certain' | 'approximate' | 'uncertain'
  /** Some of it stood in square brackets: supplied, not in the document. */
  readonly supplied: boolean
}

export type DateRefusal =
  | 'empty'
  | 'unreadable'
  /** No such day or hour. */
  | 'impossible'
  /** Before 1 January 1873 by the Japanese count: not converted. */
  | 'lunarCalendar'
  | 'eraUnknown'
  /** A bare 59年: the candidates are the eras that it may mean. */
  | 'eraMissing'
  /** The era did not last so long, or had not begun: the candidate is the same day by its right name. */
  | 'outsideEra'
  | 'yearMissing'
  /** More than one reading, as 3/4/1984. */
  | 'ambiguous'
  /** Two calendars in one expression that name different days. */
  | 'calendarsDisagree'
  | 'rangeReversed'

export type DateReading =
  | ({ readonly ok: true } & ReadDate)
  | {
      readonly ok: false
      readonly reason: DateRefusal
      /** Readings to choose from, the likeliest first; none is taken without being chosen. */
      readonly candidates: readonly ReadDate[]
    }

/** A point or stretch of time: EDTF of its two ends and of the whole. */
export interface Span {
  readonly from: string
  readonly to: string
  readonly edtf: string
  readonly era: Era | null
  readonly eraYear: number | null
  /** What a shorter other end of a range borrows from. */
  readonly parts: { readonly year: number; readonly month?: number; readonly day?: number }
}

export interface Failure {
  readonly reason: DateRefusal
  readonly candidates: readonly Span[]
}

/** Null where the text is not in the form that a reader knows. */
export type SpanReading = Span | Failure | null

export const isFailure = (reading: SpanReading): reading is Failure => reading !== null && 'reason' in reading
export const isSpan = (reading: SpanReading): reading is Span => reading !== null && 'edtf' in reading

export const failure = (reason: DateRefusal, candidates: readonly Span[] = []): Failure => ({
  reason,
  candidates,
})

interface Whole {
  readonly era?: Era | null
  readonly month?: number | undefined
  readonly day?: number | undefined
}

/** The span of a Gregorian year, month or day that is known to exist. */
export function spanOf(year: number, { era = null, month, day }: Whole = {}): Span {
  const edtf = isoOf(year, month, day)
  return {
    from: edtf,
    to: edtf,
    edtf,
    era,
    eraYear: era && eraYearOf(era, year),
    parts: { year, ...(month !== undefined && { month }), ...(day !== undefined && { day }) },
  }
}

/** The same for one that may not exist. */
export function gregorian(year: number, month?: number, day?: number): Span | Failure {
  if (!exists(year, month, day)) return failure('impossible')
  return spanOf(year, { month, day })
}

export const exists = (year: number, month?: number, day?: number): boolean =>
  (month === undefined || (month >= 1 && month <= 12)) &&
  (day === undefined || month === undefined || (day >= 1 && day <= daysInMonth(year, month)))

export const between = (from: string, to: string, like: Omit<Span, 'from' | 'to' | 'edtf'>): Span => ({
  ...like,
  from,
  to,
  edtf: from === to ? from : `${from}/${to}`,
})

/**
 * What a year without an era may mean: the eras that had such a day, the ended ones first, the latest before the
 * earlier; none after `latest`.
 */
export function erasForBareYear(eraYear: number, month?: number, day?: number, latest?: string): Span[] {
  const ended = ERAS.filter(({ ends }) => ends !== null).reverse()
  return [...ended, ...ERAS.filter(({ ends }) => ends === null)].flatMap((era) => {
    const year = era.firstYear + eraYear - 1
    const real = month === undefined || day === undefined ? exists(year, month, day) : isDay(year, month, day)
    if (!real || !isInEra(era, year, month, day)) return []
    if (latest !== undefined && isoOf(year, month, day) > latest) return []
    return [spanOf(year, { era, month, day })]
  })
}
