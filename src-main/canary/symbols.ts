/** Tables from the units of an encoding to the symbols of which canaries are made: what is no symbol ends a run. */
import { BREAK, foldSign } from '../shared/domain/canary/fold.ts'

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'shift_jis', 'euc-jp'] as const
export type Encoding = (typeof ENCODINGS)[number]

/** Ends a run. */
export const NONE = 0
/** Is nothing in a run: spaces, marks. */
export const NOTHING = 1
/** From here on: more than one symbol, in `several`. */
export const SEVERAL = 0x8000

export interface Symbols {
  /** By UTF-16 unit, also for what is made of UTF-8. */
  readonly units: Uint16Array
  /** Beyond the first plane. */
  readonly astral: ReadonlyMap<number, number>
  readonly shiftJis: Uint16Array
  readonly eucJp: Uint16Array
  readonly several: readonly (readonly number[])[]
}

let pairs: { shiftJis: Uint16Array; eucJp: Uint16Array } | undefined

/** The character that two bytes are, by both; 0 where they are none. Half-width kana stand at their single byte. */
function charactersOfPairs() {
  const of = (encoding: string) => {
    const table = new Uint16Array(0x10000)
    const decoder = new TextDecoder(encoding)
    const bytes = new Uint8Array(2)
    for (let lead = 0x81; lead <= 0xfe; lead++) {
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        bytes[0] = lead
        bytes[1] = trail
        const text = decoder.decode(bytes)
        if (text.length === 1 && text !== '\uFFFD') table[(lead << 8) | trail] = text.charCodeAt(0)
      }
    }
    return table
  }
  return (pairs ??= { shiftJis: of('shift_jis'), eucJp: of('euc-jp') })
}

/** @param probes the folded beginnings of canaries: their characters are the symbols. */
export function symbolsOf(probes: Iterable<string>): Symbols & { idOf: ReadonlyMap<string, number> } {
  const idOf = new Map<string, number>()
  for (const probe of probes) {
    for (let at = 0; at < probe.length; at++) {
      const unit = probe.charAt(at)
      if (!idOf.has(unit)) idOf.set(unit, NOTHING + 1 + idOf.size)
    }
  }
  const several: number[][] = []
  const symbolOf = (code: number): number => {
    const folded = foldSign(code)
    if (folded === '') return NOTHING
    if (folded === BREAK) return NONE
    if (folded.length === 1) return idOf.get(folded) ?? NONE
    const ids = Array.from({ length: folded.length }, (_, at) => idOf.get(folded.charAt(at)) ?? NONE)
    // Of a run that is broken, what comes after the break still counts.
    if (ids.every((id) => id === NONE)) return NONE
    return SEVERAL + several.push(ids) - 1
  }
  const units = new Uint16Array(0x10000)
  for (let unit = 0; unit < 0x10000; unit++)
    units[unit] = unit >= 0xd800 && unit <= 0xdfff ? NONE : symbolOf(unit)
  const astral = new Map<number, number>()
  // Old kanji of the second plane, and letters for mathematics, that fold to symbols.
  for (const [from, to] of [
    [0x1d400, 0x1d7ff],
    [0x1f100, 0x1f2ff],
    [0x20000, 0x2fa1f],
  ] as const) {
    for (let code = from; code <= to; code++) {
      const id = symbolOf(code)
      if (id !== NONE) astral.set(code, id)
    }
  }
  const { shiftJis, eucJp } = charactersOfPairs()
  const through = (table: Uint16Array) => table.map((unit) => (unit === 0 ? NONE : (units[unit] ?? NONE)))
  return { units, astral, several, idOf, shiftJis: through(shiftJis), eucJp: through(eucJp) }
}
