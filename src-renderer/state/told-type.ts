/** A type of record in words, a line for each field, so that what was changed in it can be seen. */
import { RecordType } from '../../src-main/shared/contract/record-type.ts'
import type { RecordTypeField } from '../../src-main/shared/contract/record-type.ts'
import type { Messages } from '../../src-main/shared/i18n/index.ts'
import { valueOfCell } from './type-values.ts'

function toldField(m: Messages, entry: RecordTypeField): string {
  const { field, role, tab, group, shown, required, constant, hint, vocabulary } = entry
  const value = valueOfCell(entry)
  const said = [
    m.desk.record.tabs[tab],
    group === null ? '' : m.desk.record.areas[group],
    shown ? '' : m.recordType.notShown,
    required ? m.recordType.required : '',
    value === '' ? '' : `${m.recordType.value}: ${value}`,
    constant ? m.recordType.constant : '',
    hint === null ? '' : `${hint.en} / ${hint.ja}`,
    vocabulary === null ? '' : `${m.recordType.vocabulary}: ${vocabulary.join(', ')}`,
  ]
  const name = role === null ? m.fields[field] : `${m.fields[field]}: ${m.agentRoles[role]}`
  return `${name} (${said.filter((part) => part !== '').join('; ')})`
}

/** The definition as it is, where it is none that this program knows. */
export function toldType(m: Messages, definition: string): string {
  try {
    const { label, fields } = RecordType.parse(JSON.parse(definition))
    return [`${label.en} / ${label.ja}`, ...fields.map((entry) => toldField(m, entry))].join('\n')
  } catch {
    return definition
  }
}
