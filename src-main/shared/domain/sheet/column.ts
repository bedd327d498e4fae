/**
 * Columns of a grid or a spreadsheet. A column is a field of the contract; of a text field it may be one language
 * (`title@jpn`), of a structured one a single kind (`dates.despatch`, `agents.sender`, `identifiers.telegramNumber`).
 */
import {
  ACCESS_POINT_TYPES,
  AGENT_ROLES,
  DATE_KINDS,
  RELATION_TYPES,
  STRUCTURED_FIELDS,
  TEXT_FIELD_NAMES,
} from '../field.ts'
import type { FieldName } from '../field.ts'
import { isCode } from '../vocabulary.ts'

/** What only a file has: the stable identifier, the unit above, and the machine's reading of the dates. */
export const FILE_COLUMNS = ['uid', 'parent', 'edtf'] as const
/** What is seen in a column and said elsewhere: an accession has a list of its own of what came with it. */
export const SHOWN_COLUMNS = ['accessions'] as const
export type ColumnField = FieldName | (typeof FILE_COLUMNS)[number] | (typeof SHOWN_COLUMNS)[number]

export interface Column {
  readonly id: string
  readonly field: ColumnField
  readonly kind: string | null
  readonly language: string | null
}

/** What never leaves the catalogue has no column in a file that goes out. */
export const neverLeaves = ({ field }: Column): boolean => field === 'assignee'

export const isShownOnly = ({ field }: Column): boolean =>
  (SHOWN_COLUMNS as readonly string[]).includes(field)

const KINDS: Partial<Record<ColumnField, readonly string[]>> = {
  title: ['reading'],
  dates: DATE_KINDS,
  edtf: DATE_KINDS,
  agents: AGENT_ROLES,
  accessPoints: ACCESS_POINT_TYPES,
  relations: RELATION_TYPES,
}
/** Their kinds are the office's own words. */
const FREE_KINDS: readonly ColumnField[] = ['identifiers']

const FIELDS = new Set<string>([...STRUCTURED_FIELDS, ...TEXT_FIELD_NAMES, ...FILE_COLUMNS, ...SHOWN_COLUMNS])
const isField = (name: string): name is ColumnField => FIELDS.has(name)
const isText = (field: ColumnField) => (TEXT_FIELD_NAMES as readonly string[]).includes(field)

/** The column with an id, or null when there is none. */
export function columnOf(id: string): Column | null {
  const [, field = '', kind = null, language = null] =
    /^([A-Za-z]+)(?:\.([^@]{1,80}))?(?:@([a-z]{3}))?$/.exec(id) ?? []
  if (!isField(field)) return null
  if (kind !== null && !FREE_KINDS.includes(field) && !(KINDS[field]?.includes(kind) ?? false)) return null
  if (language !== null && (!isText(field) || !isCode('language', language))) return null
  return { id, field, kind, language }
}

/** Whether a column may be of one language alone. */
export const isLanguageColumn = ({ field }: Column): boolean => isText(field)

/** The columns with these ids; what is none of them is left out. */
export const columnsOf = (ids: readonly string[]): Column[] =>
  ids.flatMap((id) => {
    const column = columnOf(id)
    return column ? [column] : []
  })

const SINGLE = new Set<ColumnField>([
  'referenceCode',
  'level',
  'otherLevel',
  'recordType',
  'status',
  'assignee',
  'uid',
  'parent',
])

/** Whether a cell of the column can hold several values. */
export const isRepeated = ({ field }: Column): boolean => !SINGLE.has(field)

/** Every column that is offered, each text field whole and in the languages given. */
export function offeredColumns(
  languages: readonly string[],
  identifierTypes: readonly string[] = [],
): Column[] {
  const kinds = (field: ColumnField) => (field === 'identifiers' ? identifierTypes : (KINDS[field] ?? []))
  const fields: FieldName[] = [
    ...STRUCTURED_FIELDS.slice(0, 1),
    'title',
    ...STRUCTURED_FIELDS.slice(1),
    ...TEXT_FIELD_NAMES.slice(1),
  ]
  return columnsOf(
    fields.flatMap((field) => [
      field,
      ...kinds(field).map((kind) => `${field}.${kind}`),
      ...(isText(field) ? languages.map((language) => `${field}@${language}`) : []),
    ]),
  )
}
