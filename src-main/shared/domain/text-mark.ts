/** What an editor says of passages of a text, in the terms of TEI (P5, chapters 11 and 12); over the words, never in them. */
import { shiftedSpan } from './span.ts'
import type { Edit, Span } from './span.ts'

/**
 * `uncertain`: read with doubt (unclear); `illegible`: what stands in its place cannot be read (gap); `supplied`: put in
 * by the editor or translator; `deleted` and `added`: on the sheet itself; `stamp`, `handwriting`, `boilerplate`: not
 * the hand of the text, or the words of the form.
 */
export const TEXT_MARKS = [
  'uncertain',
  'illegible',
  'supplied',
  'deleted',
  'added',
  'stamp',
  'handwriting',
  'boilerplate',
] as const
export type TextMarkKind = (typeof TEXT_MARKS)[number]

export interface TextMark extends Span {
  readonly kind: TextMarkKind
}

/** The same marks in their one form: within the text, those of one kind that touch as one, in order. */
export function normalisedMarks(length: number, marks: readonly TextMark[]): TextMark[] {
  const kept: { kind: TextMarkKind; start: number; end: number }[] = []
  const inOrder = [...marks].sort(
    (one, other) => TEXT_MARKS.indexOf(one.kind) - TEXT_MARKS.indexOf(other.kind) || one.start - other.start,
  )
  for (const { kind, ...span } of inOrder) {
    const [start, end] = [Math.max(0, span.start), Math.min(length, span.end)]
    const last = kept.at(-1)
    if (end <= start) continue
    if (last?.kind === kind && start <= last.end) last.end = Math.max(last.end, end)
    else kept.push({ kind, start, end })
  }
  return kept.sort((one, other) => one.start - other.start || other.end - one.end)
}

/** The marks where their words are after the edits. */
export const shiftedMarks = (marks: readonly TextMark[], edits: readonly Edit[]): TextMark[] =>
  marks.flatMap(({ kind, ...span }) => {
    const moved = shiftedSpan(span, edits)
    return moved === null ? [] : [{ kind, ...moved }]
  })
