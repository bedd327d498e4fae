/** Words from top to bottom, in columns from right to left; where they take more than a width, in bands below each other. */
import type { Typeface } from '../print/type.ts'
import { setLines } from './lines.ts'
import type { Run, SetLine } from './lines.ts'
import { downward } from './standing.ts'

export interface Band {
  readonly columns: readonly SetLine[]
  /** From the middle of a column to that of the next, in points. */
  readonly pitch: number
  /** In points. */
  readonly height: number
}

/** Columns are so many characters long: the first of these with which all of them stand beside each other. */
const LENGTHS = [12, 18, 24, 30]
const PITCH = 1.65

export function bandsOf(runs: readonly Run[], width: number, type: Typeface): Band[] {
  const size = Math.max(...runs.map(({ look }) => look.size))
  const pitch = size * PITCH
  const across = Math.max(1, Math.floor(width / pitch))
  let columns: SetLine[] = []
  for (const length of LENGTHS) {
    columns = setLines(runs, length * size, type, downward)
    if (columns.length <= across) break
  }
  const bands: Band[] = []
  for (let at = 0; at < columns.length; at += across) {
    const own = columns.slice(at, at + across)
    bands.push({ columns: own, pitch, height: Math.max(size, ...own.map(lengthOf)) })
  }
  return bands
}

function lengthOf({ runs }: SetLine): number {
  const last = runs.at(-1)
  return last ? last.from + last.length : 0
}
