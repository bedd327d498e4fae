/** A page with what was read on it, as formats of words and boxes take it; and what becomes a word of theirs. */
import type { Line } from '../../shared/contract/text.ts'
import { around, isSpaced } from '../../shared/domain/ocr.ts'
import type { Region } from '../../shared/domain/region.ts'

export interface WrittenPage {
  readonly number: number
  /** Name of the image's file. */
  readonly image: string | null
  readonly width: number
  readonly height: number
  readonly language: string | null
  readonly script: string | null
  readonly direction: 'horizontal' | 'vertical'
  /** Those that have lines on the page. */
  readonly paragraphs: readonly { readonly value: string; readonly lines: readonly Line[] }[]
}

export interface PageContext {
  /** Name and version of the program. */
  readonly generator: string
  /** When the file is made, RFC 3339. */
  readonly at: string
}

/** A format with one file for each page. */
export interface PageExporter {
  readonly id: string
  readonly name: string
  readonly version: string
  readonly extension: string
  readonly mediaType: string
  readonly shape: 'pages'
  write(page: WrittenPage, context: PageContext): string
}

export interface WordOut {
  text: string
  /** Where it is; of what was typed in between, the whole line. */
  region: Region
  confidence: number | null
  /** Whether it stands apart from the one before it. */
  spaced: boolean
}

export interface LineOut {
  region: Region
  words: WordOut[]
}

export interface ParagraphOut {
  region: Region
  value: string
  lines: LineOut[]
}

/** Lines and words as they are now: what a person has put between the words of a machine is a word, too. */
export function paragraphsOut({ paragraphs }: WrittenPage): ParagraphOut[] {
  return paragraphs.flatMap(({ value, lines }): ParagraphOut[] => {
    const out = lines.map((line) => lineOut(value, line)).filter(({ words }) => words.length > 0)
    const region = around(out.map((line) => line.region))
    return region === null ? [] : [{ region, value, lines: out }]
  })
}

function lineOut(value: string, line: Line): LineOut {
  const words: WordOut[] = []
  let at = line.start
  const add = (start: number, end: number, region: Region, confidence: number | null) => {
    const text = value.slice(start, end).trim()
    if (text === '') return
    const before = words.at(-1)?.text ?? ''
    words.push({
      text,
      region,
      confidence,
      spaced: before !== '' && (/\s/.test(value[start - 1] ?? '') || isSpaced(before, text)),
    })
  }
  for (const { start, end, region, confidence } of [...line.words].sort(
    (one, other) => one.start - other.start,
  )) {
    if (start > at) add(at, start, line.region, null)
    add(Math.max(at, start), end, region, confidence)
    at = Math.max(at, end)
  }
  add(at, line.end, line.region, null)
  return { region: line.region, words }
}

/** To two places behind the point, as the recogniser says it. */
export const shareText = (confidence: number | null): string | null =>
  confidence === null ? null : String(Math.round(confidence * 100) / 100)
