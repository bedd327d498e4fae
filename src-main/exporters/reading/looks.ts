/** How each kind of words is set on paper. */
import type { Passage, Piece } from '../../shared/domain/edition/index.ts'
import { isOfForm } from '../../shared/domain/alignment/index.ts'
import type { TextMarkKind } from '../../shared/domain/text-mark.ts'
import type { Look, Run } from './lines.ts'
import { bracketed, SIGN_OF_DOUBT } from './words.ts'
import type { Telling } from './words.ts'

export const COLOURS = { ink: '#23211d', soft: '#5c574d', line: '#c9c3b6', warn: '#8a4b00' } as const

export const TEXT: Look = { face: 'serif', size: 10, colour: COLOURS.ink }
export const SMALL: Look = { face: 'regular', size: 8, colour: COLOURS.soft }
export const LABEL: Look = { face: 'regular', size: 8.5, colour: COLOURS.soft }
export const HEAD: Look = { face: 'bold', size: 9, colour: COLOURS.soft }
export const PAGE_HEAD: Look = { face: 'bold', size: 10.5, colour: COLOURS.ink }
export const TITLE: Look = { face: 'serifBold', size: 18, colour: COLOURS.ink }
export const ALSO: Look = { face: 'serif', size: 12.5, colour: COLOURS.ink }

/** Height of a line for its type. */
export const leading = (size: number): number => size * 1.55

const MARKED: Partial<Record<TextMarkKind, Partial<Look>>> = {
  illegible: { under: 'dotted' },
  added: { under: 'solid' },
  handwriting: { under: 'wavy' },
  deleted: { struck: true },
  stamp: { framed: true },
  boilerplate: { colour: COLOURS.soft, size: 8.5 },
}

export const marked = (look: Look, marks: readonly TextMarkKind[]): Look =>
  marks.reduce<Look>((so, kind) => ({ ...so, ...MARKED[kind] }), look)

export function lookOf(passage: Pick<Passage, 'kind'>): Look {
  if (isOfForm(passage)) return { ...TEXT, size: 8.5, colour: COLOURS.soft }
  return passage.kind === 'heading' ? { ...TEXT, face: 'serifBold' } : TEXT
}

export function runsOf(pieces: readonly Piece[], look: Look, telling: Telling): Run[] {
  const sign: Look = { ...SMALL, size: look.size * 0.75 }
  return pieces.flatMap(({ text, marks, turn }) => [
    ...(turn === undefined ? [] : [{ text: ` |${telling.turn(turn)}| `, look: sign }]),
    { text: marks.includes('supplied') ? bracketed(text) : text, look: marked(look, marks) },
    ...(marks.includes('uncertain') ? [{ text: SIGN_OF_DOUBT, look: sign }] : []),
  ])
}
