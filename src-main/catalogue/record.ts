/** A record as a person sees it: every field by its name, with its texts, its pages, and where it stands. */
import { DescriptionFields } from '../shared/contract/description.ts'
import { readDescription } from './description/read.ts'
import { all, get, run, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'
import { pagesOf } from './scan.ts'
import { insertText, textsOf } from './text.ts'
import type { NewText } from './text.ts'

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
    texts: textsOf(db, id).map(({ kind, language, script, source, agent, paragraphs }) => ({
      kind,
      language,
      script,
      source,
      agent,
      paragraphs: paragraphs.map(({ kind, pageNumber, value }) => ({ kind, pageNumber, value })),
    })),
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

/** Makes the texts of a description those given, with their paragraphs. */
export function replaceTexts(db: WriteDatabase, descriptionId: number, texts: readonly NewText[]): void {
  const old = all<{ id: number }>(db, sql`SELECT id FROM textOfUnit WHERE descriptionId = ${descriptionId}`)
  run(db, sql`DELETE FROM paragraph WHERE descriptionId = ${descriptionId}`)
  for (const { id } of old) run(db, sql`DELETE FROM textOfUnit WHERE id = ${id}`)
  for (const text of texts) insertText(db, descriptionId, text)
}
