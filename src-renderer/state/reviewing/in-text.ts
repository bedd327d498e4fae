/** What is withheld in a text, or would be, as passages of it. */
import type { RedactionId, TextId } from '../../../src-main/shared/contract/ids.ts'
import type { PlaceInput, Redaction } from '../../../src-main/shared/contract/redaction.ts'
import type { Marking } from './marking.svelte.ts'
import { stampsOf } from './on-page.ts'
import { spanOf } from './passages.ts'
import type { Passage } from './passages.ts'

export function inText(
  textId: TextId,
  {
    redactions,
    chosen,
    marking,
    found,
  }: {
    redactions: readonly Redaction[]
    chosen: RedactionId | null
    marking: Pick<Marking, 'current' | 'offers' | 'at'>
    /** An occurrence that is looked at. */
    found: PlaceInput | null
  },
): Passage[] {
  const kept = redactions.flatMap((redaction) =>
    redaction.anchors.flatMap(({ place }): Passage[] => {
      const span = spanOf(place)
      if (span?.textId !== textId) return []
      const look = redaction.id === chosen ? 'selected' : 'withheld'
      return [{ ...span, code: stampsOf(redaction), look, redactionId: redaction.id }]
    }),
  )
  const begun = (marking.current?.anchors ?? []).map(({ place }) => ({ place, lit: false }))
  const offered = marking.offers.flatMap(({ place, taken }, at) =>
    taken ? [{ place, lit: at === marking.at }] : [],
  )
  const looked = found === null ? [] : [{ place: found, lit: true }]
  const going = [...begun, ...offered, ...looked].flatMap(({ place, lit }): Passage[] => {
    const span = spanOf(place)
    return span?.textId === textId
      ? [{ ...span, code: '', look: lit ? 'lit' : 'proposed', redactionId: null }]
      : []
  })
  return [...kept, ...going]
}
