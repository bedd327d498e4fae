/** Terms of vocabularies: places, subjects, genres, functions and occupations, each with its labels and its source. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { ACCESS_POINT_TYPES } from '../domain/field.ts'
import {
  LABEL_KINDS,
  TERM_FILE_FORMATS,
  TERM_FILE_REASONS,
  TERM_FILES_OUT,
  TERM_RELATIONS,
} from '../domain/term.ts'
import { LONGEST_VALUE } from '../domain/text-size.ts'
import { DescriptionRow } from './description.ts'
import { refusing } from './errors.ts'
import { Handle, HistoryId, Instant, JobId, LanguageCode, ScriptCode, TermId, Window } from './ids.ts'
import { LeavingReason } from './way-out.ts'

const label = z.string().max(2000)
const orNull = <T extends z.ZodType>(schema: T) => schema.nullable().default(null)
/** The code of a vocabulary, as it stands in an EAD's `source`. */
const Source = z.string().max(80).regex(/^\S+$/)

export const TermLabel = z.object({
  kind: z.enum(LABEL_KINDS).default('alternative'),
  value: label,
  language: orNull(LanguageCode),
  script: orNull(ScriptCode),
  /** ヨミ, in either kana. */
  reading: orNull(label),
})
export type TermLabel = z.infer<typeof TermLabel>

/** `label` is what the other is called; it is not looked at. */
export const TermRelation = z.object({
  type: z.enum(TERM_RELATIONS).default('broader'),
  otherId: TermId,
  label: label.default(''),
})
export type TermRelation = z.infer<typeof TermRelation>

/** Every field that a person edits; none has a default, which a patch would set. At least one label is preferred; of one language no two are. */
export const TermFields = z.object({
  type: z.enum(ACCESS_POINT_TYPES),
  source: Source,
  /** The term's code or address in its source. */
  code: z.string().max(500).nullable(),
  note: z.string().max(LONGEST_VALUE).nullable(),
  labels: z.array(TermLabel).max(500),
  relations: z.array(TermRelation).max(500),
})
export type TermFields = z.infer<typeof TermFields>

export const TermPatch = TermFields.partial()
export type TermPatch = z.infer<typeof TermPatch>

export const Term = TermFields.extend({
  id: TermId,
  uid: z.string(),
  binnedAt: Instant.nullable(),
  /** Descriptions that it describes. */
  uses: z.number().int(),
  /** Terms that name this one as wider or as related; `broader` here is a narrower one. */
  relatedFrom: z.array(TermRelation),
})
export type Term = z.infer<typeof Term>

/** A line of a list, or a suggestion. */
export const TermRow = z.object({
  id: TermId,
  type: z.enum(ACCESS_POINT_TYPES),
  source: z.string(),
  label: z.string(),
  language: z.string().nullable(),
  reading: z.string().nullable(),
  /** Another label, in another language where there is one. */
  other: z.string().nullable(),
  /** The wider term. */
  broader: z.string().nullable(),
  uses: z.number().int(),
  /** Every preferred label, for choosing the one of a language. */
  labels: z.array(z.object({ value: z.string(), language: z.string().nullable() })),
})
export type TermRow = z.infer<typeof TermRow>

/** Words of access points that are no term: each with how often it stands there, and the term whose label it is. */
export const LooseWords = z.object({
  type: z.enum(ACCESS_POINT_TYPES),
  value: z.string(),
  source: z.string(),
  language: z.string().nullable(),
  uses: z.number().int(),
  termId: TermId.nullable(),
})
export type LooseWords = z.infer<typeof LooseWords>

const TypeOf = z.enum(ACCESS_POINT_TYPES)

/** What a file would do, or did. */
const FileCounts = z.object({
  file: z.string(),
  format: z.enum(TERM_FILE_FORMATS),
  concepts: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  /** Concepts and relations that are not taken, by the reason. */
  refusals: z.array(z.object({ reason: z.enum(TERM_FILE_REASONS), count: z.number().int() })),
  /** The first of them: `at` is an address, or the number of a row. */
  refused: z.array(z.object({ at: z.string(), reason: z.enum(TERM_FILE_REASONS) })),
})
export type FileCounts = z.infer<typeof FileCounts>

export const TermFilePreview = FileCounts.extend({
  /** How many labels there are in each language. */
  languages: z.array(z.object({ language: z.string().nullable(), labels: z.number().int() })),
  /** The first concepts: code, and labels. */
  samples: z.array(z.object({ code: z.string().nullable(), labels: z.array(z.string()) })),
})
export type TermFilePreview = z.infer<typeof TermFilePreview>

export const TermsInResult = FileCounts.extend({ historyId: HistoryId.nullable() })
export type TermsInResult = z.infer<typeof TermsInResult>

export const TermsOutResult = z.object({
  file: z.object({ name: z.string(), byteSize: z.number().int() }),
  terms: z.number().int(),
})
export type TermsOutResult = z.infer<typeof TermsOutResult>

const Order = z.enum(['kana', 'latin'])
const narrowed = {
  type: z.enum(ACCESS_POINT_TYPES).nullable().default(null),
  source: Source.nullable().default(null),
}
/** Null where everything was so already. */
const changed = z.object({ historyId: HistoryId.nullable() })
const filed = z.object({ handle: Handle, source: Source, type: TypeOf })
const reading = [
  'noCatalogueOpen',
  'handleUnknown',
  'fileNotFound',
  'fileUnreadable',
  'fileNotRegular',
  'vocabularyUnreadable',
  'vocabularyEmpty',
  'sheetUnreadable',
  'sheetTooLarge',
] as const
const writes = ['noCatalogueOpen', 'readOnly', 'termNotFound', 'termNeedsLabel', 'termInItself'] as const

export const term = {
  /** In the order of 五十音 by reading, or of letters; any label in any script is looked into. */
  list: oc
    .errors(refusing('noCatalogueOpen'))
    .input(
      z.object({
        order: Order.default('kana'),
        ...narrowed,
        query: z.string().max(200).default(''),
        /** Only those that describe nothing. */
        unused: z.boolean().default(false),
        binned: z.boolean().default(false),
        ...Window,
      }),
    )
    .output(z.object({ total: z.number().int(), rows: z.array(TermRow) })),
  /** Where in the list each letter or row of kana begins; those with nothing are left out. */
  initials: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object({ order: Order.default('kana'), ...narrowed }))
    .output(z.array(z.object({ initial: z.string(), index: z.number().int() }))),
  /** The position of one in the whole list; -1 when it is not in it. */
  locate: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object({ id: TermId, order: Order.default('kana') }))
    .output(z.object({ index: z.number().int() })),
  /** The vocabularies of which there are terms, each with how many. */
  sources: oc
    .errors(refusing('noCatalogueOpen'))
    .output(z.array(z.object({ source: z.string(), terms: z.number().int() }))),
  /** What somebody may mean who types this, the likeliest first; nothing typed: those used most. */
  suggest: oc
    .errors(refusing('noCatalogueOpen'))
    .input(
      z.object({
        query: z.string().max(200).default(''),
        ...narrowed,
        limit: z.number().int().min(1).max(50).default(10),
      }),
    )
    .output(z.array(TermRow)),
  get: oc
    .errors(refusing('noCatalogueOpen', 'termNotFound'))
    .input(z.object({ id: TermId }))
    .output(Term),
  create: oc
    .errors(refusing(...writes))
    .input(z.object({ fields: TermPatch }))
    .output(Term),
  /** Sets the fields named. Descriptions that show a preferred label show the new one, and are found by every label. */
  edit: oc
    .errors(refusing(...writes, 'cancelled'))
    .input(z.object({ id: TermId, patch: TermPatch, visit: z.string().max(100).optional() }))
    .output(Term),
  /** Makes several into the one that is kept, in one step: every link leads to it, every label stays as an alternative one. */
  merge: oc
    .errors(refusing(...writes, 'cancelled'))
    .input(z.object({ keepId: TermId, mergeIds: z.array(TermId).min(1).max(100) }))
    .output(Term),
  /** Puts terms in the bin; one that describes something stays. */
  bin: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'termNotFound', 'termInUse'))
    .input(z.object({ ids: z.array(TermId).min(1).max(1000) }))
    .output(changed),
  restore: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'termNotFound'))
    .input(z.object({ id: TermId }))
    .output(Term),
  /** The descriptions that it describes; those in the bin are only counted. */
  uses: oc
    .errors(refusing('noCatalogueOpen', 'termNotFound'))
    .input(z.object({ id: TermId, ...Window }))
    .output(z.object({ total: z.number().int(), binned: z.number().int(), rows: z.array(DescriptionRow) })),
  /** Words that are no term yet, used most first. */
  loose: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object({ type: narrowed.type, query: z.string().max(200).default(''), ...Window }))
    .output(z.object({ total: z.number().int(), rows: z.array(LooseWords) })),
  /** Makes words into terms wherever they stand: of the term whose label they are, or of a new one. One step. */
  gather: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'cancelled'))
    .input(
      z.object({
        words: z
          .array(LooseWords.pick({ type: true, value: true, source: true, language: true }))
          .min(1)
          .max(1000),
      }),
    )
    .output(z.object({ made: z.number().int(), linked: z.number().int(), historyId: HistoryId.nullable() })),
  /**
   * What a file would do: SKOS (RDF/XML, Turtle, N-Triples), or a table. `source` is the vocabulary that it is of, `type` that of
   * concepts for which it says none. The handle that comes back is for the import of the same file.
   */
  previewFile: oc
    .errors(refusing(...reading))
    .input(filed)
    .output(TermFilePreview.extend({ handle: Handle })),
  /**
   * Starts a job whose result is a TermsInResult. A term is known by its code in its vocabulary; what the office added to it stays.
   * All of the file is one step, or nothing.
   */
  importFile: oc
    .errors(refusing(...reading, 'readOnly', 'writingHeld'))
    .input(filed)
    .output(z.object({ jobId: JobId })),
  /** Starts a job whose result is a TermsOutResult. Without `to` the file waits for download at `/downloads/{jobId}`. */
  exportFile: oc
    .errors(
      refusing('noCatalogueOpen', 'handleUnknown', 'folderNotWritable', 'readOnly', 'wayOutNeedsReason'),
    )
    .input(
      z.object({
        source: Source.nullable().default(null),
        as: z.enum(TERM_FILES_OUT),
        reason: LeavingReason,
        to: Handle.nullable().default(null),
      }),
    )
    .output(z.object({ jobId: JobId })),
}
