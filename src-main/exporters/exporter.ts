/** What every export format is: the registry, the dialog and the command line are made from this. */
import type { z } from 'zod'
import type { Institution } from '../shared/contract/catalogue.ts'
import type { Audience, CARRIED_BESIDE, ExportRemark } from '../shared/contract/export.ts'
import { FIELD_NAMES } from '../shared/domain/field.ts'
import type { FieldName } from '../shared/domain/field.ts'
import type { ReleasedDescription, ReleasedText } from '../shared/domain/released-view.ts'

/** A released description and its depth below the first, which is 0; a walk gives them parents first, in original order. */
export interface ReleasedNode {
  readonly depth: number
  readonly description: ReleasedDescription
  /** The unit above, where the file says so row by row. */
  readonly parent?: ParentUnit | null
}

/** As it would leave itself. */
export interface ParentUnit {
  readonly referenceCode: string | null
  readonly uid: string
  readonly titles: readonly ReleasedText[]
}

export interface ExportContext<Options> {
  readonly institution: Institution
  readonly audience: Audience
  /** The file says at its beginning, where its format can, that it is for staff and not for release. */
  readonly isMarked?: boolean
  /** The institution's template of citations; null where it has taken none. */
  readonly citationTemplate?: string | null
  readonly options: Options
  /** Name and version of the program, as the file states its maker. */
  readonly generator: string
  readonly remark?: (remark: ExportRemark) => void
}

export interface ValidationProblem {
  readonly line: number
  /** Which rule is broken, without a word of the record. */
  readonly rule: string
}

export interface Validation {
  readonly schema: string
  readonly problems: readonly ValidationProblem[]
}

/** What of a description a format has a place for: its fields, its pages, its texts. */
export type Carried = FieldName | (typeof CARRIED_BESIDE)[number]

/** The form of a record and who sees to it are the office's own business. */
const OF_THE_OFFICE: ReadonlySet<Carried> = new Set<Carried>(['recordType', 'assignee'])

/** Every field that may leave, but those named. */
export const everyFieldBut = (...left: readonly FieldName[]): FieldName[] =>
  FIELD_NAMES.filter((field) => !OF_THE_OFFICE.has(field) && !left.includes(field))

export interface Exporter<Options = unknown> {
  readonly id: string
  readonly name: string
  readonly version: string
  readonly extension: string
  readonly mediaType: string
  readonly options: z.ZodType<Options>
  /** What the format has a place for; everything else stays behind, and the dialog says so before. */
  readonly carries: readonly Carried[]
  /** One file for each branch, or one list of whatever was asked for. */
  readonly shape: 'hierarchy' | 'list'
  /** The bytes of one file, in pieces; holds no more than a path from the root in memory. Strings are UTF-8. */
  write(nodes: Iterable<ReleasedNode>, context: ExportContext<Options>): Iterable<string | Uint8Array>
  /** Checks a file that was written with these options, without holding it whole; `onProgress` gets bytes read. */
  validate(path: string, onProgress?: (bytes: number) => void, options?: Options): Promise<Validation>
}
