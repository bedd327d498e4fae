/**
 * Despatch, receipt and time stamps of a Japanese telegram. Where the form prints no era or leaves the year blank, the
 * date is filled only when the document itself gives the whole day elsewhere; otherwise it is proposed.
 */
import type { DateValue } from '../../shared/contract/description.ts'
import { edtfBounds, ERAS, formatEra, readDate } from '../../shared/domain/date/index.ts'
import type { ReadDate } from '../../shared/domain/date/index.ts'
import type { DateKind } from '../../shared/domain/field.ts'
import type { Draft } from './draft.ts'
import { dateValue } from './draft.ts'
import type { EnglishEvent } from './english-head.ts'
import type { Said } from './japanese-head.ts'
import type { EventLine } from './japanese-line.ts'
import type { Line } from './source.ts'

export interface DateContext {
  /** The date on the cover, as said and as EDTF. */
  readonly cover: { readonly expression: string; readonly edtf: string } | null
  /** Events that the head of the translation tells. */
  readonly translated: readonly Said<EnglishEvent>[]
}

type Moment = Omit<EventLine, 'kind' | 'rest'>

/** A document is sent and received within days of its date; a proposal may reach further. */
const DAYS_NEAR = 3
const DAYS_POSSIBLE = 366

/** Adds the events and stamps; gives the year in which the telegram was sent or received, where one is known. */
export function addTelegramDates(
  draft: Draft,
  events: readonly Said<EventLine>[],
  stamps: readonly Said<Moment>[],
  context: DateContext,
): number | null {
  const receipts = events.filter(({ value }) => value.kind === 'receipt')
  const despatches = events.filter(({ value }) => value.kind === 'despatch')
  let received: string | null = null
  for (const { value, line } of receipts) received ??= addDate(draft, 'receipt', value, line, context, null)
  for (const { value, line } of despatches) addDate(draft, 'despatch', value, line, context, received)
  for (const { value, line } of stamps) addDate(draft, 'stamped', value, line, context, received)
  // Only what is filled is certain; a proposal says no year.
  const filled = (draft.fields.dates ?? []).find(({ kind, edtf }) => edtf !== null && kind !== 'stamped')
  const day = filled?.edtf ? edtfBounds(filled.edtf).earliest : null
  return day === null ? null : Number(day.slice(0, 4))
}

/** Fills or proposes one date; gives its day (`YYYY-MM-DD`) as far as it is known or likely. */
function addDate(
  draft: Draft,
  kind: DateKind,
  moment: Moment,
  line: Line,
  context: DateContext,
  received: string | null,
): string | null {
  const stated = dateValue(kind, moment.expression, {
    language: 'jpn',
    timeOfDay: moment.timeOfDay,
    place: moment.place,
  })
  const { era, year, month, day } = moment
  if (year === null || month === null || day === null) {
    draft.add('dates', stated)
    const likely = completed(kind, moment, received ?? coverDay(context))
    const from = received === null ? 'the date of the document' : 'the receipt'
    if (likely !== null)
      draft.propose(
        'dates',
        { ...stated, ...inEra(likely), inferredFrom: `${blankIn(moment)}; taken from ${from}` },
        line,
        moment.month === null ? 'yearAndMonthBlank' : 'yearNotPrinted',
      )
    return likely
  }
  const reading = readDate(`${era ?? ''}${String(year)}年${String(month)}月${String(day)}日`)
  if (reading.ok) {
    draft.add('dates', { ...stated, ...machine(reading) })
    return reading.edtf
  }
  const agreed = agreeing(kind, reading.candidates, context)
  if (agreed && reading.reason === 'eraMissing') {
    draft.add('dates', { ...stated, ...machine(agreed.reading), inferredFrom: agreed.because })
    return agreed.reading.edtf
  }
  draft.add('dates', stated)
  const possible = inEndedEras(reading.candidates.filter(({ edtf }) => isNear(edtf, context, DAYS_POSSIBLE)))
  for (const candidate of possible)
    draft.propose(
      'dates',
      { ...stated, ...machine(candidate), inferredFrom: 'Era not printed' },
      line,
      reading.reason === 'eraMissing' ? 'eraNotPrinted' : 'dateDoubtful',
    )
  return possible.length === 1 ? (possible[0]?.edtf ?? null) : null
}

/** What an archive holds is of an era that has ended, where one fits. */
function inEndedEras(candidates: readonly ReadDate[]): readonly ReadDate[] {
  const ended = candidates.filter(({ era }) => ERAS.some(({ code, ends }) => code === era && ends !== null))
  return ended.length > 0 ? ended : candidates
}

const machine = ({ edtf, calendar, era }: ReadDate): Partial<DateValue> => ({ edtf, calendar, era })

/** A Gregorian day with the era in which the document counts. */
function inEra(edtf: string): Partial<DateValue> {
  const reading = readDate(formatEra(edtf) ?? edtf)
  return reading.ok ? { edtf, calendar: reading.calendar, era: reading.era } : { edtf }
}

const blankIn = ({ year, month }: Moment): string =>
  year === null && month === null
    ? 'Year and month blank'
    : year === null
      ? 'Year not printed'
      : 'Date not complete'

/** The reading that the translation gives for the same event, or that lies at the date on the cover. */
function agreeing(
  kind: DateKind,
  candidates: readonly ReadDate[],
  context: DateContext,
): { reading: ReadDate; because: string } | null {
  for (const { value } of context.translated) {
    const reading = candidates.find(({ edtf }) => edtf !== null && edtf === value.date?.edtf)
    if (value.kind === kind && reading)
      return { reading, because: `Era not printed; the translation has “${value.expression}”` }
  }
  const near = candidates.filter(({ edtf }) => isNear(edtf, context, DAYS_NEAR))
  const [only] = near
  return context.cover && only && near.length === 1
    ? { reading: only, because: `Era not printed; the document is dated ${context.cover.expression}` }
    : null
}

function isNear(edtf: string | null, { cover }: DateContext, days: number): boolean {
  if (edtf === null) return false
  if (cover === null) return true
  const { earliest, latest } = edtfBounds(cover.edtf)
  const at = dayNumber(edtf)
  return (
    (earliest === null || at >= dayNumber(earliest) - days) &&
    (latest === null || at <= dayNumber(latest) + days)
  )
}

const DAY = 86_400_000
const dayNumber = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY)
const isoOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

function coverDay({ cover }: DateContext): string | null {
  return cover !== null && /^\d{4}-\d{2}-\d{2}$/.test(cover.edtf) ? cover.edtf : null
}

/** The nearest day with the month and day that are there: sent not after the receipt, stamped not before it. */
function completed(kind: DateKind, { month, day }: Moment, reference: string | null): string | null {
  if (day === null || reference === null) return null
  const start = dayNumber(reference)
  for (let distance = 0; distance <= (month === null ? 31 : DAYS_POSSIBLE); distance++) {
    const iso = isoOf(kind === 'stamped' ? start + distance : start - distance)
    if (Number(iso.slice(8)) === day && (month === null || Number(iso.slice(5, 7)) === month)) return iso
  }
  return null
}
