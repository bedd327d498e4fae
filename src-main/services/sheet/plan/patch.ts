/** What the cells of a row make of a description. */
import type { Description, DescriptionPatch, TextValue } from '../../../shared/contract/description.ts'
import { DescriptionPatch as PatchSchema } from '../../../shared/contract/description.ts'
import type { SheetChange } from '../../../shared/contract/sheet.ts'
import { cellText, withCell } from '../../../shared/domain/sheet/cell/index.ts'
import type { CellContext, Celled } from '../../../shared/domain/sheet/cell/index.ts'
import { columnOf } from '../../../shared/domain/sheet/column.ts'
import type { Column } from '../../../shared/domain/sheet/column.ts'
import { sameText } from '../same-text.ts'
import type { FoundRow, Marks, PlanInput } from './planned.ts'

/** Fields that say who may see a unit and how it is handled: what stands there is not replaced by a file. */
const RESTRICTIVE = new Set([
  'accessConditions',
  'legalStatus',
  'reproductionConditions',
  'classification',
  'declassification',
  'handling',
])
const FILE_ONLY = new Set<string>(['uid', 'parent', 'edtf'])

export function patchOf(
  found: FoundRow,
  unit: Description | null,
  start: Celled,
  { asked, kind }: PlanInput,
  context: CellContext,
  { problems, notes }: Marks,
): { patch: DescriptionPatch; cells: SheetChange['cells'] } {
  let patch: DescriptionPatch = {}
  const cells: SheetChange['cells'] = []
  for (const [id, text] of found.cells) {
    const column = columnOf(id)
    if (!column || FILE_ONLY.has(column.field)) continue
    if (text.trim() === '' && (!asked.clear || unit === null)) continue
    const now = { ...start, ...patch } as Celled
    const before = cellText(now, column, context.separator)
    if (sameText(before, text, column, kind)) continue
    const made = withCell(now, column, text, context)
    const checked = 'patch' in made ? PatchSchema.safeParse(made.patch) : null
    if ('problem' in made || checked?.success !== true) {
      const data = 'problem' in made ? made.problem.data : { field: column.field, allowed: '' }
      problems.push({ column: id, code: 'valueNotAllowed', data })
      continue
    }
    const after = cellText({ ...now, ...checked.data } as Celled, column, context.separator)
    if (after === before && unit !== null) continue
    const held = holdsBack(column, unit, before, checked.data)
    if (held !== null) {
      notes.push({ column: id, code: held, data: {} })
      continue
    }
    if (
      column.field === 'dates' &&
      (checked.data.dates ?? []).some(({ edtf, expression }) => edtf === null && text.includes(expression))
    )
      notes.push({ column: id, code: 'dateUnread', data: {} })
    if (marksIn(now, column) > marksIn(checked.data, column))
      notes.push({ column: id, code: 'marksLost', data: {} })
    patch = { ...patch, ...checked.data }
    cells.push({ column: id, before: unit === null ? '' : before, after })
  }
  return { patch, cells }
}

/**
 * Why a cell is left as it is: that a record is checked or published, and who may see it, people decide in the record,
 * and no file undoes or does for them. A file may say it where nothing is decided yet.
 */
function holdsBack(
  { field }: Column,
  unit: Description | null,
  before: string,
  patch: DescriptionPatch,
): 'statusKept' | 'restrictionKept' | null {
  if (field === 'status') return unit === null && patch.status === 'draft' ? null : 'statusKept'
  return RESTRICTIVE.has(field) && before !== '' ? 'restrictionKept' : null
}

/** How many passages of a field are marked. */
function marksIn(unit: object, { field }: Column): number {
  const values = (unit as Record<string, unknown>)[field]
  return Array.isArray(values)
    ? (values as Partial<TextValue>[]).reduce((sum, { markup = [] }) => sum + markup.length, 0)
    : 0
}
