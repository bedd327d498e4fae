/** What a file of a vocabulary would do to the terms of a catalogue, found without writing anything. */
import type { ReadDatabase } from '../../catalogue/database.ts'
import {
  termMatching,
  termWithCode,
  termWithUid,
  termsAreRelated,
  widerTerms,
} from '../../catalogue/term/match.ts'
import { readTerm } from '../../catalogue/term/read.ts'
import { MOST_LABELS, refusalOf } from '../../importers/vocabulary/index.ts'
import type { FileConcept, FileRefusal, ReadVocabulary } from '../../importers/vocabulary/index.ts'
import type {
  FileCounts,
  TermFields,
  TermFilePreview,
  TermLabel,
  TermRelation,
} from '../../shared/contract/term.ts'
import {
  codeOfUri,
  labelsWith,
  noteWith,
  sourceOfUri,
  UID_URN,
  withoutScheme,
} from '../../shared/domain/term.ts'
import type { TermFileReason } from '../../shared/domain/term.ts'

/** A term, or a concept of the file that is none yet: by its place in the plan. */
export type End = { id: number } | { place: number }

/** A concept that is to be written: into the term `id`, or as a new one. */
export interface PlannedTerm {
  place: number
  id: number | null
  uid: string | null
  fields: Pick<TermFields, 'type' | 'source' | 'code' | 'note' | 'labels'>
  relations: { type: TermRelation['type']; other: End }[]
}

export interface TermPlan {
  terms: PlannedTerm[]
  counts: Omit<FileCounts, 'file'>
  languages: TermFilePreview['languages']
  samples: TermFilePreview['samples']
}

export interface Asked {
  source: string
  type: TermFields['type']
}

/** Refusals that are told one by one. */
const TOLD = 200
const SAMPLES = 5
/** Steps upwards that are taken to find circles; a vocabulary is a few terms high. */
const MOST_STEPS = 50_000_000

export function planTerms(
  db: ReadDatabase,
  { format, concepts, refused }: ReadVocabulary,
  asked: Asked,
  progress: (done: number, total: number) => void,
): TermPlan {
  const told: FileRefusal[] = []
  const reasons = new Map<TermFileReason, number>()
  const refuse = (at: string, reason: TermFileReason) => {
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
    if (told.length < TOLD) told.push({ at: at.slice(0, 300), reason })
  }
  for (const { at, reason } of refused) refuse(at, reason)

  const terms: PlannedTerm[] = []
  const changes: boolean[] = []
  const froms: FileConcept[] = []
  const byKey = new Map<string, number>()
  const seen = new Set<string>()
  for (const [index, concept] of concepts.entries()) {
    const [source, type] = [concept.source ?? asked.source, concept.type ?? asked.type]
    const labels = concept.labels as TermLabel[]
    const reason = refusalOf(concept)
    const id = reason === null ? termMatching(db, { ...concept, source, type, labels }) : null
    const names = [
      id === null ? '' : `#${String(id)}`,
      concept.code === null ? '' : `${source} ${concept.code}`,
      concept.uid === null || concept.code !== null ? '' : concept.uid,
    ].filter((name) => name !== '')
    if (reason !== null || names.some((name) => seen.has(name))) {
      refuse(concept.at, reason ?? 'duplicate')
      continue
    }
    const here = id === null ? null : readTerm(db, id)
    const all = here ? labelsWith(here.labels, labels) : labels
    if (all.length > MOST_LABELS) {
      refuse(concept.at, 'tooMany')
      continue
    }
    for (const name of names) seen.add(name)
    const place = terms.length
    for (const key of concept.keys.map(withoutScheme)) if (!byKey.has(key)) byKey.set(key, place)
    const fields = { type, source, code: concept.code, note: concept.note, labels }
    terms.push({ place, id, uid: concept.uid, fields, relations: [] })
    froms.push(concept)
    changes.push(
      here !== null &&
        (JSON.stringify(all) !== JSON.stringify(here.labels) ||
          noteWith(here.note, concept.note) !== here.note),
    )
    if (index % 1000 === 0) progress(index, concepts.length)
  }

  const circles = circleFinder(widerTerms(db))
  const related = new Set<string>()
  for (const [place, term] of terms.entries()) {
    const concept = froms[place]
    if (!concept) continue
    const own: End = term.id === null ? { place } : { id: term.id }
    const endOf = (key: string): End | null => {
      const other = byKey.get(withoutScheme(key))
      if (other !== undefined) return terms[other]?.id == null ? { place: other } : { id: terms[other].id }
      const id = termOfKey(db, term.fields.source, key)
      return id === null ? null : { id }
    }
    const take = (type: TermRelation['type'], keys: readonly string[]) => {
      for (const key of keys) {
        const other = endOf(key)
        if (other === null) refuse(concept.at, 'relationUnknown')
        else if (numberOf(other) === numberOf(own)) refuse(concept.at, 'circle')
        else if ('id' in own && 'id' in other && termsAreRelated(db, type, own.id, other.id)) continue
        else if (type === 'broader' && !circles.add(numberOf(own), numberOf(other)))
          refuse(concept.at, 'circle')
        else if (type === 'related' && !isNewPair(related, numberOf(own), numberOf(other))) continue
        else {
          term.relations.push({ type, other })
          if (term.id !== null) changes[place] = true
        }
      }
    }
    take('broader', concept.broader)
    take('related', concept.related)
  }

  const added = terms.filter(({ id }) => id === null).length
  const changed = changes.filter(Boolean).length
  return {
    terms: terms.filter(({ id }, place) => id === null || changes[place]),
    counts: {
      format,
      concepts: concepts.length + refused.length,
      added,
      changed,
      same: terms.length - added - changed,
      refusals: [...reasons].map(([reason, count]) => ({ reason, count })),
      refused: told,
    },
    languages: labelsByLanguage(concepts),
    samples: concepts.slice(0, SAMPLES).map(({ code, labels }) => ({
      code,
      labels: labels.slice(0, 6).map(({ value }) => value.slice(0, 200)),
    })),
  }
}

/** Concepts of the file that are no terms yet have numbers below zero. */
const numberOf = (end: End): number => ('id' in end ? end.id : -1 - end.place)

function isNewPair(pairs: Set<string>, one: number, other: number): boolean {
  const pair = `${String(Math.min(one, other))} ${String(Math.max(one, other))}`
  if (pairs.has(pair)) return false
  pairs.add(pair)
  return true
}

/** A term that is not in the file: of the same vocabulary by its code, or of another one by its address. */
function termOfKey(db: ReadDatabase, source: string, key: string): number | null {
  if (key.startsWith(UID_URN)) return termWithUid(db, key.slice(UID_URN.length))
  const own = termWithCode(db, source, codeOfUri(source, key))
  if (own !== null) return own
  const other = sourceOfUri(key)
  return other === null ? null : termWithCode(db, other, codeOfUri(other, key))
}

/** Lets one be under another unless it is above it already. */
function circleFinder(wider: Map<number, number[]>): { add(under: number, above: number): boolean } {
  let steps = 0
  const reaches = (from: number, to: number): boolean => {
    const seen = new Set([from])
    const open = [from]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === to || ++steps > MOST_STEPS) return true
      for (const above of wider.get(next) ?? []) {
        if (seen.has(above)) continue
        seen.add(above)
        open.push(above)
      }
    }
    return false
  }
  return {
    add(under, above) {
      const there = wider.get(under)
      if (there?.includes(above)) return true
      if (reaches(above, under)) return false
      if (there) there.push(above)
      else wider.set(under, [above])
      return true
    },
  }
}

function labelsByLanguage(concepts: readonly FileConcept[]): TermPlan['languages'] {
  const counts = new Map<string | null, number>()
  for (const { labels } of concepts)
    for (const { language } of labels) counts.set(language, (counts.get(language) ?? 0) + 1)
  return [...counts]
    .map(([language, labels]) => ({ language, labels }))
    .sort((one, other) => other.labels - one.labels)
}
