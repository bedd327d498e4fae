/** What the index of a text is made of: overlapping pairs where no spaces stand, whole words where they do. */
import { classOf, fold, GAP, SPACED, UNSPACED, widthAt } from './fold.ts'
import type { CharacterClass } from './fold.ts'

/** A stretch of a folded text: characters written without spaces, or one word. */
export interface Run {
  readonly text: string
  readonly unspaced: boolean
  readonly from: number
  readonly to: number
}

export function* runsOf(folded: string): Generator<Run> {
  let from = 0
  let kind: CharacterClass = GAP
  for (let at = 0; at <= folded.length;) {
    const next = at === folded.length ? GAP : classOf(folded, at)
    if (next !== kind) {
      if (kind !== GAP) yield { text: folded.slice(from, at), unspaced: kind === UNSPACED, from, to: at }
      ;[from, kind] = [at, next]
    }
    at += widthAt(folded, at)
  }
}

/** Overlapping pairs: no index of whole words, and none of three letters, finds a word of two characters inside running text. */
export function pairs(run: string): string[] {
  const characters = Array.from(run)
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`)
}

/** The words that the index holds for a text, separated by spaces: pairs and a last single where there are no spaces, the rest as it is. */
export function indexWords(text: string): string {
  const folded = fold(text)
  let units = new Uint16Array(folded.length * 3 + 1)
  let length = 0
  const copy = (from: number, to: number) => {
    for (let at = from; at < to; at++) units[length++] = folded.charCodeAt(at)
  }
  for (let at = 0; at < folded.length;) {
    const kind = classOf(folded, at)
    let next = at + widthAt(folded, at)
    if (kind === SPACED) {
      while (next < folded.length && classOf(folded, next) === SPACED) next += widthAt(folded, next)
      copy(at, next)
      units[length++] = SPACE
    } else if (kind === UNSPACED) {
      const paired = next < folded.length && classOf(folded, next) === UNSPACED
      copy(at, paired ? next + widthAt(folded, next) : next)
      units[length++] = SPACE
    }
    at = next
  }
  units = units.subarray(0, Math.max(0, length - 1))
  let words = ''
  // A text can be a whole book: not all of it is one list of arguments.
  for (let at = 0; at < units.length; at += CHUNK)
    words += String.fromCharCode(...units.subarray(at, at + CHUNK))
  return words
}

const SPACE = 32
const CHUNK = 8192
