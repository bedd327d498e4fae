/** Lines of what stands in a cell: passages of a text, values of the description. */
import type { Passage } from '../../shared/domain/edition/index.ts'
import type { Typeface } from '../print/type.ts'
import { bandsOf } from './bands.ts'
import type { ReadingText } from './document.ts'
import { setLines } from './lines.ts'
import type { Look, Run } from './lines.ts'
import { leading, lookOf, runsOf, SMALL } from './looks.ts'
import type { Said } from './metadata.ts'
import type { CellLine, Told } from './sheets.ts'
import { BETWEEN_WORDS_OF_FORM } from './words.ts'
import type { Telling } from './words.ts'

/** Between what stands below each other in vertical lines. */
const BELOW_BAND = 8

export interface Speaking {
  readonly telling: Telling
  readonly type: Typeface
}

/** Passages that follow each other in a cell, in the direction of their text. */
export function linesOfGroup(
  group: readonly Passage[],
  width: number,
  { lang, vertical }: Pick<ReadingText, 'lang' | 'vertical'>,
  { telling, type }: Speaking,
): CellLine[] {
  const runs = group.flatMap((passage, index) => {
    const look = lookOf(passage)
    const own = runsOf(passage.pieces, look, telling)
    if (group.length === 1) return own
    // Words of the form run on, whatever lines they have on the sheet.
    const flowing = own.map((run) => ({ ...run, text: run.text.replace(/\s+/gu, ' ') }))
    return index === 0 ? flowing : [{ text: BETWEEN_WORDS_OF_FORM, look }, ...flowing]
  })
  const told: Told = { role: 'P', lang }
  if (!vertical) return linesOf(runs, width, told, type)
  return bandsOf(runs, width, type).map((band) => ({ band, height: band.height + BELOW_BAND, told }))
}

/** A value of the description, with what is told beside it. */
export function linesOfSaid(
  { blocks, lang, note }: Said,
  look: Look,
  width: number,
  role: Told['role'],
  type: Typeface,
): CellLine[] {
  const told: Told = { role, lang }
  const lines = blocks.flatMap((block) =>
    (block.kind === 'paragraph' ? [block.lines] : block.items.map((item) => [item])).map((of, index) =>
      of
        .map((line) => line.map(({ text }) => text).join(''))
        .map((line) =>
          block.kind === 'list'
            ? `・${line}`
            : block.kind === 'orderedList'
              ? `${String(index + 1)}. ${line}`
              : line,
        )
        .join('\n'),
    ),
  )
  const beside: Run[] = note === '' ? [] : [{ text: `  ${note}`, look: SMALL }]
  return lines.flatMap((text, index) =>
    linesOf([{ text, look }, ...(index === lines.length - 1 ? beside : [])], width, told, type),
  )
}

export function linesOf(runs: readonly Run[], width: number, told: Told, type: Typeface): CellLine[] {
  const usual = Math.max(...runs.map(({ look }) => look.size))
  return setLines(runs, width, type).map((line) => ({
    line,
    height: leading(line.size === 0 ? usual : line.size),
    told,
  }))
}
