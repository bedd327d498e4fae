/** A text as it would leave: words, and a marker in the place of each passage that is withheld. */
import type { ParagraphId } from '../../../src-main/shared/contract/ids.ts'
import type { Redaction } from '../../../src-main/shared/contract/redaction.ts'
import type { Text } from '../../../src-main/shared/contract/text.ts'
import { stampsOf } from './on-page.ts'
import { spanOf, within } from './passages.ts'

export interface ReleasedPiece {
  readonly words: string
  readonly withheld: boolean
}

interface Withheld {
  start: number
  end: number
  /** It begins in this paragraph: in those after it, no second marker stands. */
  begins: boolean
  lines: number | null
  codes: string[]
}

/** What a redaction is said to withhold, the same on every side: the lines of its places on pages, else of the longest other. */
function amountOf({ anchors }: Pick<Redaction, 'anchors'>): number | null {
  const said = (onPages: boolean) =>
    anchors.flatMap(({ place, lines }) => ('pageId' in place === onPages && lines !== null ? [lines] : []))
  const [pages, others] = [said(true), said(false)]
  if (pages.length > 0) return pages.reduce((sum, lines) => sum + lines, 0)
  return others.length > 0 ? Math.max(...others) : null
}

const most = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other)

/** Passages that meet are one to those who read what leaves. */
function joined(withheld: readonly Withheld[]): Withheld[] {
  const all: Withheld[] = []
  for (const next of [...withheld].sort((one, other) => one.start - other.start)) {
    const last = all.at(-1)
    if (last && next.start <= last.end) {
      last.end = Math.max(last.end, next.end)
      last.begins ||= next.begins
      last.lines = most(last.lines, next.lines)
      last.codes = [...new Set([...last.codes, ...next.codes])]
    } else all.push({ ...next })
  }
  return all
}

export function releasedParagraphs(
  { id, paragraphs }: Pick<Text, 'id' | 'paragraphs'>,
  redactions: readonly Redaction[],
  marker: (lines: number | null, codes: string) => string,
): ReleasedPiece[][] {
  const indexOf = new Map(paragraphs.map((one, index): [ParagraphId, number] => [one.id, index]))
  const spans = redactions.flatMap((redaction) =>
    redaction.anchors.flatMap(({ place }) => {
      const span = spanOf(place)
      const code = stampsOf(redaction)
      const lines = amountOf(redaction)
      return span?.textId === id ? [{ span, lines, codes: code === '' ? [] : [code] }] : []
    }),
  )
  return paragraphs.map((paragraph, index) => {
    const withheld = joined(
      spans.flatMap(({ span, lines, codes }) => {
        const where = within(span, index, paragraph, indexOf)
        const begins = span.from.paragraphId === paragraph.id
        return where === null ? [] : [{ start: where.start, end: where.end, begins, lines, codes }]
      }),
    )
    const pieces: ReleasedPiece[] = []
    let at = 0
    for (const { start, end, begins, lines, codes } of withheld) {
      if (start > at) pieces.push({ words: paragraph.value.slice(at, start), withheld: false })
      if (begins) pieces.push({ words: marker(lines, codes.join(' / ')), withheld: true })
      at = end
    }
    if (at < paragraph.value.length) pieces.push({ words: paragraph.value.slice(at), withheld: false })
    return pieces
  })
}
