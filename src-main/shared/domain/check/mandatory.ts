/** Mandatory fields: ISAD(G) I.12, DACS (single level and the highest of several), and what the type of the record asks for. */
import type { Description } from '../../contract/description.ts'
import type { FieldName } from '../field.ts'
import { at } from './finding.ts'
import type { CheckedRecord, Found, Standard } from './finding.ts'

const EVERYWHERE: readonly FieldName[] = ['referenceCode', 'title', 'dates', 'extents']
/** What the highest level says for all below it. */
const AT_THE_TOP: Record<Standard, readonly FieldName[]> = {
  isad: ['agents'],
  dacs: ['agents', 'languages', 'scopeAndContent', 'accessConditions'],
}
const MAKERS = ['creator', 'sender', 'originatingPost']

export function* mandatory({ description, standard, required }: CheckedRecord): Generator<Found> {
  const asked = description.parentId === null ? [...EVERYWHERE, ...AT_THE_TOP[standard]] : EVERYWHERE
  for (const field of asked) {
    if (isEmpty(description, field))
      yield { code: 'fieldMissing', place: at(field), about: [field, standard], fixes: [] }
  }
  for (const field of required as FieldName[]) {
    if (!asked.includes(field) && field in description && isEmpty(description, field))
      yield {
        code: 'fieldMissingForType',
        place: at(field),
        about: [field, description.recordType],
        fixes: [],
      }
  }
}

/** The description's own language has a title, whatever language the others are in. */
export function* titleLanguage({ description, language }: CheckedRecord): Generator<Found> {
  const titles = description.title.filter(({ value }) => value.trim() !== '')
  if (language === null || titles.length === 0) return
  if (titles.some((title) => title.language === language || title.language === null)) return
  yield { code: 'titleLanguageMissing', place: at('title'), about: [language], fixes: [] }
}

function isEmpty(description: Description, field: FieldName): boolean {
  if (field === 'agents') return !description.agents.some(({ role }) => MAKERS.includes(role))
  const value = description[field]
  if (!Array.isArray(value)) return value === null || value.trim() === ''
  return !value.some((one) => !('value' in one) || one.value.trim() !== '')
}
