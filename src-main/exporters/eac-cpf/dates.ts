/** Dates in EAC-CPF: one, a range, or several; as they are said, and as a machine reads them. */
import type { AuthorityDate } from '../../shared/contract/authority.ts'
import { element } from '../../xml/element.ts'
import type { Attributes, Element } from '../../xml/element.ts'
import { standardDate } from '../ead/standard-date.ts'
import type { Point } from '../ead/standard-date.ts'
import { isBlank, line } from '../plain.ts'

type Said = Pick<AuthorityDate, 'edtf'> & {
  readonly expression: string | null
  readonly language?: string | null
}

/** Null where nothing is said. */
export function dateElement({ expression, edtf, language = null }: Said): Element | null {
  const said = line(expression)
  const standard = edtf === null ? null : standardDate(edtf)
  const [part, ...others] = standard?.parts ?? []
  const attributes = { certainty: standard?.certainty ?? null, languageOfElement: language }
  if (part && others.length === 0) {
    if ('at' in part) return element('date', { ...attributes, ...point(part.at) }, said || words(part.at))
    return element(
      'dateRange',
      { languageOfElement: language },
      // The words of the whole stand with its beginning: a range has none of its own.
      part.from
        ? element('fromDate', { ...attributes, ...point(part.from) }, said || words(part.from))
        : !isBlank(said) && element('fromDate', { ...attributes, status: 'unknown' }, said),
      part.to && element('toDate', { ...attributes, ...point(part.to) }, words(part.to)),
    )
  }
  return said === '' ? null : element('date', attributes, said)
}

const words = ({ standard, notBefore, notAfter }: Point): string =>
  standard ?? `${notBefore ?? ''}/${notAfter ?? ''}`

const point = ({ standard, notBefore, notAfter }: Point): Attributes => ({
  standardDate: standard,
  notBefore,
  notAfter,
})

/** 5.2.1 When one lived or a body existed, and when it was active. */
export const datesOf = (dates: readonly AuthorityDate[]): (Element | null)[] =>
  (['existence', 'activity'] as const).map((kind) => {
    const own = dates.filter((date) => date.kind === kind).flatMap((date) => dateElement(date) ?? [])
    if (own.length === 0) return null
    return element('existDates', { localType: kind }, own.length === 1 ? own : element('dateSet', {}, own))
  })
