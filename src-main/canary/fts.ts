/**
 * Full-text indexes of SQLite (FTS5), as their blocks lie in pages, used or free: words are cut into terms, sorted, and each term
 * shortened by what it has in common with the one before. From terms and their places the run of words is put together again.
 */
import { foldForScan } from '../shared/domain/canary/fold.ts'
import type { Canary } from '../shared/domain/canary/index.ts'

export interface FtsIndex {
  /** Looks for blocks anywhere in the bytes. */
  read(bytes: Buffer): void
  /** Canaries whose words stand beside each other in a text of the index. */
  found(): Canary[]
  readonly isPartial: boolean
}

/** Before each term of the main index. */
const MAIN = 0x30
const MOST_PLACES = 2_000_000
const MOST_VARIANTS = 64

interface Place {
  /** Folded. */
  readonly term: string
  /** What its first character folds to: an index of overlapping terms goes on by so much. */
  readonly step: number
}

export function createFtsIndex(canaries: readonly Canary[]): FtsIndex {
  const all = canaries.map(({ folded }) => folded).join('\0')
  const wanted = new Map<string, Place | null>()
  /** By text and column, by position. */
  const texts = new Map<string, Map<number, Place[]>>()
  let places = 0

  const placeOf = (term: Buffer): Place | null => {
    const text = term.toString('utf8')
    const known = wanted.get(text)
    if (known !== undefined) return known
    const folded = foldForScan(text)
    // A run of words may end within a term.
    const isPart =
      folded !== '' && (all.includes(folded) || canaries.some(({ folded: own }) => endsIn(own, folded)))
    const place = isPart ? { term: folded, step: foldForScan(Array.from(text)[0] ?? '').length } : null
    wanted.set(text, place)
    return place
  }

  const put = (place: Place, text: number, column: number, position: number) => {
    const key = `${text}.${column}`
    const own = texts.get(key) ?? new Map<number, Place[]>()
    texts.set(key, own)
    const here = own.get(position) ?? []
    own.set(position, here)
    if (here.some(({ term }) => term === place.term) || here.length >= MOST_VARIANTS) return
    here.push(place)
    places++
  }

  return {
    read(bytes) {
      for (let at = 0; at + 8 < bytes.length && places < MOST_PLACES; at++) {
        const leaf = leafAt(bytes, at)
        if (!leaf) continue
        for (const { term, from, to } of termsOf(bytes, at, leaf)) {
          const place = placeOf(term)
          if (place) readPlaces(bytes, from, to, (...where) => put(place, ...where))
        }
      }
    },
    found() {
      const byFirst = Map.groupBy(canaries, ({ folded }) => folded.charAt(0))
      const found = new Set<Canary>()
      for (const own of texts.values()) {
        for (const [position, here] of own) {
          for (const { term } of here)
            for (const canary of byFirst.get(term.charAt(0)) ?? [])
              if (!found.has(canary) && goesOn(own, position, canary.folded)) found.add(canary)
        }
      }
      return [...found]
    },
    get isPartial() {
      return places >= MOST_PLACES
    },
  }
}

/** Whether some ending of a run is a beginning of the term. */
const endsIn = (run: string, term: string): boolean => {
  for (let length = Math.min(run.length, term.length); length > 1; length--)
    if (run.endsWith(term.slice(0, length))) return true
  return false
}

/** Whether the terms from a position on say the run: one after the other, or each overlapping the next. */
function goesOn(text: ReadonlyMap<number, readonly Place[]>, position: number, left: string): boolean {
  return (text.get(position) ?? []).some(({ term, step }) => {
    if (term.startsWith(left)) return true
    if (!left.startsWith(term)) return false
    if (goesOn(text, position + 1, left.slice(term.length))) return true
    return step < term.length && goesOn(text, position + 1, left.slice(step))
  })
}

interface Leaf {
  /** Where its own contents end, and the list of terms begins. */
  readonly size: number
  readonly first: number
}

function leafAt(bytes: Buffer, at: number): Leaf | null {
  const size = ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number)
  const rowid = ((bytes[at] as number) << 8) | (bytes[at + 1] as number)
  if (size < 8 || rowid >= size || at + size >= bytes.length) return null
  const [first] = varint(bytes, at + size)
  if (first < 4 || first + 2 >= size || bytes[at + first + 1] !== MAIN) return null
  const length = bytes[at + first] as number
  return length === 0 || length > 0x7f || first + 1 + length > size ? null : { size, first }
}

interface Term {
  term: Buffer
  /** Where its places are. */
  from: number
  to: number
}

function termsOf(bytes: Buffer, at: number, { size }: Leaf): Term[] {
  const terms: Term[] = []
  let before: Buffer = Buffer.alloc(0)
  let footer = at + size
  let offset = 0
  for (let isFirst = true; ; isFirst = false) {
    const [delta, length] = varint(bytes, footer)
    if (delta === 0 && !isFirst) break
    offset += delta
    if (offset >= size || (!isFirst && delta > size)) break
    footer += length
    const begin = at + offset
    const [keep, keepLength] = isFirst ? [0, 0] : varint(bytes, begin)
    const [more, moreLength] = varint(bytes, begin + keepLength)
    const from = begin + keepLength + moreLength
    if (keep > before.length || from + more > at + size || keep + more === 0) break
    const whole = Buffer.concat([before.subarray(0, keep), bytes.subarray(from, from + more)])
    const last = terms.at(-1)
    if (last) last.to = begin
    terms.push({ term: whole.subarray(1), from: from + more, to: at + size })
    before = whole
  }
  return terms
}

function readPlaces(
  bytes: Buffer,
  from: number,
  to: number,
  put: (text: number, column: number, at: number) => void,
) {
  let at = from
  let text = 0
  while (at < to) {
    const [delta, length] = varint(bytes, at)
    const [sizes, sizeLength] = varint(bytes, at + length)
    text += delta
    at += length + sizeLength
    const end = Math.min(to, at + Math.floor(sizes / 2))
    let [column, position] = [0, 0]
    while (at < end) {
      const [value, valueLength] = varint(bytes, at)
      at += valueLength
      if (value === 1) {
        const [next, nextLength] = varint(bytes, at)
        at += nextLength
        column = next
        position = 0
      } else {
        position += value - 2
        put(text, column, position)
      }
    }
  }
}

/** A number of SQLite's: seven bits in a byte, the highest first. */
function varint(bytes: Buffer, at: number): [value: number, length: number] {
  let value = 0
  for (let length = 1; length <= 9; length++) {
    const one = bytes[at + length - 1] ?? 0
    if (length === 9) return [value * 256 + one, 9]
    value = value * 128 + (one & 0x7f)
    if (one < 0x80) return [value, length]
  }
  return [value, 9]
}
