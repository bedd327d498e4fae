/** Words of several kinds in lines of a length: where a line ends is decided as for printed lists, over all of them together. */
import { joinedPieces } from '../print/lines.ts'
import type { Typeface } from '../print/type.ts'
import { level } from './standing.ts'
import type { Setting, Sort, Stance, Standing } from './standing.ts'

export interface Look extends Sort {
  readonly colour: string
  readonly under?: 'solid' | 'dotted' | 'wavy'
  readonly struck?: true
  readonly framed?: true
}

export interface Run {
  readonly text: string
  readonly look: Look
}

export interface PlacedRun extends Run {
  readonly stance: Stance
  /** From the beginning of the line, in points. */
  readonly from: number
  readonly length: number
}

export interface SetLine {
  /** Up to where the next begins: with the spaces at which it has ended. */
  readonly text: string
  readonly runs: readonly PlacedRun[]
  /** Of the largest type in it. */
  readonly size: number
}

/** Lines from left to right, or columns from top to bottom. */
export function setLines(
  runs: readonly Run[],
  length: number,
  type: Typeface,
  setting: Setting = level,
): SetLine[] {
  const looks: Look[] = []
  let text = ''
  for (const { text: own, look } of runs) {
    const readable = type.readable(own, look.face)
    text += readable
    for (let at = 0; at < readable.length; at++) looks.push(look)
  }
  const lines: SetLine[] = []
  let from = 0
  for (const written of text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)) {
    const start = from
    const lookAt = (at: number) => looks[start + at]
    const words = { written, lookAt, standings: setting(written, lookAt, type) }
    const breaks = broken(words, length)
    for (const [index, [first, end]] of breaks.entries())
      lines.push({
        text: written.slice(first, breaks[index + 1]?.[0]),
        ...placed(words, first, end),
      })
    from += written.length + 1
  }
  return lines
}

/** What has no line ends in it, and how each of its characters stands. */
interface Words {
  readonly written: string
  readonly lookAt: (at: number) => Look | undefined
  readonly standings: readonly (Standing | null)[]
}

/** Where lines begin and end. */
function broken({ written, standings }: Words, length: number): [number, number][] {
  const lines: [number, number][] = []
  let [start, at, used] = [0, 0, 0]
  const lengthOf = (piece: string) => {
    let sum = 0
    for (let unit = at; unit < at + piece.length; unit++) sum += standings[unit]?.length ?? 0
    return sum
  }
  const put = (piece: string, long: number) => {
    if (used > 0 && used + long > length) {
      lines.push([start, at])
      start = at
      used = 0
    }
    used += long
    at += piece.length
  }
  for (const piece of joinedPieces(written)) {
    const long = lengthOf(piece)
    if (/^[ \t]+$/.test(piece)) {
      // A space at which a line has ended is not set.
      if (at === start && lines.length > 0) start += piece.length
      else used += long
      at += piece.length
    } else if (long <= length) put(piece, long)
    // One word that is longer than a line is broken where the line ends.
    else for (const character of piece) put(character, lengthOf(character))
  }
  if (start < written.length || lines.length === 0) lines.push([start, written.length])
  return lines
}

function placed({ written, lookAt, standings }: Words, start: number, end: number): Omit<SetLine, 'text'> {
  const runs: PlacedRun[] = []
  const shown = written.slice(start, end).replace(/[ \t]+$/, '').length + start
  let from = 0
  for (let at = start; at < shown; at++) {
    const [look, standing] = [lookAt(at), standings[at]]
    const last = runs.at(-1)
    const text = written.charAt(at)
    if (!look) continue
    if (last && (!standing || goesOn(last, standing, look)))
      runs[runs.length - 1] = {
        ...last,
        text: last.text + text,
        length: last.length + (standing?.length ?? 0),
      }
    else if (standing) runs.push({ text, look, from, ...standing })
    from += standing?.length ?? 0
  }
  return { runs, size: Math.max(0, ...runs.map(({ look }) => look.size)) }
}

const goesOn = (run: PlacedRun, { stance }: Standing, look: Look): boolean =>
  run.look === look && run.stance === stance && stance !== 'pair'
