/** The passage of a record that shows why a search found it. */
import { CREATING_ROLES } from './field.ts'
import { foldWithOffsets } from './fold.ts'
import { occurrences } from './search-term.ts'
import type { Term } from './search-term.ts'
import type { Where } from './query/index.ts'

export interface Passage {
  /** Field of the contract, or kind of text. */
  where: string
  /** Role of an agent, kind of an access point. */
  kind: string | null
  pageNumber: number | null
  value: string
  /** The name that the record shows, where `value` is another form of it. */
  nameShown: string | null
}

export interface Snippet {
  matchedIn: string
  pageNumber: number | null
  nameShown: string | null
  snippet: string
  /** Matches in `snippet`, as [start, end) in UTF-16 units. */
  marks: [number, number][]
}

export interface Sought {
  where: Where
  term: Term
}

/** Characters shown before the first match, few enough that a narrow list still shows the match; and in all. */
const LEAD = 12
const LENGTH = 160
const MOST_MARKS = 50

/** The first passage with most of the terms, cut around the first match. */
export function snippetOf(passages: readonly Passage[], sought: readonly Sought[]): Snippet {
  let best: { passage: Passage; found: [number, number][]; terms: number } | null = null
  for (const passage of passages) {
    const asked = sought.filter(({ where }) => isIn(passage, where))
    if (asked.length === 0) continue
    const { folded, starts, ends } = foldWithOffsets(passage.value)
    const found: [number, number][] = []
    let matched = 0
    for (const { term } of asked) {
      const there = occurrences(folded, term)
      if (there.length > 0) matched++
      for (const [from, to] of there.slice(0, MOST_MARKS)) {
        found.push([starts[from] ?? 0, ends[to - 1] ?? passage.value.length])
      }
    }
    if (matched > (best?.terms ?? 0)) best = { passage, found, terms: matched }
    if (matched === sought.length) break
  }
  const passage = best?.passage ?? passages[0]
  if (!passage) return { matchedIn: 'title', pageNumber: null, nameShown: null, snippet: '', marks: [] }
  const found = apart(best?.found ?? [])
  const start = Math.max(0, (found[0]?.[0] ?? 0) - LEAD)
  const end = Math.min(passage.value.length, start + LENGTH)
  const lead = start > 0 ? '…' : ''
  const snippet = `${lead}${passage.value.slice(start, end)}${end < passage.value.length ? '…' : ''}`
  const shift = lead.length - start
  const marks = found
    .filter(([from, to]) => from >= start && to <= end)
    .map(([from, to]): [number, number] => [from + shift, to + shift])
  const { where, pageNumber, nameShown } = passage
  return { matchedIn: where, pageNumber, nameShown, snippet, marks }
}

/** In order, and those that overlap as one. */
function apart(found: readonly [number, number][]): [number, number][] {
  const marks: [number, number][] = []
  for (const [from, to] of [...found].sort(([one], [other]) => one - other)) {
    const last = marks.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else marks.push([from, to])
  }
  return marks
}

const NUMBERS = ['referenceCode', 'identifiers']
const TEXTS = ['transcription', 'translation', 'summary']

/** Whether a passage is in what a query names. */
function isIn({ where: at, kind }: Passage, where: Where): boolean {
  if (where === 'anywhere') return at !== 'boilerplate'
  if (where === 'numbers') return NUMBERS.includes(at)
  if (where === 'texts') return TEXTS.includes(at)
  const [field, of] = where.split('.')
  if (of === 'creator') return at === field && CREATING_ROLES.some((role) => role === kind)
  return at === field && (of === undefined || of === kind)
}
