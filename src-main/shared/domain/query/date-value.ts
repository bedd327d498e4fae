/** The dates that a query names: a day, month, year or decade, in any form that a date field takes, and ranges of them. */
import { edtfBounds, readDate } from '../date/index.ts'

/** The days between, both included; null where it is open. */
export interface Days {
  readonly from: string | null
  readonly to: string | null
}

const RANGE = /^(.*?)\s*(?:\.\.+|…|[~〜～])\s*(.*)$/u
const DECADE = /^(\d{2,3})0(?:['’]?s|年代)$/
const COMPARISON = /^(>=|<=|≥|≤|>|<)\s*(.+)$/u

/** The stretches that a value may mean (a bare 59年 means one in each era), or null where it is no date. */
export function daysOf(value: string): Days[] | null {
  const text = value.normalize('NFKC').trim()
  const compared = COMPARISON.exec(text)
  if (compared) {
    const [, sign = '', date = ''] = compared
    return daysOf(date)?.map((days) => beside(days, sign)) ?? null
  }
  const whole = pointsOf(text)
  if (whole) return whole
  const range = RANGE.exec(text)
  if (!range) return null
  const [, left = '', right = ''] = range
  if (left === '' && right === '') return null
  const [from] = left === '' ? [{ from: null, to: null }] : (pointsOf(left) ?? [])
  const [to] = right === '' ? [{ from: null, to: null }] : (pointsOf(right) ?? [])
  return from && to ? [{ from: from.from, to: to.to }] : null
}

function pointsOf(text: string): Days[] | null {
  const [, tens] = DECADE.exec(text) ?? []
  if (tens !== undefined) {
    const decade = tens.padStart(3, '0')
    return [{ from: `${decade}0-01-01`, to: `${decade}9-12-31` }]
  }
  const reading = readDate(text)
  const found = reading.ok ? [reading] : reading.candidates
  const days = found.flatMap(({ edtf }) => {
    if (edtf === null) return []
    const { earliest, latest } = edtfBounds(edtf)
    return earliest === null && latest === null ? [] : [{ from: earliest, to: latest }]
  })
  return days.length > 0 ? days : null
}

function beside({ from, to }: Days, sign: string): Days {
  switch (sign) {
    case '<':
      return { from: null, to: from === null ? null : dayBeside(from, -1) }
    case '>':
      return { from: to === null ? null : dayBeside(to, 1), to: null }
    case '<=':
    case '≤':
      return { from: null, to }
    default:
      return { from, to: null }
  }
}

/** The day before or after one. */
export function dayBeside(day: string, by: 1 | -1): string {
  const time = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(time) ? day : new Date(time + by * 86_400_000).toISOString().replace(/T.*$/, '')
}
