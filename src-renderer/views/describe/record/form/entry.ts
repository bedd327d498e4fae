/** What the type of the record says about the field that is shown, for the parts of the field. */
import { getContext, setContext } from 'svelte'
import type { RecordTypeField } from '../../../../../src-main/shared/contract/record-type.ts'
import type { FieldName, FormTab } from '../../../../../src-main/shared/domain/field.ts'

const KEY = Symbol('field of a type')

export const giveEntry = (entry: () => RecordTypeField): void => void setContext(KEY, entry)

/** Null where a field is shown outside of a form. */
export function takeEntry(): () => RecordTypeField | null {
  const entry = getContext<(() => RecordTypeField) | undefined>(KEY)
  return () => entry?.() ?? null
}

/** A field that is shown because it holds something, not because the type has it. */
export const shownBeyond = (field: FieldName, tab: FormTab): RecordTypeField => ({
  field,
  role: null,
  tab,
  group: null,
  shown: true,
  required: false,
  hint: null,
  value: null,
  constant: false,
  vocabulary: null,
})
