/**
 * What typing into a cell makes of a description. A value whose words stay keeps everything else that is said of it
 * (language, label, scope, place), wherever it comes to stand.
 */
import type { AccessPoint, Agent, Relation } from '../../../contract/description.ts'
import { RECORD_TYPES, STATUSES } from '../../field.ts'
import { LEVELS } from '../../level.ts'
import { LONGEST_VALUE } from '../../text-size.ts'
import { isCode } from '../../vocabulary.ts'
import { isShownOnly } from '../column.ts'
import type { Column } from '../column.ts'
import { splitValues } from '../values.ts'
import { aligned } from './align.ts'
import type { Celled } from './celled.ts'
import { refused } from './change.ts'
import type { CellChange, CellContext } from './change.ts'
import { withContainers } from './container.ts'
import { withExtents } from './extent.ts'
import { isTextField, SINGLE } from './read.ts'
import { withReadings } from './reading.ts'
import { withTexts } from './text.ts'
import { accessPointOf, agentOf, dateOf } from './value.ts'

/** The patch that makes a cell of a description say `text`. */
export function withCell(unit: Celled, column: Column, text: string, context: CellContext): CellChange {
  const { field } = column
  if (text.length > LONGEST_VALUE) return refused(field, `≤ ${String(LONGEST_VALUE)}`)
  if (field === 'uid' || field === 'parent' || field === 'edtf' || isShownOnly(column))
    return refused(field, '')
  if (SINGLE.has(field)) return withSingle(column, text.trim(), context)
  const values = splitValues(text.replaceAll(/\r\n?/g, '\n'), context.separator)
  if (column.kind === 'reading') return withReadings(unit, column, values)
  if (isTextField(field)) return { patch: { [field]: withTexts(unit, field, column, values, context) } }
  switch (field) {
    case 'identifiers':
      return {
        patch: {
          identifiers: aligned(
            unit.identifiers,
            ofType(column),
            values,
            ({ value }) => value,
            (value, old) => ({ type: column.kind ?? 'other', label: null, scope: null, ...old, value }),
          ),
        },
      }
    case 'dates':
      return {
        patch: {
          dates: aligned(
            unit.dates,
            (date) => column.kind === null || date.kind === column.kind,
            values,
            ({ expression }) => expression,
            (expression, old) => dateOf(expression, column, old, context),
          ),
        },
      }
    case 'agents':
      return {
        patch: {
          agents: aligned(
            unit.agents as readonly Agent[],
            ({ role }) => column.kind === null || role === column.kind,
            values,
            ({ name }) => name,
            (name, old) => agentOf(name, column, old, context),
          ),
        },
      }
    case 'accessPoints':
      return {
        patch: {
          accessPoints: aligned(
            unit.accessPoints as readonly AccessPoint[],
            ofType(column),
            values,
            ({ value }) => value,
            (value, old) => accessPointOf(value, column, old, context),
          ),
        },
      }
    case 'relations':
      return {
        patch: {
          relations: aligned(
            unit.relations as readonly Relation[],
            ofType(column),
            values,
            ({ target }) => target,
            (target, old) => ({
              type: (column.kind ?? 'isAssociatedWith') as Relation['type'],
              part: null,
              scope: null,
              ...old,
              target,
              targetId: null,
            }),
          ),
        },
      }
    case 'extents':
      return withExtents(unit, values)
    case 'containers':
      return withContainers(unit, values)
    default:
      return withLanguages(values)
  }
}
const ofType =
  ({ kind }: Column) =>
  (one: { type: string }): boolean =>
    kind === null || one.type === kind
function withSingle({ field }: Column, text: string, { codeOf }: CellContext): CellChange {
  if (field === 'referenceCode' || field === 'otherLevel' || field === 'assignee')
    return { patch: { [field]: text === '' ? null : text } }
  const [set, codes] =
    field === 'level'
      ? (['levels', LEVELS] as const)
      : field === 'status'
        ? (['statuses', STATUSES] as const)
        : (['recordTypes', RECORD_TYPES] as const)
  const code = (codes as readonly string[]).includes(text) ? text : codeOf(set, text)
  return code === null ? refused(field, codes.join(', ')) : { patch: { [field]: code } }
}
function withLanguages(values: readonly string[]): CellChange {
  const read = values
    .flatMap((value) => value.split(/[\s,、;]+/))
    .filter((code) => code !== '')
    .map((code) => {
      const [language = '', script = null] = code.split('-')
      return { language, script }
    })
  const known = read.every(
    ({ language, script }) => isCode('language', language) && (script === null || isCode('script', script)),
  )
  return known ? { patch: { languages: read } } : refused('languages', 'jpn, jpn-Jpan')
}
