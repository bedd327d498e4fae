/** A term as it goes out into a file of its vocabulary. */
import type { ACCESS_POINT_TYPES } from '../../shared/domain/field.ts'
import type { LABEL_KINDS, TERM_RELATIONS } from '../../shared/domain/term.ts'

interface Identified {
  readonly uid: string
  readonly source: string
  readonly code: string | null
}

export interface WrittenLabel {
  readonly kind: (typeof LABEL_KINDS)[number]
  readonly value: string
  readonly language: string | null
  readonly script: string | null
  readonly reading: string | null
}

export interface WrittenTerm extends Identified {
  readonly type: (typeof ACCESS_POINT_TYPES)[number]
  readonly note: string | null
  readonly labels: readonly WrittenLabel[]
  readonly relations: readonly (Identified & { readonly type: (typeof TERM_RELATIONS)[number] })[]
}
