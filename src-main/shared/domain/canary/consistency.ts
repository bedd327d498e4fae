/**
 * What is withheld here and open there (T8): the same words, the same name, the same figure. Only the reviewer can say whether
 * that gives away what is withheld; each place is to be extended, or accepted with a reason.
 */
import { canariesOf, indexOf, startingAt } from './index.ts'
import type { Passage } from './index.ts'
import { foldSign } from './fold.ts'

export const ECHO_KINDS = ['words', 'name', 'figure', 'image'] as const
export type EchoKind = (typeof ECHO_KINDS)[number]

export interface Echo<Place> {
  readonly id: string
  readonly kind: EchoKind
  readonly place: Place
  /** In UTF-16 units of the text. */
  readonly from: number
  readonly to: number
}

/** Figures of fewer digits are everywhere. */
const LEAST_DIGITS = 3
const DIGITS = new Map(Array.from('〇一二三四五六七八九', (kanji, digit) => [kanji, String(digit)]))

/** Figures of a text and where they stand: 1979, １９７９ and 一九七九 are one. */
function figuresIn(text: string): { figure: string; from: number; to: number }[] {
  return [...text.matchAll(/[\p{Nd}〇一二三四五六七八九]{3,}/gu)].flatMap(({ 0: found, index }) => {
    const figure = Array.from(found.normalize('NFKC'), (sign) => DIGITS.get(sign) ?? sign).join('')
    return figure.length < LEAST_DIGITS ? [] : { figure, from: index, to: index + found.length }
  })
}

/** A folded text with where each of its units stands. */
function foldedWithPlaces(text: string): { folded: string; starts: number[]; ends: number[] } {
  const [starts, ends]: [number[], number[]] = [[], []]
  let [folded, at] = ['', 0]
  for (const sign of text) {
    const part = foldSign(sign.codePointAt(0) ?? 0)
    folded += part
    for (let unit = 0; unit < part.length; unit++) {
      starts.push(at)
      ends.push(at + sign.length)
    }
    at += sign.length
  }
  return { folded, starts, ends }
}

const WORD = /[\p{L}\p{N}]/u

export function* echoesAmong<Place extends { readonly text: string }>(
  passages: readonly Passage[],
  open: Iterable<Place>,
): Generator<Echo<Place>> {
  const index = indexOf(canariesOf(passages, []).all)
  const figures = new Map<string, Set<string>>()
  for (const { id, text } of passages)
    for (const { figure } of figuresIn(text)) figures.set(figure, (figures.get(figure) ?? new Set()).add(id))
  // A single character in brackets is how a name is said again: 「グ」.
  const initials = passages.flatMap(({ id, shortForms = [] }) =>
    shortForms.flatMap((form) => (Array.from(form).length === 1 ? { id, said: `「${form}」` } : [])),
  )
  for (const place of open) {
    const { text } = place
    const { folded, starts, ends } = foldedWithPlaces(text)
    /** By redaction and kind, the stretch that goes on. */
    const going = new Map<string, { id: string; kind: EchoKind; place: Place; from: number; to: number }>()
    for (let at = 0; at < folded.length; at++) {
      for (const canary of startingAt(folded, at, index)) {
        const [from, to] = [starts[at] ?? 0, ends[at + canary.folded.length - 1] ?? 0]
        if (canary.wholeWord && (WORD.test(text.charAt(from - 1)) || WORD.test(text.charAt(to)))) continue
        const kind = canary.kind === 'alone' ? 'name' : 'words'
        for (const id of canary.ids) {
          const key = `${kind} ${id}`
          const last = going.get(key)
          if (last && from <= last.to) last.to = Math.max(last.to, to)
          else {
            if (last) yield last
            going.set(key, { id, kind, place, from, to })
          }
        }
      }
    }
    yield* going.values()
    for (const { id, said } of initials)
      for (let at = text.indexOf(said); at !== -1; at = text.indexOf(said, at + 1))
        yield { id, kind: 'name', place, from: at, to: at + said.length }
    for (const { figure, from, to } of figuresIn(text))
      for (const id of figures.get(figure) ?? []) yield { id, kind: 'figure', place, from, to }
  }
}
