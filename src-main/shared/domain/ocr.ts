/** Text that a machine read off a page: words with their places, and how they become paragraphs. */
import type { Region } from './region.ts'
import type { Span } from './span.ts'

/** Languages that the program reads by itself, as ISO 639-2 has them. */
export const OCR_LANGUAGES = ['jpn', 'eng'] as const
export type OcrLanguage = (typeof OCR_LANGUAGES)[number]

/** Below this a word is shown as doubtful. */
export const LOW_CONFIDENCE = 0.6

export interface ReadWord {
  readonly text: string
  /** Null where a file gives none that can be meant. */
  readonly region: Region | null
  /** From 0 to 1; null where the file does not say. */
  readonly confidence: number | null
}

export interface ReadLine {
  readonly region: Region | null
  readonly confidence: number | null
  readonly words: readonly ReadWord[]
}

interface Placed extends Span {
  region: Region
  confidence: number | null
}

/** The words of lines as one text, with the place of every line and word. */
export interface ReadParagraph {
  value: string
  lines: (Placed & { words: Placed[] })[]
}

/** Scripts that are written without spaces, with their punctuation and full-width forms. */
const UNSPACED_END = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\u30fc\uff00-\uffef]$/u
const UNSPACED_START = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\u30fc\uff00-\uffef]/u

/** Whether two words that follow each other stand apart. */
export const isSpaced = (before: string, after: string): boolean =>
  before !== '' && after !== '' && !UNSPACED_END.test(before.slice(-2)) && !UNSPACED_START.test(after)

/**
 * Lines run on into each other, as they do where the text is shown on another width. What has no place is words alone; a
 * line without one stands where its words do.
 */
export function paragraphOf(lines: readonly ReadLine[]): ReadParagraph {
  let value = ''
  const placed: ReadParagraph['lines'] = []
  for (const { words, region, confidence } of lines) {
    const within: Placed[] = []
    let start = -1
    for (const word of words) {
      const text = word.text.trim()
      if (text === '') continue
      // A word that is divided at the end of a line goes on in the next.
      const divided = start === -1 && /\p{L}[-‐]$/u.test(value)
      if (value !== '' && !divided && isSpaced(value, text)) value += ' '
      if (start === -1) start = value.length
      const span = { start: value.length, end: value.length + text.length }
      if (word.region !== null) within.push({ ...span, region: word.region, confidence: word.confidence })
      value += text
    }
    const place = region ?? around(within.map((word) => word.region))
    if (start !== -1 && place !== null)
      placed.push({ start, end: value.length, region: place, confidence, words: within })
  }
  return { value, lines: placed }
}

/** The rectangle around others. */
export function around(regions: readonly Region[]): Region | null {
  if (regions.length === 0) return null
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y, width, height } of regions) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** The words that are to be looked at again. */
export const doubtfulWords = <W extends { readonly confidence: number | null }>(
  lines: readonly { readonly words: readonly W[] }[],
): W[] =>
  lines.flatMap(({ words }) =>
    words.filter(({ confidence }) => confidence !== null && confidence < LOW_CONFIDENCE),
  )

/** Files in which other programs say what they read: HTML with the classes of hOCR 1.2, ALTO 4, PAGE 2019. */
export const OCR_FILE_FORMATS = ['hocr', 'alto', 'page'] as const
export type OcrFileFormat = (typeof OCR_FILE_FORMATS)[number]

/** A page as such a file has it: its words by paragraph and line, in pixels of an image of this size. */
export interface FilePage {
  image: string | null
  width: number
  height: number
  paragraphs: ReadLine[][]
  /** Boxes that are none or on no page; the words are kept without a place. */
  unplaced: number
}
