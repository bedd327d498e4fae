/** The values that a field of the advanced form offers; null where anything can be typed. */
import { LEVELS } from '../../../../../src-main/shared/domain/level.ts'
import { STATUSES } from '../../../../../src-main/shared/domain/field.ts'
import { FIXITIES } from '../../../../../src-main/shared/domain/query/index.ts'
import type { RowField } from '../../../../../src-main/shared/domain/query/index.ts'
import type { Messages } from '../../../../../src-main/shared/i18n/index.ts'

const HAVING = [
  'page',
  'missingpage',
  'blankpage',
  'date',
  'extent',
  'name',
  'creator',
  'title',
  'text',
  'note',
  'number',
] as const

export function valuesOf(
  m: Messages,
  recordTypes: readonly { value: string; label: string }[],
  field: RowField,
): readonly { value: string; label: string }[] | null {
  switch (field) {
    case 'level':
      return LEVELS.map((value) => ({ value, label: m.levels[value] }))
    case 'status':
      return [
        ...STATUSES.map((value) => ({ value, label: m.statuses[value] })),
        { value: 'changed', label: m.publication.changed },
      ]
    case 'type':
      return recordTypes
    case 'is':
      return [
        { value: 'complete', label: m.finding.facets.complete },
        { value: 'incomplete', label: m.finding.facets.incomplete },
      ]
    case 'fixity':
      return FIXITIES.map((value) => ({ value, label: m.fixity.outcomes[value] }))
    case 'has':
    case 'no':
      return HAVING.map((value) => ({ value, label: m.finding.form.having[value] }))
    default:
      return null
  }
}
