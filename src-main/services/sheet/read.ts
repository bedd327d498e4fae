/** What a file is, and what its first rows say. */
import { basename } from 'node:path'
import { agentTypeOf, usedKinds } from '../../catalogue/description/fit.ts'
import { readInstitution } from '../../catalogue/institution.ts'
import { codeOfType } from '../../catalogue/record-type.ts'
import { mappingOfHeaders, sheetMappings } from '../../catalogue/sheet-mapping.ts'
import { termLabelled } from '../../catalogue/term/read.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { recogniseSheet, sheetLines } from '../../importers/sheet/source.ts'
import type { SheetKind } from '../../importers/sheet/source.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { ReadCell, SheetPlan } from '../../shared/contract/sheet.ts'
import { BLANK, cellText, withCell } from '../../shared/domain/sheet/cell/index.ts'
import type { CellContext, Celled } from '../../shared/domain/sheet/cell/index.ts'
import type { Column } from '../../shared/domain/sheet/column.ts'
import { codeOfWord } from '../../shared/i18n/column-name.ts'
import { guessColumns } from '../../shared/i18n/guess-column.ts'
import type { Service } from '../context.ts'
import { mappedColumns, separatorOf } from './plan/rows.ts'
import { sheetRefusal } from '../../importers/sheet/refusal.ts'

/** Rows that are shown of a file before it is read. */
const SAMPLES = 5

/** The kind of a file, read as a person says where that differs from what was recognised. */
export const kindAs = (
  kind: SheetKind,
  { encoding, delimiter }: Pick<SheetPlan, 'encoding' | 'delimiter'>,
): SheetKind =>
  kind.kind === 'xlsx'
    ? kind
    : { ...kind, encoding: encoding ?? kind.encoding, delimiter: delimiter ?? kind.delimiter }

export const reading: Pick<Service<'sheet'>, 'open' | 'look' | 'preview'> = {
  async open(context, { handle }) {
    context.catalogue()
    const path = context.handles.take(handle, 'read')
    if (path === null) throw refusal('handleUnknown', {})
    const file = basename(path)
    try {
      const kind = await recogniseSheet(path)
      const { id } = context.sheets.add({ path, file, kind })
      const { encoding, delimiter } = kind.kind === 'csv' ? kind : { encoding: null, delimiter: null }
      return {
        sheetId: id,
        file,
        kind: kind.kind,
        encoding,
        delimiter,
        sheets: kind.kind === 'csv' ? [] : kind.sheets,
      }
    } catch (error) {
      throw sheetRefusal(error, file)
    }
  },

  async look(context, { sheetId, sheet, ...how }) {
    const { db } = context.catalogue()
    const { path, kind, file } = context.sheets.get(sheetId)
    const [headers = [], ...samples] = await firstRows(path, kindAs(kind, how), sheet, file)
    const { languages, identifierTypes } = usedKinds(db)
    const kept = mappingOfHeaders(db, headers)
    const guesses = kept?.mapping ?? guessed(db, headers, guessColumns(headers, languages, identifierTypes))
    return { headers, guesses, samples, remembered: kept?.name ?? null, match: kept?.match ?? null }
  },

  async preview(context, asked) {
    const { db } = context.catalogue()
    const { path, kind, file } = context.sheets.get(asked.sheetId)
    const rows = await firstRows(path, kindAs(kind, asked), asked.sheet, file)
    const columns = mappedColumns(asked)
    const cells = cellContextOf(db, context.clock.now().slice(0, 10), separatorOf(asked))
    return {
      rows: rows.slice(1).map((row) => columns.map((column, at) => readCell(column, row[at] ?? '', cells))),
    }
  },
}

/** How cells of a file are read in a catalogue. */
export function cellContextOf(db: ReadDatabase, latest: string, separator: string): CellContext {
  const institution = readInstitution(db)
  return {
    usual: institution && { language: institution.language, script: institution.script },
    latest,
    separator,
    codeOf: (set, word) => codeOfWord(set, word) ?? (set === 'recordTypes' ? codeOfType(db, word) : null),
    typeOf: (name) => agentTypeOf(db, name) ?? 'person',
    termOf: (type, label) => termLabelled(db, type, label),
  }
}

/** What a header was taken for in any mapping that is kept goes before what it looks like. */
function guessed(
  db: ReadDatabase,
  headers: readonly string[],
  guesses: readonly (string | null)[],
): (string | null)[] {
  const known = new Map(
    sheetMappings(db).flatMap((kept) =>
      kept.headers.map((header, at) => [header, kept.mapping[at] ?? null] as const),
    ),
  )
  return headers.map((header, at) => known.get(header) ?? guesses[at] ?? null)
}

async function firstRows(path: string, kind: SheetKind, sheet: number, file: string): Promise<string[][]> {
  const rows: string[][] = []
  try {
    for await (const { cells } of sheetLines(path, kind, sheet)) {
      if (rows.length > 0 || cells.some((cell) => cell.trim() !== '')) rows.push(cells)
      if (rows.length > SAMPLES) break
    }
  } catch (error) {
    throw sheetRefusal(error, file)
  }
  return rows
}

function readCell(column: Column | null, text: string, context: CellContext): ReadCell {
  if (column === null || text.trim() === '') return { text: '', said: [], problem: null }
  if (column.field === 'uid' || column.field === 'parent' || column.field === 'edtf')
    return { text: text.trim(), said: [], problem: null }
  const made = withCell(BLANK, column, text, context)
  if ('problem' in made) return { text, said: [], problem: made.problem }
  const unit = { ...BLANK, ...made.patch } as Celled
  return { text: cellText(unit, column, context.separator), said: saidOf(unit, column), problem: null }
}

/** The machine's reading of dates, and the languages of texts. */
function saidOf(unit: Celled, { field }: Column): string[] {
  if (field === 'dates') return unit.dates.map(({ edtf }) => edtf ?? '')
  const values = (unit as unknown as Record<string, unknown>)[field]
  if (!Array.isArray(values)) return []
  return [...new Set((values as { language?: string | null }[]).flatMap(({ language }) => language ?? []))]
}
