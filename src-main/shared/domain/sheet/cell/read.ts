/** What a cell says of a description. */
import type { Extent, LanguageValue } from '../../../contract/description.ts'
import { instanceText } from '../../container.ts'
import { TEXT_FIELD_NAMES } from '../../field.ts'
import type { TextField } from '../../field.ts'
import type { Column } from '../column.ts'
import { BAR, joinValues } from '../values.ts'
import type { Celled } from './celled.ts'

export const isTextField = (field: string): field is TextField =>
  (TEXT_FIELD_NAMES as readonly string[]).includes(field)
export const extentText = ({ quantity, unit, approximate }: Omit<Extent, 'type'>) =>
  `${approximate ? '約' : ''}${quantity} ${unit}`
const languageText = ({ language, script }: LanguageValue) =>
  script === null ? language : `${language}-${script}`
/** The values that a column shows of a description, in order. */
export function cellValues(unit: Celled, { field, kind, language }: Column): string[] {
  if (isTextField(field)) {
    return (unit[field] ?? [])
      .filter((text) => language === null || text.language === language)
      .flatMap(({ value, reading }) => (kind === 'reading' ? (reading ?? []) : value))
  }
  const ofKind = (one: { type: string }) => kind === null || one.type === kind
  switch (field) {
    case 'uid':
      return [unit.uid]
    case 'referenceCode':
    case 'otherLevel':
    case 'level':
    case 'recordType':
    case 'status':
    case 'assignee':
      return [unit[field] ?? ''].filter((value) => value !== '')
    case 'identifiers':
      return unit.identifiers.filter(ofKind).map(({ value }) => value)
    case 'dates':
      return datesOf(unit, kind).map(({ expression }) => expression)
    case 'edtf':
      return datesOf(unit, kind).flatMap(({ edtf }) => edtf ?? [])
    case 'extents':
      return unit.extents.map(extentText)
    case 'agents':
      return unit.agents.filter(({ role }) => kind === null || role === kind).map(({ name }) => name)
    case 'languages':
      return unit.languages.map(languageText)
    case 'accessPoints':
      return unit.accessPoints.filter(ofKind).map(({ value }) => value)
    case 'relations':
      return unit.relations.filter(ofKind).map(({ target }) => target)
    case 'containers':
      return unit.containers.map((instance) => instanceText(instance))
    case 'accessions':
      return [...(unit.accessions ?? [])]
    default:
      return []
  }
}

const datesOf = (unit: Celled, kind: string | null) =>
  unit.dates.filter((date) => kind === null || date.kind === kind)

/** Fields with one value at most. */
export const SINGLE = new Set([
  'uid',
  'parent',
  'referenceCode',
  'level',
  'otherLevel',
  'recordType',
  'status',
  'assignee',
])

/** What a cell says. */
export function cellText(unit: Celled, column: Column, separator: string = BAR): string {
  const values = cellValues(unit, column)
  return SINGLE.has(column.field) ? (values[0] ?? '') : joinValues(values, separator)
}
