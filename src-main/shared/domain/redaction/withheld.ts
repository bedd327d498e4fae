/** What redactions withhold of the pages, the texts and the fields of an item: for what leaves, and for who looks at it before. */
import type { Redaction } from '../../contract/redaction.ts'
import type { Text } from '../../contract/text.ts'
import type { WithheldOfText } from './released-text.ts'
import type { WithheldField } from './withheld-fields.ts'

type Marked = Pick<Redaction, 'anchors' | 'exemptions'>

/** What is printed for the codes of a redaction. */
export const stampsOf = ({ exemptions }: Pick<Redaction, 'exemptions'>): string[] =>
  exemptions.map(({ stamp }) => stamp)

/**
 * The amount that a redaction is said to withhold, the same on every side: the lines of its places on pages, or where none
 * has any, the most of another place.
 */
export function amountOf({ anchors }: Pick<Redaction, 'anchors'>): number | null {
  const said = (onPages: boolean) =>
    anchors.flatMap(({ place, lines }) => ('pageId' in place === onPages && lines !== null ? [lines] : []))
  const [pages, others] = [said(true), said(false)]
  if (pages.length > 0) return pages.reduce((sum, lines) => sum + lines, 0)
  return others.length > 0 ? Math.max(...others) : null
}

/** The codes of the pages that are withheld whole, as they are printed, by the ids of the pages. */
export function withheldPages(redactions: readonly Marked[]): Map<number, string[]> {
  const pages = new Map<number, string[]>()
  for (const redaction of redactions)
    for (const { place } of redaction.anchors)
      if (place.kind === 'page' && place.pageId !== null)
        pages.set(place.pageId, [...new Set([...(pages.get(place.pageId) ?? []), ...stampsOf(redaction)])])
  return pages
}

/** The ids of the pages on which anything is withheld. */
export const markedPages = (redactions: readonly Pick<Marked, 'anchors'>[]): number[] =>
  redactions.flatMap(({ anchors }) =>
    anchors.flatMap(({ place }) => ('pageId' in place && place.pageId !== null ? [place.pageId] : [])),
  )

/** What is withheld of a text; a passage that has no certain place takes all of it. */
export function withheldIn(
  { id, paragraphs }: Pick<Text, 'id' | 'paragraphs'>,
  redactions: readonly Marked[],
): WithheldOfText {
  const [first, last] = [paragraphs[0], paragraphs.at(-1)]
  const start = first ? { paragraphId: first.id, offset: 0 } : null
  const end = last ? { paragraphId: last.id, offset: last.value.length } : null
  return {
    spans: redactions.flatMap((redaction) =>
      redaction.anchors.flatMap(({ place }) => {
        if (place.kind !== 'span' || place.textId !== id) return []
        const isPlaced = place.from !== null && place.to !== null
        const where = isPlaced ? { from: place.from, to: place.to } : { from: start, to: end }
        return [{ ...where, stamps: stampsOf(redaction), lines: amountOf(redaction) }]
      }),
    ),
    pages: withheldPages(redactions),
  }
}

/** What is withheld of the fields of a description; a mark that is not certain takes the whole field. */
export const withheldFields = (id: number, redactions: readonly Marked[]): WithheldField[] =>
  redactions.flatMap((redaction) =>
    redaction.anchors.flatMap(({ place, uncertain }) =>
      // The name of a file is in no public copy.
      place.kind === 'field' && place.of !== 'scan' && (place.of === 'authority' || place.id === id)
        ? [
            {
              ...{ of: place.of, id: place.id, field: place.field, alternate: place.alternate },
              index: uncertain ? null : place.index,
              lines: amountOf(redaction),
              stamps: stampsOf(redaction),
            },
          ]
        : [],
    ),
  )
