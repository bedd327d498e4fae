/** Spreadsheets in: a file is opened, its columns are mapped, what it would change is shown, and then it is taken. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { columnOf, isShownOnly } from '../domain/sheet/column.ts'
import { refusing } from './errors.ts'
import { DescriptionId, Handle, HistoryId, JobId, SheetMappingId, Window } from './ids.ts'

const SheetId = z.string().max(80)

const ColumnId = z
  .string()
  .max(120)
  .refine((id) => {
    const column = columnOf(id)
    return column !== null && !isShownOnly(column)
  })

/** WHATWG names of the encodings that a text file can be read in. */
export const ENCODINGS = ['utf-8', 'shift_jis', 'euc-jp', 'iso-2022-jp', 'utf-16le', 'utf-16be'] as const
export const DELIMITERS = [',', '\t', ';', '|'] as const

/** How a text file is read, where that is not as it was recognised. */
const reading = {
  /** Which sheet of a workbook, from 0. */
  sheet: z.number().int().min(0).default(0),
  encoding: z.enum(ENCODINGS).nullable().default(null),
  delimiter: z.enum(DELIMITERS).nullable().default(null),
}

/** For each column of a file the column of the catalogue, or null. */
const Mapping = z.array(ColumnId.nullable()).max(1000)

export const SheetFile = z.object({
  sheetId: SheetId,
  file: z.string(),
  kind: z.enum(['csv', 'xlsx']),
  /** WHATWG name of the encoding, and the sign between cells; null for a workbook. */
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  /** Names of the sheets of a workbook. */
  sheets: z.array(z.string()),
})

export const SheetHead = z.object({
  headers: z.array(z.string()),
  /** The column that each header most likely means; null where none is known. */
  guesses: z.array(ColumnId.nullable()),
  samples: z.array(z.array(z.string())),
  /** The remembered mapping of these headers. */
  remembered: z.string().nullable(),
  match: ColumnId.nullable(),
})

/** A mapping that the office keeps under a name. */
export const SheetMapping = z.object({
  id: SheetMappingId,
  name: z.string(),
  headers: z.array(z.string()),
  mapping: Mapping,
  match: ColumnId,
})
export type SheetMapping = z.infer<typeof SheetMapping>

/** A cell as it would be read: what would stand in the field, with the language or the machine's date of each value. */
export const ReadCell = z.object({
  text: z.string(),
  said: z.array(z.string()),
  problem: z.object({ code: z.string(), data: z.record(z.string(), z.unknown()) }).nullable(),
})
export type ReadCell = z.infer<typeof ReadCell>

/** By which column a row finds its description: the identifier, the reference code, or a kind of number. */
export const SheetPlan = z.object({
  sheetId: SheetId,
  ...reading,
  mapping: Mapping,
  match: ColumnId,
  /** New units whose row names no parent stand under this one (null: at the top). */
  parentId: DescriptionId.nullable().default(null),
  create: z.boolean().default(true),
  update: z.boolean().default(true),
  /** An empty cell empties its field; otherwise it leaves it as it is. */
  clear: z.boolean().default(false),
  separator: z.enum(['|', ';', 'line']).default('|'),
})
export type SheetPlan = z.infer<typeof SheetPlan>

export const CHANGE_KINDS = ['create', 'update', 'problem', 'note', 'skipped'] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

export const SheetMark = z.object({
  column: z.string().nullable(),
  code: z.string(),
  data: z.record(z.string(), z.unknown()),
})
export type SheetMark = z.infer<typeof SheetMark>

export const SheetChange = z.object({
  /** Row of the file, from 1. */
  row: z.number().int(),
  kind: z.enum(CHANGE_KINDS),
  /** By what the row is named: its key, or its title. */
  unit: z.string(),
  cells: z.array(z.object({ column: z.string(), before: z.string(), after: z.string() })),
  /** Why it cannot be taken, and what of it is left as it is; each with a code of its own. */
  problems: z.array(SheetMark),
  notes: z.array(SheetMark),
})
export type SheetChange = z.infer<typeof SheetChange>

export const SheetResult = z.object({
  /** Whether anything was written. */
  taken: z.boolean(),
  rows: z.number().int(),
  create: z.number().int(),
  update: z.number().int(),
  unchanged: z.number().int(),
  /** Left out, because their description is there, or is not there, and that was not asked for. */
  skipped: z.number().int(),
  problems: z.number().int(),
  notes: z.number().int(),
  historyId: HistoryId.nullable(),
})
export type SheetResult = z.infer<typeof SheetResult>

const known = refusing('noCatalogueOpen', 'sheetUnknown')

export const sheet = {
  open: oc
    .errors(
      refusing(
        'noCatalogueOpen',
        'handleUnknown',
        'fileNotFound',
        'fileUnreadable',
        'fileNotRegular',
        'sheetUnreadable',
        'sheetTooLarge',
      ),
    )
    .input(z.object({ handle: Handle }))
    .output(SheetFile),
  /** The first rows of a sheet. */
  look: oc
    .errors({ ...known, ...refusing('sheetUnreadable', 'sheetTooLarge') })
    .input(z.object({ sheetId: SheetId, ...reading }))
    .output(SheetHead),
  /** The first rows as they would be read, in the order of the mapping; nothing of the catalogue is compared. */
  preview: oc
    .errors({ ...known, ...refusing('sheetUnreadable', 'sheetTooLarge') })
    .input(SheetPlan)
    .output(z.object({ rows: z.array(z.array(ReadCell)) })),
  /** A dry run: starts a job whose result is a SheetResult, and changes nothing. */
  plan: oc
    .errors({ ...known, ...refusing('descriptionNotFound') })
    .input(SheetPlan)
    .output(z.object({ jobId: JobId })),
  /** What the last dry run found, row by row. */
  changes: oc
    .errors(known)
    .input(z.object({ sheetId: SheetId, only: z.enum(CHANGE_KINDS).nullable().default(null), ...Window }))
    .output(z.object({ total: z.number().int(), changes: z.array(SheetChange) })),
  /** Writes what the dry run found, all of it or nothing, as one undo step. */
  take: oc
    .errors({ ...known, ...refusing('readOnly', 'sheetHasProblems') })
    .input(z.object({ sheetId: SheetId }))
    .output(z.object({ jobId: JobId })),
  mappings: oc.errors(refusing('noCatalogueOpen')).output(z.array(SheetMapping)),
  /** Keeps a mapping for files with these headers; one of the same name gives way. */
  remember: oc
    .errors(refusing('noCatalogueOpen', 'readOnly'))
    .input(
      z.object({
        name: z.string().trim().min(1).max(200),
        headers: z.array(z.string().max(2000)).max(1000),
        mapping: Mapping,
        match: ColumnId,
      }),
    )
    .output(SheetMapping),
  forget: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'sheetMappingNotFound'))
    .input(z.object({ id: SheetMappingId }))
    .output(z.object({})),
  close: oc.input(z.object({ sheetId: SheetId })).output(z.object({})),
}
