/** A date's words against its reading: the era's arithmetic, what cannot be read, what must not be converted. */
import type { DateValue, Description } from '../../contract/description.ts'
import { edtfBounds, isEdtf, readDate } from '../date/index.ts'
import type { ReadDate } from '../date/index.ts'
import { at } from './finding.ts'
import type { CheckedRecord, Fix, FixCode, Found } from './finding.ts'

/** Days before it were counted by the moon in Japan. */
const FIRST_SOLAR_DAY = '1873-01-01'

export function* dateReading({ description }: CheckedRecord): Generator<Found> {
  for (const [index, date] of description.dates.entries()) yield* ofDate(description, date, index)
}

function* ofDate(description: Description, date: DateValue, index: number): Generator<Found> {
  const place = at('dates', index)
  const { expression, edtf } = date
  const fix = (code: FixCode, read: ReadDate): Fix => ({
    code,
    value: read.edtf ?? '',
    change: {
      kind: 'fields',
      patch: {
        dates: description.dates.map((other, position) =>
          position === index
            ? { ...other, edtf: read.edtf, calendar: read.calendar, era: read.era, certainty: read.certainty }
            : other,
        ),
      },
    },
  })
  if (edtf !== null && isReversed(edtf)) {
    yield { code: 'dateReversed', place, about: [edtf], fixes: [] }
    return
  }
  if (edtf !== null && !isEdtf(edtf)) {
    yield { code: 'edtfInvalid', place, about: [edtf], fixes: [] }
    return
  }
  const { earliest } = edtfBounds(edtf ?? '')
  if (date.calendar === 'japanese' && earliest !== null && earliest < FIRST_SOLAR_DAY) {
    yield { code: 'lunarDate', place, about: [edtf ?? ''], fixes: [] }
    return
  }
  if (expression.trim() === '') return
  const read = readDate(expression)
  if (read.ok) {
    if (edtf === null || read.edtf === null || agree(read.edtf, edtf)) return
    const code = read.calendar === 'japanese' ? 'eraArithmetic' : 'dateDiffers'
    // What was supplied with a reason was not read from these words alone.
    if (date.inferredFrom !== null && code === 'dateDiffers') return
    yield { code, place, about: [expression, read.edtf, edtf], fixes: [fix('takeReading', read)] }
    return
  }
  const choices = read.candidates.filter((candidate) => candidate.edtf !== null)
  switch (read.reason) {
    case 'eraMissing':
      if (edtf === null)
        yield {
          code: 'eraMissing',
          place,
          about: [expression],
          fixes: choices.slice(0, 3).map((choice) => fix('setEra', choice)),
        }
      else if (choices.length > 0 && !choices.some((choice) => agree(choice.edtf ?? '', edtf)))
        yield {
          code: 'eraArithmetic',
          place,
          about: [expression, choices[0]?.edtf ?? '', edtf],
          fixes: choices.slice(0, 3).map((choice) => fix('setEra', choice)),
        }
      break
    case 'calendarsDisagree':
    case 'outsideEra':
      yield {
        code: 'eraArithmetic',
        place,
        about: [expression, choices.map((choice) => choice.edtf).join(' / '), edtf ?? ''],
        fixes: choices.slice(0, 3).map((choice) => fix('takeReading', choice)),
      }
      break
    case 'lunarCalendar':
      if (edtf !== null) yield { code: 'lunarDate', place, about: [expression], fixes: [] }
      break
    case 'rangeReversed':
      yield { code: 'dateReversed', place, about: [expression], fixes: [] }
      break
    case 'ambiguous':
    case 'impossible':
    case 'eraUnknown':
    case 'unreadable':
    case 'yearMissing':
      if (edtf === null)
        yield {
          code: 'dateUnread',
          place,
          about: [expression],
          fixes: choices.slice(0, 3).map((choice) => fix('takeReading', choice)),
        }
      break
    case 'empty':
      break
  }
}

const isReversed = (edtf: string): boolean => {
  const [from = '', to = '', ...more] = edtf.split('/')
  const plain = /^\d{4}(-\d{2}){0,2}$/
  if (more.length > 0 || !plain.test(from) || !plain.test(to)) return false
  const shared = Math.min(from.length, to.length)
  return to.slice(0, shared) < from.slice(0, shared)
}

/** Whether two values can be the same day: one may be more exact than the other. */
function agree(a: string, b: string): boolean {
  const [x, y] = [edtfBounds(a), edtfBounds(b)]
  return (x.earliest ?? '') <= (y.latest ?? '9999') && (y.earliest ?? '') <= (x.latest ?? '9999')
}
