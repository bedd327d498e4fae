/** The tab of the record in which a field is edited. */
import type { RecordType } from '../../src-main/shared/contract/record-type.ts'
import { FIELD_NAMES, tabOfField } from '../../src-main/shared/domain/field.ts'
import type { Tab } from './stage.svelte.ts'

/** `type` is that of the record, null where none is known. */
export function tabOf(field: string, type: RecordType | null): Tab {
  const entry = type?.fields.find((one) => one.field === field && one.shown)
  if (entry) return entry.tab
  if (field === 'texts') return 'texts'
  const known = FIELD_NAMES.find((name) => name === field)
  return known === undefined ? 'identity' : tabOfField(known)
}
