/**
 * Two persons have marked the same item, the second without seeing the first: what both withhold, and where they differ.
 * A mark of the second is met only where the first withholds all of it; where in doubt, they differ.
 */
import type { Redaction } from '../../contract/redaction.ts'
import { boundsOf, meet } from '../redaction/shape.ts'

type Marked = Pick<Redaction, 'uid' | 'anchors' | 'exemptions'>
type Place = Redaction['anchors'][number]['place']
type At = { readonly paragraphId: number; readonly offset: number }

export const DIFFERENCES = ['onlyFirst', 'onlySecond', 'differentCode'] as const
export type DifferenceKind = (typeof DIFFERENCES)[number]

export interface BlindDifference {
  readonly kind: DifferenceKind
  /** Of the redaction; null where the first has none. */
  readonly first: string | null
  /** Of the second person's mark; null where there is none. */
  readonly second: string | null
}

/** Of a box, so much has to be in the other: nobody draws the same twice. */
const MOST = 0.9

/** @param order numbers of the paragraphs in their texts, by their ids */
export function compared(
  first: readonly Marked[],
  second: readonly Marked[],
  order: ReadonlyMap<number, number>,
): { same: number; differences: BlindDifference[] } {
  const anchorsOf = (marks: readonly Marked[]) => marks.flatMap(({ anchors }) => anchors)
  const touching = (one: Marked, other: Marked) =>
    one.anchors.some(({ place }) => other.anchors.some((anchor) => touches(place, anchor.place, order)))
  const differences: BlindDifference[] = []
  let same = 0
  for (const mark of second) {
    const met = first.filter((redaction) => touching(mark, redaction))
    const open = mark.anchors.some(
      ({ place }) => !anchorsOf(first).some((anchor) => holds(anchor.place, place, order)),
    )
    const [one] = met
    if (!one || open) differences.push({ kind: 'onlySecond', first: one?.uid ?? null, second: mark.uid })
    else if (met.every((redaction) => codesOf(redaction) !== codesOf(mark)))
      differences.push({ kind: 'differentCode', first: one.uid, second: mark.uid })
    else same++
  }
  for (const redaction of first)
    if (!second.some((mark) => touching(redaction, mark)))
      differences.push({ kind: 'onlyFirst', first: redaction.uid, second: null })
  return { same, differences }
}

const codesOf = ({ exemptions }: Marked): string =>
  exemptions
    .map(({ vocabulary, code }) => `${vocabulary}:${code}`)
    .sort()
    .join(' ')

/** Where a place of a text is, to be compared. */
function at({ paragraphId, offset }: At, order: ReadonlyMap<number, number>): number {
  return (order.get(paragraphId) ?? 0) * 1e7 + offset
}

/** Whether all of a place is withheld by the other. */
function holds(by: Place, place: Place, order: ReadonlyMap<number, number>): boolean {
  if (by.kind === 'page' && (place.kind === 'page' || place.kind === 'region'))
    return by.pageId !== null && by.pageId === place.pageId
  if (by.kind === 'region' && place.kind === 'region') {
    if (by.pageId === null || by.pageId !== place.pageId) return false
    const [outer, inner] = [boundsOf(by.shape), boundsOf(place.shape)]
    const width = Math.min(outer.x + outer.width, inner.x + inner.width) - Math.max(outer.x, inner.x)
    const height = Math.min(outer.y + outer.height, inner.y + inner.height) - Math.max(outer.y, inner.y)
    return width > 0 && height > 0 && width * height >= MOST * inner.width * inner.height
  }
  if (by.kind === 'span' && place.kind === 'span') {
    if (by.textId === null || by.textId !== place.textId) return false
    if (!by.from || !by.to || !place.from || !place.to) return false
    return at(by.from, order) <= at(place.from, order) && at(by.to, order) >= at(place.to, order)
  }
  return isSameField(by, place) && 'index' in by && (by.index === null || isSameIndex(by, place))
}

/** Whether two places have anything in common. */
function touches(one: Place, other: Place, order: ReadonlyMap<number, number>): boolean {
  const [onPage, otherOnPage] = [one, other].map((place) => ('pageId' in place ? place.pageId : null))
  if (onPage !== null || otherOnPage !== null) {
    if (onPage !== otherOnPage) return false
    return one.kind === 'region' && other.kind === 'region'
      ? meet(boundsOf(one.shape), boundsOf(other.shape))
      : true
  }
  if (one.kind === 'span' && other.kind === 'span') {
    if (one.textId === null || one.textId !== other.textId) return false
    if (!one.from || !one.to || !other.from || !other.to) return false
    return at(one.from, order) < at(other.to, order) && at(other.from, order) < at(one.to, order)
  }
  return isSameField(one, other)
}

const isSameField = (one: Place, other: Place): boolean =>
  one.kind === 'field' &&
  other.kind === 'field' &&
  one.of === other.of &&
  one.id === other.id &&
  one.field === other.field

const isSameIndex = (one: Place, other: Place): boolean =>
  one.kind === 'field' && other.kind === 'field' && one.index === other.index
