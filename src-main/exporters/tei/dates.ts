/** Dates in TEI: what the document says as text, what a machine reads in attributes (att.datable.w3c), EDTF as it is kept. */
import type { DateValue } from '../../shared/contract/description.ts'
import { isEdtf } from '../../shared/domain/date/index.ts'
import { element } from '../../xml/element.ts'
import type { Attributes, Child, Element } from '../../xml/element.ts'
import { standardDate } from '../ead/standard-date.ts'
import type { Point } from '../ead/standard-date.ts'
import { dateWords, isBlank, line } from '../plain.ts'
import type { Voice } from '../plain.ts'
import { spokenIn, word } from './said.ts'

const CERTAINTY: Record<DateValue['certainty'], string | null> = {
  certain: null,
  approximate: 'medium',
  uncertain: 'low',
}

/** Null where nothing is said of it. */
export function dateElements(date: DateValue, id: string, { words }: Voice): Child[] | null {
  const { kind, certainty, era, timeOfDay, place, inferredFrom } = date
  const isBare = timeOfDay === null && isBlank(place) && isBlank(inferredFrom)
  const said = dateWords(date) || (isBare ? '' : words.dateNotStated)
  if (said === '') return null
  const attributes = {
    'xml:id': id,
    type: kind,
    subtype: word(era),
    ...machineRead(date.edtf),
    cert: CERTAINTY[certainty],
    ...spokenIn({ language: date.language }),
  }
  return [
    element('date', attributes, said),
    timeOfDay !== null && [' ', timeElement(timeOfDay, date.timeZone, words.timeZoneNotStated)],
    !isBlank(place) && [' ', element('placeName', {}, line(place))],
  ]
}

/** The creation of the records stands in the profile, what came after it with their history. */
export const isOfCreation = ({ kind }: DateValue): boolean => kind === 'creation' || kind === 'bulk'

function machineRead(edtf: string | null): Attributes {
  if (edtf === null || !isEdtf(edtf)) return {}
  const own = { 'when-custom': /^[\x21-\x7e]+$/.test(edtf) ? edtf : null }
  const [part, ...others] = standardDate(edtf)?.parts ?? []
  if (!part || others.length > 0) return own
  const bounds =
    'at' in part
      ? { when: part.at.standard, notBefore: part.at.notBefore, notAfter: part.at.notAfter }
      : {
          from: standardOf(part.from),
          to: standardOf(part.to),
          notBefore: part.from?.notBefore ?? null,
          notAfter: part.to?.notAfter ?? null,
        }
  // There is no year 0 in XML Schema, and no leap year that everybody agrees on before it.
  const isRead = Object.values(bounds).every((bound) => bound === null || /^(?!0000)\d/.test(bound))
  return isRead ? { ...bounds, ...own } : own
}

const standardOf = (point: Point | null) => point?.standard ?? null

function timeElement(timeOfDay: string, timeZone: string | null, notStated: string): Element {
  const [hours = 0, minutes = 0, seconds = 0] = timeOfDay.split(':').map(Number)
  const isTime = hours < 24 && minutes < 60 && seconds < 60
  const zone = line(timeZone)
  const offset = /^[+-](?:0\d|1[0-3]):[0-5]\d$/.test(zone) ? zone : ''
  const full = timeOfDay.length === 5 ? `${timeOfDay}:00` : timeOfDay
  return element('time', { when: isTime ? full + offset : null }, `${timeOfDay} (${zone || notStated})`)
}
