/** What a rule is given, and what it says: a code, a place, the words that the sentence is made with, and ways to settle it. */
import type { DateValue, Description, DescriptionPatch } from '../../contract/description.ts'
import type { Paragraph, Text } from '../../contract/text.ts'
import type { SaidAlignment } from '../alignment/index.ts'
import type { FieldName } from '../field.ts'
import type { Level } from '../level.ts'
import type { Slip } from '../slip.ts'

export const STANDARDS = ['isad', 'dacs'] as const
export type Standard = (typeof STANDARDS)[number]

export const SEVERITIES = ['error', 'warning'] as const
export type Severity = (typeof SEVERITIES)[number]

/** Every rule's codes, with how much each weighs: `error` is certainly wrong, `warning` is worth a look. */
export const CHECKS = {
  fieldMissing: 'warning',
  fieldMissingForType: 'warning',
  titleLanguageMissing: 'warning',
  levelOrder: 'error',
  codeAlike: 'error',
  codeGap: 'warning',
  dateOrder: 'error',
  dateOutsideParent: 'warning',
  dateReversed: 'error',
  eraArithmetic: 'error',
  eraMissing: 'warning',
  dateDiffers: 'warning',
  dateUnread: 'warning',
  edtfInvalid: 'error',
  lunarDate: 'warning',
  bracketUnbalanced: 'warning',
  glyphLeft: 'warning',
  markUntranslated: 'warning',
  identifierDiffers: 'error',
  identifierInOneText: 'warning',
  numberInOneText: 'warning',
  dateInOneText: 'warning',
  timeInOneText: 'warning',
  nameWithoutAuthority: 'warning',
  nameFormDiffers: 'warning',
  sentenceBroken: 'warning',
  paragraphWithoutPartner: 'warning',
  paragraphsMerged: 'warning',
  quotesDiffer: 'warning',
  ocrSlip: 'warning',
  passageNotPublic: 'warning',
  lineRepeated: 'warning',
  extentDiffers: 'warning',
  citationDiffers: 'warning',
} as const satisfies Record<string, Severity>

export type CheckCode = keyof typeof CHECKS
export const CHECK_CODES = Object.keys(CHECKS) as CheckCode[]

export const FIX_CODES = [
  'setEra',
  'takeReading',
  'removeGlyph',
  'takeOther',
  'linkName',
  'takeForm',
  'markBoilerplate',
  'joinSentence',
  'correctSlip',
  'setQuantity',
  'takeCitation',
] as const
export type FixCode = (typeof FIX_CODES)[number]

/** What a fix changes: fields of the record, or paragraphs of one of its texts. */
export type Change =
  | { readonly kind: 'fields'; readonly patch: DescriptionPatch }
  | {
      readonly kind: 'paragraphs'
      readonly textId: number
      readonly paragraphs: readonly {
        readonly index: number
        readonly value?: string
        readonly as?: Paragraph['kind']
        readonly continues?: boolean
      }[]
    }

export interface Fix {
  readonly code: FixCode
  /** What would then stand there. */
  readonly value: string
  readonly change: Change
}

export interface Place {
  /** Field of the record; `texts` for a paragraph of a text. */
  readonly field: FieldName | 'texts'
  /** Which value of the field, or which paragraph of the text; null for the field as a whole. */
  readonly index: number | null
  readonly textId: number | null
  /** The characters of the value; null for all of it. */
  readonly span: { readonly start: number; readonly end: number } | null
}

export interface Found {
  readonly code: CheckCode
  readonly place: Place
  /** Where in the other text, or in the other paragraph, it stands that does not agree. */
  readonly other?: Place
  /** The parts of the sentence, in its order. */
  readonly about: readonly string[]
  /** More of what the rule looked at: when that or `about` changes, an acceptance no longer holds. */
  readonly basis?: readonly string[]
  readonly fixes: readonly Fix[]
}

/** A form of the name of an agent that the record names; `agent` is its position among the agents. */
export interface KnownForm {
  readonly agent: number
  readonly form: string
}

/** A record with what its rules need to know of what is around it. */
export interface CheckedRecord {
  readonly description: Description
  readonly texts: readonly Text[]
  readonly parent: { readonly level: Level; readonly dates: readonly DateValue[] } | null
  /** Reference code of the sibling before it. */
  readonly codeBefore: string | null
  /** Reference code of another record that differs in width, case or spaces alone. */
  readonly codeAlike: string | null
  readonly forms: readonly KnownForm[]
  /** What a person said of the alignment of its texts. */
  readonly said: {
    readonly pairs: SaidAlignment['pairs']
    readonly without: readonly { readonly paragraphId: Paragraph['id']; readonly textId: number }[]
  }
  /** Words that are probably others. */
  readonly slips: readonly Slip[]
  /** Fields that the type of the record requires. */
  readonly required: readonly string[]
  readonly standard: Standard
  /** The citation that the institution's template makes; null where there is no template. */
  readonly citation: string | null
  /** Language in which the institution describes (ISO 639-2/B). */
  readonly language: string | null
}

export type Rule = (record: CheckedRecord) => Iterable<Found>

export const at = (field: Place['field'], index: number | null = null): Place => ({
  field,
  index,
  textId: null,
  span: null,
})
