/** The best way through two texts at once: every unit in a group of one with one, one with a few, or alone, in order. */
import type { Unit } from './units.ts'
import type { Scores } from './score.ts'

/** Units of both texts that go together. */
export interface Group {
  readonly a: readonly number[]
  readonly b: readonly number[]
}

/** How many units of each text a step takes, and what that costs. */
const STEPS: readonly (readonly [number, number, number])[] = [
  [1, 1, 1],
  [2, 1, -0.5],
  [1, 2, -0.5],
  [3, 1, -1.5],
  [1, 3, -1.5],
  [2, 2, -2.5],
]
const ALONE = -1.2
/** Units of the second text that one of the first may stand beside: further off, two texts of one document do not drift. */
export const WIDTH = 400
/** A number at the head of a paragraph that would only follow another: it begins something of its own. */
const OWN_NUMBER = -3
const OTHER_KIND = -3

export function bestPath(a: readonly Unit[], b: readonly Unit[], scores: Scores): Group[] {
  const [rows, columns] = [a.length + 1, b.length + 1]
  const width = Math.min(columns, WIDTH)
  const first = (i: number) =>
    Math.min(
      columns - width,
      Math.max(0, Math.round((i * (columns - 1)) / Math.max(1, rows - 1)) - (width >> 1)),
    )
  const best = new Float64Array(rows * width).fill(-Infinity)
  const step = new Int8Array(rows * width).fill(-1)
  const at = (i: number, j: number) => {
    const offset = j - first(i)
    return i < 0 || offset < 0 || offset >= width ? -1 : i * width + offset
  }
  best[at(0, 0)] = 0
  const come = (to: number, from: number, score: number, name: number) => {
    const sum = (best[from] ?? -Infinity) + score
    if (sum > (best[to] ?? -Infinity)) {
      best[to] = sum
      step[to] = name
    }
  }
  for (let i = 0; i < rows; i++) {
    for (let j = first(i); j < first(i) + width; j++) {
      const here = at(i, j)
      for (const [name, [takesA, takesB, cost]] of STEPS.entries()) {
        const from = at(i - takesA, j - takesB)
        if (j < takesB || from === -1) continue
        come(here, from, cost + ofGroup(a, b, scores, [i - takesA, takesA], [j - takesB, takesB]), name)
      }
      if (at(i - 1, j) !== -1) come(here, at(i - 1, j), ALONE, STEPS.length)
      if (j > 0 && at(i, j - 1) !== -1) come(here, at(i, j - 1), ALONE, STEPS.length + 1)
    }
  }
  const groups: Group[] = []
  for (let [i, j] = [a.length, b.length]; i > 0 || j > 0;) {
    const name = step[at(i, j)] ?? -1
    const [takesA, takesB] = STEPS[name] ?? (name === STEPS.length || j === 0 ? [1, 0] : [0, 1])
    if (takesA > 0 && takesB > 0) groups.push({ a: upTo(i, takesA), b: upTo(j, takesB) })
    ;[i, j] = [i - takesA, j - takesB]
  }
  return groups.reverse()
}

const upTo = (end: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => end - count + index)

type Run = readonly [from: number, count: number]

function ofGroup(a: readonly Unit[], b: readonly Unit[], scores: Scores, [i, m]: Run, [j, n]: Run): number {
  let score = scores.pair(i, j)
  let [lengthA, lengthB] = [0, 0]
  for (let k = i; k < i + m; k++) {
    lengthA += a[k]?.length ?? 0
    if (k > i) score += following(a, i, k)
    for (let l = j; l < j + n; l++) if (k > i || l > j) score += scores.also(k, l)
  }
  for (let l = j; l < j + n; l++) {
    lengthB += b[l]?.length ?? 0
    if (l > j) score += following(b, j, l)
  }
  return score + scores.length(lengthA, lengthB)
}

const following = (units: readonly Unit[], first: number, at: number): number =>
  (units[at]?.outline == null ? 0 : OWN_NUMBER) + (units[at]?.kind === units[first]?.kind ? 0 : OTHER_KIND)
