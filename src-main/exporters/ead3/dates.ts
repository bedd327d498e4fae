/** ISAD(G) 3.1.3, dates, as EAD3 has them; it has no place for times of day. */
import type { DateValue } from '../../shared/contract/description.ts'
import { element } from '../../xml/element.ts'
import type { Attributes, Element } from '../../xml/element.ts'
import { dateAttributes, shown } from '../ead/dates.ts'
import { line } from '../ead/prose.ts'
import { normalOf, standardDate } from '../ead/standard-date.ts'
import type { Point, StandardDate } from '../ead/standard-date.ts'

/** `unitdatestructured` where the date can be read by a machine, `unitdate` where the document says it in words. */
export function unitDates(date: DateValue): Element[] {
  const standard = date.edtf === null ? null : standardDate(date.edtf)
  const expression = line(date.expression)
  const common = dateAttributes(date, standard)
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

export const machine = ({ standard, notBefore, notAfter }: Point): Attributes => ({
  standarddate: standard,
  notbefore: notBefore,
  notafter: notAfter,
})
