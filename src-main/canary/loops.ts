/**
 * The two loops that look at every byte. They are written for speed: gigabytes of pages pass through them, and whatever is kept
 * across a turn is a local number.
 */
import { LEAST_ALONE, LEAST_LATIN, LEAST_UNSPACED } from '../shared/domain/canary/index.ts'
import { NONE, NOTHING, SEVERAL, symbolsOf } from './symbols.ts'
import type { Symbols } from './symbols.ts'

const [LE, BE, SJIS, EUC] = [1, 2, 4, 8] as const
export const PAIRS = { [LE]: 'utf-16le', [BE]: 'utf-16be', [SJIS]: 'shift_jis', [EUC]: 'euc-jp' } as const
export type Pair = keyof typeof PAIRS

export interface Tables extends Symbols {
  readonly mixes: Int32Array
  /** Of the sums of probes, by length: 3, 6, 11. */
  readonly alone: Uint32Array
  readonly unspaced: Uint32Array
  readonly latin: Uint32Array
  /** By two bytes: the encodings in which a symbol begins with them. */
  readonly mask: Uint8Array
}

const BITS = 20
const RING = 15
/** Each sum forgets what lies further back than the length of its probes: that many bits are shifted out. */
const [SHIFT_ALONE, SHIFT_UNSPACED, SHIFT_LATIN] = [11, 6, 3] as const
const LOOKED_BACK = 64

export function tablesOf(probes: readonly string[]): Tables {
  const { idOf, ...symbols } = symbolsOf(probes)
  const mixes = new Int32Array(0x8000)
  for (let id = 0; id < mixes.length; id++) mixes[id] = Math.imul(id + 1, 0x9e3779b1) ^ (id << 7)
  const setOf = (length: number, shift: number) => {
    const set = new Uint32Array(1 << (BITS - 5))
    for (const probe of probes) {
      if (probe.length !== length) continue
      let sum = 0
      for (let at = 0; at < length; at++)
        sum = ((sum << shift) + (mixes[idOf.get(probe.charAt(at)) ?? 0] ?? 0)) | 0
      const slot = slotOf(sum)
      set[slot >>> 5] = (set[slot >>> 5] ?? 0) | (1 << (slot & 31))
    }
    return set
  }
  return {
    ...symbols,
    mixes,
    alone: setOf(LEAST_ALONE, SHIFT_ALONE),
    unspaced: setOf(LEAST_UNSPACED, SHIFT_UNSPACED),
    latin: setOf(LEAST_LATIN, SHIFT_LATIN),
    mask: maskOf(symbols),
  }
}

const slotOf = (sum: number) => Math.imul(sum, 0x85ebca6b) >>> (32 - BITS)

/** From a byte of half-width kana to its character. */
const KANA = 0xff61 - 0xa1
const isKana = (byte: number) => byte >= 0xa1 && byte <= 0xdf

function maskOf({ units, shiftJis, eucJp }: Symbols): Uint8Array {
  const isSymbol = (symbol: number | undefined) => symbol !== undefined && symbol > NOTHING
  return Uint8Array.from({ length: 0x10000 }, (_, pair) => {
    const [one, two] = [pair >> 8, pair & 0xff]
    let bits = 0
    if (isSymbol(units[(two << 8) | one])) bits |= LE
    if (isSymbol(units[pair])) bits |= BE
    if (isSymbol(shiftJis[pair]) || (isKana(one) && isSymbol(units[one + KANA]))) bits |= SJIS
    if (isSymbol(eucJp[pair]) || (one === 0x8e && isKana(two) && isSymbol(units[two + KANA]))) bits |= EUC
    return bits
  })
}

/** UTF-8, and what is ASCII in others: calls with the offset at which a probe may stand. */
export function walkUtf8(bytes: Uint8Array, tables: Tables, likely: (at: number) => void): void {
  const { units, astral, several, mixes, alone, unspaced, latin } = tables
  const ring = new Int32Array(RING + 1)
  const end = bytes.length
  let [run, sum3, sum6, sum11] = [0, 0, 0, 0]
  for (let at = 0, width: number; at < end; at += width) {
    const one = bytes[at] as number
    let symbol = NONE as number
    width = 1
    if (one < 0x80) symbol = units[one] as number
    else if (one >= 0xc2 && one < 0xf5 && at + 1 < end) {
      const two = bytes[at + 1] as number
      if ((two & 0xc0) === 0x80) {
        if (one < 0xe0) {
          symbol = units[((one & 0x1f) << 6) | (two & 0x3f)] as number
          width = 2
        } else if (one < 0xf0) {
          const three = at + 2 < end ? (bytes[at + 2] as number) : 0
          if ((three & 0xc0) === 0x80) {
            symbol = units[((one & 0x0f) << 12) | ((two & 0x3f) << 6) | (three & 0x3f)] as number
            width = 3
          }
        } else if (at + 3 < end) {
          const [three, four] = [bytes[at + 2] as number, bytes[at + 3] as number]
          symbol =
            astral.get(((one & 7) << 18) | ((two & 0x3f) << 12) | ((three & 0x3f) << 6) | (four & 0x3f)) ??
            NONE
          if (symbol !== NONE) width = 4
        }
      }
    }
    if (symbol === NONE) {
      run = 0
      continue
    }
    if (symbol === NOTHING) continue
    const many = symbol >= SEVERAL ? several[symbol - SEVERAL] : undefined
    for (let part = 0; part < (many?.length ?? 1); part++) {
      if (many) symbol = many[part] as number
      if (symbol === NONE) {
        run = 0
        continue
      }
      const mix = mixes[symbol] as number
      ring[run & RING] = at
      run++
      sum3 = ((sum3 << SHIFT_ALONE) + mix) | 0
      sum6 = ((sum6 << SHIFT_UNSPACED) + mix) | 0
      sum11 = ((sum11 << SHIFT_LATIN) + mix) | 0
      if (run < LEAST_ALONE) continue
      let slot = Math.imul(sum3, 0x85ebca6b) >>> (32 - BITS)
      if ((((alone[slot >>> 5] as number) >>> (slot & 31)) & 1) === 1)
        likely(ring[(run - LEAST_ALONE) & RING] as number)
      if (run < LEAST_UNSPACED) continue
      slot = Math.imul(sum6, 0x85ebca6b) >>> (32 - BITS)
      if ((((unspaced[slot >>> 5] as number) >>> (slot & 31)) & 1) === 1)
        likely(ring[(run - LEAST_UNSPACED) & RING] as number)
      if (run < LEAST_LATIN) continue
      slot = Math.imul(sum11, 0x85ebca6b) >>> (32 - BITS)
      if ((((latin[slot >>> 5] as number) >>> (slot & 31)) & 1) === 1)
        likely(ring[(run - LEAST_LATIN) & RING] as number)
    }
  }
}

type Likely = (pair: Pair, at: number) => void

/** Encodings in pairs of bytes, which may begin anywhere. */
export function followPairs(bytes: Uint8Array, tables: Tables, likely: Likely): void {
  const { mask } = tables
  const last = bytes.length - 1
  const seen = new Uint8Array(bytes.length)
  let two = bytes[0] as number
  for (let at = 0; at < last; at++) {
    const one = two
    two = bytes[at + 1] as number
    const here = mask[(one << 8) | two] as number
    if (here === 0) continue
    const left = here & ~(seen[at] as number)
    if (left === 0) continue
    if ((left & LE) !== 0) follow(bytes, tables, seen, LE, at, likely)
    if ((left & BE) !== 0) follow(bytes, tables, seen, BE, at, likely)
    if ((left & SJIS) !== 0) follow(bytes, tables, seen, SJIS, at, likely)
    if ((left & EUC) !== 0) follow(bytes, tables, seen, EUC, at, likely)
  }
}

/** One run of symbols in one of these encodings; whatever it went over is `seen`. */
function follow(
  bytes: Uint8Array,
  tables: Tables,
  seen: Uint8Array,
  pair: Pair,
  from: number,
  likely: Likely,
) {
  const { units, several, mixes, alone, unspaced, latin } = tables
  const ring = RINGS
  const end = bytes.length
  const wide = pair === LE || pair === BE
  let at = from
  // A passage may begin with letters or digits; where there is nothing else in it, it is found as UTF-8 is.
  if (!wide) {
    while (at > 0 && from - at < LOOKED_BACK && (bytes[at - 1] as number) < 0x80) {
      if (units[bytes[at - 1] as number] === NONE) break
      at--
    }
  }
  let [run, sum3, sum6, sum11] = [0, 0, 0, 0]
  for (let width: number; at < end; at += width) {
    let symbol = wide
      ? at + 1 < end
        ? (units[
            pair === LE
              ? ((bytes[at + 1] as number) << 8) | (bytes[at] as number)
              : ((bytes[at] as number) << 8) | (bytes[at + 1] as number)
          ] as number)
        : NONE
      : narrow(bytes, tables, pair, at)
    if (symbol === NONE) return
    const one = bytes[at] as number
    width = wide || (one >= 0x80 && !(pair === SJIS && isKana(one))) ? 2 : 1
    seen[at] = (seen[at] as number) | pair
    if (symbol === NOTHING) continue
    const many = symbol >= SEVERAL ? several[symbol - SEVERAL] : undefined
    for (let part = 0; part < (many?.length ?? 1); part++) {
      if (many) symbol = many[part] as number
      if (symbol === NONE) {
        run = 0
        continue
      }
      const mix = mixes[symbol] as number
      ring[run & RING] = at
      run++
      sum3 = ((sum3 << SHIFT_ALONE) + mix) | 0
      sum6 = ((sum6 << SHIFT_UNSPACED) + mix) | 0
      sum11 = ((sum11 << SHIFT_LATIN) + mix) | 0
      if (run >= LEAST_ALONE && has(alone, sum3)) likely(pair, ring[(run - LEAST_ALONE) & RING] as number)
      if (run >= LEAST_UNSPACED && has(unspaced, sum6))
        likely(pair, ring[(run - LEAST_UNSPACED) & RING] as number)
      if (run >= LEAST_LATIN && has(latin, sum11)) likely(pair, ring[(run - LEAST_LATIN) & RING] as number)
    }
  }
}

const RINGS = new Int32Array(RING + 1)

function narrow(bytes: Uint8Array, { units, shiftJis, eucJp }: Tables, pair: Pair, at: number): number {
  const one = bytes[at] as number
  if (one < 0x80) return units[one] as number
  if (pair === SJIS && isKana(one)) return units[one + KANA] as number
  const two = bytes[at + 1] ?? 0
  if (pair === EUC && one === 0x8e) return isKana(two) ? (units[two + KANA] as number) : NONE
  return (pair === SJIS ? shiftJis : eucJp)[(one << 8) | two] as number
}

function has(set: Uint32Array, sum: number): boolean {
  const slot = slotOf(sum)
  return (((set[slot >>> 5] as number) >>> (slot & 31)) & 1) === 1
}
