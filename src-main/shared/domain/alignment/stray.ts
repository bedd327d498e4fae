/** What goes together out of order. */
import type { Group } from './path.ts'
import type { Scores } from './score.ts'
import type { Unit } from './units.ts'

/** What a pair out of order must have for itself, more than those that it takes the place of. */
const LEAST_OUT_OF_ORDER = 5

type Position = readonly [i: number, j: number]

/** What goes together out of order, in the place of pairs that have less for themselves. */
export function withStrays(
  groups: readonly Group[],
  scores: Scores,
  a: readonly Unit[],
  b: readonly Unit[],
): Position[] {
  const score = (i: number, j: number) =>
    scores.pair(i, j) + scores.length(a[i]?.length ?? 0, b[j]?.length ?? 0)
  const [ofA, ofB] = [new Map<number, Group>(), new Map<number, Group>()]
  for (const group of groups) {
    for (const i of group.a) ofA.set(i, group)
    for (const j of group.b) ofB.set(j, group)
  }
  const strays = [...scores.shared.keys()]
    .map((at) => [Math.floor(at / b.length), at % b.length] as const)
    .map(([i, j]) => ({ i, j, score: score(i, j) }))
    .filter((stray) => stray.score >= LEAST_OUT_OF_ORDER)
    .sort((one, other) => other.score - one.score || one.i - other.i || one.j - other.j)
  const left = new Set(groups)
  const out: Position[] = []
  for (const { i, j, score: own } of strays) {
    const displaced = new Set([ofA.get(i), ofB.get(j)].filter((group) => group !== undefined))
    const worth = [...displaced].reduce((sum, group) => sum + worthOf(group, score), 0)
    if (own < worth + LEAST_OUT_OF_ORDER) continue
    for (const group of displaced) {
      left.delete(group)
      for (const k of group.a) ofA.delete(k)
      for (const l of group.b) ofB.delete(l)
    }
    const alone = { a: [i], b: [j] }
    ofA.set(i, alone)
    ofB.set(j, alone)
    left.add(alone)
  }
  for (const group of left) for (const i of group.a) for (const j of group.b) out.push([i, j])
  return out
}

/** Groups of several, and what was put out of order already, give way to nothing. */
const worthOf = ({ a, b }: Group, score: (i: number, j: number) => number): number => {
  const [i, j] = [a[0], b[0]]
  return a.length > 1 || b.length > 1 || i === undefined || j === undefined
    ? Infinity
    : Math.max(0, score(i, j))
}
