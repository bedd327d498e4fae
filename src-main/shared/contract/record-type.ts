/** Types of record: which fields a form shows, in which order, and what it expects of them. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { AGENT_ROLES, AREAS, DATE_KINDS, FIELD_NAMES, FORM_TABS } from '../domain/field.ts'
import { refusing } from './errors.ts'
import { HistoryId } from './ids.ts'

const inBoth = (longest: number) => z.object({ en: z.string().max(longest), ja: z.string().max(longest) })

/** A field as a type shows it; the order of the form is that of the list. */
export const RecordTypeField = z.object({
  field: z.enum(FIELD_NAMES),
  /** Of `agents`: only the names in this role; those in others keep their places. */
  role: z.enum(AGENT_ROLES).nullable().default(null),
  tab: z.enum(FORM_TABS),
  /** The heading below which it stands; null: directly in its tab. */
  group: z.enum(AREAS).nullable().default(null),
  /** Not shown, it still gives a new record its value. */
  shown: z.boolean().default(true),
  /** Missing until it is filled in. */
  required: z.boolean().default(false),
  /** What belongs into it, in the office's words; null: the program's. */
  hint: inBoth(1000).nullable().default(null),
  /** What a new record begins with, in the form of the field in a description; null: nothing. */
  value: z.unknown().default(null),
  /** Whether that value is the same in every record of the type, and not to be typed over. */
  constant: z.boolean().default(false),
  /** The office's closed list for a text; null: anything. */
  vocabulary: z.array(z.string().trim().min(1).max(200)).min(1).max(500).nullable().default(null),
})
export type RecordTypeField = z.infer<typeof RecordTypeField>

export const RecordTypeCode = z.string().regex(/^[a-z][A-Za-z0-9-]{0,39}$/)

export const RecordType = z.object({
  /** What a record keeps to say its type. */
  code: RecordTypeCode,
  label: z.object({ en: z.string().trim().min(1).max(200), ja: z.string().trim().min(1).max(200) }),
  fields: z.array(RecordTypeField).max(300),
  /** Kinds of number that are offered; none: all. */
  identifierTypes: z.array(z.string().trim().min(1).max(80)).max(100).default([]),
  /** Kinds of date that are offered; none: all. */
  dateKinds: z.array(z.enum(DATE_KINDS)).default([]),
})
export type RecordType = z.infer<typeof RecordType>
export type RecordTypeInput = z.input<typeof RecordType>

/** A type of this catalogue, and where it comes from: as shipped, shipped and changed by the office, or the office's own. */
export const ListedRecordType = z.object({
  type: RecordType,
  origin: z.enum(['shipped', 'changed', 'own']),
})
export type ListedRecordType = z.infer<typeof ListedRecordType>

const changed = z.object({ historyId: HistoryId.nullable() })

export const recordType = {
  /** The types of the catalogue: the shipped ones, then the office's own by name. */
  list: oc.errors(refusing('noCatalogueOpen')).output(z.array(ListedRecordType)),
  /** Makes a type, or puts it in the place of the one with its code. */
  put: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'recordTypeInvalid'))
    .input(z.object({ type: RecordType, visit: z.string().max(100).optional() }))
    .output(changed),
  /** Makes a shipped type what it was; takes one of the office's own away, when no record is of it. */
  reset: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'recordTypeNotFound', 'recordTypeInUse'))
    .input(z.object({ code: z.string() }))
    .output(changed),
  /** Types as the text of a file, for another catalogue. */
  export: oc
    .errors(refusing('noCatalogueOpen', 'recordTypeNotFound'))
    .input(z.object({ codes: z.array(z.string()).min(1) }))
    .output(z.object({ fileName: z.string(), text: z.string() })),
  /** Takes the types of such a file, all or none, in one step. */
  import: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'recordTypeInvalid'))
    .input(z.object({ text: z.string().max(2_000_000) }))
    .output(changed.extend({ codes: z.array(z.string()) })),
}
