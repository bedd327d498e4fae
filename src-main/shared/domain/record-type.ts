/** What the type of a record means for its form, for what is missing, and for what a new record begins with. */
import type { DescriptionFields, DescriptionPatch } from '../contract/description.ts'
import type { RecordType, RecordTypeField } from '../contract/record-type.ts'
import { FIELD_NAMES, tabOfField } from './field.ts'
import type { Area, FieldName, FormTab } from './field.ts'

/** The type that a record is of when nobody says another, and that stands in for one that is not known. */
export const GENERAL = 'general'

/** Fields that no form shows by themselves: beside the title, or along with another field. */
const ELSEWHERE: readonly FieldName[] = ['status', 'otherLevel']

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

const valuesOf = (entries: readonly RecordTypeField[]): DescriptionPatch =>
  Object.fromEntries(entries.filter(({ value }) => !isEmpty(value)).map(({ field, value }) => [field, value]))
