/** What is withheld on a page, or would be, as shapes over it. */
import type { PageId, RedactionId } from '../../../src-main/shared/contract/ids.ts'
import type { Place, PlaceInput, Redaction, Shape } from '../../../src-main/shared/contract/redaction.ts'
import type { Point } from '../../../src-main/shared/domain/page-view.ts'
import type { Coding } from '../../../src-main/shared/domain/box/coding.ts'
import { burnt } from '../../../src-main/shared/domain/box/snap.ts'
import { regionText } from '../../../src-main/shared/domain/region.ts'
import type { Region, Size } from '../../../src-main/shared/domain/region.ts'
import type { Marking } from './marking.svelte.ts'
import { around, cornersOf } from './shapes.ts'

export interface PageMark {
  readonly key: string
  readonly label: string
  readonly region: Region
  readonly shape: Shape
  readonly lit: boolean
  readonly corners: readonly Point[]
  /** Nothing is withheld there yet, where it has none. */
  readonly look?: 'hatched' | 'black' | 'burnt' | 'crossing'
  readonly code: string
  readonly redactionId: RedactionId | null
}

/** What is printed in the boxes of a redaction. */
export const stampsOf = ({ exemptions }: Pick<Redaction, 'exemptions'>): string =>
  exemptions.map(({ stamp }) => stamp).join(' / ')

const shapeOf = (place: Place | PlaceInput, pageId: PageId, whole: Region): Shape | null => {
  if (place.kind === 'page') return place.pageId === pageId ? whole : null
  return place.kind === 'region' && place.pageId === pageId ? place.shape : null
}

export function onPage(
  pageId: PageId,
  whole: Region,
  {
    redactions,
    chosen,
    marking,
    released,
    coding,
  }: {
    redactions: readonly Redaction[]
    chosen: RedactionId | null
    marking: Pick<Marking, 'current' | 'offers' | 'at'>
    /** As it would leave. */
    released: boolean
    /** How the image is coded, which says how far beyond a mark it is black; null while that is not known. */
    coding: Coding | null
  },
): PageMark[] {
  const size = { width: whole.width, height: whole.height }
  const mark = (shape: Shape, rest: Omit<PageMark, 'region' | 'shape' | 'corners'>): PageMark => ({
    ...rest,
    shape,
    corners: cornersOf(shape),
    region: around(shape),
  })
  const look = released ? 'black' : 'hatched'
  const kept = redactions.flatMap((redaction) =>
    redaction.anchors.flatMap(({ id, place }) => {
      const shape = shapeOf(place, pageId, whole)
      if (shape === null) return []
      const code = stampsOf(redaction)
      const lit = redaction.id === chosen && !released
      const key = `anchor ${String(id)}`
      const rest = { label: code, lit, code, redactionId: redaction.id }
      const black = place.kind === 'region' ? burntBeside(shape, size, coding) : null
      if (black === null) return [mark(shape, { ...rest, key, look })]
      if (released)
        return black.map((one, at) =>
          mark(one, { ...rest, key: at === 0 ? key : `${key} ${String(at)}`, look }),
        )
      const edges = black.map((one, at) =>
        mark(one, { ...rest, key: `burnt ${String(id)} ${String(at)}`, lit: false, code: '', look: 'burnt' }),
      )
      return [...edges, mark(shape, { ...rest, key, look })]
    }),
  )
  if (released) return kept
  const begun = (marking.current?.anchors ?? []).map(({ place }) => ({ place, lit: true }))
  const offered = marking.offers.flatMap(({ place, taken }, at) =>
    taken ? [{ place, lit: at === marking.at }] : [],
  )
  const going = [...begun, ...offered].flatMap(({ place, lit }, at) => {
    const shape = shapeOf(place, pageId, whole)
    return shape === null
      ? []
      : [mark(shape, { key: `going ${String(at)}`, label: '', lit, code: '', redactionId: null })]
  })
  const crossing = (marking.current?.crossing ?? []).flatMap(({ pageId: on, shape }, at) =>
    on === pageId
      ? [
          mark(shape, {
            ...{ key: `crossing ${String(at)}`, label: '', lit: false, code: '', redactionId: null },
            look: 'crossing',
          }),
        ]
      : [],
  )
  return [...kept, ...going, ...crossing]
}

/** What a release blackens where that is more than the mark, as a release does it; null where it is the mark itself. */
function burntBeside(shape: Shape, size: Size, coding: Coding | null): Region[] | null {
  const black = burnt(shape, size, coding ?? { kind: 'lossless' })
  const [first, another] = black
  const isSame =
    first !== undefined &&
    another === undefined &&
    !('points' in shape) &&
    regionText(first) === regionText(shape)
  return isSame ? null : black
}

/** A page of which nothing leaves. */
export const wholePage = (whole: Region): PageMark => ({
  key: 'whole',
  label: '',
  region: whole,
  shape: whole,
  corners: cornersOf(whole),
  lit: false,
  look: 'black',
  code: '',
  redactionId: null,
})
