/** What of a passage says by itself what was withheld: runs of its words, its figures. */

/** So many characters of a script without spaces, or words of another, are no accident. */
const [CHARACTERS, WORDS] = [6, 3]

const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u

const UNIT =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー])[\p{L}\p{N}])+/gu

/** A text and, for every unit of its folded form, where that stands in the text. */
interface Folded {
  readonly units: readonly string[]
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** Characters of scripts without spaces one by one, words of others as a whole; width and case do not count. */
function folded(text: string): Folded {
  const [units, starts, ends]: [string[], number[], number[]] = [[], [], []]
  for (const match of text.matchAll(UNIT)) {
    const [word] = match
    units.push(word.normalize('NFKC').toLowerCase())
    starts.push(match.index)
    ends.push(match.index + word.length)
  }
  return { units, starts, ends }
}

const runs = ({ units }: Folded): { key: string; at: number; length: number }[] =>
  units.flatMap((unit, at) => {
    const length = DENSE.test(unit) ? CHARACTERS : WORDS
    if (at + length > units.length) return []
    return [{ key: units.slice(at, at + length).join(' '), at, length }]
  })

const figuresOf = (text: string): Set<string> => new Set(text.normalize('NFKC').match(/\d{2,}/gu) ?? [])

export interface Echo {
  readonly kind: 'sameWords' | 'sameFigures'
  readonly start: number
  readonly end: number
}

/** Where a text says words or figures of the passages, each stretch once. */
export function echoesOf(passages: readonly string[], text: string): Echo[] {
  const known = new Set(passages.flatMap((passage) => runs(folded(passage)).map(({ key }) => key)))
  const figures = new Set(passages.flatMap((passage) => [...figuresOf(passage)]))
  const own = folded(text)
  const found: { kind: Echo['kind']; start: number; end: number }[] = []
  for (const { key, at, length } of runs(own)) {
    if (!known.has(key)) continue
    const [start, end] = [own.starts[at] ?? 0, own.ends[at + length - 1] ?? 0]
    const last = found.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else found.push({ kind: 'sameWords', start, end })
  }
  own.units.forEach((unit, index) => {
    const [start, end] = [own.starts[index] ?? 0, own.ends[index] ?? 0]
    const isKnown = (unit.match(/\d{2,}/gu) ?? []).some((figure) => figures.has(figure))
    if (isKnown && !found.some((echo) => echo.start <= start && end <= echo.end))
      found.push({ kind: 'sameFigures', start, end })
  })
  return found.sort((one, other) => one.start - other.start)
}
