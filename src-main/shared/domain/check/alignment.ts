/** Two texts of one item say the same numbers: codes, figures, days and hours that only one of them has. */
import type { Text } from '../../contract/text.ts'
import { distance } from './distance.ts'
import type { Change, CheckCode, CheckedRecord, Found, Place } from './finding.ts'
import { placeIn, textPairs } from './pairs.ts'
import type { TextPair } from './pairs.ts'
import { tokensIn } from './tokens.ts'
import type { TokenKind } from './tokens.ts'
import { written } from './values.ts'

interface Said {
  readonly key: string
  readonly shown: string
  readonly place: Place
}

type SaidOf = Record<TokenKind, Said[]> & { readonly years: ReadonlySet<string> }

const ALONE: Record<Exclude<TokenKind, 'identifier'>, CheckCode> = {
  number: 'numberInOneText',
  date: 'dateInOneText',
  time: 'timeInOneText',
}

export function* alignment(record: CheckedRecord): Generator<Found> {
  for (const pair of textPairs(record)) yield* compared(pair)
}

function* compared(pair: TextPair): Generator<Found> {
  const { original, translation } = pair
  const [a, b] = [tokensOf(original), tokensOf(translation)]
  const languages = [original.language ?? '', translation.language ?? '']
  const [onlyA, onlyB] = [alone(a.identifier, b.identifier), alone(b.identifier, a.identifier)]
  const paired = new Set<Said>()
  for (const one of onlyA) {
    const other = onlyB.find(
      (token) =>
        !paired.has(token) && distance(one.key, token.key, 2) <= Math.max(1, one.key.length > 4 ? 2 : 1),
    )
    if (!other) continue
    paired.add(one).add(other)
    yield {
      code: 'identifierDiffers',
      place: other.place,
      other: one.place,
      about: [one.shown, other.shown, ...languages],
      fixes: [
        { code: 'takeOther', value: one.shown, change: replaced(translation, other.shown, one.shown) },
        { code: 'takeOther', value: other.shown, change: replaced(original, one.shown, other.shown) },
      ],
    }
  }
  const say = function* (code: CheckCode, tokens: readonly Said[], has: string, lacks: string) {
    for (const { shown, place, key } of tokens)
      yield {
        code,
        place,
        ...partner(pair, place),
        about: [shown, has, lacks],
        basis: [key],
        fixes: [],
      } satisfies Found
  }
  const [first = '', second = ''] = languages
  const unpaired = (tokens: Said[]) => tokens.filter((token) => !paired.has(token))
  yield* say('identifierInOneText', unpaired(onlyA), first, second)
  yield* say('identifierInOneText', unpaired(onlyB), second, first)
  for (const kind of ['date', 'time', 'number'] as const) {
    const without = (tokens: Said[], years: ReadonlySet<string>) =>
      kind === 'number' ? tokens.filter(({ key }) => !years.has(key)) : tokens
    yield* say(ALONE[kind], without(alone(a[kind], b[kind]), b.years), first, second)
    yield* say(ALONE[kind], without(alone(b[kind], a[kind]), a.years), second, first)
  }
}

/** The paragraph of the other text in which it would stand. */
function partner({ original, translation, pairs }: TextPair, { textId, index }: Place): { other?: Place } {
  const [own, other] = textId === original.id ? [original, translation] : [translation, original]
  const id = own.paragraphs[index ?? -1]?.id
  for (const { paragraphId, otherId } of pairs) {
    const found = paragraphId === id ? otherId : otherId === id ? paragraphId : null
    if (found !== null)
      return {
        other: placeIn(
          other,
          other.paragraphs.find((one) => one.id === found),
        ),
      }
  }
  return {}
}

/** The tokens of one text that the other lacks, each once. */
function alone(own: readonly Said[], other: readonly Said[]): Said[] {
  const there = new Set(other.map(({ key }) => key))
  const seen = new Set<string>()
  return own.filter(({ key }) => {
    if (there.has(key) || seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function replaced(text: Text, from: string, to: string): Change {
  return {
    kind: 'paragraphs',
    textId: text.id,
    paragraphs: text.paragraphs.flatMap(({ value }, index) =>
      value.includes(from) ? [{ index, value: value.replaceAll(from, to) }] : [],
    ),
  }
}

function tokensOf(text: Text): SaidOf {
  const said: Record<TokenKind, Said[]> = { identifier: [], date: [], time: [], number: [] }
  const all = new Set<string>()
  for (const { paragraph, index } of written(text)) {
    const { tokens, years } = tokensIn(paragraph.value)
    for (const { kind, key, start, end } of tokens) {
      const place = { field: 'texts' as const, index, textId: text.id, span: { start, end } }
      said[kind].push({ key, shown: paragraph.value.slice(start, end), place })
    }
    for (const year of years) all.add(year)
  }
  return { ...said, years: all }
}
