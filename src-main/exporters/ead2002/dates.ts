/** ISAD(G) 3.1.3, dates, as EAD 2002 has them: words, and beside them one normalised date or span. */
import type { DateValue } from '../../shared/contract/description.ts'
import { element } from '../../xml/element.ts'
import type { Attributes, Element } from '../../xml/element.ts'
import { dateAttributes, pointOf, shown } from '../ead/dates.ts'
import { line } from '../ead/prose.ts'
import { normalOf, standardDate } from '../ead/standard-date.ts'
import type { Point, StandardDate } from '../ead/standard-date.ts'
import { altrender } from './altrender.ts'

export const machine = ({ standard, notBefore, notAfter }: Point): Attributes => ({
  normal: standard ?? `${notBefore}/${notAfter}`,
})

/** Nothing for a date of which neither the document nor a machine can say anything. */
export function unitDate(date: DateValue): Element | null {
  const standard = date.edtf === null ? null : standardDate(date.edtf)
  const normal = standard && spanOf(standard)
  const text = line(date.expression) || (standard && inFigures(standard))
  if (!text) return null
  return element(
    'unitdate',
    {
      altrender: altrender({
        lang: date.language,
        // A doubt that stands beside the date is read as one in it.
        edtf: date.edtf === normal && date.certainty === 'certain' ? null : date.edtf,
      }),
      ...dateAttributes(date, standard),
      normal,
      type: typeOf(date, standard),
    },
    text,
  )
}

const typeOf = ({ kind }: DateValue, standard: StandardDate | null): string | null =>
  kind === 'bulk' ? 'bulk' : standard === null || pointOf(standard) ? null : 'inclusive'

/** Readers refuse spans of more than a thousand years and such as end before they begin; without `normal` they show the words. */
const LONGEST = 1000

function spanOf(standard: StandardDate): string | null {
  const normal = normalOf(standard)
  const [from, to] = (normal ?? '').split('/')
  if (normal === null || to === undefined) return normal
  const years = yearOf(to) - yearOf(from ?? '')
  return years >= 0 && years <= LONGEST ? normal : null
}

const yearOf = (date: string): number => Number(/^-?\d+/.exec(date)?.[0])

/** A set of dates in figures, for a reader. */
const inFigures = ({ parts }: StandardDate): string =>
  parts
    .map((part) =>
      'at' in part
        ? shown(part.at)
        : `${part.from ? shown(part.from) : '..'}/${part.to ? shown(part.to) : '..'}`,
    )
    .join(', ')
