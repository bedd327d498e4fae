/** Words in lines of a width: between words of Latin letters, and after any Japanese character that may end a line. */
import type { Typeface } from './type.ts'

/** Not at the beginning of a line, and not at its end (JIS X 4051: 行頭禁則, 行末禁則). */
const NOT_FIRST =
  /^[、。，．・：；？！ー」』）］｝〉》】〕,.:;?!)\]}’”々ぁぃぅぇぉっゃゅょァィゥェォッャュョ]/u
const NOT_LAST = /[「『（［｛〈《【〔([{‘“]$/u
const PIECES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u30FF\uFF00-\uFFEF]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u30FF\uFF00-\uFFEF]+|\s+/gu

export interface Set {
  readonly size: number
  readonly bold: boolean
}

export function wrapped(text: string, width: number, set: Set, type: Typeface): string[] {
  const measure = (words: string) => type.width(words, set.size, set.bold)
  const lines: string[] = []
  let line = ''
  for (const piece of joinedPieces(text)) {
    if (line !== '' && measure((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = piece.trimStart()
    } else line += piece
    // One word that is longer than a line is broken where the line ends.
    while (measure(line) > width && line.length > 1) {
      let end = line.length - 1
      while (end > 1 && measure(line.slice(0, end)) > width) end -= 1
      lines.push(line.slice(0, end))
      line = line.slice(end)
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  return lines
}

/** Pieces between which a line may end; together they are the text. */
export function joinedPieces(text: string): string[] {
  const pieces: string[] = []
  for (const [piece] of text.matchAll(PIECES)) {
    const last = pieces.at(-1)
    if (last !== undefined && (NOT_FIRST.test(piece) || NOT_LAST.test(last)))
      pieces[pieces.length - 1] = last + piece
    else pieces.push(piece)
  }
  return pieces
}

/** Words that end with … where they are too long for a width. */
export function shortened(text: string, width: number, set: Set, type: Typeface): string {
  let end = text.length
  while (end > 0 && type.width(`${text.slice(0, end)}…`, set.size, set.bold) > width) end -= 1
  return `${text.slice(0, end).trimEnd()}…`
}
