/** The repeatable fields of a description, as rows: how each is read, and how an edit becomes the fewest changes of rows. */
import type {
  AccessPoint,
  Agent,
  DateValue,
  DescriptionPatch,
  Extent,
  Identifier,
  Instance,
  LanguageValue,
  Relation,
  Restriction,
  TextValue,
} from '../../shared/contract/description.ts'
import type { PageId } from '../../shared/contract/ids.ts'
import { standsOnSheet, TEXT_FIELDS, TEXT_FIELD_NAMES, textFieldRule } from '../../shared/domain/field.ts'
import type { TextField } from '../../shared/domain/field.ts'
import type { ListField } from '../../shared/contract/bulk.ts'
import { agentsOf, authorityFor } from '../authority/link.ts'
import { containerFor, instancesOf } from '../container/link.ts'
import { regionOf, regionText } from '../../shared/domain/region.ts'
import { all, get, run, sql } from '../database.ts'
import type { ReadDatabase, Value, WriteDatabase } from '../database.ts'
import { readMarkup, writtenMarkup } from '../markup.ts'
import { insertRows, toValue, updateRows } from '../rows.ts'

export interface DescriptionValues extends Record<TextField, TextValue[]> {
  identifiers: Identifier[]
  dates: DateValue[]
  extents: Extent[]
  agents: Agent[]
  languages: LanguageValue[]
  accessPoints: AccessPoint[]
  relations: Relation[]
  restrictions: Restriction[]
  containers: Instance[]
}

/** Table and columns of each structured field; `agents` and `containers` lead to records of their own and are apart. */
export const TABLES = {
  identifiers: { table: 'identifier', columns: ['type', 'label', 'value', 'scope'] },
  dates: {
    table: 'dateOfUnit',
    columns: [
      'kind',
      'expression',
      'language',
      'edtf',
      'timeOfDay',
      'timeZone',
      'certainty',
      'inferredFrom',
      'calendar',
      'era',
      'place',
    ],
  },
  extents: { table: 'extent', columns: ['quantity', 'unit', 'approximate', 'type'] },
  languages: { table: 'languageOfUnit', columns: ['language', 'script'] },
  accessPoints: { table: 'accessPoint', columns: ['type', 'value', 'source', 'language', 'termId'] },
  relations: { table: 'relation', columns: ['type', 'target', 'part', 'scope', 'targetId'] },
  restrictions: {
    table: 'restriction',
    columns: ['type', 'basis', 'begins', 'years', 'ends', 'event', 'note', 'noteIsPublic', 'reviewOn'],
  },
} as const

type TabledField = keyof typeof TABLES
const TABLED_FIELDS = Object.keys(TABLES) as TabledField[]
const TEXT_COLUMNS = [
  'value',
  'language',
  'script',
  'type',
  'code',
  'reading',
  'name',
  'date',
  'pageId',
  'region',
  'markup',
] as const
export const isTabledField = (field: string): field is TabledField => field in TABLES

const emptyValues = (): DescriptionValues => ({
  identifiers: [],
  dates: [],
  extents: [],
  agents: [],
  languages: [],
  accessPoints: [],
  relations: [],
  restrictions: [],
  containers: [],
  ...(Object.fromEntries(TEXT_FIELD_NAMES.map((field) => [field, []])) as unknown as Record<
    TextField,
    TextValue[]
  >),
})

/** The repeatable values of many descriptions, with one query for each table. */
export function readValues(db: ReadDatabase, ids: readonly number[]): Map<number, DescriptionValues> {
  const values = new Map(ids.map((id) => [id, emptyValues()]))
  const wanted = JSON.stringify(ids)
  for (const field of TABLED_FIELDS) {
    const { table, columns } = TABLES[field]
    const rows = all<{ descriptionId: number } & Record<string, Value>>(db, {
      text: `SELECT descriptionId, ${columns.join(', ')} FROM ${table}
             WHERE descriptionId IN (SELECT value FROM json_each(?)) ORDER BY descriptionId, seq`,
      parameters: [wanted],
    })
    for (const { descriptionId, ...row } of rows) {
      if (field === 'extents')
        values.get(descriptionId)?.extents.push({ ...row, approximate: row['approximate'] === 1 } as Extent)
      else if (field === 'restrictions')
        values
          .get(descriptionId)
          ?.restrictions.push({ ...row, noteIsPublic: row['noteIsPublic'] === 1 } as Restriction)
      else (values.get(descriptionId)?.[field] as unknown[]).push(row)
    }
  }
  const agents = agentsOf(db, wanted)
  for (const { descriptionId, ...agent } of agents) values.get(descriptionId)?.agents.push(agent)
  for (const { descriptionId, ...instance } of instancesOf(db, wanted))
    values.get(descriptionId)?.containers.push(instance)
  const texts = all<
    Pick<TextValue, 'value' | 'language' | 'script' | 'type' | 'code'> & {
      descriptionId: number
      field: TextField
      reading: string | null
      name: string | null
      date: string | null
      pageId: PageId | null
      region: string | null
      markup: string | null
    }
  >(
    db,
    sql`SELECT descriptionId, field, value, language, script, type, code, reading, name, date, pageId, region, markup FROM descriptionText
        WHERE descriptionId IN (SELECT value FROM json_each(${wanted})) ORDER BY descriptionId, field, seq`,
  )
  for (const { descriptionId, field, reading, name, date, pageId, region, markup, ...text } of texts) {
    const at = regionOf(region)
    const more = {
      ...(reading !== null && reading !== '' && { reading }),
      ...(name !== null && name !== '' && { name }),
      ...(date !== null && date !== '' && { date }),
      ...(pageId !== null && { pageId, ...(at && { region: at }) }),
      ...(markup !== null && { markup: readMarkup(markup) }),
    }
    values.get(descriptionId)?.[field].push({ ...text, ...more })
  }
  return values
}

/** Where the values of a field stand: the table, what its rows have in common, and the columns of a value. */
export interface Shelf {
  readonly table: string
  readonly fixed: Readonly<Record<string, Value>>
  readonly columns: readonly string[]
}

const LINKED = {
  agents: { table: 'agent', fixed: {}, columns: ['authorityId', 'role', 'suppliedBy'] },
  containers: { table: 'instance', fixed: {}, columns: ['containerId', 'folder', 'item'] },
} as const satisfies Partial<Record<ListField, Shelf>>

export const shelfOf = (field: ListField): Shelf =>
  field in LINKED
    ? LINKED[field as keyof typeof LINKED]
    : field in TABLES
      ? { fixed: {}, ...TABLES[field as TabledField] }
      : { table: 'descriptionText', fixed: { field }, columns: TEXT_COLUMNS }

export const LIST_FIELDS: readonly ListField[] = [
  ...TABLED_FIELDS,
  'agents',
  'containers',
  ...TEXT_FIELD_NAMES,
]

/**
 * The values as their columns hold them. An authority is made where there is none of that name, a container where there
 * is none of that number that could be meant for `descriptionId`.
 */
export const asRows = (
  db: WriteDatabase,
  descriptionId: number | null,
  field: ListField,
  values: readonly Readonly<Record<string, unknown>>[],
): Record<string, Value>[] => {
  const { columns } = shelfOf(field)
  return values.map((value) => {
    const row =
      field === 'agents'
        ? { ...value, authorityId: authorityFor(db, value as Agent) }
        : field === 'containers'
          ? { ...value, containerId: containerFor(db, descriptionId, value as Instance) }
          : isText(field)
            ? { ...value, ...besideText(db, field, value as TextValue) }
            : value
    return Object.fromEntries(columns.map((column) => [column, toValue(row[column])]))
  })
}

const withoutPage = ({ pageId: _page, region: _region, ...value }: TextValue): TextValue => value

const isText = (field: ListField): field is TextField => field in TEXT_FIELDS

/** What stands beside the words: a reading of a title, ranges of what has paragraphs, the place of what stands on the sheet. */
const besideText = (
  db: ReadDatabase,
  field: TextField,
  { value, reading = '', name = '', date = '', pageId, region, markup = [] }: TextValue,
) => ({
  reading: field === 'title' ? reading.trim() || null : null,
  markup: textFieldRule(field).shape === 'line' ? null : writtenMarkup(value, markup),
  name: null,
  date: null,
  pageId: null,
  region: null,
  ...(standsOnSheet(field) && {
    name: name.trim() || null,
    date: date.trim() || null,
    ...(pageId !== undefined &&
      pageIsThere(db, pageId) && { pageId, region: region ? regionText(region) : null }),
  }),
})

/** A value may come from a moment, or a catalogue, with pages that are gone. */
const pageIsThere = (db: ReadDatabase, pageId: PageId): boolean =>
  get(db, sql`SELECT 1 FROM page WHERE id = ${pageId}`) !== undefined

/** Says on which page a value stands that has just been written. */
export const placeText = (
  db: WriteDatabase,
  descriptionId: number,
  { field, value, pageId }: { field: TextField; value: string; pageId: PageId },
): void =>
  void run(
    db,
    sql`UPDATE descriptionText SET pageId = ${pageId} WHERE descriptionId = ${descriptionId} AND field = ${field} AND value = ${value}`,
  )

/** Writes the repeatable fields that a patch names; the others stay. */
export function writeValues(
  db: WriteDatabase,
  descriptionId: number,
  patch: DescriptionPatch,
  description: 'new' | 'existing',
): void {
  const replaceRows = description === 'new' ? insertRows : updateRows
  for (const field of LIST_FIELDS) {
    const values = patch[field]
    if (values === undefined) continue
    const { table, fixed, columns } = shelfOf(field)
    // The pages of what is copied stay where they are.
    const own = description === 'new' && isText(field) ? (values as TextValue[]).map(withoutPage) : values
    replaceRows(db, table, { descriptionId, ...fixed }, columns, asRows(db, descriptionId, field, own))
  }
}
