/** Dates and creators as AtoM has them: events, whose date, kind and actor stand in the same place of six cells. */
import type { DateValue } from '../../shared/contract/description.ts'
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { CREATORS } from '../ead/names.ts'
import { dateWords, isBlank, line, normalDate, spoken, text } from '../plain.ts'
import type { AtomColumn } from './atom-columns.ts'
import { piped } from './table.ts'
import type { Cells } from './table.ts'

const TYPES: Partial<Record<DateValue['kind'], string>> = { creation: 'Creation', publication: 'Publication' }

/** Whether AtoM has a kind of event for a date; any other would become a new term there. */
export const isEvent = (date: DateValue): boolean => TYPES[date.kind] !== undefined && dateWords(date) !== ''

/** What AtoM's importer reads as nothing, where a place has to be kept. */
const NOTHING = 'NULL'

export function events({ dates, agents, texts }: ReleasedDescription): Cells<AtomColumn> {
  const actors = agents
    .filter(({ name, role }) => !isBlank(name) && CREATORS.has(role))
    .map(({ name }) => line(name))
  const history = spoken(texts.administrativeHistory)
    .map(({ value }) => text(value))
    .join('\n\n')
  const dated = dates.filter(isEvent)
  // The first date of creation is that of the first creator.
  const made = dated.findIndex(({ kind }) => kind === 'creation')
  const rows = dated.map((date, index) => ({
    ...daysOf(date),
    type: TYPES[date.kind] ?? '',
    actor: index === made ? actors.shift() : undefined,
  }))
  const all = [
    ...rows,
    ...actors.map((actor) => ({ words: NOTHING, start: NOTHING, end: NOTHING, type: 'Creation', actor })),
  ]
  const first = all.findIndex(({ actor }) => actor !== undefined)
  const column = (of: (row: (typeof all)[number], index: number) => string) => piped(all.map(of))
  return {
    eventDates: column(({ words }) => words),
    eventTypes: column(({ type }) => type),
    eventStartDates: column(({ start }) => start),
    eventEndDates: column(({ end }) => end),
    eventActors: column(({ actor }) => actor ?? NOTHING),
    eventActorHistories: column((_, index) => (index === first && history !== '' ? history : NOTHING)),
  }
}

/** AtoM's dates have ten characters, and none before the common era. */
function daysOf(date: DateValue): { words: string; start: string; end: string } {
  const days = normalDate(date)?.split('/') ?? []
  const readable = days.length > 0 && days.every((day) => /^\d{4}/.test(day))
  const whole = (day: string) => `${day}-00-00`.slice(0, 10)
  return {
    words: dateWords(date),
    start: readable ? whole(days[0] ?? '') : NOTHING,
    end: readable ? whole(days.at(-1) ?? '') : NOTHING,
  }
}
