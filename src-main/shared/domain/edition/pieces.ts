/** The words of one passage, cut where the marks of the editor change and where a page of the document ends. */
import type { Paragraph } from '../../contract/text.ts'
import { isSpaced } from '../ocr.ts'
import type { TextMarkKind } from '../text-mark.ts'

export interface Piece {
  readonly text: string
  readonly marks: readonly TextMarkKind[]
  /** Ordinal of the page that begins before it, in the middle of the passage. */
  readonly turn?: number
}

export type PassageSource = Pick<Paragraph, 'value' | 'marks' | 'pageNumber'>

/** Words without any mark go out even where those of the form do not. */
export function piecesOf(paragraphs: readonly PassageSource[], withForm: boolean): Piece[] {
  const pieces: Piece[] = []
  let page: number | null | undefined
  for (const { value, marks, pageNumber } of paragraphs) {
    const own = cut(value, marks).filter(({ marks: kinds }) => withForm || !kinds.includes('boilerplate'))
    const [first, ...rest] = own
    if (!first) continue
    const last = pieces.at(-1)?.text
    const space = last !== undefined && isSpaced(last, first.text) ? ' ' : ''
    const turns = last !== undefined && pageNumber !== null && pageNumber !== page
    pieces.push({ ...first, text: space + first.text, ...(turns && { turn: pageNumber }) }, ...rest)
    page = pageNumber
  }
  return pieces
}

function cut(value: string, marks: PassageSource['marks']): Piece[] {
  const places = new Set([0, value.length, ...marks.flatMap(({ start, end }) => [start, end])])
  const inOrder = [...places].filter((place) => place <= value.length).sort((one, other) => one - other)
  return inOrder.slice(1).flatMap((end, index) => {
    const start = inOrder[index] ?? 0
    const text = value.slice(start, end)
    const kinds = marks.filter((mark) => mark.start <= start && end <= mark.end).map(({ kind }) => kind)
    return text === '' ? [] : [{ text, marks: kinds }]
  })
}
