/** How well units of two texts go together: by number, by what is the same in every language, by kind and by length. */
import type { Unit } from './units.ts'

/** A sign that stands in more units than this says nothing about where they belong. */
const MOST_BEARERS = 40
/** Characters of a translation for one of the original, where one is written without spaces and the other with them. */
const SPREAD = 3
/** Characters that every unit seems to be longer, so that short ones may differ more. */
const SLACK = 6

export interface Scores {
  /** One unit with another, whatever their lengths. */
  pair(i: number, j: number): number
  /** What units share that follow the first of a group. */
  also(i: number, j: number): number
  /** How much the lengths of two groups speak against them. */
  length(a: number, b: number): number
  /** Pairs that share something. */
  readonly shared: ReadonlyMap<number, number>
}

export function scoresOf(a: readonly Unit[], b: readonly Unit[], dense: readonly [boolean, boolean]): Scores {
  const shared = sharedSigns(a, b)
  const ratio = ratioOf(a, b, dense)
  const signs = (i: number, j: number) => shared.get(i * b.length + j) ?? 0
  return {
    shared,
    pair: (i, j) => {
      const [one, other] = [a[i], b[j]]
      return one && other ? signs(i, j) + ofKind(one, other) + ofNumber(one, other) : 0
    },
    also: signs,
    length: (lengthA, lengthB) =>
      -Math.min(5, 2 * Math.abs(Math.log((lengthA * ratio + SLACK) / (lengthB + SLACK)))),
  }
}

/** What each pair of units shares, the rarer the weightier. */
function sharedSigns(a: readonly Unit[], b: readonly Unit[]): Map<number, number> {
  const bearers = (units: readonly Unit[]) => {
    const by = new Map<string, number[]>()
    for (const [index, { signs }] of units.entries())
      for (const sign of signs.keys()) by.set(sign, [...(by.get(sign) ?? []), index])
    return by
  }
  const [ofA, ofB] = [bearers(a), bearers(b)]
  const shared = new Map<number, number>()
  for (const [sign, ones] of ofA) {
    const others = ofB.get(sign) ?? []
    if (ones.length > MOST_BEARERS || others.length > MOST_BEARERS) continue
    for (const i of ones) {
      for (const j of others) {
        const weight = Math.min(a[i]?.signs.get(sign) ?? 0, b[j]?.signs.get(sign) ?? 0)
        const key = i * b.length + j
        shared.set(key, (shared.get(key) ?? 0) + weight / Math.max(ones.length, others.length))
      }
    }
  }
  return shared
}

/** Characters of the second text for one of the first: as it is in these, but not far from what is usual. */
function ratioOf(
  a: readonly Unit[],
  b: readonly Unit[],
  [denseA, denseB]: readonly [boolean, boolean],
): number {
  const length = (units: readonly Unit[]) => units.reduce((sum, unit) => sum + unit.length, 0)
  const usual = denseA === denseB ? 1 : denseA ? SPREAD : 1 / SPREAD
  return Math.min(usual * 1.6, Math.max(usual / 1.6, length(b) / Math.max(1, length(a))))
}

function ofKind(one: Unit, other: Unit): number {
  if (one.kind === other.kind) return one.kind === 'body' ? 0.5 : 2
  return -4
}

function ofNumber({ outline: one }: Unit, { outline: other }: Unit): number {
  if (one === null && other === null) return 0
  if (one === null || other === null) return -1.5
  const same = one.at(-1) === other.at(-1)
  if (!same) return -6
  const shorter = Math.min(one.length, other.length)
  const agree = one.slice(-shorter).every((value, at) => value === other.slice(-shorter)[at])
  return one.length === other.length && agree ? 6 : agree ? 3 : -1
}
