/**
 * Folding for the search of leaks (T6): what could carry the same words becomes the same letters. It goes further than the
 * folding for search: voicing marks, ー, iteration marks, spaces, line breaks and punctuation are nothing, so that every character
 * folds by itself, whatever stands around it, and a run of bytes can be looked through by tables.
 */
import { fold } from '../fold.ts'

/** What no text holds: no passage goes on across it. */
export const BREAK = '\0'

const NO_TEXT = /[\p{Cc}\p{Cn}\p{Co}\p{Cs}\uFFFD]/u
const WHITE = /\s/u
const MARKS = /\p{M}/gu
/** Neither letters nor digits, and letters that only lengthen or repeat. */
const NOTHING = /[^\p{L}\p{N}]|[ー々〻ゝゞヽヾ〱-〵]/gu

const folds = new Map<number, string>()

/** What a character folds to: letters and digits, nothing, or BREAK. */
export function foldSign(code: number): string {
  const known = folds.get(code)
  if (known !== undefined) return known
  const sign = String.fromCodePoint(code)
  const folded =
    NO_TEXT.test(sign) && !WHITE.test(sign)
      ? BREAK
      : fold(sign).normalize('NFKD').replace(MARKS, '').normalize('NFC').replace(NOTHING, '')
  folds.set(code, folded)
  return folded
}

export function foldForScan(text: string): string {
  let folded = ''
  for (const sign of text) folded += foldSign(sign.codePointAt(0) ?? 0)
  return folded
}

/** Offset in `text` after the character with which `length` units of its folded form are complete. */
export function offsetAfter(text: string, length: number): number {
  let at = 0
  let left = length
  for (const sign of text) {
    if (left <= 0) break
    left -= foldSign(sign.codePointAt(0) ?? 0).length
    at += sign.length
  }
  return at
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/** Whether it is written without spaces between words. */
export const isUnspaced = (folded: string): boolean => UNSPACED.test(folded)

/** A word, or a character of a script without spaces; null where the text is broken. */
export type Token = { readonly folded: string; readonly unspaced: boolean } | null

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let word = ''
  const endWord = () => {
    if (word !== '') tokens.push({ folded: word, unspaced: false })
    word = ''
  }
  for (const sign of text) {
    const folded = foldSign(sign.codePointAt(0) ?? 0)
    if (folded === BREAK || folded === '' || isUnspaced(folded)) {
      // A mark on a letter, or a hyphen that is not seen, ends no word.
      if (folded === '' && /[\p{M}\p{Cf}]/u.test(sign)) continue
      endWord()
      if (folded === BREAK) tokens.push(null)
      else for (const one of folded) tokens.push({ folded: one, unspaced: isUnspaced(one) })
    } else word += folded
  }
  endWord()
  return tokens
}
