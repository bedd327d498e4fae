/**
 * Canaries: runs of words that occur in what is withheld and nowhere in what is open. Where one of them is met, a withheld
 * passage got out. Six characters of a script without spaces, or three words of another; a name, a year or a single word has none.
 */
import { BREAK, foldForScan, isUnspaced, tokensOf } from './fold.ts'
import type { Token } from './fold.ts'

/** A withheld passage, with what stands on both sides of it and is open. */
export interface Passage {
  /** Of the redaction; what a report names instead of the words. */
  readonly id: string
  readonly text: string
  readonly before?: string
  readonly after?: string
  /** Other ways of writing it, such as グ for グロムイコ. */
  readonly shortForms?: readonly string[]
}

/** `passage`: a run of its words. `neighbours`: a short one with what stands beside it. `alone`: a short one by itself. */
export type CanaryKind = 'passage' | 'neighbours' | 'alone'

export interface Canary {
  readonly folded: string
  readonly kind: CanaryKind
  /** Of the redactions that withhold it. */
  readonly ids: readonly string[]
  /** It counts only as a word of its own. */
  readonly wholeWord: boolean
}

/** A passage that has no run of words of its own, and what was searched instead. */
export interface Unsearched {
  readonly id: string
  readonly why: 'tooShort' | 'notUnique'
  readonly neighbours: boolean
  readonly alone: boolean
}

export interface Canaries {
  readonly all: readonly Canary[]
  /** Per redaction, how many canaries it has. */
  readonly counts: ReadonlyMap<string, number>
  readonly unsearched: readonly Unsearched[]
}

const UNSPACED_WEIGHT = 1
const WORD_WEIGHT = 2
/** Six characters, or three words. */
const ENOUGH = 6
/** Three words of so few letters are found by chance. */
export const LEAST_LATIN = 11
export const LEAST_UNSPACED = 6
/** By itself: a name of three characters; one of five letters. */
export const LEAST_ALONE = 3
const LEAST_WORD_ALONE = 5
/** Longer runs are no better. */
const LONGEST = 80

const isLongEnough = (folded: string, weight: number) =>
  weight >= ENOUGH && folded.length >= (isUnspaced(folded) ? LEAST_UNSPACED : LEAST_LATIN)

/** The run that begins with the first of the tokens; null where they end first. */
function runOf(tokens: readonly Token[], from: number, step: 1 | -1 = 1, first = ''): string | null {
  let folded = first
  let weight = first === '' ? 0 : tokensOf(first).length
  for (let at = from; at >= 0 && at < tokens.length && folded.length <= LONGEST; at += step) {
    const token = tokens[at]
    if (!token) return null
    folded = step === 1 ? folded + token.folded : token.folded + folded
    weight += token.unspaced ? UNSPACED_WEIGHT : WORD_WEIGHT
    if (isLongEnough(folded, weight)) return folded
  }
  return null
}

interface Draft {
  kind: CanaryKind
  ids: Set<string>
  wholeWord: boolean
}

/** Canaries of all passages; `rest` is everything that is open. */
export function canariesOf(passages: readonly Passage[], rest: Iterable<string>): Canaries {
  const drafts = new Map<string, Draft>()
  const add = (folded: string, kind: CanaryKind, id: string, wholeWord = false) => {
    const known = drafts.get(folded)
    if (known) known.ids.add(id)
    else drafts.set(folded, { kind, ids: new Set([id]), wholeWord })
  }
  const runs = passages.map((passage) => {
    const own = runsOf(passage.text)
    for (const run of own) add(run, 'passage', passage.id)
    for (const { folded, kind, wholeWord } of wholes(passage)) add(folded, kind, passage.id, wholeWord)
    return own
  })
  const all = [...drafts].map(([folded, { kind, ids, wholeWord }]) => ({
    folded,
    kind,
    ids: [...ids],
    wholeWord,
  }))
  const open = new Set<string>()
  const index = indexOf(all)
  for (const text of rest) for (const { folded } of canariesIn(text, index)) open.add(folded)
  const left = all.filter(({ folded }) => !open.has(folded))
  return finish(passages, runs, left)
}

function finish(
  passages: readonly Passage[],
  runs: readonly Set<string>[],
  left: readonly Canary[],
): Canaries {
  const known = new Map(left.map((canary) => [canary.folded, canary]))
  const unsearched: Unsearched[] = []
  const wanted = new Set<Canary>()
  passages.forEach((passage, index) => {
    const own = [...(runs[index] ?? [])].flatMap((run) => known.get(run) ?? [])
    if (own.length > 0) return own.forEach((canary) => wanted.add(canary))
    // What is found by its own words needs no neighbours.
    const instead = wholes(passage).flatMap(({ folded }) => known.get(folded) ?? [])
    instead.forEach((canary) => wanted.add(canary))
    if (foldForScan(passage.text).replaceAll(BREAK, '') === '') return
    unsearched.push({
      id: passage.id,
      why: (runs[index]?.size ?? 0) === 0 ? 'tooShort' : 'notUnique',
      neighbours: instead.some(({ kind }) => kind === 'neighbours'),
      alone: instead.some(({ kind }) => kind === 'alone'),
    })
  })
  const all = left.filter((canary) => wanted.has(canary))
  const counts = new Map<string, number>()
  for (const { ids } of all) for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return { all, counts, unsearched }
}

function runsOf(text: string): Set<string> {
  const tokens = tokensOf(text)
  return new Set(tokens.flatMap((_, at) => runOf(tokens, at) ?? []))
}

/** A short passage, and its other forms, each with its neighbours and, where that says enough, alone. */
function wholes(passage: Passage): { folded: string; kind: CanaryKind; wholeWord: boolean }[] {
  const [before, after] = [tokensOf(passage.before ?? ''), tokensOf(passage.after ?? '')]
  return [passage.text, ...(passage.shortForms ?? [])].flatMap((form) => {
    const folded = foldForScan(form)
    if (folded === '' || folded.includes(BREAK) || folded.length > LONGEST) return []
    const beside = [runOf(before, before.length - 1, -1, folded), runOf(after, 0, 1, folded)]
    const unspaced = isUnspaced(folded)
    const says = unspaced
      ? folded.length >= LEAST_ALONE
      : folded.length >= LEAST_WORD_ALONE && /\p{L}/u.test(folded)
    return [
      ...beside.flatMap((run) =>
        run === null || run === folded ? [] : { folded: run, kind: 'neighbours' as const, wholeWord: false },
      ),
      ...(says ? [{ folded, kind: 'alone' as const, wholeWord: !unspaced }] : []),
    ]
  })
}

/** Canaries by how they begin. */
export interface CanaryIndex {
  readonly byProbe: ReadonlyMap<string, readonly Canary[]>
  /** Lengths of the beginnings. */
  readonly lengths: readonly number[]
}

export const probeLength = (folded: string): number =>
  folded.length >= LEAST_LATIN && !isUnspaced(folded)
    ? LEAST_LATIN
    : folded.length >= LEAST_UNSPACED && isUnspaced(folded)
      ? LEAST_UNSPACED
      : LEAST_ALONE

export function indexOf(canaries: readonly Canary[]): CanaryIndex {
  const byProbe = Map.groupBy(canaries, ({ folded }) => folded.slice(0, probeLength(folded)))
  return { byProbe, lengths: [...new Set([...byProbe.keys()].map(({ length }) => length))] }
}

/** The canaries with which a folded text goes on at an offset. */
export function startingAt(folded: string, at: number, { byProbe, lengths }: CanaryIndex): Canary[] {
  const found: Canary[] = []
  for (const length of lengths) {
    for (const canary of byProbe.get(folded.slice(at, at + length)) ?? [])
      if (folded.startsWith(canary.folded, at)) found.push(canary)
  }
  return found
}

/** Canaries that stand in a text, in its order. */
export function canariesIn(text: string, index: CanaryIndex): Canary[] {
  const folded = foldForScan(text)
  const found: Canary[] = []
  for (let at = 0; at < folded.length; at++) found.push(...startingAt(folded, at, index))
  return found
}
