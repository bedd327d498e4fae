/** Passages of a text in which something is said of the words, cut so that each piece is shown in one way. */
import type { ParagraphId, RedactionId, TextId } from '../../../src-main/shared/contract/ids.ts'
import type { Place, PlaceInput } from '../../../src-main/shared/contract/redaction.ts'
import type { Paragraph } from '../../../src-main/shared/contract/text.ts'

export interface TextPlace {
  readonly paragraphId: ParagraphId
  readonly offset: number
}

/** A passage of a text, over one paragraph or several. */
export interface Passage {
  readonly textId: TextId
  readonly from: TextPlace
  readonly to: TextPlace
  /** What is shown at its end. */
  readonly code: string
  readonly look: 'withheld' | 'selected' | 'proposed' | 'lit'
  readonly redactionId: RedactionId | null
}

export interface Piece {
  readonly start: number
  readonly end: number
  /** The passages that it lies in, the last one on top. */
  readonly passages: readonly Passage[]
  /** Passages that end with it. */
  readonly ending: readonly Passage[]
}

/** Where a passage lies in one paragraph; null where it does not. */
export function within(
  passage: Pick<Passage, 'from' | 'to'>,
  index: number,
  { value }: Pick<Paragraph, 'value'>,
  indexOf: ReadonlyMap<ParagraphId, number>,
): { start: number; end: number; ends: boolean } | null {
  const first = indexOf.get(passage.from.paragraphId)
  const last = indexOf.get(passage.to.paragraphId)
  if (first === undefined || last === undefined || index < first || index > last) return null
  const start = index === first ? Math.min(passage.from.offset, value.length) : 0
  const end = index === last ? Math.min(passage.to.offset, value.length) : value.length
  return end > start ? { start, end, ends: index === last } : null
}

/** The pieces of a paragraph, in their order; together they are all of it. */
export function piecesOf(
  paragraph: Pick<Paragraph, 'value'>,
  index: number,
  passages: readonly Passage[],
  indexOf: ReadonlyMap<ParagraphId, number>,
): Piece[] {
  const here = passages.flatMap((passage) => {
    const where = within(passage, index, paragraph, indexOf)
    return where === null ? [] : [{ passage, ...where }]
  })
  const cuts = [...new Set([0, paragraph.value.length, ...here.flatMap(({ start, end }) => [start, end])])]
  cuts.sort((one, other) => one - other)
  return cuts.slice(1).map((end, at) => {
    const start = cuts[at] ?? 0
    return {
      start,
      end,
      passages: here.filter((one) => one.start <= start && end <= one.end).map(({ passage }) => passage),
      ending: here.filter((one) => one.ends && one.end === end).map(({ passage }) => passage),
    }
  })
}

/** The span of a place in a text that can be pointed to; null for others, and where it is not certain. */
export function spanOf(place: Place | PlaceInput): Pick<Passage, 'textId' | 'from' | 'to'> | null {
  if (place.kind !== 'span') return null
  const { textId, from, to } = place
  return textId === null || from === null || to === null ? null : { textId, from, to }
}

/** The words of a passage, paragraphs one after the other. */
export function wordsOf(paragraphs: readonly Paragraph[], passage: Pick<Passage, 'from' | 'to'>): string {
  const indexOf = new Map(paragraphs.map(({ id }, index): [ParagraphId, number] => [id, index]))
  return paragraphs
    .flatMap((paragraph, index) => {
      const where = within(passage, index, paragraph, indexOf)
      return where === null ? [] : [paragraph.value.slice(where.start, where.end)]
    })
    .join(' ')
}
