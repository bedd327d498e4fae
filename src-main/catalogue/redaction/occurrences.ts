/** Where words can stand in descriptions and their texts, for who looks for all occurrences of a passage. */
import type { Description } from '../../shared/contract/description.ts'
import { TEXT_FIELD_NAMES } from '../../shared/domain/field.ts'
import { touchedBy } from '../../shared/domain/redaction/quotation.ts'
import { all, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'
import { isVeiled } from '../review/blind.ts'
import { blindMarksOf, redactionsOf, wordsOf } from './read.ts'

/** The items of a batch under review, in the order of their codes. */
export const idsInBatch = (db: ReadDatabase, batch: string): number[] =>
  all<{ id: number }>(
    db,
    sql`SELECT description.id FROM review JOIN description ON description.id = review.descriptionId
        WHERE batch = ${batch} AND binnedAt IS NULL ORDER BY referenceCode, description.id`,
  ).map(({ id }) => id)

export const namesOf = (
  db: ReadDatabase,
  authorityId: number,
): { value: string; surname: string | null; given: string | null }[] =>
  all(
    db,
    sql`SELECT value, surname, given FROM authorityName WHERE authorityId = ${authorityId} ORDER BY seq`,
  )

/** Authorities of which a name stands in a text, tagged or not. */
export const namedIn = (db: ReadDatabase, text: string, most: number): number[] =>
  all<{ authorityId: number }>(
    db,
    sql`SELECT DISTINCT authorityId FROM authorityName
        WHERE length(value) > 2 AND instr(${text}, value) > 0 ORDER BY authorityId LIMIT ${most}`,
  ).map(({ authorityId }) => authorityId)

interface TextWithWords {
  readonly textId: number
  readonly descriptionId: number
  readonly kind: 'transcription' | 'translation' | 'summary'
  readonly language: string | null
  readonly paragraphs: { id: number; value: string; continues: boolean }[]
}

/** The texts of descriptions with their words, in their order. */
export function textsIn(db: ReadDatabase, ids: readonly number[]): TextWithWords[] {
  const wanted = JSON.stringify(ids)
  const texts = new Map<number, TextWithWords>(
    all<Omit<TextWithWords, 'paragraphs'>>(
      db,
      sql`SELECT id AS textId, descriptionId, kind, language FROM textOfUnit
          WHERE descriptionId IN (SELECT value FROM json_each(${wanted})) ORDER BY descriptionId, seq`,
    ).map((text) => [text.textId, { ...text, paragraphs: [] }]),
  )
  for (const { textId, continues, ...paragraph } of all<{
    id: number
    textId: number
    value: string
    continues: 0 | 1
  }>(
    db,
    sql`SELECT id, textId, value, continues FROM paragraph
        WHERE descriptionId IN (SELECT value FROM json_each(${wanted})) ORDER BY textId, seq`,
  ))
    texts.get(textId)?.paragraphs.push({ ...paragraph, continues: continues === 1 })
  return [...texts.values()]
}

export interface FieldValue {
  readonly field: string
  readonly index: number | null
  readonly value: string
}

/** The values of a description that are words. */
export const valuesIn = (record: Description): FieldValue[] => [
  ...TEXT_FIELD_NAMES.flatMap((field) =>
    record[field].map(({ value }, index): FieldValue => ({ field, index, value })),
  ),
  ...record.agents.map(({ name }, index): FieldValue => ({ field: 'agents', index, value: name })),
  ...record.accessPoints.map(({ value }, index): FieldValue => ({ field: 'accessPoints', index, value })),
  ...record.dates.map(({ expression }, index): FieldValue => ({ field: 'dates', index, value: expression })),
  ...(record.referenceCode === null
    ? []
    : [{ field: 'referenceCode', index: null, value: record.referenceCode }]),
]

/** Whether a stretch of a paragraph, or a value of a field, is marked in a description already, as far as somebody may know. */
export function markedIn(db: ReadDatabase, descriptionId: number, who: string) {
  const spans: { paragraphId: number; start: number; end: number }[] = []
  const fields = new Set<string>()
  const known = isVeiled(db, descriptionId, who) ? blindMarksOf : redactionsOf
  for (const { anchors } of known(db, descriptionId))
    for (const { place } of anchors) {
      if (place.kind === 'field' && place.of === 'description' && place.id === descriptionId)
        fields.add(place.index === null ? place.field : `${place.field}.${String(place.index)}`)
      if (place.kind !== 'span' || place.textId === null || !place.from || !place.to) continue
      const { from, to } = place
      for (const { id, value } of touchedBy(wordsOf(db, [place.textId]).get(place.textId) ?? [], {
        from,
        to,
      }))
        spans.push({
          paragraphId: id,
          start: id === from.paragraphId ? from.offset : 0,
          end: id === to.paragraphId ? to.offset : value.length,
        })
    }
  const at = ({ paragraphId, offset }: { paragraphId: number; offset: number }) =>
    spans.some((span) => span.paragraphId === paragraphId && span.start <= offset && offset <= span.end)
  return {
    span: (from: { paragraphId: number; offset: number }, to: { paragraphId: number; offset: number }) =>
      at(from) && at(to),
    field: ({ field, index }: FieldValue) => fields.has(field) || fields.has(`${field}.${String(index)}`),
  }
}
