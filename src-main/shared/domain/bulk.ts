/** What a bulk edit makes of one description, for the preview; the catalogue does the same to all at once. */
import type { BulkChanges, ListField } from '../contract/bulk.ts'
import type { DescriptionFields, DescriptionPatch } from '../contract/description.ts'

/** What makes two values of a field the same one, when a value is added or removed. */
export const KEYS: Partial<Record<ListField, readonly string[]>> = {
  identifiers: ['type', 'value'],
  dates: ['kind', 'expression'],
  extents: ['quantity', 'unit'],
  agents: ['authorityId', 'role'],
  languages: ['language'],
  accessPoints: ['type', 'value'],
  relations: ['type', 'target'],
  restrictions: ['type', 'basis'],
  containers: ['containerId', 'folder', 'item'],
}
/** Of every text. */
export const KEY_OF_TEXT = ['value', 'language'] as const

export const keysOf = (field: ListField): readonly string[] => KEYS[field] ?? KEY_OF_TEXT

type Row = Record<string, unknown>

const isSame = (field: ListField) => (one: Row, other: Row) => {
  const alike = (key: string) => (one[key] ?? null) === (other[key] ?? null)
  // Names that no authority has yet are told apart by what they are.
  const isUnknown = field === 'agents' && one['authorityId'] == null && other['authorityId'] == null
  return keysOf(field).every(alike) && (!isUnknown || alike('name'))
}

const written = (value: unknown) => JSON.stringify(value, sorted)
/** Keys in one order, whoever made the value. */
const sorted = (_: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value

export const sameValue = (one: unknown, other: unknown): boolean => written(one) === written(other)

/** The fields that change, before and after. Every name is already led to its authority, where there is one. */
export function bulkChanged(
  record: DescriptionFields,
  { set, add, remove, clear }: BulkChanges,
): { before: DescriptionPatch; after: DescriptionPatch } {
  const fresh: Record<string, unknown> = {}
  for (const field of clear) fresh[field] = Array.isArray(record[field]) ? [] : null
  Object.assign(fresh, set)
  const listOf = (field: string) => (fresh[field] ?? record[field as ListField]) as Row[]
  for (const [field, values] of Object.entries(remove) as [ListField, Row[]][]) {
    const same = isSame(field)
    fresh[field] = listOf(field).filter((there) => !values.some((value) => same(there, value)))
  }
  for (const [field, values] of Object.entries(add) as [ListField, Row[]][]) {
    const same = isSame(field)
    fresh[field] = values.reduce<Row[]>(
      (list, value) => (list.some((there) => same(there, value)) ? list : [...list, value]),
      listOf(field),
    )
  }
  const changed = Object.keys(fresh).filter((field) => !sameValue(fresh[field], record[field as ListField]))
  const pick = (from: Row) => Object.fromEntries(changed.map((field) => [field, from[field]]))
  return { before: pick(record), after: pick(fresh) }
}
