/** Spreadsheets in: a file is opened, its columns are mapped, what it would change is shown, and then it is taken. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { columnOf } from '../domain/sheet/column.ts'
import { refusing } from './errors.ts'
import { DescriptionId, Handle, HistoryId, JobId, Window } from './ids.ts'

const SheetId = z.string().max(80)

const ColumnId = z
  .string()
  .max(120)
  .refine((id) => columnOf(id) !== null)

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
})

/** By which column a row finds its description: the identifier, the reference code, or a kind of number. */
export const SheetPlan = z.object({
  sheetId: SheetId,
  sheet: z.number().int().min(0).default(0),
  /** For each column of the file the column of the catalogue, or null. */
  mapping: z.array(ColumnId.nullable()).max(1000),
  match: ColumnId,
  /** New units whose row names no parent stand under this one (null: at the top). */
  parentId: DescriptionId.nullable().default(null),
  create: z.boolean().default(true),
  update: z.boolean().default(true),
  /** An empty cell empties its field; otherwise it leaves it as it is. */
  clear: z.boolean().default(false),
  /** A status may go up, and restrictions and markings may be replaced. */
  loosen: z.boolean().default(false),
  separator: z.enum(['|', ';', 'line']).default('|'),
})
export type SheetPlan = z.infer<typeof SheetPlan>

export const CHANGE_KINDS = ['create', 'update', 'problem', 'note'] as const
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
    .input(z.object({ sheetId: SheetId, sheet: z.number().int().min(0).default(0) }))
    .output(SheetHead),
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
  close: oc.input(z.object({ sheetId: SheetId })).output(z.object({})),
}
