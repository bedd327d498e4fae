/** ISAD(G) 3.1.3, dates: what both versions of EAD say of them beside the dates themselves. */
import type { DateValue } from '../../shared/contract/description.ts'
import type { DateKind } from '../../shared/domain/field.ts'
import { element } from '../../xml/element.ts'
import type { Attributes, Element } from '../../xml/element.ts'
import type { EadContext } from './context.ts'
import { attribute, isBlank, line, paragraphs } from './prose.ts'
import { isBeforeCommonEra, standardDate } from './standard-date.ts'
import type { Point, StandardDate } from './standard-date.ts'

const DATECHAR: Record<DateKind, string | null> = {
  creation: 'creation',
  despatch: 'despatched',
  receipt: 'received',
  stamped: 'stamped',
  classified: 'classified',
  declassified: 'declassified',
  disclosed: 'disclosed',
  publication: 'publication',
  copyright: 'copyright',
  // Said by the type of the date.
  bulk: null,
  other: null,
}

/**
 * What a date is the date of, how certain it is, and in which calendar: always `gregorian` and `ce`, the only ones that
 * every reader of EAD knows. An era of the document stays in the text.
 */
export const dateAttributes = (date: DateValue, standard: StandardDate | null): Attributes => ({
  encodinganalog: '3.1.3',
  datechar: DATECHAR[date.kind],
  certainty: date.certainty !== 'certain' ? date.certainty : (standard?.certainty ?? null),
  calendar: 'gregorian',
  era: standard && isBeforeCommonEra(standard) ? null : 'ce',
})

/** A point in time in figures. */
export const shown = ({ standard, notBefore, notAfter }: Point): string =>
  standard ?? `${notBefore}/${notAfter}`

/** Whether a date is one point and no span or set. */
export const pointOf = ({ parts: [part, ...others] }: StandardDate): Point | null =>
  part && 'at' in part && others.length === 0 ? part.at : null

/**
 * Dates with a time of day or a place, which `did` cannot hold, as events (`chronlist`). Others of the same kind stand
 * between them, so that a reader knows of which one each event tells.
 */
export function transmission(dates: readonly DateValue[], { dialect, words }: EadContext): Element | null {
  const told = new Set(
    dates.filter(({ timeOfDay, place }) => timeOfDay !== null || !isBlank(place)).map(({ kind }) => kind),
  )
  const events = dates
    .filter(({ kind }) => told.has(kind))
    .map((date) => {
      const standard = date.edtf === null ? null : standardDate(date.edtf)
      const point = standard && pointOf(standard)
      const time = date.timeOfDay && `${date.timeOfDay}, ${line(date.timeZone) || words.timeZoneNotStated}`
      const day = point ? shown(point) : line(date.expression) || words.dateNotStated
      const when = !time ? day : point ? `${day} ${time}` : `${day} (${time})`
      return dialect.event({
        kind: date.kind,
        event: words.events[date.kind],
        when,
        point,
        place: line(date.place),
      })
    })
  return events.length > 0
    ? element(
        'processinfo',
        dialect.said('processinfo', {}, 'transmission'),
        element('chronlist', {}, events),
      )
    : null
}

/** Why a date holds more than the document says. */
export const dateInferences = (dates: readonly DateValue[], { dialect, words }: EadContext): Element[] =>
  dates
    .filter(({ inferredFrom }) => !isBlank(inferredFrom))
    .map((date) => {
      const subject = attribute(date.expression) ?? attribute(date.edtf) ?? words.events[date.kind]
      return element(
        'processinfo',
        dialect.said('processinfo', {}, 'dateInference'),
        paragraphs(`${subject}${words.colon}${date.inferredFrom}`),
      )
    })
