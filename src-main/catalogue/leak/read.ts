/** What the redactions of a catalogue withhold, and what stays open beside it: in the same items, and in all that is published. */
import type { Redaction } from '../../shared/contract/redaction.ts'
import { BREAK } from '../../shared/domain/canary/fold.ts'
import type { Passage } from '../../shared/domain/canary/index.ts'
import { shortFormsOf } from '../../shared/domain/canary/short-forms.ts'
import { formsInText } from '../../shared/domain/name-forms.ts'
import { all, each, get, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'
import { valuesOf } from '../redaction/field.ts'
import { redactionsOf, wordsOf } from '../redaction/read.ts'

type Anchor = Redaction['anchors'][number]
interface Marked {
  readonly id: number
  readonly descriptionId: number
  readonly note: string
  readonly anchors: readonly Anchor[]
}

export interface Withheld {
  readonly passages: readonly Passage[]
  readonly redactions: number
  /** What is cut out, by paragraph: from, to. */
  readonly cuts: ReadonlyMap<number, readonly (readonly [number, number])[]>
  /** Fields of descriptions, as `id.field` and, of one value, `id.field.index`. */
  readonly fields: ReadonlySet<string>
  readonly items: readonly number[]
}

export const withholds = (db: ReadDatabase): boolean =>
  get<{ id: number }>(db, sql`SELECT id FROM redaction LIMIT 1`) !== undefined

export function withheldIn(db: ReadDatabase): Withheld {
  const items = all<{ id: number }>(
    db,
    sql`SELECT DISTINCT descriptionId AS id FROM redaction ORDER BY id`,
  ).map(({ id }) => id)
  const passages: Passage[] = []
  const cuts = new Map<number, (readonly [number, number])[]>()
  const fields = new Set<string>()
  let redactions = 0
  const cut = (paragraphId: number, from: number, to: number) =>
    void cuts.set(paragraphId, [...(cuts.get(paragraphId) ?? []), [from, to]])
  for (const item of items) {
    for (const { id, note, anchors } of redactionsOf(db, item) as readonly Marked[]) {
      redactions++
      const add = (text: string, beside: Pick<Passage, 'before' | 'after'> = {}) => {
        if (text.trim() !== '')
          passages.push({
            id: String(id),
            text,
            ...beside,
            shortForms: [...shortFormsOf(text), ...otherFormsOf(db, text)],
          })
      }
      if (note !== '') add(note)
      for (const { place } of anchors) {
        if (place.kind === 'span') {
          const { exact, prefix, suffix } = place.quotation
          add(exact, { before: prefix, after: suffix })
          if (place.textId !== null && place.from && place.to) {
            for (const [paragraph, ...stretch] of stretchesOf(db, place.textId, place.from, place.to))
              cut(paragraph, ...stretch)
          }
        } else if (place.kind === 'page' && place.pageId !== null) {
          for (const { id: paragraphId, value } of paragraphsOfPage(db, place.pageId)) {
            add(value)
            cut(paragraphId, 0, value.length)
          }
        } else if (place.kind === 'field') {
          if (place.of === 'description')
            fields.add([place.id, place.field, ...(place.index === null ? [] : [place.index])].join('.'))
          const values = valuesOf(db, place) ?? []
          for (const value of place.index === null ? values : values.slice(place.index, place.index + 1))
            for (const text of wordsIn(value)) add(text)
        }
      }
    }
  }
  return { passages, redactions, cuts, fields, items }
}

/** A name as it is written elsewhere, in this language and others: what its authority record knows. */
function otherFormsOf(db: ReadDatabase, name: string): string[] {
  const names = all<{ value: string; surname: string | null; given: string | null }>(
    db,
    sql`SELECT value, surname, given FROM authorityName WHERE authorityId IN
          (SELECT authorityId FROM authorityName WHERE value = ${name.trim()} OR surname = ${name.trim()})`,
  )
  const forms = new Set(names.flatMap((form) => formsInText(form)))
  forms.delete(name.trim())
  return [...forms]
}

/** Names that whoever reads may think of. */
export const namesIn = (db: ReadDatabase): string[] =>
  all<{ name: string }>(
    db,
    sql`SELECT DISTINCT value AS name FROM authorityName UNION SELECT surname FROM authorityName WHERE surname IS NOT NULL`,
  ).map(({ name }) => name)

const paragraphsOfPage = (db: ReadDatabase, pageId: number) =>
  all<{ id: number; value: string }>(db, sql`SELECT id, value FROM paragraph WHERE pageId = ${pageId}`)

type At = { readonly paragraphId: number; readonly offset: number }

/** A span by its paragraphs. */
function stretchesOf(db: ReadDatabase, textId: number, from: At, to: At): [number, number, number][] {
  const paragraphs = wordsOf(db, [textId]).get(textId) ?? []
  const [first, last] = [from, to].map(({ paragraphId }) =>
    paragraphs.findIndex(({ id }) => id === paragraphId),
  )
  if (first === undefined || last === undefined || first < 0 || last < 0) return []
  return paragraphs
    .slice(first, last + 1)
    .map(({ id, value }) => [
      id,
      id === from.paragraphId ? from.offset : 0,
      id === to.paragraphId ? to.offset : value.length,
    ])
}

/** Kinds, codes and numbers say nothing by themselves: only what a person has written in words. */
const WRITTEN = ['value', 'name', 'expression', 'note', 'label', 'target', 'part', 'basis']

function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, own]) =>
    WRITTEN.includes(key) && typeof own === 'string' ? [own] : [],
  )
}

/** A place in the catalogue that is open: what is withheld of it is cut out, and nothing goes on across the cut. */
export interface OpenPlace {
  readonly descriptionId: number
  readonly textId: number | null
  readonly paragraphId: number | null
  readonly field: string | null
  readonly index: number | null
  readonly text: string
}

export function* openIn(db: ReadDatabase, { cuts, fields, items }: Withheld): Generator<OpenPlace> {
  const wanted = JSON.stringify(items)
  for (const { id, descriptionId, textId, value } of each<{
    id: number
    descriptionId: number
    textId: number
    value: string
  }>(
    db,
    sql`SELECT paragraph.id, paragraph.descriptionId, textId, value FROM paragraph
        JOIN description ON description.id = paragraph.descriptionId
        WHERE binnedAt IS NULL AND (status = 'published' OR descriptionId IN (SELECT value FROM json_each(${wanted})))`,
  ))
    yield {
      ...{ descriptionId, textId, paragraphId: id },
      field: null,
      index: null,
      text: withoutCuts(value, cuts.get(id) ?? []),
    }
  for (const { descriptionId, field, seq, value } of each<{
    descriptionId: number
    field: string
    seq: number
    value: string
  }>(
    db,
    sql`SELECT descriptionId, field,
               row_number() OVER (PARTITION BY descriptionId, field ORDER BY descriptionText.seq) - 1 AS seq, value
        FROM descriptionText JOIN description ON description.id = descriptionId
        WHERE binnedAt IS NULL AND (status = 'published' OR descriptionId IN (SELECT value FROM json_each(${wanted})))`,
  )) {
    if (fields.has(`${descriptionId}.${field}`) || fields.has(`${descriptionId}.${field}.${seq}`)) continue
    yield { descriptionId, textId: null, paragraphId: null, field, index: seq, text: value }
  }
}

/** As long as it was, so that places in it stay what they are. */
function withoutCuts(value: string, cuts: readonly (readonly [number, number])[]): string {
  let text = value
  for (const [from, to] of cuts)
    text = text.slice(0, from) + BREAK.repeat(Math.max(0, to - from)) + text.slice(to)
  return text
}
