/** Fields as places of a passage: what stands in one, and whether it is still the value that was marked. */
import { DescriptionFields } from '../../shared/contract/description.ts'
import { canonical } from '../../shared/domain/review/canonical.ts'
import { all, get, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'
import { readDescription } from '../description/read.ts'

export interface FieldPlace {
  readonly of: 'description' | 'authority' | 'scan'
  readonly id: number
  readonly field: string
  readonly index: number | null
}

/** The values of a field; null where there is no such field, or nothing that has it. */
export function valuesOf(db: ReadDatabase, { of, id, field }: FieldPlace): unknown[] | null {
  if (of === 'scan') {
    if (field !== 'fileName') return null
    const row = get<{ fileName: string }>(db, sql`SELECT fileName FROM scan WHERE id = ${id}`)
    return row ? [row.fileName] : null
  }
  if (of === 'authority') {
    if (field !== 'name') return null
    const names = all<{ value: string }>(
      db,
      sql`SELECT value FROM authorityName WHERE authorityId = ${id} ORDER BY seq`,
    )
    return names.length === 0 ? null : names.map(({ value }) => value)
  }
  if (!Object.hasOwn(DescriptionFields.shape, field)) return null
  const record = readDescription(db, id)
  if (!record) return null
  const value: unknown = record[field as keyof DescriptionFields]
  return Array.isArray(value) ? (value as unknown[]) : value === null ? [] : [value]
}

/** What one value says, as it is kept with the mark; null for the field as a whole. */
export function valueMarked(db: ReadDatabase, place: FieldPlace): string | null {
  if (place.index === null) return null
  const value = valuesOf(db, place)?.[place.index]
  return value === undefined ? null : canonical(value)
}

/** Whether the field is there and, where one value was marked, that one still stands at its place. */
export const fieldThere = (db: ReadDatabase, place: FieldPlace, marked: string | null): boolean =>
  place.index === null ? valuesOf(db, place) !== null : marked !== null && valueMarked(db, place) === marked
