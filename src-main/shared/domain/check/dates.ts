/** Dates against each other and against those of the unit above. */
import type { DateValue } from '../../contract/description.ts'
import { edtfBounds } from '../date/index.ts'
import type { DateKind } from '../field.ts'
import { at } from './finding.ts'
import type { CheckedRecord, Found } from './finding.ts'

/** What happens to a document, in the order in which it does. */
const COURSE: readonly DateKind[] = ['despatch', 'receipt', 'stamped']

export function* dateOrder({ description }: CheckedRecord): Generator<Found> {
  const course = description.dates
    .map((date, index) => ({ date, index }))
    .filter(({ date }) => COURSE.includes(date.kind))
    .sort((a, b) => COURSE.indexOf(a.date.kind) - COURSE.indexOf(b.date.kind))
  for (const [position, later] of course.entries()) {
    for (const earlier of course.slice(0, position)) {
      if (earlier.date.kind === later.date.kind || !isAfter(earlier.date, later.date)) continue
      yield {
        code: 'dateOrder',
        place: at('dates', later.index),
        about: [later.date.kind, written(later.date), earlier.date.kind, written(earlier.date)],
        fixes: [],
      }
    }
  }
}

const written = ({ edtf, expression, timeOfDay }: DateValue): string =>
  [edtf ?? expression, timeOfDay].filter((part) => part !== null).join(' ')

/** Whether `a` is certainly after `b`: all of it later, or later on the same day by the same clock. */
function isAfter(a: DateValue, b: DateValue): boolean {
  if (a.edtf === null || b.edtf === null) return false
  const [first, last] = [edtfBounds(a.edtf), edtfBounds(b.edtf)]
  if (first.earliest === null || last.latest === null) return false
  const [from, until] = [moment(a, first.earliest, first.latest), moment(b, last.earliest, last.latest)]
  if (from !== null && until !== null && (a.timeZone === null) === (b.timeZone === null)) return from > until
  // By clocks that are not known to agree, a day is all that can be compared, and a zone may make it another.
  return Date.parse(first.earliest) - Date.parse(last.latest) > (a.timeZone === b.timeZone ? 0 : 86_400_000)
}

/** Minutes since the epoch of a day and hour that are both known. */
function moment(date: DateValue, earliest: string | null, latest: string | null): number | null {
  if (date.timeOfDay === null || earliest === null || earliest !== latest) return null
  const at = Date.parse(`${earliest}T${date.timeOfDay}${zoneOf(date.timeZone)}`)
  return Number.isNaN(at) ? null : at
}

const zoneOf = (zone: string | null): string => (zone !== null && /^[+-]\d{2}:\d{2}$/.test(zone) ? zone : 'Z')

/** A component lies inside the dates of creation of the unit that it is part of. */
export function* dateOutsideParent({ description, parent }: CheckedRecord): Generator<Found> {
  const whole = span(parent?.dates ?? [])
  if (whole === null) return
  for (const [index, date] of description.dates.entries()) {
    if (date.kind !== 'creation' || date.edtf === null) continue
    const { earliest, latest } = edtfBounds(date.edtf)
    const outside =
      (latest !== null && whole.earliest !== null && latest < whole.earliest) ||
      (earliest !== null && whole.latest !== null && earliest > whole.latest) ||
      (earliest !== null && whole.earliest !== null && earliest < whole.earliest) ||
      (latest !== null && whole.latest !== null && latest > whole.latest)
    if (outside)
      yield {
        code: 'dateOutsideParent',
        place: at('dates', index),
        about: [date.edtf, `${whole.earliest ?? ''}/${whole.latest ?? ''}`],
        fixes: [],
      }
  }
}

/** The days that all dates of creation span; null where none is known. */
function span(dates: readonly DateValue[]): { earliest: string | null; latest: string | null } | null {
  const bounds = dates
    .filter(({ kind, edtf }) => kind === 'creation' && edtf !== null)
    .map(({ edtf }) => edtfBounds(edtf ?? ''))
    .filter(({ earliest, latest }) => earliest !== null || latest !== null)
  if (bounds.length === 0) return null
  const open = (side: 'earliest' | 'latest') => bounds.some((bound) => bound[side] === null)
  const sorted = (side: 'earliest' | 'latest') => bounds.map((bound) => bound[side] ?? '').sort()
  return {
    earliest: open('earliest') ? null : (sorted('earliest')[0] ?? null),
    latest: open('latest') ? null : (sorted('latest').at(-1) ?? null),
  }
}
