/** Where else a passage stands: by the boxes of lines on its page, and by paragraphs that say the same. */
import type { PlaceInput } from '../../shared/contract/redaction.ts'
import type { PageId } from '../../shared/contract/ids.ts'
import type { Line, Paragraph, Text } from '../../shared/contract/text.ts'
import { isAligned } from '../../shared/domain/alignment/index.ts'
import { touchedBy } from '../../shared/domain/redaction/quotation.ts'
import { around, boundsOf, holdsLine } from '../../shared/domain/redaction/shape.ts'
import { sidesOf } from '../../shared/domain/redaction/unresolved.ts'
import type { Item } from '../../shared/domain/redaction/unresolved.ts'
import type { AlignedPair } from '../../shared/domain/alignment/index.ts'

export interface Counterpart {
  place: PlaceInput
  lines: number | null
  basis: 'lines' | 'alignment'
  whole: boolean
}

type Span = Extract<PlaceInput, { kind: 'span' }>
type OnPage = Extract<PlaceInput, { kind: 'region' | 'page' }>

const spanOf = (text: Text, first: Paragraph, start: number, last: Paragraph, end: number): Span => ({
  kind: 'span',
  textId: text.id,
  from: { paragraphId: first.id, offset: start },
  to: { paragraphId: last.id, offset: end },
})

interface Lined {
  readonly paragraph: Paragraph
  readonly line: Line
}

/** What of a text stands at a place on a page, from the first line to the last. */
function spanAt(text: Text, place: OnPage): Counterpart | null {
  const onPage = text.paragraphs.filter(
    (paragraph) => paragraph.pageId === place.pageId && (place.kind === 'region' || isAligned(paragraph)),
  )
  if (place.kind === 'page') {
    const [first, last] = [onPage[0], onPage.at(-1)]
    if (!first || !last) return null
    return {
      place: spanOf(text, first, 0, last, last.value.length),
      lines: null,
      basis: 'lines',
      whole: true,
    }
  }
  const drawn = boundsOf(place.shape)
  const lines: Lined[] = onPage
    .flatMap((paragraph) => paragraph.lines.map((line) => ({ paragraph, line })))
    .filter(({ line }) => holdsLine(drawn, line.region))
  const [first, last] = [lines[0], lines.at(-1)]
  if (!first || !last) return null
  const span = spanOf(text, first.paragraph, first.line.start, last.paragraph, last.line.end)
  return { place: span, lines: lines.length, basis: 'lines', whole: false }
}

/** The boxes of the lines on which a passage stands, one for each page. */
function regionsOf(text: Text, span: Span): Counterpart[] {
  const pages = new Map<PageId, Line['region'][]>()
  for (const paragraph of touchedBy(text.paragraphs, span)) {
    const start = paragraph.id === span.from.paragraphId ? span.from.offset : 0
    const end = paragraph.id === span.to.paragraphId ? span.to.offset : paragraph.value.length
    const lines = paragraph.lines.filter((line) => line.start < end && line.end > start)
    if (paragraph.pageId === null || lines.length === 0) continue
    pages.set(paragraph.pageId, [
      ...(pages.get(paragraph.pageId) ?? []),
      ...lines.map(({ region }) => region),
    ])
  }
  return [...pages].flatMap(([pageId, regions]) => {
    const shape = around(regions)
    if (!shape) return []
    return [{ place: { kind: 'region', pageId, shape }, lines: regions.length, basis: 'lines', whole: false }]
  })
}

/** The paragraphs of another text that say the same, as a whole. */
function alignedSpan(pairs: readonly AlignedPair[], text: Text, other: Text, span: Span): Counterpart | null {
  const touched = new Set<number>(touchedBy(text.paragraphs, span).map(({ id }) => id))
  const partners = new Set<number>(
    pairs.filter(({ paragraphId }) => touched.has(paragraphId)).map(({ otherId }) => otherId),
  )
  const found = other.paragraphs.filter(({ id }) => partners.has(id))
  const [first, last] = [found[0], found.at(-1)]
  if (!first || !last) return null
  return {
    place: spanOf(other, first, 0, last, last.value.length),
    lines: null,
    basis: 'alignment',
    whole: true,
  }
}

/** For every place what is missing on the other sides, nothing for a side on which something is given already. */
export async function counterpartsOf(
  { texts }: Pick<Item, 'texts'>,
  places: readonly PlaceInput[],
  align: (text: Text, other: Text) => AlignedPair[] | Promise<AlignedPair[]>,
): Promise<Counterpart[]> {
  const sides = sidesOf(texts)
  const found: Counterpart[] = []
  const given = new Set<number>(places.flatMap((place) => (place.kind === 'span' ? [place.textId] : [])))
  const drawn = places.filter((place): place is OnPage => place.kind === 'region' || place.kind === 'page')
  const spans = new Map<number, Span[]>()
  for (const place of places)
    if (place.kind === 'span') spans.set(place.textId, [...(spans.get(place.textId) ?? []), place])
  for (const text of sides.filter(({ id }) => !given.has(id)))
    for (const place of drawn) {
      const counterpart = spanAt(text, place)
      if (!counterpart || counterpart.place.kind !== 'span') continue
      found.push(counterpart)
      spans.set(text.id, [...(spans.get(text.id) ?? []), counterpart.place])
    }
  for (const text of sides) {
    if (spans.has(text.id)) continue
    for (const from of sides) {
      const own = spans.get(from.id) ?? []
      if (own.length === 0) continue
      const pairs = await align(from, text)
      const said = own.flatMap((span) => alignedSpan(pairs, from, text, span) ?? [])
      if (said.length === 0) continue
      found.push(...said)
      break
    }
  }
  if (drawn.length === 0)
    for (const text of sides)
      if (given.has(text.id))
        found.push(...(spans.get(text.id) ?? []).flatMap((span) => regionsOf(text, span)))
  // Places beside each other hold the same line.
  return [...new Map(found.map((one) => [JSON.stringify(one.place), one])).values()]
}
