/** A transcription and its translations, paragraph by paragraph: what has no partner, what was merged, what is quoted in one alone. */
import type { Paragraph, Text } from '../../contract/text.ts'
import { alignmentOf, togetherOf, workOf } from '../alignment/index.ts'
import type { AlignedPair, SaidAlignment, Together } from '../alignment/index.ts'
import { NameIndex } from '../name-index.ts'
import type { CheckedRecord, Found, Place } from './finding.ts'

/** Longer texts are compared as far as a person aligned them. */
const MOST_WORK = 60_000

export interface TextPair {
  readonly original: Text
  readonly translation: Text
  readonly pairs: readonly AlignedPair[]
  readonly together: readonly Together[]
}

const known = new WeakMap<CheckedRecord, TextPair[]>()

/** The transcription beside each translation into another language, aligned as it is said or proposed. */
export function textPairs(record: CheckedRecord): TextPair[] {
  const before = known.get(record)
  if (before) return before
  const { texts, description, forms } = record
  const original = texts.find(({ kind }) => kind === 'transcription')
  const translations = texts.filter(
    ({ kind, language }) =>
      kind === 'translation' && original !== undefined && language !== original.language,
  )
  const names = new NameIndex(
    translations.length === 0
      ? []
      : forms.map(({ agent, form }) => ({
          owner: description.agents[agent]?.authorityId ?? -agent - 1,
          form,
        })),
  )
  const made = translations.flatMap((translation) => {
    if (!original || original.paragraphs.length === 0 || translation.paragraphs.length === 0) return []
    const said = saidOf(record, original, translation)
    const pairs =
      workOf(original, translation) > MOST_WORK
        ? said.pairs.map((pair) => ({ ...pair, said: true }))
        : alignmentOf(original, translation, said, names)
    return [{ original, translation, pairs, together: togetherOf(original, translation, pairs) }]
  })
  known.set(record, made)
  return made
}

function saidOf({ said }: CheckedRecord, a: Text, b: Text): SaidAlignment {
  const [ofA, ofB] = [a, b].map(({ paragraphs }) => new Set<number>(paragraphs.map(({ id }) => id)))
  return {
    pairs: said.pairs.filter(({ paragraphId, otherId }) => ofA?.has(paragraphId) && ofB?.has(otherId)),
    without: new Set(
      said.without.flatMap(({ paragraphId, textId }) =>
        textId === a.id || textId === b.id ? [paragraphId] : [],
      ),
    ),
  }
}

/** The place of a paragraph, or of some of its words. */
export function placeIn(text: Text, paragraph: Paragraph | undefined, span: Place['span'] = null): Place {
  const index = paragraph ? text.paragraphs.indexOf(paragraph) : -1
  return { field: 'texts', index: index === -1 ? null : index, textId: text.id, span }
}

const EXCERPT = 24
const excerpt = (paragraph: Paragraph | undefined): string => {
  const words = (paragraph?.value ?? '').trim()
  return words.length > EXCERPT ? `${words.slice(0, EXCERPT)}…` : words
}
const isWritten = (group: readonly Paragraph[]): boolean =>
  group[0]?.kind === 'body' || group[0]?.kind === 'heading'

export function* paragraphWithoutPartner(record: CheckedRecord): Generator<Found> {
  for (const { original, translation, pairs, together } of textPairs(record)) {
    if (pairs.length === 0) continue
    const without = new Set(record.said.without.map(({ paragraphId }) => paragraphId))
    for (const { a, b } of together) {
      const [alone] = a.length === 0 ? b : b.length === 0 ? a : []
      const [first] = alone ?? []
      if (!alone || !first || !isWritten(alone) || without.has(first.id)) continue
      const [own, other] = a.length === 0 ? [translation, original] : [original, translation]
      yield {
        code: 'paragraphWithoutPartner',
        place: placeIn(own, first),
        other: placeIn(other, undefined),
        about: [excerpt(first), own.language ?? '', other.language ?? ''],
        basis: [first.value],
        fixes: [],
      }
    }
  }
}

/** Paragraphs that stand for themselves in one text and as one in the other. */
export function* paragraphsMerged(record: CheckedRecord): Generator<Found> {
  for (const { original, translation, together } of textPairs(record)) {
    for (const { a, b } of together) {
      if (Math.min(a.length, b.length) !== 1 || a.length === b.length) continue
      const [several, one] = a.length > 1 ? [a, b] : [b, a]
      const [parts, whole] = a.length > 1 ? [original, translation] : [translation, original]
      if (!several.every(isWritten) || !one.every(isWritten)) continue
      yield {
        code: 'paragraphsMerged',
        place: placeIn(parts, several[1]?.[0]),
        other: placeIn(whole, one[0]?.[0]),
        about: [String(several.length), parts.language ?? '', whole.language ?? '', excerpt(several[1]?.[0])],
        fixes: [],
      }
    }
  }
}

/** Quotations that are passages: names and titles of one or two words are quoted in one language and not in the other. */
const QUOTATIONS = /「[^「」]{8,}」|『[^『』]{8,}』|“[^“”]*\s[^“”]*\s[^“”]*”|"[^"]*\s[^"]*\s[^"]*"/gu

export function* quotesDiffer(record: CheckedRecord): Generator<Found> {
  for (const { original, translation, together } of textPairs(record)) {
    for (const { a, b } of together) {
      if (a.length === 0 || b.length === 0) continue
      const [first, second] = [quotationsIn(a), quotationsIn(b)]
      if (first.length === second.length) continue
      const at = (text: Text, quotations: typeof first, groups: Together['a']) => {
        const [quotation] = quotations
        return quotation ? placeIn(text, quotation.paragraph, quotation.span) : placeIn(text, groups[0]?.[0])
      }
      const more = first.length > second.length
      const places = [at(original, first, a), at(translation, second, b)] as const
      yield {
        code: 'quotesDiffer',
        place: more ? places[0] : places[1],
        other: more ? places[1] : places[0],
        about: [
          String(first.length),
          String(second.length),
          original.language ?? '',
          translation.language ?? '',
        ],
        basis: [excerpt(a[0]?.[0]), excerpt(b[0]?.[0])],
        fixes: [],
      }
    }
  }
}

const quotationsIn = (groups: Together['a']) =>
  groups.flat().flatMap((paragraph) =>
    Array.from(paragraph.value.matchAll(QUOTATIONS), ({ 0: words, index }) => ({
      paragraph,
      span: { start: index, end: index + words.length },
    })),
  )
