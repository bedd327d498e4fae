/** Multilevel description: ISAD(G) 3.1 to 3.7 and what EAD3 adds. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import {
  ACCESS_POINT_TYPES,
  AGENT_ROLES,
  AGENT_TYPES,
  COPIED_FIELDS,
  DATE_KINDS,
  EXTENT_TYPES,
  RELATION_TYPES,
  STATUSES,
  SUPPLIERS,
  TEXT_FIELD_NAMES,
} from '../domain/field.ts'
import type { TextField } from '../domain/field.ts'
import { LEVELS } from '../domain/level.ts'
import { MARKUP_TAGS, normalised } from '../domain/markup.ts'
import type { MarkupRange } from '../domain/markup.ts'
import { RESTRICTION_TYPES } from '../domain/restriction.ts'
import { LONGEST_VALUE } from '../domain/text-size.ts'
import { refusing } from './errors.ts'
import {
  AuthorityId,
  ContainerId,
  DescriptionId,
  HistoryId,
  Instant,
  LanguageCode,
  PageId,
  ScriptCode,
  TermId,
  Window,
} from './ids.ts'
import { RecordTypeCode } from './record-type.ts'

const text = z.string().max(LONGEST_VALUE)

/** Emphasis, a name, a list …: from `start` up to `end` of the value, in UTF-16 units (domain/markup.ts). */
export const MarkupRanges = z
  .array(z.object({ tag: z.enum(MARKUP_TAGS), start: z.number().int().min(0), end: z.number().int().min(0) }))
  .max(10_000)

/** A rectangle on a page, in pixels of its upright image (domain/region.ts). */
export const Region = z.object({
  x: z.number().int().min(0).max(999_999),
  y: z.number().int().min(0).max(999_999),
  width: z.number().int().min(1).max(999_999),
  height: z.number().int().min(1).max(999_999),
})

/** Ranges in their one form, and nothing said that says nothing, so that two values that say the same are the same. */
function tidied<
  T extends {
    value: string
    reading?: string | undefined
    name?: string | undefined
    date?: string | undefined
    markup?: MarkupRange[] | undefined
  },
>(text: T): T {
  const { reading = '', name = '', date = '', markup = [], ...plain } = text
  const ranges = normalised(text.value, markup)
  return {
    ...plain,
    ...(reading.trim() !== '' && { reading: reading.trim() }),
    ...(name.trim() !== '' && { name: name.trim() }),
    ...(date.trim() !== '' && { date: date.trim() }),
    ...(ranges.length > 0 && { markup: ranges }),
  } as T
}

/** One value of a text field. `code` is the controlled code beside what the document says (`topSecret` beside 極秘). */
export const TextValue = z
  .object({
    value: text,
    language: LanguageCode.nullable().default(null),
    script: ScriptCode.nullable().default(null),
    /** For titles one of `TITLE_TYPES` (domain/field.ts); for other fields a word of the office, or null. */
    type: z.string().max(80).nullable().default(null),
    code: z.string().max(80).nullable().default(null),
    /** How a title is read (ヨミ), in kana of any kind and width; absent where that is not said. Of other fields it is not kept. */
    reading: z.string().max(2000).optional(),
    /**
     * Of what stands on the sheet (`standsOnSheet`; of other fields these are not kept): whose it is, written out, such as
     * the full name of an office; its date; the page it stands on, and where on that. Each absent where nothing says it.
     */
    name: z.string().max(2000).optional(),
    date: z.string().max(200).optional(),
    pageId: PageId.optional(),
    region: Region.optional(),
    /** Absent where the text is plain. */
    markup: MarkupRanges.optional(),
  })
  .overwrite(tidied)
export type TextValue = z.infer<typeof TextValue>

export const Identifier = z.object({
  type: z.string().max(80),
  label: text.nullable().default(null),
  value: text,
  /** What the number is unique in, such as a post and a year. */
  scope: text.nullable().default(null),
})
export type Identifier = z.infer<typeof Identifier>

/** A date as the document says it and as a machine reads it (EDTF, ISO 8601-2 level 1). */
export const DateValue = z.object({
  kind: z.enum(DATE_KINDS).default('creation'),
  expression: text,
  language: LanguageCode.nullable().default(null),
  edtf: z.string().max(80).nullable().default(null),
  /** Local time of day, `HH:MM` or `HH:MM:SS`. */
  timeOfDay: z
    .string()
    .regex(/^\d{2}:\d{2}(:\d{2})?$/)
    .nullable()
    .default(null),
  /** Offset such as `+09:00`, or null where the document does not state one. */
  timeZone: z.string().max(40).nullable().default(null),
  certainty: z.enum(['certain', 'approximate', 'uncertain']).default('certain'),
  /** Why a part that the document does not say was supplied; null when nothing was. */
  inferredFrom: text.nullable().default(null),
  calendar: z.enum(['gregorian', 'japanese']).default('gregorian'),
  era: z.string().max(40).nullable().default(null),
  place: text.nullable().default(null),
})
export type DateValue = z.infer<typeof DateValue>

export const Extent = z.object({
  quantity: z.string().regex(/^\d+(\.\d+)?$/),
  /** The office's unit: 枚, 丁, 冊, コマ, pages, boxes. */
  unit: text,
  approximate: z.boolean().default(false),
  type: z.enum(EXTENT_TYPES).default('materialtype'),
})
export type Extent = z.infer<typeof Extent>

export const LanguageValue = z.object({ language: LanguageCode, script: ScriptCode.nullable().default(null) })
export type LanguageValue = z.infer<typeof LanguageValue>

export const Agent = z.object({
  /** The authority; null for one with this name, made where there is none. */
  authorityId: AuthorityId.nullable().default(null),
  /** Its authorized form. Not looked at when the authority is named by its id. */
  name: text.default(''),
  type: z.enum(AGENT_TYPES).default('person'),
  role: z.enum(AGENT_ROLES).default('creator'),
  language: LanguageCode.nullable().default(null),
  script: ScriptCode.nullable().default(null),
  /** Who supplied what the document does not say of the name, such as the given name in `[Andrei] Gromyko`. */
  suppliedBy: z.enum(SUPPLIERS).nullable().default(null),
})
export type Agent = z.infer<typeof Agent>

export const AccessPoint = z.object({
  type: z.enum(ACCESS_POINT_TYPES).default('subject'),
  value: text,
  /** The vocabulary it comes from, such as `lcsh`; `local` when it is the office's own. */
  source: z.string().max(80).default('local'),
  language: LanguageCode.nullable().default(null),
  /** The term of a vocabulary that these words are, where it is known. */
  termId: TermId.nullable().default(null),
})
export type AccessPoint = z.infer<typeof AccessPoint>

/** A typed relation. The other record is found by its number (`description.related`); `targetId` says it outright. */
export const Relation = z.object({
  type: z.enum(RELATION_TYPES),
  target: text,
  part: text.nullable().default(null),
  /** What the number of the target is unique in; null: the same as this record's own. */
  scope: text.nullable().default(null),
  targetId: DescriptionId.nullable().default(null),
})
export type Relation = z.infer<typeof Relation>

/** Why a unit is closed, and until when (domain/restriction.ts says how that is computed). */
export const Restriction = z.object({
  type: z.enum(RESTRICTION_TYPES).default('closed'),
  /** The law, rule or agreement that closes it. */
  basis: text.nullable().default(null),
  begins: z.string().max(80).nullable().default(null),
  years: z.number().int().min(0).max(999).nullable().default(null),
  ends: z.string().max(80).nullable().default(null),
  event: text.nullable().default(null),
  /** Stays in the catalogue unless it is said to be public. */
  note: text.nullable().default(null),
  noteIsPublic: z.boolean().default(false),
  /** A day on which somebody looks at it again. */
  reviewOn: z.string().max(80).nullable().default(null),
})
export type Restriction = z.infer<typeof Restriction>

/** Where the unit itself is kept: in which container, and as which folder and item in it. */
export const Instance = z.object({
  /** The container; null for one of this type and number, made where there is none. */
  containerId: ContainerId.nullable().default(null),
  /** A code of the vocabulary or the office's own word. Not looked at when the container is named by its id. */
  type: z.string().max(80).default('box'),
  indicator: z.string().max(200).default(''),
  folder: z.string().max(200).nullable().default(null),
  item: z.string().max(200).nullable().default(null),
})
export type Instance = z.infer<typeof Instance>

const textFields = Object.fromEntries(TEXT_FIELD_NAMES.map((field) => [field, z.array(TextValue)])) as Record<
  TextField,
  z.ZodArray<typeof TextValue>
>

/** Every field that a person edits. */
export const DescriptionFields = z.object({
  referenceCode: text.nullable(),
  level: z.enum(LEVELS),
  otherLevel: text.nullable(),
  /** Code of a type of the catalogue (`recordType.list`). */
  recordType: RecordTypeCode,
  status: z.enum(STATUSES),
  /** Who is to see to it next: a name, as history writes them. Never leaves. */
  assignee: text.nullable(),
  identifiers: z.array(Identifier),
  dates: z.array(DateValue),
  extents: z.array(Extent),
  agents: z.array(Agent),
  languages: z.array(LanguageValue),
  accessPoints: z.array(AccessPoint),
  relations: z.array(Relation),
  restrictions: z.array(Restriction),
  containers: z.array(Instance),
  ...textFields,
})
export type DescriptionFields = z.infer<typeof DescriptionFields>

export const DescriptionPatch = DescriptionFields.partial()
export type DescriptionPatch = z.infer<typeof DescriptionPatch>
/** What a caller may send: defaults of the nested values not yet filled in. */
export type DescriptionPatchInput = z.input<typeof DescriptionPatch>

export const Description = DescriptionFields.extend({
  id: DescriptionId,
  /** Stable and unique beyond this catalogue; EAD's `c/@id` is made from it. */
  uid: z.string(),
  parentId: DescriptionId.nullable(),
  checkedBy: z.string().nullable(),
  checkedAt: Instant.nullable(),
  /** Published, and of what may go out something differs from what it was then. */
  changed: z.boolean(),
  createdAt: Instant,
  updatedAt: Instant,
  binnedAt: Instant.nullable(),
  childCount: z.number().int(),
  pageCount: z.number().int(),
})
export type Description = z.infer<typeof Description>

/** A line of the tree or of a list. */
export const DescriptionRow = z.object({
  id: DescriptionId,
  parentId: DescriptionId.nullable(),
  level: z.enum(LEVELS),
  otherLevel: z.string().nullable(),
  referenceCode: z.string().nullable(),
  title: z.string().nullable(),
  status: z.enum(STATUSES),
  assignee: z.string().nullable(),
  /** Since it was published. */
  changed: z.boolean(),
  childCount: z.number().int(),
  pageCount: z.number().int(),
  /** Notes to colleagues that nobody has settled. */
  openNotes: z.number().int(),
  /** Fields that the type of the record requires and that are still empty. */
  missing: z.array(z.string()),
})
export type DescriptionRow = z.infer<typeof DescriptionRow>

const rows = z.object({ total: z.number().int(), rows: z.array(DescriptionRow) })
/** Null when everything was so already. */
const changed = z.object({ historyId: HistoryId.nullable() })
/** One visit of a person to a field: what is typed during it is one undo step. */
export const Visit = z.string().max(100).optional()

/** A record at the other end of a relation; not `certain` where one of the two does not say of which post and year its number is. */
export const RelatedUnit = z.object({
  id: DescriptionId,
  referenceCode: z.string().nullable(),
  title: z.string().nullable(),
  certain: z.boolean(),
})
export type RelatedUnit = z.infer<typeof RelatedUnit>

export const description = {
  /** The components directly below a unit (or the top-level units), in original order, by position. */
  children: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object({ parentId: DescriptionId.nullable(), ...Window }))
    .output(rows),
  /** The units above one, highest first, and itself; each with its position among its siblings that are not in the bin. */
  ancestors: oc
    .errors(refusing('noCatalogueOpen', 'descriptionNotFound'))
    .input(z.object({ id: DescriptionId }))
    .output(z.array(z.object({ row: DescriptionRow, index: z.number().int(), binned: z.boolean() }))),
  get: oc
    .errors(refusing('noCatalogueOpen', 'descriptionNotFound'))
    .input(z.object({ id: DescriptionId }))
    .output(Description),
  /**
   * The records at the other ends: `named` by the relations of this one (in their order; none where there is no such
   * record yet), and `naming` this one in theirs.
   */
  related: oc
    .errors(refusing('noCatalogueOpen', 'descriptionNotFound'))
    .input(z.object({ id: DescriptionId }))
    .output(
      z.object({
        named: z.array(z.array(RelatedUnit)),
        naming: z.array(RelatedUnit.extend({ type: z.enum(RELATION_TYPES), part: z.string().nullable() })),
      }),
    ),
  /** The description with a reference code, exactly as written. */
  find: oc
    .errors(refusing('noCatalogueOpen', 'descriptionNotFound'))
    .input(z.object({ referenceCode: z.string() }))
    .output(Description),
  /** A new unit, last under its parent or directly before or after a sibling. */
  create: oc
    .errors(
      refusing(
        'noCatalogueOpen',
        'readOnly',
        'descriptionNotFound',
        'levelNotAllowed',
        'referenceCodeTaken',
        'authorityNotFound',
        'termNotFound',
        'containerNotFound',
        'recordTypeNotFound',
      ),
    )
    .input(
      z.object({
        parentId: DescriptionId.nullable(),
        afterId: DescriptionId.nullable().optional(),
        fields: DescriptionPatch.default({}),
      }),
    )
    .output(Description),
  /** Sets the fields named; each array replaces the values of its field. */
  edit: oc
    .errors(
      refusing(
        'noCatalogueOpen',
        'readOnly',
        'descriptionNotFound',
        'levelNotAllowed',
        'referenceCodeTaken',
        'authorityNotFound',
        'termNotFound',
        'containerNotFound',
        'recordTypeNotFound',
      ),
    )
    .input(z.object({ id: DescriptionId, patch: DescriptionPatch, visit: Visit }))
    .output(Description),
  /** Moves units, in the order given, under a parent: before a sibling, or last. */
  move: oc
    .errors(
      refusing('noCatalogueOpen', 'readOnly', 'descriptionNotFound', 'levelNotAllowed', 'moveIntoItself'),
    )
    .input(
      z.object({
        ids: z.array(DescriptionId).min(1),
        parentId: DescriptionId.nullable(),
        beforeId: DescriptionId.nullable().default(null),
      }),
    )
    .output(changed),
  /**
   * Copies right after the original, with everything but its reference code, pages, texts, state and what is below it; or with the
   * fields named. Gives the first of them.
   */
  duplicate: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'descriptionNotFound'))
    .input(
      z.object({
        id: DescriptionId,
        /** Null: everything. */
        fields: z.array(z.enum(COPIED_FIELDS)).nullable().default(null),
        copies: z.number().int().min(1).max(1000).default(1),
      }),
    )
    .output(Description),
  /** Puts units, with all below them, in the bin. */
  bin: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'descriptionNotFound'))
    .input(z.object({ ids: z.array(DescriptionId).min(1) }))
    .output(changed),
  /** What was put in the bin, newest first; `childCount` is of all that went along with it. */
  binned: oc.errors(refusing('noCatalogueOpen')).input(z.object(Window)).output(rows),
  /** Takes a unit, with what was binned along with it, out of the bin to where it was (or to the top). */
  restore: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'descriptionNotFound', 'referenceCodeTaken'))
    .input(z.object({ id: DescriptionId }))
    .output(Description),
}
