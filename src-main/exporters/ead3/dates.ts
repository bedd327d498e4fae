/**
 * ISAD(G) 3.1.3, dates. Calendar and era are always `gregorian` and `ce`, the only ones that every reader of EAD
 * knows; an era of the document stays in the text, as do times of day, for which EAD3 has no place.
 */
import type { DateValue } from '../../shared/contract/description.ts'
import type { DateKind } from '../../shared/domain/field.ts'
import { element } from '../../xml/element.ts'
import type { Attributes, Element } from '../../xml/element.ts'
import type { Ead3Context } from './context.ts'
import { attribute, isBlank, line, paragraphs } from './prose.ts'
import { isBeforeCommonEra, normalOf, standardDate } from './standard-date.ts'
import type { Point, StandardDate } from './standard-date.ts'

const ANALOG = '3.1.3'

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

/** `unitdatestructured` where the date can be read by a machine, `unitdate` where the document says it in words. */
export function unitDates(date: DateValue): Element[] {
  const standard = date.edtf === null ? null : standardDate(date.edtf)
  const expression = line(date.expression)
  const common: Attributes = {
    encodinganalog: ANALOG,
    datechar: DATECHAR[date.kind],
    certainty: certaintyOf(date, standard),
    calendar: 'gregorian',
    era: standard && isBeforeCommonEra(standard) ? null : 'ce',
  }
  const unitdates: Element[] = []
  if (standard) {
    const [only] = standard.parts
    const isPoint = standard.parts.length === 1 && only && 'at' in only
    const type = date.kind === 'bulk' ? 'bulk' : isPoint ? null : 'inclusive'
    unitdates.push(
      element(
        'unitdatestructured',
        { unitdatetype: type, ...common },
        structured(standard, date, expression),
      ),
    )
  }
  if (expression !== '') {
    unitdates.push(
      element(
        'unitdate',
        {
          lang: date.language,
          unitdatetype: date.kind === 'bulk' ? 'bulk' : null,
          ...common,
          normal: standard && normalOf(standard),
        },
        expression,
      ),
    )
  }
  return unitdates
}

/** The structured form of a date; `words` stands in a single date, where the document's own words belong. */
function structured({ parts }: StandardDate, date: DateValue, words: string): Element {
  const elements = parts.map((part) => {
    if (!('at' in part)) return dateRange(part.from, part.to)
    const text = parts.length === 1 && words !== '' ? words : shown(part.at)
    const lang = text === words ? date.language : null
    return element('datesingle', { lang, localtype: date.kind, ...machine(part.at) }, text)
  })
  const [first] = elements
  return elements.length === 1 && first ? first : element('dateset', {}, elements)
}

const dateRange = (from: Point | null, to: Point | null): Element =>
  element(
    'daterange',
    {},
    from && element('fromdate', machine(from), shown(from)),
    to && element('todate', machine(to), shown(to)),
  )

const machine = ({ standard, notBefore, notAfter }: Point): Attributes => ({
  standarddate: standard,
  notbefore: notBefore,
  notafter: notAfter,
})

const shown = ({ standard, notBefore, notAfter }: Point): string => standard ?? `${notBefore}/${notAfter}`

const certaintyOf = (date: DateValue, standard: StandardDate | null): string | null =>
  date.certainty !== 'certain' ? date.certainty : (standard?.certainty ?? null)

/** Dates with a time of day or a place, which `did` cannot hold, as events (EAD3 `chronlist`). */
export function transmission(dates: readonly DateValue[], { words }: Ead3Context): Element | null {
  const events = dates
    .filter(({ timeOfDay, place }) => timeOfDay !== null || !isBlank(place))
    .map((date) => {
      const standard = date.edtf === null ? null : standardDate(date.edtf)
      const [part] = standard?.parts ?? []
      const point = part && 'at' in part && standard?.parts.length === 1 ? part.at : null
      const time = date.timeOfDay && `${date.timeOfDay}, ${line(date.timeZone) || words.timeZoneNotStated}`
      const day = point ? shown(point) : line(date.expression) || words.dateNotStated
      const text = !time ? day : point ? `${day} ${time}` : `${day} (${time})`
      const place = line(date.place)
      return element(
        'chronitem',
        { localtype: date.kind },
        element('datesingle', point ? machine(point) : {}, text),
        place !== '' && element('geogname', { source: 'local' }, element('part', {}, place)),
        element('event', {}, words.events[date.kind]),
      )
    })
  return events.length > 0
    ? element('processinfo', { localtype: 'transmission' }, element('chronlist', {}, events))
    : null
}

/** Why a date holds more than the document says. */
export const dateInferences = (dates: readonly DateValue[], { words }: Ead3Context): Element[] =>
  dates
    .filter(({ inferredFrom }) => !isBlank(inferredFrom))
    .map((date) => {
      const subject = attribute(date.expression) ?? attribute(date.edtf) ?? words.events[date.kind]
      return element(
        'processinfo',
        { localtype: 'dateInference' },
        paragraphs(`${subject}${words.colon}${date.inferredFrom}`),
      )
    })
