/** Rapid entry: many descriptions as rows, chosen fields as columns (`domain/sheet/column.ts`), cells as text. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { columnOf } from '../domain/sheet/column.ts'
import { LONGEST_VALUE } from '../domain/text-size.ts'
import { refusing } from './errors.ts'
import { DescriptionId, HistoryId, Window } from './ids.ts'
import { Scope } from './scope.ts'

/** Id of a column: `title@jpn`, `dates.despatch`, `level`. */
export const ColumnId = z
  .string()
  .max(120)
  .refine((id) => columnOf(id) !== null)

/** The most cells that one write takes. */
export const MOST_CELLS = 100_000

const CellText = z.string().max(LONGEST_VALUE)

export const GridRow = z.object({
  id: DescriptionId,
  /** In the order of the columns asked for. */
  cells: z.array(
    z.object({
      text: z.string(),
      /** Of a column of dates: the EDTF of each value, empty where nothing could be read. */
      readings: z.array(z.string()).optional(),
      /** Of a column that shows no value of its own: the language of the first value. */
      language: z.string().nullable().optional(),
    }),
  ),
})
export type GridRow = z.infer<typeof GridRow>

/** A cell that could not take its text, with the code and the details of a refusal. */
export const GridProblem = z.object({
  /** Of a new unit: its place among those added, from 0. */
  row: z.union([z.object({ id: DescriptionId }), z.object({ added: z.number().int() })]),
  column: z.string(),
  code: z.string(),
  data: z.record(z.string(), z.unknown()),
})
export type GridProblem = z.infer<typeof GridProblem>

export const grid = {
  rows: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object({ scope: Scope, columns: z.array(ColumnId).max(60), ...Window }))
    .output(z.object({ total: z.number().int(), rows: z.array(GridRow) })),
  /** Identifier types and languages that descriptions of the catalogue use, for the choice of columns. */
  kinds: oc
    .errors(refusing('noCatalogueOpen'))
    .output(z.object({ languages: z.array(z.string()), identifierTypes: z.array(z.string()) })),
  /**
   * Sets cells, and adds new units last under a parent, in one undo step. A cell that cannot take its text is left as it
   * was and listed, with the code and the details of a refusal; all others are written. A new unit that has a problem in
   * one of its cells is made with the others.
   */
  write: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'descriptionNotFound', 'levelNotAllowed'))
    .input(
      z.object({
        cells: z
          .array(z.object({ id: DescriptionId, column: ColumnId, text: CellText }))
          .max(MOST_CELLS)
          .default([]),
        add: z
          .object({
            parentId: DescriptionId.nullable(),
            rows: z.array(z.record(ColumnId, CellText)).min(1).max(MOST_CELLS),
          })
          .nullable()
          .default(null),
        /** What the history calls the step. */
        as: z.enum(['edit', 'paste', 'fill', 'number', 'clear']).default('edit'),
      }),
    )
    .output(
      z.object({
        /** Null when nothing was changed. */
        historyId: HistoryId.nullable(),
        added: z.array(DescriptionId),
        problems: z.array(GridProblem),
      }),
    ),
}
