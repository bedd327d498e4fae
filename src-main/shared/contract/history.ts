/** Who changed what, when; undo and redo. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { refusing } from './errors.ts'
import { DescriptionId, HistoryId, Instant, Window } from './ids.ts'

export const HistoryEntry = z.object({
  id: HistoryId,
  at: Instant,
  who: z.string(),
  /** `noun.verb` of the call; for undo and redo, of the entry that they reverse. */
  action: z.string(),
  /** Name of the field, where one was edited. */
  field: z.string().nullable(),
  kind: z.enum(['do', 'undo', 'redo']),
  reverses: HistoryId.nullable(),
  changes: z.number().int(),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

export const FieldChange = z.object({
  historyId: HistoryId,
  at: Instant,
  who: z.string(),
  table: z.string(),
  column: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})

export const UndoState = z.object({ undo: HistoryEntry.nullable(), redo: HistoryEntry.nullable() })

export const history = {
  list: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object({ descriptionId: DescriptionId.nullable().default(null), ...Window }))
    .output(z.object({ total: z.number().int(), entries: z.array(HistoryEntry) })),
  /** The values that an entry changed, before and after; a creation has no values. */
  changes: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object({ id: HistoryId }))
    .output(z.array(FieldChange)),
  /** What undo and redo would do now. */
  state: oc.errors(refusing('noCatalogueOpen')).output(UndoState),
  undo: oc.errors(refusing('noCatalogueOpen', 'readOnly', 'nothingToUndo')).output(HistoryEntry),
  redo: oc.errors(refusing('noCatalogueOpen', 'readOnly', 'nothingToRedo')).output(HistoryEntry),
}
