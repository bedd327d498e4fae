/** Ranges over a text (shared/domain/markup.ts) as their column holds them. */
import { MarkupRanges } from '../shared/contract/description.ts'
import { normalised } from '../shared/domain/markup.ts'
import type { MarkupRange } from '../shared/domain/markup.ts'

/** A file can come from anywhere: what are no ranges is none. */
export function readMarkup(json: string): MarkupRange[] {
  try {
    return MarkupRanges.parse(JSON.parse(json))
  } catch {
    return []
  }
}

/** In their one form, so that none is outside of its text; null where there is none. */
export function writtenMarkup(text: string, ranges: readonly MarkupRange[]): string | null {
  const kept = normalised(text, ranges)
  return kept.length === 0 ? null : JSON.stringify(kept)
}
