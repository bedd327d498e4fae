/** The streams of a PDF, found by themselves: what no table of the file leads to any more is in it all the same. */
import type { Source } from '../source.ts'

export interface PdfStream {
  /** Of the object; null where it is not said. */
  readonly object: number | null
  readonly dictionary: string
  readonly from: number
  readonly to: number
}

const WINDOW = 1 << 20
const LONGEST_DICTIONARY = 1 << 14
const KEYWORD = Buffer.from('stream')
const END = Buffer.from('endstream')

export async function* streamsOf(source: Source): AsyncGenerator<PdfStream> {
  for (let start = 0; start < source.size;) {
    const window = Buffer.from(await source.read(start, WINDOW + LONGEST_DICTIONARY))
    const found = await firstIn(window, start, source)
    if (found) {
      yield found
      start = found.to
    } else start += WINDOW
  }
}

async function firstIn(window: Buffer, start: number, source: Source): Promise<PdfStream | null> {
  for (let at = window.indexOf(KEYWORD); at !== -1; at = window.indexOf(KEYWORD, at + 1)) {
    const after = window[at + 6] === 13 ? at + 7 : at + 6
    if (window[after] !== 10 || window.toString('latin1', Math.max(0, at - 3), at) === 'end') continue
    const begin = Math.max(0, start + at - LONGEST_DICTIONARY)
    const before = (await source.read(begin, start + at - begin)).toString('latin1')
    const opening = before.lastIndexOf('obj')
    const object = /(\d{1,10})\s+\d{1,5}\s+$/.exec(before.slice(Math.max(0, opening - 32), opening))
    const dictionary = before.slice(object ? opening + 3 : before.lastIndexOf('<<'))
    const from = start + after + 1
    return {
      object: object ? Number(object[1]) : null,
      dictionary,
      from,
      to: await endOf(source, from, dictionary),
    }
  }
  return null
}

async function endOf(source: Source, from: number, dictionary: string): Promise<number> {
  const said = /\/Length\s+(\d{1,12})(?!\s+\d+\s+R)\b/.exec(dictionary)?.[1]
  if (said !== undefined && (await source.read(from + Number(said), 32)).includes(END))
    return from + Number(said)
  for (let at = from; at < source.size; at += WINDOW) {
    const end = (await source.read(at, WINDOW + END.length)).indexOf(END)
    if (end !== -1) return at + end
  }
  return source.size
}
