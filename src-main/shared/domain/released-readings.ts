/**
 * The texts of a description as an audience may have them: transcription, translations, summaries, with markers in the place
 * of what is withheld, and what of them says the same. Everything is numbered by its place among what is released, and
 * aligned by the released words alone, so that nothing in it depends on what is withheld.
 */
import type { Redaction } from '../contract/redaction.ts'
import type { Paragraph, Text } from '../contract/text.ts'
import { alignmentOf } from './alignment/index.ts'
import type { SaidAlignment } from './alignment/index.ts'
import { NameIndex } from './name-index.ts'
import { releasedParagraphs } from './redaction/released-text.ts'
import type { PlacedLine, ReleasedParagraph } from './redaction/released-text.ts'
import { withheldIn } from './redaction/withheld.ts'
import type { Span } from './span.ts'
import type { TextMark } from './text-mark.ts'

/** What a mark says is withheld. */
export type Withholding = Pick<Redaction, 'anchors' | 'exemptions'>

/** The texts of a description as they are, and what a person said of what goes together in them. */
export interface SourceReadings {
  readonly texts: readonly Text[]
  readonly said: (first: Text, other: Text) => SaidAlignment
}

export interface ReleasedPassage {
  readonly kind: Paragraph['kind']
  readonly pageNumber: number | null
  /** Goes on from the passage before it. */
  readonly continues: boolean
  readonly value: string
  readonly marks: readonly TextMark[]
  /** Where markers of what is withheld stand. */
  readonly markers: readonly Span[]
  readonly lines: readonly PlacedLine[]
  /** Tagged names; `agent` counts the agents of the released description, from 0. */
  readonly names: readonly (Span & { readonly agent: number })[]
}

export interface ReleasedReading {
  readonly kind: Text['kind']
  readonly language: string | null
  readonly script: string | null
  readonly direction: Text['direction']
  readonly status: Text['status']
  /** Who wrote or translated it: for staff, and for others where the description names them as well. */
  readonly agent: string | null
  readonly passages: readonly ReleasedPassage[]
}

/** Passages of two readings that say the same, each by its reading and its place there, from 0. */
export interface ReleasedPair {
  readonly from: readonly [reading: number, passage: number]
  readonly to: readonly [reading: number, passage: number]
  /** A person said so. */
  readonly said: boolean
}

export interface ReleasedReadings {
  readonly texts: readonly ReleasedReading[]
  readonly pairs: readonly ReleasedPair[]
}

export interface ReadingPolicy {
  /** What is withheld; nothing for staff. */
  readonly withheld: readonly Withholding[]
  readonly staff: boolean
  /** The authorities of the agents that the description is released with, in their order; null where an agent has none. */
  readonly agents: readonly { readonly authorityId: number | null; readonly name: string }[]
}

/** @throws Error where a withheld passage cannot be placed: then nothing of the description may leave. */
export function releasedReadings(
  { texts, said }: SourceReadings,
  { withheld, staff, agents }: ReadingPolicy,
): ReleasedReadings {
  const places = new Map(
    agents.flatMap(({ authorityId }, index) => (authorityId ? [[authorityId, index]] : [])),
  )
  const left = texts.map((text) => ({
    text,
    paragraphs: releasedParagraphs(text, withheldIn(text, withheld)),
  }))
  const names = new Set(agents.map(({ name }) => name.trim()))
  return {
    texts: left.map(({ text, paragraphs }) => ({
      kind: text.kind,
      language: text.language,
      script: text.script,
      direction: text.direction,
      status: text.status,
      agent: text.agent !== null && (staff || names.has(text.agent.trim())) ? text.agent : null,
      passages: paragraphs.map((paragraph) => passage(paragraph, places)),
    })),
    pairs: pairsAmong(left, said, agents),
  }
}

const passage = (
  { kind, pageNumber, continues, value, marks, markers, lines, mentions }: ReleasedParagraph,
  places: ReadonlyMap<number, number>,
): ReleasedPassage => ({
  ...{ kind, pageNumber, continues, value },
  marks: marks.map(({ kind: what, start, end }) => ({ kind: what, start, end })),
  markers: markers.map(({ start, end }) => ({ start, end })),
  lines:
    pageNumber === null ? [] : lines.map(({ start, end, region }) => ({ start, end, region: { ...region } })),
  // Who is not released with the description is not named in its words either.
  names: mentions.flatMap(({ authorityId, start, end }) => {
    const agent = places.get(authorityId)
    return agent === undefined ? [] : [{ start, end, agent }]
  }),
})

interface Left {
  readonly text: Text
  readonly paragraphs: readonly ReleasedParagraph[]
}

/** The first transcription, or the first text, with each of the others. */
function pairsAmong(
  left: readonly Left[],
  said: SourceReadings['said'],
  agents: ReadingPolicy['agents'],
): ReleasedPair[] {
  const beside = left.filter(({ text }) => text.kind !== 'summary')
  const first = beside.find(({ text }) => text.kind === 'transcription') ?? beside[0]
  if (!first) return []
  const names = new NameIndex(
    agents.flatMap(({ authorityId, name }) => (authorityId ? [{ owner: authorityId, form: name }] : [])),
  )
  return beside.flatMap((other) => {
    if (other === first) return []
    const of = ({ paragraphs }: Left) => new Map(paragraphs.map(({ id }, index) => [id, index]))
    const [ofFirst, ofOther] = [of(first), of(other)]
    const { pairs, without } = said(first.text, other.text)
    // Of what a person said, that stands of which both sides are there.
    const known = pairs.filter(({ paragraphId, otherId }) => ofFirst.has(paragraphId) && ofOther.has(otherId))
    const found = alignmentOf(asText(first), asText(other), { pairs: known, without }, names)
    return found.flatMap(({ paragraphId, otherId, said: isSaid }): ReleasedPair[] => {
      const [from, to] = [ofFirst.get(paragraphId), ofOther.get(otherId)]
      if (from === undefined || to === undefined) return []
      return [{ from: [left.indexOf(first), from], to: [left.indexOf(other), to], said: isSaid }]
    })
  })
}

/** Released paragraphs as they are aligned: by their words, and by no place on a page. */
const asText = ({ text, paragraphs }: Left): Pick<Text, 'paragraphs' | 'language'> => ({
  language: text.language,
  paragraphs: paragraphs.map(({ id, kind, pageNumber, continues, value, marks }) => ({
    id: id as Paragraph['id'],
    ...{ kind, pageNumber, continues, value, marks: [...marks] },
    pageId: null,
    lines: [],
    mentions: [],
  })),
})
