/** What a new record of a type begins with, typed as in a cell of the grid. */
import type { RecordTypeField } from '../../src-main/shared/contract/record-type.ts'
import type { Agent } from '../../src-main/shared/contract/description.ts'
import { isEmpty } from '../../src-main/shared/domain/record-type.ts'
import { BLANK, cellText, withCell } from '../../src-main/shared/domain/sheet/cell/index.ts'
import type { Celled } from '../../src-main/shared/domain/sheet/cell/index.ts'
import { columnOf } from '../../src-main/shared/domain/sheet/column.ts'
import type { Column } from '../../src-main/shared/domain/sheet/column.ts'
import type { AgentRole } from '../../src-main/shared/domain/field.ts'
import { codeOfWord } from '../../src-main/shared/i18n/column-name.ts'
import type { LanguageMark } from '../language-tag.ts'
import type { Problem } from './problem.ts'

/** Fields that begin empty in every record, whatever its type. */
const WITHOUT = new Set(['recordType', 'referenceCode', 'status', 'restrictions'])
export const mayBegin = ({ field }: RecordTypeField): boolean => !WITHOUT.has(field)

const OFFICES = new Set<AgentRole | null>(['originatingPost', 'responsibleOffice'])

const columnFor = ({ field, role }: RecordTypeField): Column | null =>
  columnOf(role === null ? field : `${field}.${role}`)

const unitOf = ({ field, value }: RecordTypeField): Celled =>
  isEmpty(value) ? BLANK : { ...BLANK, [field]: value }

export function valueOfCell(entry: RecordTypeField): string {
  const column = columnFor(entry)
  return column === null || isEmpty(entry.value) ? '' : cellText(unitOf(entry), column)
}

export function asNewCell(
  entry: RecordTypeField,
  text: string,
  usual: LanguageMark | null,
): { value: unknown } | { problem: Problem } {
  const column = columnFor(entry)
  if (column === null || text.trim() === '') return { value: null }
  const made = withCell(unitOf(entry), column, text, {
    usual,
    latest: new Date().toISOString().slice(0, 10),
    codeOf: codeOfWord,
    typeOf: (): Agent['type'] => (OFFICES.has(entry.role) ? 'corporateBody' : 'person'),
    // A type goes to other catalogues, whose terms are others.
    termOf: () => null,
  })
  if ('problem' in made) return { problem: made.problem }
  const value = made.patch[entry.field]
  return { value: isEmpty(value) ? null : value }
}
