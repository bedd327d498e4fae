/**
 * Paragraphs of two texts that say the same. What a person said stands; the rest is proposed, by numbering, by names and
 * figures, by place and length. A paragraph may go with several of the other text, or with none.
 */
import type { Paragraph, Text } from '../../contract/text.ts'
import { NameIndex } from '../name-index.ts'
import { bestPath, WIDTH } from './path.ts'
import { scoresOf } from './score.ts'
import { withStrays } from './stray.ts'
import { unitsOf } from './units.ts'
import type { Unit } from './units.ts'

export { isAligned, isOfForm } from './aligned.ts'
export { proposedContinuations } from './continuation.ts'
export { togetherOf } from './group.ts'
export type { Together } from './group.ts'

type ParagraphId = Paragraph['id']

/** What a person said of two texts. */
export interface SaidAlignment {
  readonly pairs: readonly { readonly paragraphId: ParagraphId; readonly otherId: ParagraphId }[]
  /** Paragraphs that have no partner in the other text. */
  readonly without: ReadonlySet<ParagraphId>
}

export interface AlignedPair {
  readonly paragraphId: ParagraphId
  readonly otherId: ParagraphId
  /** A person said so. */
  readonly said: boolean
}

type Aligned = Pick<Text, 'paragraphs' | 'language'>

/** Units of a text that are looked at; what comes behind them is paired by hand. */
export const MOST_UNITS = 5000
/** Scripts that are written without spaces. */
const DENSE = new Set(['jpn', 'chi', 'zho', 'kor'])

export const NOTHING_SAID: SaidAlignment = { pairs: [], without: new Set() }

/** How much work the alignment of two texts is, in steps of the way through them. */
export const workOf = (a: Aligned, b: Aligned): number =>
  Math.min(MOST_UNITS, a.paragraphs.length) * Math.min(WIDTH, b.paragraphs.length)

export function alignmentOf(
  a: Aligned,
  b: Aligned,
  { pairs, without }: SaidAlignment = NOTHING_SAID,
  names: NameIndex = new NameIndex([]),
): AlignedPair[] {
  const settled = new Set<number>([
    ...without,
    ...pairs.flatMap(({ paragraphId, otherId }) => [paragraphId, otherId]),
  ])
  const [first, second] = [freeUnits(a, names, settled), freeUnits(b, names, settled)]
  const proposed = between(first, second, pairs, [a, b])
  const all = new Map<string, AlignedPair>()
  for (const pair of proposed) all.set(key(pair), pair)
  for (const { paragraphId, otherId } of pairs)
    all.set(key({ paragraphId, otherId }), { paragraphId, otherId, said: true })
  const order = new Map([...a.paragraphs, ...b.paragraphs].map(({ id }, index) => [id as number, index]))
  const place = (id: number) => order.get(id) ?? 0
  return [...all.values()].sort(
    (one, other) =>
      place(one.paragraphId) - place(other.paragraphId) || place(one.otherId) - place(other.otherId),
  )
}

const key = ({ paragraphId, otherId }: { paragraphId: number; otherId: number }) =>
  `${String(paragraphId)} ${String(otherId)}`

interface Free {
  /** Every unit, in order. */
  readonly units: readonly Unit[]
  /** Positions of those of which nothing is said. */
  readonly free: ReadonlySet<number>
  readonly at: ReadonlyMap<number, number>
}

function freeUnits(text: Aligned, names: NameIndex, settled: ReadonlySet<number>): Free {
  const units = unitsOf(text, names).slice(0, MOST_UNITS)
  const isFree = ({ ids }: Unit) => !ids.some((id) => settled.has(id))
  return {
    units,
    free: new Set(units.flatMap((unit, index) => (isFree(unit) ? [index] : []))),
    at: new Map(units.flatMap(({ ids }, index) => ids.map((id): [number, number] => [id, index]))),
  }
}

function between(
  first: Free,
  second: Free,
  said: SaidAlignment['pairs'],
  [a, b]: readonly [Aligned, Aligned],
): AlignedPair[] {
  const columns = second.units.length
  const scores = scoresOf(first.units, second.units, [isDense(a), isDense(b)])
  const fixed = new Set(
    said.flatMap(({ paragraphId, otherId }) => {
      const [i, j] = [first.at.get(paragraphId), second.at.get(otherId)]
      return i === undefined || j === undefined ? [] : [i * columns + j]
    }),
  )
  // What is said holds the way through the texts in its place, and nothing else comes to what it is said of.
  const hold = (i: number, j: number, score: number) =>
    fixed.has(i * columns + j) ? SAID : first.free.has(i) && second.free.has(j) ? score : -SAID
  const held = {
    ...scores,
    pair: (i: number, j: number) => hold(i, j, scores.pair(i, j)),
    also: (i: number, j: number) => hold(i, j, scores.also(i, j)),
  }
  const groups = bestPath(first.units, second.units, held)
  const found = withStrays(groups, held, first.units, second.units)
  return found
    .filter(([i, j]) => first.free.has(i) && second.free.has(j))
    .flatMap(([i, j]) =>
      (first.units[i]?.ids ?? []).flatMap((paragraphId) =>
        (second.units[j]?.ids ?? []).map((otherId) => ({ paragraphId, otherId, said: false })),
      ),
    )
}

const SAID = 100

/** Whether a text is written without spaces: by its language, or by its letters. */
function isDense({ language, paragraphs }: Aligned): boolean {
  if (language !== null) return DENSE.has(language)
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(paragraphs.find(isBody)?.value ?? '')
}

const isBody = ({ kind, value }: Pick<Paragraph, 'kind' | 'value'>): boolean =>
  kind === 'body' && value !== ''
