/** How characters stand in a line: beside each other, or below each other in a column (UAX 50; JIS X 4051: 縦中横). */
import type { Face, Typeface } from '../print/type.ts'

/** What a character is set in. */
export interface Sort {
  readonly face: Face
  /** In points. */
  readonly size: number
}

/** Level: in a line from left to right. In a column: as it is, a quarter turned, or two figures beside each other. */
export type Stance = 'level' | 'upright' | 'turned' | 'pair'

export interface Standing {
  readonly stance: Stance
  /** What it takes of the line, in points. */
  readonly length: number
}

export type SortAt = (at: number) => Sort | undefined

/** For each unit of UTF-16; null where it belongs to the one before it. */
export type Setting = (text: string, sortAt: SortAt, type: Typeface) => (Standing | null)[]

/** Scripts and signs that stand upright, whatever form the typeface has of them. */
const UPRIGHT =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Emoji_Presentation}\u2160-\u218B\u2460-\u24FF\u25A0-\u26FF\u2E80-\u33FF\uFE30-\uFE4F\uFF01-\uFF60\uFFE0-\uFFE7†‡※℃№℡]$/u
const HALF_WIDTH = /^[\uFF61-\uFFDC]$/u
/** A figure or two that belong to no longer number, and to no word. */
const FIGURES = /(?<![\w.,:/%+-])\d{1,2}(?![\w.,:/%+-])/gu

export const level: Setting = (text, sortAt, type) =>
  everyCharacter(text, (character, at) => {
    const sort = sortAt(at)
    return { stance: 'level', length: sort ? type.width(character, sort.size, sort.face) : 0 }
  })

export const downward: Setting = (text, sortAt, type) => {
  const standings = everyCharacter(text, (character, at) => {
    const sort = sortAt(at)
    if (!sort) return { stance: 'upright', length: 0 }
    const { face, size } = sort
    return !HALF_WIDTH.test(character) && (UPRIGHT.test(character) || type.turnsItself(character, face))
      ? { stance: 'upright', length: size }
      : { stance: 'turned', length: type.width(character, size, face) }
  })
  for (const { 0: figures, index } of text.matchAll(FIGURES)) {
    const length = sortAt(index)?.size ?? 0
    standings[index] = { stance: figures.length === 2 ? 'pair' : 'upright', length }
    if (figures.length === 2) standings[index + 1] = null
  }
  return standings
}

function everyCharacter(
  text: string,
  standing: (character: string, at: number) => Standing,
): (Standing | null)[] {
  const standings: (Standing | null)[] = []
  for (const character of text) {
    standings.push(standing(character, standings.length))
    for (let unit = 1; unit < character.length; unit++) standings.push(null)
  }
  return standings
}
