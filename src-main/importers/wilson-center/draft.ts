/** The record as it is put together: values only where something says them, each in the contract's form. */
import type {
  AccessPoint,
  Agent,
  DateValue,
  DescriptionPatch,
  Identifier,
  TextValue,
} from '../../shared/contract/description.ts'
import type { AgentRole, AgentType, DateKind, TextField } from '../../shared/domain/field.ts'
import { LONGEST_VALUE } from '../../shared/domain/text-size.ts'
import type { ImportedPlace, ImportedProposal } from '../importer.ts'
import type { Line } from './source.ts'

export interface TextOptions {
  readonly language?: string | null
  readonly script?: string | null
  readonly type?: string | null
  readonly code?: string | null
  /** Whose it is that stands on the sheet. */
  readonly name?: string | null
  /** The page it stands on, where that is known. */
  readonly page?: number | null
}

export const ENGLISH = { language: 'eng', script: 'Latn' } as const
export const JAPANESE = { language: 'jpn', script: 'Jpan' } as const

export const textValue = (
  value: string,
  { language = null, script = null, type = null, code = null, name = null }: TextOptions = {},
): TextValue => ({ value, language, script, type, code, ...(name !== null && name !== '' && { name }) })

export const agent = (name: string, type: AgentType, role: AgentRole, language: string | null): Agent => ({
  authorityId: null,
  name,
  type,
  role,
  language,
  script: null,
  suppliedBy: null,
})

export const identifier = (
  type: string,
  value: string,
  label: string | null = null,
  scope: string | null = null,
): Identifier => ({ type, label, value, scope })

export const dateValue = (kind: DateKind, expression: string, more: Partial<DateValue> = {}): DateValue => ({
  kind,
  expression,
  language: null,
  edtf: null,
  timeOfDay: null,
  timeZone: null,
  certainty: 'certain',
  inferredFrom: null,
  calendar: 'gregorian',
  era: null,
  place: null,
  ...more,
})

type Lists = {
  [
    Field in keyof DescriptionPatch as NonNullable<DescriptionPatch[Field]> extends readonly unknown[]
      ? Field
      : never
  ]-?: NonNullable<DescriptionPatch[Field]>
}
export type ListField = keyof Lists
export type ValueOf<Field extends ListField> = Lists[Field][number]

/** No more is proposed of one document: a panel with hundreds of lines is read by nobody. */
const MOST_PROPOSALS = 80

export class Draft {
  readonly fields: DescriptionPatch = { level: 'item', status: 'draft' }
  readonly proposals: ImportedProposal[] = []
  readonly places: ImportedPlace[] = []

  /** Adds a value once. False when it is too long for a field, and stays with the lines that nothing took. */
  add<Field extends ListField>(field: Field, value: ValueOf<Field>): boolean {
    if (tooLong(value)) return false
    const values = (this.fields[field] ?? []) as ValueOf<Field>[]
    const known = JSON.stringify(value)
    if (values.some((other) => JSON.stringify(other) === known)) return true
    Object.assign(this.fields, { [field]: [...values, value] })
    return true
  }

  addText(field: TextField, value: string, options: TextOptions = {}): boolean {
    if (value === '' || !this.add(field, textValue(value, options))) return false
    const known = this.places.some((place) => place.field === field && place.value === value)
    if (options.page != null && !known) this.places.push({ field, value, page: options.page })
    return true
  }

  addPlace(value: AccessPoint): boolean {
    return this.add('accessPoints', value)
  }

  /** Proposes what is neither in its field nor proposed already. */
  propose<Field extends ListField>(field: Field, value: ValueOf<Field>, line: Line, basis: string): void {
    if (this.proposals.length >= MOST_PROPOSALS || tooLong(value)) return
    const text = JSON.stringify(value)
    const filled: readonly unknown[] = this.fields[field] ?? []
    if (filled.some((other) => JSON.stringify(other) === text)) return
    if (this.proposals.some((other) => other.field === field && JSON.stringify(other.value) === text)) return
    this.proposals.push({ field, value, source: excerpt(line.text), line: line.number, basis })
  }
}

const tooLong = (value: object): boolean =>
  Object.values(value).some((part) => typeof part === 'string' && part.length > LONGEST_VALUE)

/** A proposal shows the words that it comes from, not the whole of a long paragraph. */
const LONGEST_EXCERPT = 500
const excerpt = (text: string): string =>
  text.length > LONGEST_EXCERPT ? `${text.slice(0, LONGEST_EXCERPT)}…` : text
