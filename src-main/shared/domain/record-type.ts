/** What the type of a record means for its form, for what is missing, and for what a new record begins with. */
import type { DescriptionFields, DescriptionPatch } from '../contract/description.ts'
import type { RecordType, RecordTypeField } from '../contract/record-type.ts'
import { FIELD_NAMES, tabOfField } from './field.ts'
import type { Area, FieldName, FormTab } from './field.ts'

/** The type that a record is of when nobody says another, and that stands in for one that is not known. */
export const GENERAL = 'general'

/** Fields that no form shows by themselves: beside the title, or along with another field. */
const ELSEWHERE: readonly FieldName[] = ['status', 'assignee', 'otherLevel']

export const keyOfEntry = ({ field, role }: Pick<RecordTypeField, 'field' | 'role'>): string =>
  role === null ? field : `${field}.${role}`

/** Part of a tab: fields that follow each other below one heading. */
export interface FormSection {
  readonly group: Area | null
  readonly entries: readonly RecordTypeField[]
}

export function sectionsOf(type: RecordType, tab: FormTab): FormSection[] {
  const sections: { group: Area | null; entries: RecordTypeField[] }[] = []
  for (const entry of type.fields) {
    if (!entry.shown || entry.tab !== tab) continue
    const last = sections.at(-1)
    if (last?.group === entry.group) last.entries.push(entry)
    else sections.push({ group: entry.group, entries: [entry] })
  }
  return sections
}

export const isEmpty = (value: unknown): boolean =>
  value == null || value === '' || (Array.isArray(value) && value.length === 0)

/** Fields that hold something though the type does not show them: nothing is lost when the type changes. */
export function otherFields(
  type: RecordType,
  tab: FormTab,
  value: <F extends keyof DescriptionFields>(field: F) => DescriptionFields[F] | undefined,
): FieldName[] {
  const shown = new Set(type.fields.filter((entry) => entry.shown).map(({ field }) => field))
  return FIELD_NAMES.filter(
    (field) =>
      !shown.has(field) && !ELSEWHERE.includes(field) && tabOfField(field) === tab && !isEmpty(value(field)),
  )
}

/** Fields that the type says nothing about, in the order of the standard. */
export function unusedFields(type: RecordType): FieldName[] {
  const used = new Set(type.fields.map(({ field }) => field))
  return FIELD_NAMES.filter((field) => !used.has(field) && !ELSEWHERE.includes(field))
}

/** The entries with one of them directly before another; null: behind all others of its tab. */
export function movedEntry(
  fields: readonly RecordTypeField[],
  entry: RecordTypeField,
  before: RecordTypeField | null,
): RecordTypeField[] {
  const key = keyOfEntry(entry)
  const others = fields.filter((one) => keyOfEntry(one) !== key)
  const wanted = before === null ? null : keyOfEntry(before)
  const at =
    wanted === null
      ? others.findLastIndex(({ tab }) => tab === entry.tab) + 1
      : others.findIndex((one) => keyOfEntry(one) === wanted)
  if (at === -1) return [...fields]
  // Where it goes it belongs: to that tab, below that heading.
  const moved = before === null ? entry : { ...entry, tab: before.tab, group: before.group }
  return [...others.slice(0, at), moved, ...others.slice(at)]
}

export const requiredFields = (type: RecordType): FieldName[] => [
  ...new Set(type.fields.filter(({ required }) => required).map(({ field }) => field)),
]

/** What a record of the type begins with where `given` says nothing; what is constant stands whatever is given. */
export function withValuesOf(type: RecordType, given: DescriptionPatch): DescriptionPatch {
  const constants = type.fields.filter(({ constant }) => constant)
  return { ...given, ...valuesWhereEmpty(type, given), ...valuesOf(constants) }
}

/** What the type gives to fields that are empty: what a record gains that becomes of this type. */
export const valuesWhereEmpty = (type: RecordType, given: DescriptionPatch): DescriptionPatch =>
  valuesOf(type.fields.filter(({ field }) => isEmpty(given[field])))

/** Names in several roles are values of one field. */
function valuesOf(entries: readonly RecordTypeField[]): DescriptionPatch {
  const values: Record<string, unknown> = {}
  for (const { field, value } of entries) {
    if (isEmpty(value)) continue
    const there = values[field]
    values[field] =
      Array.isArray(there) && Array.isArray(value)
        ? [...(there as unknown[]), ...(value as unknown[])]
        : value
  }
  return values
}
