/**
 * Passages that a note in the document itself asks to keep from the public: a quotation, and behind it the note (注：「」部分は
 * …公表しない). A candidate for whoever reviews; nothing is decided by it.
 */
import type { Span } from './span.ts'

const NOTES = [
  /[(（]\s*注\s*[:：][^()（）]{0,200}(?:公表し(?:ない|ません|得ない)|公表せず|不公表|部外秘|対外秘|公にしない)[^()（）]{0,100}[)）]/gu,
  /\((?:Note|N\.\s?B\.)\s*[:.][^()]{0,200}?(?:not (?:to )?be (?:released|made public|published|disclosed)|not for publication|withheld)[^()]{0,100}\)/giu,
]
/** Longer paragraphs are not looked through. */
const LONGEST = 100_000

/** Notes that ask for a passage to be kept from the public, in order. */
export function notesNotPublic(value: string): Span[] {
  if (value.length > LONGEST) return []
  return NOTES.flatMap((form) =>
    Array.from(value.matchAll(form), ({ 0: note, index }) => ({ start: index, end: index + note.length })),
  ).sort((one, other) => one.start - other.start)
}

/** Closing marks with what opens them; \" opens and closes. */
const OPENS: Readonly<Record<string, string>> = { '」': '「', '』': '『', '”': '“', '"': '"' }

/** The last quotation that ends before a place; null where there is none. */
function quotationBefore(value: string, place: number): Span | null {
  for (let end = place; end > 0; end--) {
    const closing = value.charAt(end - 1)
    const opening = OPENS[closing]
    if (opening === undefined) continue
    let depth = 0
    for (let start = end - 1; start >= 0; start--) {
      const letter = value.charAt(start)
      if (letter === closing && opening !== closing) depth += 1
      else if (letter === opening && start < end - 1 && --depth <= 0) return { start, end }
    }
  }
  return null
}

/** A passage, with the note that asks for it to be kept back. */
export interface NotPublic {
  /** Positions of the paragraphs; the note may stand in the one behind. */
  readonly index: number
  readonly passage: Span
  readonly noteIndex: number
  readonly note: Span
}

export function notPublicPassages(paragraphs: readonly { readonly value: string }[]): NotPublic[] {
  return paragraphs.flatMap(({ value }, noteIndex) =>
    notesNotPublic(value).flatMap((note) => {
      const here = quotationBefore(value, note.start)
      if (here) return [{ index: noteIndex, passage: here, noteIndex, note }]
      const before = value.slice(0, note.start).trim() === '' ? paragraphs[noteIndex - 1]?.value : undefined
      const above = before === undefined ? null : quotationBefore(before, before.length)
      return above ? [{ index: noteIndex - 1, passage: above, noteIndex, note }] : []
    }),
  )
}
