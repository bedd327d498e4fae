/**
 * A passage of a text by what it says and where it stands (W3C Web Annotation Data Model, 4.2.4 and 4.2.5), so that it is
 * found again after the text was written to. Where that is not certain it is found nowhere: a person has to say.
 */
import type { Edit } from '../span.ts'

export interface Words {
  readonly id: number
  readonly value: string
}

export interface TextPlace {
  readonly paragraphId: number
  readonly offset: number
}

export interface Quotation {
  readonly exact: string
  readonly prefix: string
  readonly suffix: string
}

export interface Passage {
  readonly from: TextPlace
  readonly to: TextPlace
}

/** Characters of the neighbourhood that are kept. */
const CONTEXT = 32

const joined = (paragraphs: readonly Words[]): string => paragraphs.map(({ value }) => value).join('\n')

/** Where a place is in the paragraphs put one after the other; null where it is in none of them. */
export function offsetOf(paragraphs: readonly Words[], { paragraphId, offset }: TextPlace): number | null {
  let at = 0
  for (const { id, value } of paragraphs) {
    if (id === paragraphId) return offset <= value.length ? at + offset : null
    at += value.length + 1
  }
  return null
}

/** `isEnd`: between two paragraphs the earlier is meant. */
function placeAt(paragraphs: readonly Words[], offset: number, isEnd: boolean): TextPlace | null {
  let at = 0
  for (const [index, { id, value }] of paragraphs.entries()) {
    const end = at + value.length
    const isLast = index === paragraphs.length - 1
    if (offset < end || (offset === end && (isEnd || isLast || value === ''))) {
      return { paragraphId: id, offset: Math.max(0, offset - at) }
    }
    at = end + 1
  }
  return null
}

function passageAt(paragraphs: readonly Words[], start: number, end: number): Passage | null {
  const [from, to] = [placeAt(paragraphs, start, false), placeAt(paragraphs, end, true)]
  return from && to && end > start ? { from, to } : null
}

/** What stands at a passage and beside it; null where the passage is empty, or not in the text. */
export function quotationOf(paragraphs: readonly Words[], { from, to }: Passage): Quotation | null {
  const [start, end] = [offsetOf(paragraphs, from), offsetOf(paragraphs, to)]
  if (start === null || end === null || end <= start) return null
  const text = joined(paragraphs)
  return {
    exact: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - CONTEXT), start),
    suffix: text.slice(end, end + CONTEXT),
  }
}

/**
 * Where the passage is now. Where it was, if the words are there; otherwise where the quotation stands once, or once with
 * what was beside it. Null where that is not certain.
 */
export function placed(
  paragraphs: readonly Words[],
  known: { readonly from: TextPlace | null; readonly to: TextPlace | null },
  { exact, prefix, suffix }: Quotation,
): Passage | null {
  const { from, to } = known
  if (from && to && quotationOf(paragraphs, { from, to })?.exact === exact) return { from, to }
  const text = joined(paragraphs)
  const found: number[] = []
  for (let at = text.indexOf(exact); at !== -1 && exact !== ''; at = text.indexOf(exact, at + 1))
    found.push(at)
  const beside = found.filter(
    (at) => text.slice(0, at).endsWith(prefix) && text.startsWith(suffix, at + exact.length),
  )
  const [at, another] = found.length === 1 ? found : beside
  if (at === undefined || another !== undefined) return null
  return passageAt(paragraphs, at, at + exact.length)
}

/** A passage after the text was written to: certain where no edit crosses its borders, and half of its words stay. */
export function carried(
  before: readonly Words[],
  after: readonly Words[],
  edits: readonly Edit[],
  passage: Passage,
): Passage | null {
  const [start, end] = [offsetOf(before, passage.from), offsetOf(before, passage.to)]
  if (start === null || end === null) return null
  let [ahead, inside, replaced] = [0, 0, 0]
  for (const edit of edits) {
    const by = edit.length - (edit.end - edit.start)
    if (edit.end <= start) ahead += by
    else if (edit.start >= end) break
    else if (edit.start >= start && edit.end <= end) {
      inside += by
      replaced += edit.end - edit.start
    } else return null
  }
  // What is written anew for the most part may say something else.
  if (replaced * 2 > end - start) return null
  return passageAt(after, start + ahead, end + ahead + inside)
}

/** Every place at which words stand in the paragraphs. */
export function occurrencesOf(paragraphs: readonly Words[], words: string): Passage[] {
  const text = joined(paragraphs)
  const found: Passage[] = []
  for (let at = text.indexOf(words); at !== -1 && words !== ''; at = text.indexOf(words, at + words.length)) {
    const passage = passageAt(paragraphs, at, at + words.length)
    if (passage) found.push(passage)
  }
  return found
}

/** The paragraphs that a passage touches. */
export function touchedBy<P extends Words>(paragraphs: readonly P[], { from, to }: Passage): P[] {
  const first = paragraphs.findIndex(({ id }) => id === from.paragraphId)
  const last = paragraphs.findIndex(({ id }) => id === to.paragraphId)
  return first === -1 || last < first ? [] : paragraphs.slice(first, last + 1)
}
