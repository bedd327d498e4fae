/** Extended Date/Time Format (ISO 8601-2) levels 0 and 1: validity, and the days that a value begins and ends with. */
import library, { parse } from 'edtf'

/** Longer strings are no dates; the parser's work grows with their length. */
const LONGEST = 80
/** What a value of these levels can be written with. The parser's refusal of other words costs it a hundred times a look at them. */
const WRITTEN = /^[-\d/.XY?~%]+$/

/** A year, a month or a day, certain or not. */
const PLAIN = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?$/

/** The days between which a value lies (`YYYY-MM-DD`, both included); null where it is open or unknown. */
export interface EdtfBounds {
  readonly earliest: string | null
  readonly latest: string | null
}

const UNBOUNDED: EdtfBounds = { earliest: null, latest: null }

/** The days of a plain date; of an end that is open; null for everything else, which the package has to read. */
function plainBounds(end: string): EdtfBounds | null {
  if (end === '' || end === '..') return UNBOUNDED
  const [found, year = '', month, day] = PLAIN.exec(end) ?? []
  if (found === undefined) return null
  const last = daysInMonth(Number(year), Number(month ?? 12))
  if (!isDay(Number(year), Number(month ?? 1), Number(day ?? 1))) return null
  return {
    earliest: `${year}-${month ?? '01'}-${day ?? '01'}`,
    latest: `${year}-${month ?? '12'}-${day ?? String(last)}`,
  }
}

/**
 * What nearly all dates of a catalogue are, without the package's grammar, which takes a hundred times as long: plain dates,
 * and spans of two of them in their order, or open at one end. Null where the package has to say.
 */
function plainDates(value: string): EdtfBounds | null {
  const solidus = value.indexOf('/')
  if (solidus === -1) return value === '' || value === '..' ? null : plainBounds(value)
  const [from, to] = [plainBounds(value.slice(0, solidus)), plainBounds(value.slice(solidus + 1))]
  if (!from || !to) return null
  const { earliest } = from
  const isOpen = earliest === null || to.earliest === null
  if (isOpen ? earliest === to.earliest : earliest >= to.earliest) return null
  return { earliest, latest: to.latest }
}

/** Whether a value is EDTF of level 0 or 1 that a catalogue keeps: dates without a time, in order. */
export function isEdtf(value: string): boolean {
  if (plainDates(value)) return true
  if (value.length > LONGEST || !WRITTEN.test(value)) return false
  try {
    parse(value, { level: 1 })
    library(value)
    return value.split('/').every(isRealDate)
  } catch {
    return false
  }
}

/**
 * The first and the last day that an EDTF value allows, for sorting. Approximate and uncertain values are not widened;
 * what is not EDTF has no bounds.
 */
export function edtfBounds(value: string): EdtfBounds {
  const plain = plainDates(value)
  if (plain) return plain
  if (!isEdtf(value)) return UNBOUNDED
  const [from = '', to] = value.split('/')
  if (to === undefined) return { earliest: boundOf(from, 'min'), latest: boundOf(from, 'max') }
  return { earliest: boundOf(from, 'min'), latest: boundOf(to, 'max') }
}

/** Open ends are never given to the package: its bounds of open intervals are infinite or 1970. */
function boundOf(end: string, side: 'min' | 'max'): string | null {
  if (end === '' || end === '..') return null
  try {
    const day = new Date(library(end)[side])
    return Number.isNaN(day.getTime()) ? null : day.toISOString().replace(/T.*$/, '')
  } catch {
    return null
  }
}

/** The package's grammar takes 29 February of any year. */
function isRealDate(value: string): boolean {
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-([01]\d)(?:-(\d{2}))?)?(?![\dX-])/.exec(value) ?? []
  return year === undefined || isDay(Number(year), Number(month), Number(day))
}

/** Days of a month in the Gregorian calendar, extended backwards. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

export const isDay = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
