/**
 * Japanese eras since the Gregorian calendar was taken up on 1 January 1873 (Meiji 6). Days before it were counted by
 * the moon, so they have no Gregorian reading here. The day on which an era changed bears both names; the new one is
 * the official name of the whole day.
 */
import { daysInMonth } from './edtf.ts'

export type EraCode = 'meiji' | 'taisho' | 'showa' | 'heisei' | 'reiwa'

export interface Era {
  readonly code: EraCode
  readonly ja: string
  readonly en: string
  /** Other ways to write the name before a year: 昭59, S59. */
  readonly short: readonly string[]
  /** Gregorian year of the first year. */
  readonly firstYear: number
  /** First and last day, both included (`YYYY-MM-DD`); null while it lasts. */
  readonly begins: string
  readonly ends: string | null
}

/** First day that is read: before it, Meiji dates are lunar. */
export const FIRST_SOLAR_DAY = '1873-01-01'

export const ERAS: readonly Era[] = [
  {
    code: 'meiji',
    ja: '明治',
    en: 'Meiji',
    short: ['明', 'M'],
    firstYear: 1868,
    begins: FIRST_SOLAR_DAY,
    ends: '1912-07-30',
  },
  {
    code: 'taisho',
    ja: '大正',
    en: 'Taishō',
    short: ['大', 'T'],
    firstYear: 1912,
    begins: '1912-07-30',
    ends: '1926-12-25',
  },
  {
    code: 'showa',
    ja: '昭和',
    en: 'Shōwa',
    short: ['昭', 'S'],
    firstYear: 1926,
    begins: '1926-12-25',
    ends: '1989-01-07',
  },
  {
    code: 'heisei',
    ja: '平成',
    en: 'Heisei',
    short: ['平', 'H'],
    firstYear: 1989,
    begins: '1989-01-08',
    ends: '2019-04-30',
  },
  {
    code: 'reiwa',
    ja: '令和',
    en: 'Reiwa',
    short: ['令', 'R'],
    firstYear: 2019,
    begins: '2019-05-01',
    ends: null,
  },
]

/** Eras of the lunar calendar that documents of the nineteenth century use: recognised, never converted. */
export const LUNAR_ERAS = [
  '慶応',
  '慶應',
  '元治',
  '文久',
  '万延',
  '安政',
  '嘉永',
  '弘化',
  '天保',
  '文政',
  '文化',
  '享和',
  '寛政',
]

const pad = (value: number, width = 2): string => String(value).padStart(width, '0')

/** A year, month or day as EDTF. */
export function isoOf(year: number, month?: number, day?: number): string {
  const parts = [pad(year, 4)]
  if (month !== undefined) parts.push(pad(month))
  if (month !== undefined && day !== undefined) parts.push(pad(day))
  return parts.join('-')
}

/** First and last day of a year, month or day. */
export function daysOf(year: number, month?: number, day?: number): { first: string; last: string } {
  if (month === undefined) return { first: isoOf(year, 1, 1), last: isoOf(year, 12, 31) }
  const last = isoOf(year, month, day ?? daysInMonth(year, month))
  return { first: isoOf(year, month, day ?? 1), last }
}

/** Whether some day of the year, month or day lies in the era. */
export function isInEra(era: Era, year: number, month?: number, day?: number): boolean {
  const { first, last } = daysOf(year, month, day)
  return last >= era.begins && (era.ends === null || first <= era.ends)
}

/** The eras whose official days overlap a year, month or day, oldest first: two for 1989, one for 1989-01-08. */
export function erasOf(year: number, month?: number, day?: number): Era[] {
  const { first, last } = daysOf(year, month, day)
  return ERAS.filter((era, index) => {
    const next = ERAS[index + 1]
    return last >= era.begins && (next === undefined || first < next.begins)
  })
}

export const eraYearOf = (era: Era, year: number): number => year - era.firstYear + 1
