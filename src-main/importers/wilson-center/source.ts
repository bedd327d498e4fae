/** The lines of a document, and the account of what took each of them. */
import { readMarkdownLine } from '../markdown.ts'
import type { MarkdownLine } from '../markdown.ts'

export interface Line extends MarkdownLine {
  /** From 1, as an editor counts. */
  readonly number: number
  /** A form feed stood before it. */
  readonly newPage: boolean
}

/** What a line became: a label or mark of the carrier, a value, a part of a text. */
export type Taking = 'carrier' | 'field' | 'text'

/** Every line that says something is taken by something, or is on the list of those that nothing took. */
export class Source {
  readonly lines: readonly Line[]
  readonly taken = new Map<number, Taking>()

  constructor(text: string) {
    this.lines = text
      .replace(/^\uFEFF/, '')
      .split(/\r\n|\r|\n/)
      .map((raw, index) => ({
        ...readMarkdownLine(raw.replaceAll('\f', '')),
        number: index + 1,
        newPage: raw.includes('\f'),
      }))
    this.take(
      'carrier',
      this.lines.filter(({ markOnly }) => markOnly),
    )
  }

  take(by: Taking, lines: readonly Line[]): void {
    for (const { number } of lines) this.taken.set(number, by)
  }

  /** Lines with words that nothing took. */
  left(): Line[] {
    return this.lines.filter(({ number, text }) => text !== '' && !this.taken.has(number))
  }
}

/** Runs of lines between blank ones. */
export function blocksOf(lines: readonly Line[]): Line[][] {
  const blocks: Line[][] = []
  let open = false
  for (const line of lines) {
    if (line.text === '') {
      open = false
      continue
    }
    if (open) blocks.at(-1)?.push(line)
    else blocks.push([line])
    open = true
  }
  return blocks
}

const CJK_END = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー、。「」（）・]$/u
const CJK_START = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー、。「」（）・]/u

/** Lines that run on, as one; a line break of the carrier is kept as one (`\n`) when asked for. */
export function joinLines(lines: readonly Line[], breaks: 'kept' | 'joined' = 'kept'): string {
  let joined = ''
  lines.forEach((line, index) => {
    const previous = lines[index - 1]
    if (!previous) joined = line.text
    else if (breaks === 'kept' && previous.breaks) joined += `\n${line.text}`
    else joined += (CJK_END.test(joined) && CJK_START.test(line.text) ? '' : ' ') + line.text
  })
  return joined
}
