/** Words of several kinds in lines of a width: where a line ends is decided as for printed lists, over all of them together. */
import { joinedPieces } from '../print/lines.ts'
import type { Face, Typeface } from '../print/type.ts'

export interface Look {
  readonly face: Face
  readonly size: number
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
  /** From the beginning of the line, in points. */
  readonly x: number
  readonly width: number
}

export interface SetLine {
  readonly runs: readonly PlacedRun[]
  /** Of the largest type in it. */
  readonly size: number
}

export function setLines(runs: readonly Run[], width: number, type: Typeface): SetLine[] {
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
    for (const [start, end] of broken(written, width, (at) => looks[from + at], type))
      lines.push(placed(written, start, end, (at) => looks[from + at], type))
    from += written.length + 1
  }
  return lines
}

type LookAt = (at: number) => Look | undefined

function measure(text: string, at: number, lookAt: LookAt, type: Typeface): number {
  let width = 0
  let place = at
  for (const character of text) {
    const look = lookAt(place)
    if (look) width += type.width(character, look.size, look.face)
    place += character.length
  }
  return width
}

/** Where lines begin and end in a text without line ends. */
function broken(text: string, width: number, lookAt: LookAt, type: Typeface): [number, number][] {
  const lines: [number, number][] = []
  let [start, at, used] = [0, 0, 0]
  const put = (piece: string, wide: number) => {
    if (used > 0 && used + wide > width) {
      lines.push([start, at])
      start = at
      used = 0
    }
    used += wide
    at += piece.length
  }
  for (const piece of joinedPieces(text)) {
    const wide = measure(piece, at, lookAt, type)
    if (/^[ \t]+$/.test(piece)) {
      // A space at which a line has ended is not set.
      if (at === start && lines.length > 0) start += piece.length
      else used += wide
      at += piece.length
    } else if (wide <= width) put(piece, wide)
    // One word that is longer than a line is broken where the line ends.
    else for (const character of piece) put(character, measure(character, at, lookAt, type))
  }
  if (start < text.length || lines.length === 0) lines.push([start, text.length])
  return lines
}

function placed(text: string, start: number, end: number, lookAt: LookAt, type: Typeface): SetLine {
  const runs: PlacedRun[] = []
  let x = 0
  let open = start
  const shown = text.slice(start, end).replace(/[ \t]+$/, '').length + start
  for (let at = start; at <= shown; at++) {
    if (at < shown && lookAt(at) === lookAt(open)) continue
    const look = lookAt(open)
    const own = text.slice(open, at)
    if (look && own !== '') {
      const width = type.width(own, look.size, look.face)
      runs.push({ text: own, look, x, width })
      x += width
    }
    open = at
  }
  return { runs, size: Math.max(0, ...runs.map(({ look }) => look.size)) }
}
