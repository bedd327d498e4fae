/** What changed between two texts, by word; by character where words are written without spaces between them. */

export interface TextPart {
  kind: 'same' | 'removed' | 'added'
  text: string
}

const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30FC\u3005\u303B]\p{M}*|[\p{L}\p{N}\p{M}_'’-]+|\s+|[^]/gu

/** Texts that differ in more tokens than this are shown as one text and another: who reads them sees as much. */
const MOST_DIFFERENT = 600

const tokensOf = (text: string): string[] => text.match(TOKEN) ?? []

/** Parts in reading order: those that are `same` or `removed` make up the text before, `same` or `added` the text after. */
export function textDiff(before: string, after: string): TextPart[] {
  const [old, fresh] = [tokensOf(before), tokensOf(after)]
  let start = 0
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start++
  let end = 0
  while (
    end < old.length - start &&
    end < fresh.length - start &&
    old[old.length - 1 - end] === fresh[fresh.length - 1 - end]
  ) {
    end++
  }
  const middle = shortest(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end))
  const same = (tokens: string[]): TextPart[] => tokens.map((text) => ({ kind: 'same', text }))
  return joined([...same(old.slice(0, start)), ...middle, ...same(old.slice(old.length - end))])
}

/** The shortest way from one list to another (Myers, 1986). */
function shortest(old: readonly string[], fresh: readonly string[]): TextPart[] {
  const most = Math.min(MOST_DIFFERENT, old.length + fresh.length)
  const reached = new Map<number, number>([[1, 0]])
  const steps: Map<number, number>[] = []
  for (let distance = 0; distance <= most; distance++) {
    steps.push(new Map(reached))
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      const below = reached.get(diagonal + 1) ?? -1
      const left = reached.get(diagonal - 1) ?? -1
      let x = diagonal === -distance || (diagonal !== distance && left < below) ? below : left + 1
      while (x < old.length && x - diagonal < fresh.length && old[x] === fresh[x - diagonal]) x++
      reached.set(diagonal, x)
      if (x >= old.length && x - diagonal >= fresh.length) return wayBack(old, fresh, steps)
    }
  }
  return [
    { kind: 'removed', text: old.join('') },
    { kind: 'added', text: fresh.join('') },
  ]
}

function wayBack(
  old: readonly string[],
  fresh: readonly string[],
  steps: readonly Map<number, number>[],
): TextPart[] {
  const parts: TextPart[] = []
  let [x, y] = [old.length, fresh.length]
  for (let distance = steps.length - 1; distance >= 0; distance--) {
    const reached = steps[distance] ?? new Map<number, number>()
    const diagonal = x - y
    const below = reached.get(diagonal + 1) ?? -1
    const left = reached.get(diagonal - 1) ?? -1
    const came =
      diagonal === -distance || (diagonal !== distance && left < below) ? diagonal + 1 : diagonal - 1
    const fromX = reached.get(came) ?? 0
    const fromY = fromX - came
    while (x > Math.max(fromX, 0) && y > Math.max(fromY, 0)) {
      parts.push({ kind: 'same', text: old[--x] ?? '' })
      y--
    }
    if (distance === 0) break
    if (x === fromX) parts.push({ kind: 'added', text: fresh[--y] ?? '' })
    else parts.push({ kind: 'removed', text: old[--x] ?? '' })
  }
  return parts.reverse()
}

/** Neighbours of one kind are one part; between two that stay, what was removed comes before what was added. */
function joined(parts: readonly TextPart[]): TextPart[] {
  const whole: TextPart[] = []
  let [removed, added] = ['', '']
  const flush = () => {
    if (removed !== '') whole.push({ kind: 'removed', text: removed })
    if (added !== '') whole.push({ kind: 'added', text: added })
    removed = added = ''
  }
  for (const { kind, text } of parts) {
    if (kind === 'removed') removed += text
    else if (kind === 'added') added += text
    else {
      flush()
      const last = whole.at(-1)
      if (last?.kind === 'same') last.text += text
      else whole.push({ kind, text })
    }
  }
  flush()
  return whole
}
