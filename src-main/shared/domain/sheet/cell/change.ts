/** What a change of a cell comes to, and what it is read with. */
import type { AccessPoint, DescriptionPatch } from '../../../contract/description.ts'
import type { AgentType } from '../../field.ts'
import type { LanguageMark } from '../../guess-language.ts'

export interface CellContext {
  /** Values whose script tells nothing are of this language. */
  readonly usual: LanguageMark | null
  /** Last day (`YYYY-MM-DD`) of which records can be. */
  readonly latest: string
  readonly separator?: string
  /** The code behind a word of the interface: `item` for 件 and for Item; of types of record also that of the office's own. */
  readonly codeOf: (set: 'levels' | 'statuses' | 'recordTypes', word: string) => string | null
  /** What an agent that the record does not name yet is. */
  readonly typeOf: (name: string) => AgentType
  /** The term whose label an access point is, where only one can be meant. */
  readonly termOf: (
    type: AccessPoint['type'],
    label: string,
  ) => Pick<AccessPoint, 'termId' | 'source' | 'language'> | null
}

export interface CellProblem {
  readonly code: 'valueNotAllowed'
  readonly data: { readonly field: string; readonly allowed: string }
}

export type CellChange = { readonly patch: DescriptionPatch } | { readonly problem: CellProblem }
export const refused = (field: string, allowed: string): CellChange => ({
  problem: { code: 'valueNotAllowed', data: { field, allowed } },
})
