/** Who changed what, when; the record at any earlier moment; undo and redo. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { Description } from './description.ts'
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
  /** Changes of rows; 1001 where there are more than a thousand. */
  changes: z.number().int(),
  /** How many descriptions it touched. */
  descriptions: z.number().int(),
  /** The first of them, with what it is called now; null when it is gone, or when none was touched. */
  descriptionId: DescriptionId.nullable(),
  title: z.string().nullable(),
  referenceCode: z.string().nullable(),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

const filter = {
  descriptionId: DescriptionId.nullable().default(null),
  who: z.string().nullable().default(null),
  action: z.string().nullable().default(null),
  /** Entries made at this instant or later. */
  from: Instant.nullable().default(null),
  /** Entries made before this instant. */
  until: Instant.nullable().default(null),
}
const _filter = z.object(filter)
export type HistoryFilter = z.infer<typeof _filter>

/**
 * A field with what stood in it: a value as `description.get` gives it, or for `texts`, `pages`, `place`, `binned` what
 * those hold. Null where nothing stood.
 */
export const FieldDifference = z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })

export const RecordChange = z.object({
  id: DescriptionId,
  kind: z.enum(['created', 'changed', 'deleted']),
  title: z.string().nullable(),
  referenceCode: z.string().nullable(),
  fields: z.array(FieldDifference),
})
export type RecordChange = z.infer<typeof RecordChange>

/** A change of what is no description: the institution, a name, a scan. */
export const OtherChange = z.object({
  table: z.string(),
  kind: z.enum(['created', 'changed', 'deleted']),
  values: z.array(
    z.object({ name: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
})
export type OtherChange = z.infer<typeof OtherChange>

export const PastField = z.object({
  field: z.string(),
  then: z.unknown(),
  now: z.unknown(),
  differs: z.boolean(),
  /** Whether `history.restore` takes it by name. */
  restorable: z.boolean(),
})
export type PastField = z.infer<typeof PastField>

export const UndoState = z.object({
  undo: HistoryEntry.nullable(),
  redo: HistoryEntry.nullable(),
  /** Whether somebody else did what would be taken back: then it has to be named. */
  another: z.object({ undo: z.boolean(), redo: z.boolean() }),
})

/** The entry that is to be taken back; needed where somebody else made it. */
const named = z.object({ id: HistoryId.optional() }).default({})

export const history = {
  list: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object({ ...filter, ...Window }))
    .output(z.object({ total: z.number().int(), entries: z.array(HistoryEntry) })),
  /** The people and the actions that history knows. */
  names: oc
    .errors(refusing('noCatalogueOpen'))
    .output(z.object({ people: z.array(z.string()), actions: z.array(z.string()) })),
  /**
   * What an entry changed, record by record and field by field, or in one record alone; what is no record comes with
   * the first stretch.
   */
  changes: oc
    .errors(refusing('noCatalogueOpen'))
    .input(
      z.object({
        id: HistoryId,
        descriptionId: DescriptionId.optional(),
        offset: Window.offset,
        limit: z.number().int().min(1).max(50).default(20),
      }),
    )
    .output(
      z.object({ total: z.number().int(), records: z.array(RecordChange), others: z.array(OtherChange) }),
    ),
  /** The descriptions that an entry touched and that are still there, in the order in which it touched them; the first hundred thousand. */
  descriptions: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object({ id: HistoryId }))
    .output(z.object({ ids: z.array(DescriptionId) })),
  /** A record as it was when an entry was done, beside what it is now. */
  record: oc
    .errors(refusing('noCatalogueOpen', 'historyNotFound'))
    .input(z.object({ descriptionId: DescriptionId, historyId: HistoryId }))
    .output(
      z.object({
        at: Instant,
        who: z.string(),
        /** Whether there was such a record then, and whether there is now. */
        then: z.boolean(),
        now: z.boolean(),
        title: z.string().nullable(),
        fields: z.array(PastField),
      }),
    ),
  /** Makes fields what they were when an entry was done; without names the whole record, but for its pages and its place. */
  restore: oc
    .errors(
      refusing(
        'noCatalogueOpen',
        'readOnly',
        'historyNotFound',
        'descriptionNotFound',
        'levelNotAllowed',
        'referenceCodeTaken',
        'fieldUnknown',
      ),
    )
    .input(
      z.object({
        descriptionId: DescriptionId,
        historyId: HistoryId,
        fields: z.array(z.string()).min(1).optional(),
      }),
    )
    .output(Description),
  /** What undo and redo would do now. */
  state: oc.errors(refusing('noCatalogueOpen')).output(UndoState),
  undo: oc
    .errors(
      refusing('noCatalogueOpen', 'readOnly', 'nothingToUndo', 'doneByAnother', 'jobsRunning', 'cancelled'),
    )
    .input(named)
    .output(HistoryEntry),
  redo: oc
    .errors(
      refusing('noCatalogueOpen', 'readOnly', 'nothingToRedo', 'doneByAnother', 'jobsRunning', 'cancelled'),
    )
    .input(named)
    .output(HistoryEntry),
}
