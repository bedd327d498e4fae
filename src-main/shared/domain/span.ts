/** Passages of a text, and where they are after it was edited. Places are in UTF-16 units, from `start` up to `end`. */
import { textDiff } from './text-diff.ts'

export interface Span {
  readonly start: number
  readonly end: number
}

/** A passage of the text as it was, and the length of what stands there now. */
export interface Edit extends Span {
  readonly length: number
}

/**
 * Where a passage is after others were replaced; the edits are in order and do not overlap. It holds what is put into
 * it, or in the place of a part of it or of all of it; it is lost when it is replaced together with words outside of it.
 * What is put beside it does not belong to it, but to one that grows, when it comes right behind.
 */
export function shiftedSpan({ start, end }: Span, edits: readonly Edit[], grows = false): Span | null {
  let [ahead, inside] = [0, 0]
  for (const edit of edits) {
    const by = edit.length - (edit.end - edit.start)
    if (edit.end <= start) ahead += by
    else if (edit.start > end || (edit.start === end && !(grows && edit.end === end))) break
    else if (start <= edit.start && edit.end <= end) inside += by
    else if (edit.start <= start && end <= edit.end) return null
    else if (edit.start < start) {
      start = edit.end
      ahead += by
    } else {
      end = edit.start
      break
    }
  }
  const moved = { start: start + ahead, end: end + ahead + inside }
  return moved.end > moved.start ? moved : null
}

/**
 * Where a place between two characters is after the edits. Within a passage that was replaced it keeps its share of the
 * way: of a line that somebody writes anew nothing is left of the words, but the line is still there.
 */
export function shiftedPlace(place: number, edits: readonly Edit[]): number {
  let ahead = 0
  for (const { start, end, length } of edits) {
    if (start > place || (start === place && end > place)) break
    if (end > place) return start + ahead + Math.round(((place - start) / (end - start)) * length)
    ahead += length - (end - start)
  }
  return place + ahead
}

/** The edits that make one text of another. */
export function editsBetween(before: string, after: string): Edit[] {
  const edits: { start: number; end: number; length: number }[] = []
  let at = 0
  for (const { kind, text } of before === after ? [] : textDiff(before, after)) {
    const last = edits.at(-1)
    if (kind === 'removed') edits.push({ start: at, end: at + text.length, length: 0 })
    else if (kind === 'added' && last?.end === at && last.length === 0) last.length = text.length
    else if (kind === 'added') edits.push({ start: at, end: at, length: text.length })
    if (kind !== 'added') at += text.length
  }
  return edits
}
