/** ISAD(G) 3.1.3 in MODS: an `originInfo` for each thing that happened to the record, with its place. */
import type { DateValue } from '../../shared/contract/description.ts'
import { isEdtf } from '../../shared/domain/date/index.ts'
import type { DateKind } from '../../shared/domain/field.ts'
import { element, elementOrNull } from '../../xml/element.ts'
import type { Element } from '../../xml/element.ts'
import { eventLine, isBlank, line } from '../plain.ts'
import type { Voice } from '../plain.ts'

const ELEMENTS: Partial<Record<DateKind, string>> = {
  creation: 'dateCreated',
  publication: 'dateIssued',
  copyright: 'copyrightDate',
}

const QUALIFIERS: Record<DateValue['certainty'], string | null> = {
  certain: null,
  approximate: 'approximate',
  uncertain: 'questionable',
}

export const origins = (dates: readonly DateValue[], voice: Voice): Element[] =>
  dates.flatMap((date) => origin(date, voice) ?? [])

function origin(date: DateValue, voice: Voice): Element | null {
  const { kind, edtf, place } = date
  const name = ELEMENTS[kind] ?? 'dateOther'
  const words = eventLine({ ...date, place: null }, voice)
  const qualifier = isBlank(date.inferredFrom) ? QUALIFIERS[date.certainty] : 'inferred'
  const isRead = edtf !== null && isEdtf(edtf)
  return elementOrNull(
    'originInfo',
    { eventType: kind },
    !isBlank(place) && element('place', {}, element('placeTerm', { type: 'text' }, line(place))),
    isRead && element(name, { type: name === 'dateOther' ? kind : null, encoding: 'edtf', qualifier }, edtf),
    words !== '' && element('displayDate', {}, words),
  )
}
