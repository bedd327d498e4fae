/** What the shape of a mark tells of what is under it: hints for the reviewer, who may extend it. */
import type { Passage } from './index.ts'

export const HINTS = ['characterCount', 'sameLine', 'candidates'] as const
export type HintKind = (typeof HINTS)[number]

export interface Hint {
  readonly id: string
  readonly kind: HintKind
  /** Characters that can be counted; candidates that fit. */
  readonly count: number | null
}

/** Characters of one width, as on a telegram: a box of a known width counts them. */
const FIXED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー・、。「」（）\u3000]+$/u
const ENDS = /[。．.!?！？」』\n]\s*$/u
/** Longer is no name. */
const LONGEST_NAME = 24
/** More candidates tell little. */
const FEW = 20

const width = (text: string) => Array.from(text.normalize('NFC').trim()).length

/** @param names that whoever reads may think of, such as those of the catalogue's authority records. */
export function hintsFor({ id, text, before = '', after = '' }: Passage, names: readonly string[]): Hint[] {
  const hints: Hint[] = []
  const isFixed = FIXED.test(text.trim())
  if (isFixed) hints.push({ id, kind: 'characterCount', count: width(text) })
  const begins = before.trim() !== '' && !ENDS.test(before)
  const goesOn = after.trim() !== '' && !/^\s*\n/u.test(after) && !ENDS.test(text)
  if (begins || goesOn) hints.push({ id, kind: 'sameLine', count: null })
  if (width(text) > LONGEST_NAME || !names.includes(text.trim())) return hints
  // In letters of many widths a box is not so exact.
  const margin = isFixed ? 0 : 1
  const fit = new Set(
    names.filter((name) => FIXED.test(name) === isFixed && Math.abs(width(name) - width(text)) <= margin),
  )
  if (fit.size <= FEW) hints.push({ id, kind: 'candidates', count: fit.size })
  return hints
}
