/**
 * The released form of a text: markers in the place of what is withheld. How many paragraphs a passage ran over, how long
 * it was, what an editor said within it, and on which lines of the page it stood shows nowhere.
 */
import type { Text } from '../../contract/text.ts'
import type { Region } from '../region.ts'
import type { Span } from '../span.ts'
import type { TextMark } from '../text-mark.ts'
import { markerOf, pageMarkerOf } from './marker.ts'
import type { Withheld } from './marker.ts'

export interface ReleasedParagraph {
  /** Of the paragraph in which it begins. */
  readonly id: number
  readonly kind: Text['paragraphs'][number]['kind']
  readonly pageNumber: number | null
  readonly continues: boolean
  readonly value: string
  readonly marks: readonly TextMark[]
  /** Where markers stand in it. */
  readonly markers: readonly Span[]
  /** Lines of which every word is there, and where they stand on the page. */
  readonly lines: readonly PlacedLine[]
  /** Names of which every word is there. */
  readonly mentions: readonly NamedSpan[]
}

export interface PlacedLine extends Span {
  readonly region: Region
}

export interface NamedSpan extends Span {
  readonly authorityId: number
}

/** A passage of a text, from one place up to another; null where it is not known any more. */
export interface WithheldSpan extends Withheld {
  readonly from: { readonly paragraphId: number; readonly offset: number } | null
  readonly to: { readonly paragraphId: number; readonly offset: number } | null
}

export interface WithheldOfText {
  readonly spans: readonly WithheldSpan[]
  /** The codes of pages that are withheld whole, by their ids. */
  readonly pages: ReadonlyMap<number, readonly string[]>
}

interface Place {
  readonly paragraph: number
  readonly offset: number
}

interface Gap {
  readonly from: Place
  readonly to: Place
  readonly marker: string
}

/** @throws Error where a passage cannot be placed: then nothing of the text may leave. */
export function releasedParagraphs(
  { paragraphs }: Pick<Text, 'paragraphs'>,
  withheld: WithheldOfText,
): ReleasedParagraph[] {
  const gaps = gapsOf(paragraphs, withheld)
  const released: ReleasedParagraph[] = []
  let next = 0
  for (let index = 0; index < paragraphs.length; index++) {
    const first = paragraphs[index]
    if (!first) continue
    const open = new Opening()
    let head = first
    let here = first
    let at = 0
    for (let gap = gaps[next]; gap?.from.paragraph === index; gap = gaps[++next]) {
      open.keep(here, at, gap.from.offset)
      open.mark(gap.marker)
      index = gap.to.paragraph
      here = paragraphs[index] ?? here
      at = gap.to.offset
      // Words behind a gap stand in the paragraph in which it begins, unless they are on another page.
      if (here.pageId !== head.pageId) {
        released.push(open.released(head))
        open.clear()
        head = { ...here, continues: false }
      }
    }
    open.keep(here, at, here.value.length)
    if (head === first || open.value.trim() !== '') released.push(open.released(head))
  }
  return released
}

/** A paragraph as it comes together from what stays of one, or of the first and the last of a passage. */
class Opening {
  value = ''
  #marks: TextMark[] = []
  #markers: Span[] = []
  #lines: PlacedLine[] = []
  #mentions: NamedSpan[] = []

  keep({ value, marks, lines, mentions }: Text['paragraphs'][number], from: number, to: number): void {
    const by = this.value.length - from
    const isWhole = ({ start, end }: Span) => from <= start && end <= to
    const moved = ({ start, end }: Span): Span => ({ start: start + by, end: end + by })
    // The box of a line of which a part is withheld would say how long that part is.
    for (const line of lines) if (isWhole(line)) this.#lines.push({ ...moved(line), region: line.region })
    for (const name of mentions)
      if (isWhole(name)) this.#mentions.push({ ...moved(name), authorityId: name.authorityId })
    for (const mark of marks) {
      const [start, end] = [Math.max(mark.start, from), Math.min(mark.end, to)]
      if (start < end) this.#marks.push({ ...mark, start: start + by, end: end + by })
    }
    this.value += value.slice(from, to)
  }

  mark(marker: string): void {
    this.#markers.push({ start: this.value.length, end: this.value.length + marker.length })
    this.value += marker
  }

  clear(): void {
    this.value = ''
    this.#marks = []
    this.#markers = []
    this.#lines = []
    this.#mentions = []
  }

  released({ id, kind, pageNumber, continues }: Text['paragraphs'][number]): ReleasedParagraph {
    const said = { value: this.value, marks: this.#marks, markers: this.#markers }
    return { id, kind, pageNumber, continues, ...said, lines: this.#lines, mentions: this.#mentions }
  }
}

function gapsOf(paragraphs: Text['paragraphs'], { spans, pages }: WithheldOfText): Gap[] {
  const indexes = new Map(paragraphs.map(({ id }, index) => [id as number, index]))
  const placed = (place: WithheldSpan['from']): Place => {
    const paragraph = place === null ? undefined : indexes.get(place.paragraphId)
    if (place === null || paragraph === undefined)
      throw new Error('a withheld passage has no place in its text')
    return { paragraph, offset: Math.min(place.offset, paragraphs[paragraph]?.value.length ?? 0) }
  }
  const passages = spans.map((span) => ({
    ...span,
    ...tight(placed(span.from), placed(span.to), paragraphs),
  }))
  passages.sort((one, other) => inOrder(one.from, other.from) || inOrder(other.to, one.to))
  const gaps: (Gap & { withheld: Withheld })[] = []
  for (const { from, to, stamps, lines } of passages) {
    const before = gaps.at(-1)
    if (before && inOrder(from, before.to) < 0) {
      // Two decisions over the same words: one gap, with the codes of both.
      const both = {
        stamps: [...new Set([...before.withheld.stamps, ...stamps])],
        lines: most(before.withheld.lines, lines),
      }
      gaps[gaps.length - 1] = {
        from: before.from,
        to: inOrder(before.to, to) < 0 ? to : before.to,
        marker: markerOf(both),
        withheld: both,
      }
    } else gaps.push({ from, to, marker: markerOf({ stamps, lines }), withheld: { stamps, lines } })
  }
  return overPages(paragraphs, gaps, pages)
}

/** A passage that begins at the end of a paragraph begins in the next, and one that ends before a paragraph in the one before. */
function tight(from: Place, to: Place, paragraphs: Text['paragraphs']): { from: Place; to: Place } {
  while (
    from.paragraph < to.paragraph &&
    from.offset > 0 &&
    from.offset === paragraphs[from.paragraph]?.value.length
  )
    from = { paragraph: from.paragraph + 1, offset: 0 }
  while (from.paragraph < to.paragraph && to.offset === 0) to = endBefore(to, paragraphs)
  return { from, to }
}

/** A page that is withheld takes all with it that stands on it, and what runs into it. */
function overPages(
  paragraphs: Text['paragraphs'],
  gaps: readonly Gap[],
  pages: ReadonlyMap<number, readonly string[]>,
): Gap[] {
  const whole: Gap[] = []
  for (let index = 0; index < paragraphs.length; index++) {
    const pageId = paragraphs[index]?.pageId ?? null
    const stamps = pageId === null ? undefined : pages.get(pageId)
    if (!stamps) continue
    let last = index
    while (paragraphs[last + 1]?.pageId === pageId) last++
    whole.push({
      from: { paragraph: index, offset: 0 },
      to: { paragraph: last, offset: paragraphs[last]?.value.length ?? 0 },
      marker: pageMarkerOf(stamps),
    })
    index = last
  }
  const kept = gaps.flatMap((gap) => without(gap, whole, paragraphs))
  return [...kept, ...whole].sort((one, other) => inOrder(one.from, other.from))
}

/** What of a gap is outside of withheld pages. */
function without(gap: Gap, whole: readonly Gap[], paragraphs: Text['paragraphs']): Gap[] {
  let { from } = gap
  const parts: Gap[] = []
  for (const page of whole) {
    if (inOrder(page.to, from) <= 0 || inOrder(gap.to, page.from) <= 0) continue
    if (inOrder(from, page.from) < 0) parts.push({ ...gap, from, to: endBefore(page.from, paragraphs) })
    from = { paragraph: page.to.paragraph + 1, offset: 0 }
  }
  if (inOrder(from, gap.to) < 0) parts.push({ ...gap, from })
  return parts
}

const endBefore = ({ paragraph }: Place, paragraphs: Text['paragraphs']): Place => ({
  paragraph: paragraph - 1,
  offset: paragraphs[paragraph - 1]?.value.length ?? 0,
})

const inOrder = (one: Place, other: Place): number =>
  one.paragraph - other.paragraph || one.offset - other.offset

const most = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : Math.max(one, other)
