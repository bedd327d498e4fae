/** The passage of a record that shows why a search found it. */
import { foldWithOffsets } from './fold.ts'
import type { QueryTerm } from './fold.ts'

export interface Passage {
  where: string
  pageNumber: number | null
  value: string
}

export interface Snippet {
  matchedIn: string
  pageNumber: number | null
  snippet: string
  /** Matches in `snippet`, as [start, end) in UTF-16 units. */
  marks: [number, number][]
}

/** Characters shown before the first match, few enough that a narrow list still shows the match; and in all. */
const LEAD = 12
const LENGTH = 160

/** The first passage with most of the terms, cut around the first match. */
export function snippetOf(passages: readonly Passage[], terms: readonly QueryTerm[]): Snippet {
  let best: { passage: Passage; found: [number, number][]; terms: number } | null = null
  for (const passage of passages) {
    const { folded, offsets } = foldWithOffsets(passage.value)
    const found: [number, number][] = []
    let matched = 0
    for (const term of terms) {
      const needle = foldWithOffsets(term.folded).folded
      let at = needle === '' ? -1 : folded.indexOf(needle)
      if (at !== -1) matched++
      for (; at !== -1 && found.length < 50; at = folded.indexOf(needle, at + needle.length)) {
        found.push([offsets[at] ?? 0, offsets[at + needle.length] ?? passage.value.length])
      }
    }
    if (matched > (best?.terms ?? 0)) best = { passage, found, terms: matched }
    if (matched === terms.length) break
  }
  const passage = best?.passage ?? passages[0]
  if (!passage) return { matchedIn: 'title', pageNumber: null, snippet: '', marks: [] }
  const found = (best?.found ?? []).sort(([one], [other]) => one - other)
  const start = Math.max(0, (found[0]?.[0] ?? 0) - LEAD)
  const end = Math.min(passage.value.length, start + LENGTH)
  const lead = start > 0 ? '…' : ''
  const snippet = `${lead}${passage.value.slice(start, end)}${end < passage.value.length ? '…' : ''}`
  const shift = lead.length - start
  const marks = found
    .filter(([from, to]) => from >= start && to <= end)
    .map(([from, to]): [number, number] => [from + shift, to + shift])
  return { matchedIn: passage.where, pageNumber: passage.pageNumber, snippet, marks }
}
