/** The values in which words can be replaced, wherever they stand, and writing them back. */
import { REPLACEABLE } from '../shared/contract/replacement.ts'
import type { Replaceable } from '../shared/contract/replacement.ts'
import { shifted } from '../shared/domain/markup.ts'
import type { Match } from '../shared/domain/replacement.ts'
import type { Edit } from '../shared/domain/span.ts'
import { all, get, run, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'
import { readMarkup, writtenMarkup } from './markup.ts'
import { readParagraph } from './text/read.ts'
import { editParagraph } from './text/write.ts'

interface Place {
  readonly table: string
  readonly column: string
  /** The field that the value belongs to, as SQL. */
  readonly field: string
  readonly fields: readonly Replaceable[]
  readonly from?: string
  readonly order: string
}

const at = (field: Replaceable, table: string, ...columns: string[]): Place[] =>
  columns.map((column) => ({ table, column, field: `'${field}'`, fields: [field], order: `${table}.seq` }))

const own = (column: 'referenceCode' | 'otherLevel'): Place => ({
  table: 'description',
  column,
  field: `'${column}'`,
  fields: [column],
  order: 'description.id',
})

const TEXT_KINDS: readonly Replaceable[] = ['transcription', 'translation', 'summary']
const OF_THEIR_OWN: ReadonlySet<Replaceable> = new Set<Replaceable>([
  'referenceCode',
  'otherLevel',
  'identifiers',
  'dates',
  'extents',
  'accessPoints',
  'relations',
  ...TEXT_KINDS,
])

const PLACES: readonly Place[] = [
  own('referenceCode'),
  own('otherLevel'),
  ...at('identifiers', 'identifier', 'label', 'value', 'scope'),
  ...at('dates', 'dateOfUnit', 'expression', 'place', 'inferredFrom'),
  ...at('extents', 'extent', 'unit'),
  ...at('accessPoints', 'accessPoint', 'value'),
  ...at('relations', 'relation', 'target', 'part'),
  {
    table: 'descriptionText',
    column: 'value',
    field: 'descriptionText.field',
    fields: REPLACEABLE.filter((field) => !OF_THEIR_OWN.has(field)),
    order: 'descriptionText.field, descriptionText.seq',
  },
  ...at('title', 'descriptionText', 'reading'),
  {
    table: 'paragraph',
    column: 'value',
    field: 'textOfUnit.kind',
    fields: TEXT_KINDS,
    from: 'paragraph JOIN textOfUnit ON textOfUnit.id = textId',
    order: 'textOfUnit.seq, paragraph.seq',
  },
]

/** A value, and the cell in which it stands. */
export interface Cell {
  table: string
  column: string
  rowId: number
  descriptionId: number
  field: Replaceable
  value: string
}

/** The values of these descriptions that belong to the fields, by description. */
export function cellsOf(
  db: ReadDatabase,
  ids: readonly number[],
  fields: ReadonlySet<Replaceable>,
): Map<number, Cell[]> {
  const cells = new Map<number, Cell[]>(ids.map((id) => [id, []]))
  const wanted = JSON.stringify(ids)
  for (const place of PLACES) {
    const asked = place.fields.filter((field) => fields.has(field))
    if (asked.length === 0) continue
    const { table, column, field, from = table, order } = place
    const owner = table === 'description' ? 'description.id' : `${table}.descriptionId`
    const rows = all<Omit<Cell, 'table' | 'column'>>(db, {
      text: `SELECT ${table}.id AS rowId, ${owner} AS descriptionId, ${field} AS field, ${table}.${column} AS value
             FROM ${from} WHERE ${owner} IN (SELECT value FROM json_each(?)) AND ${table}.${column} IS NOT NULL
               AND ${field} IN (SELECT value FROM json_each(?)) ORDER BY ${order}`,
      parameters: [wanted, JSON.stringify(asked)],
    })
    for (const row of rows) cells.get(row.descriptionId)?.push({ ...row, table, column })
  }
  return cells
}

/** Puts another value in a cell, with the ranges over it where they were; false when what stands there is no longer what was read. */
export function writeCell(
  db: WriteDatabase,
  { table, column, rowId, value }: Cell,
  fresh: string,
  matches: readonly Match[],
): boolean {
  const edits = matches.map(({ start, end, by }) => ({ start, end, length: by.length }))
  if (table === 'paragraph') return writeInText(db, rowId, value, fresh, edits)
  const written = run(db, {
    text: `UPDATE ${table} SET ${column} = ? WHERE id = ? AND ${column} IS ?`,
    parameters: [fresh, rowId, value],
  })
  if (written.changes === 1 && table === 'descriptionText' && column === 'value')
    shiftMarkup(db, rowId, fresh, edits)
  return written.changes === 1
}

/** A paragraph keeps what stands on its words: marks, lines, names. */
function writeInText(
  db: WriteDatabase,
  id: number,
  value: string,
  fresh: string,
  edits: readonly Edit[],
): boolean {
  const found = readParagraph(db, id)
  if (found?.paragraph.value !== value) return false
  editParagraph(db, found.text, found, { value: fresh, edits })
  return true
}

function shiftMarkup(db: WriteDatabase, rowId: number, fresh: string, edits: readonly Edit[]): void {
  const there = get<{ markup: string | null }>(
    db,
    sql`SELECT markup FROM descriptionText WHERE id = ${rowId}`,
  )
  if (there?.markup == null) return
  const markup = writtenMarkup(fresh, shifted(readMarkup(there.markup), edits))
  run(db, sql`UPDATE descriptionText SET markup = ${markup} WHERE id = ${rowId}`)
}

/** What the machine reads of a date follows its words, where it was read from them. */
export const writeReading = (
  db: WriteDatabase,
  dateId: number,
  { edtf, calendar, era }: { edtf: string | null; calendar: string; era: string | null },
): void =>
  void run(
    db,
    sql`UPDATE dateOfUnit SET edtf = ${edtf}, calendar = ${calendar}, era = ${era} WHERE id = ${dateId}`,
  )

export const readingOf = (db: ReadDatabase, dateId: number): string | null =>
  all<{ edtf: string | null }>(db, sql`SELECT edtf FROM dateOfUnit WHERE id = ${dateId}`)[0]?.edtf ?? null
