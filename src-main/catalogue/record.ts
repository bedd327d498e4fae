/** A record as a person sees it: every field by its name, with its texts, its pages, and where it stands. */
import { DescriptionFields } from '../shared/contract/description.ts'
import type { Text } from '../shared/contract/text.ts'
import { readDescription } from './description/read.ts'
import { get, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'
import { pagesOf } from './scan.ts'
import { textsOf } from './text/read.ts'
import { editText, insertText, removeText, writeParagraphs } from './text/write.ts'

/** Fields of a record that `description.edit` sets. */
export const EDITED_FIELDS = Object.keys(DescriptionFields.shape) as (keyof DescriptionFields)[]

/** Fields of the contract by name, `texts`, `pages`, `place` and `binned`; null when there is no such description. */
export type WholeRecord = Record<string, unknown>

export function readRecord(db: ReadDatabase, id: number): WholeRecord | null {
  const found = readDescription(db, id)
  if (!found) return null
  return {
    ...Object.fromEntries(EDITED_FIELDS.map((field) => [field, found[field]])),
    checkedBy: found.checkedBy,
    texts: textsOf(db, id).map(asRecorded),
    pages: pagesOf(db, id).map(({ number, label, side, state, rotation, part, adjustments, scan }) => ({
      number,
      label,
      side,
      state,
      rotation,
      part,
      ...adjustments,
      fileName: scan?.fileName ?? null,
    })),
    place: get(db, sql`SELECT parentId, position FROM description WHERE id = ${id}`) ?? null,
    binned: found.binnedAt !== null,
  }
}

export interface Difference {
  field: string
  before: unknown
  after: unknown
}

const EMPTY = new Set(['null', '[]', '""', 'undefined'])
const written = (value: unknown): string => (value === undefined ? 'undefined' : JSON.stringify(value))
/** Nothing stands in the field. */
export const isEmpty = (value: unknown): boolean => EMPTY.has(written(value))

/** The fields in which two states of a record differ; a state in which it is not there has no fields. */
export function differences(before: WholeRecord | null, after: WholeRecord | null): Difference[] {
  const fields = Object.keys(after ?? before ?? {})
  return fields
    .map((field) => ({ field, before: before?.[field] ?? null, after: after?.[field] ?? null }))
    .filter(({ before, after }) => {
      if (isEmpty(before) && isEmpty(after)) return false
      return written(before) !== written(after)
    })
}

/** Names stand on words and follow them; what is recorded of a text is the rest. */
const asRecorded = ({ descriptionId: _, paragraphs, ...about }: Text) => ({
  ...about,
  paragraphs: paragraphs.map(({ mentions: _mentions, ...paragraph }) => paragraph),
})
export type RecordedText = ReturnType<typeof asRecorded>

/** Makes the texts of a description those given. What is there still is changed in place: names and partners in other texts stay. */
export function replaceTexts(db: WriteDatabase, descriptionId: number, texts: readonly RecordedText[]): void {
  const now = textsOf(db, descriptionId)
  for (const { id } of now) if (!texts.some((text) => text.id === id)) removeText(db, id)
  for (const { id, paragraphs, source, ...about } of texts) {
    const there = now.find((text) => text.id === id)
    if (!there) {
      insertText(db, descriptionId, { ...about, source, paragraphs })
      continue
    }
    editText(db, id, about)
    const known = new Set(there.paragraphs.map((paragraph) => paragraph.id))
    const written = paragraphs.map((one) => ({ ...one, id: known.has(one.id) ? one.id : null }))
    writeParagraphs(db, there, there.paragraphs, 0, written)
  }
}
