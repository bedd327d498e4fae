/**
 * Looks for canaries in bytes that may be text in any encoding, or no text at all. Tables and rolling sums look at every byte
 * and miss nothing; whatever they point to is then decoded and folded in full, so that nothing is found that is not there.
 */
import { foldForScan, offsetAfter } from '../shared/domain/canary/fold.ts'
import { indexOf, startingAt } from '../shared/domain/canary/index.ts'
import type { Canary } from '../shared/domain/canary/index.ts'
import { followPairs, PAIRS, tablesOf, walkUtf8 } from './loops.ts'
import type { Encoding } from './symbols.ts'

export interface Hit {
  readonly canary: Canary
  readonly encoding: Encoding
  /** Offset in the bytes that were looked through. */
  readonly at: number
}

export interface Matcher {
  search(bytes: Uint8Array, found: (hit: Hit) => void): void
  /** All that is in a few bytes. */
  hits(bytes: Uint8Array): Hit[]
}

/** Bytes that are decoded to see whether it is a canary: many times its length, for what stands between letters. */
const VERIFIED = 1024

export function createMatcher(canaries: readonly Canary[]): Matcher {
  const index = indexOf(canaries)
  const tables = tablesOf([...index.byProbe.keys()])
  const matcher: Matcher = {
    search(bytes, found) {
      if (canaries.length === 0) return
      const verify = (encoding: Encoding, at: number) => {
        const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes.subarray(at, at + VERIFIED))
        for (const canary of startingAt(foldForScan(text), 0, index)) {
          if (canary.wholeWord && !isWhole(bytes, encoding, at, text, canary.folded)) continue
          found({ canary, encoding, at })
        }
      }
      walkUtf8(bytes, tables, (at) => verify('utf-8', at))
      followPairs(bytes, tables, (pair, at) => verify(PAIRS[pair], at))
    },
    hits(bytes) {
      const hits: Hit[] = []
      matcher.search(bytes, (hit) => void hits.push(hit))
      return hits
    },
  }
  return matcher
}

const WORD = /[\p{L}\p{N}]/u
const isWordByte = (byte: number | undefined) => byte !== undefined && WORD.test(String.fromCharCode(byte))

/** Whether neither a letter nor a digit stands directly before or behind it. */
function isWhole(bytes: Uint8Array, encoding: Encoding, at: number, text: string, folded: string): boolean {
  if (/^[\p{L}\p{N}\p{M}]/u.test(text.slice(offsetAfter(text, folded.length)))) return false
  if (encoding === 'utf-16le') return !(bytes[at - 1] === 0 && isWordByte(bytes[at - 2]))
  if (encoding === 'utf-16be') return !(bytes[at - 2] === 0 && isWordByte(bytes[at - 1]))
  const before = bytes[at - 1]
  return before === undefined || before >= 0x80 || !isWordByte(before)
}
