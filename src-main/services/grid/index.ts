/** Rapid entry: cells become patches, and all of a paste or a fill is one write. */
import { accessionNumbersOf } from '../../catalogue/accession/read.ts'
import { usedKinds } from '../../catalogue/description/fit.ts'
import { readDescription, readDescriptions } from '../../catalogue/description/read.ts'
import { scopeWindow } from '../../catalogue/scope.ts'
import { transact } from '../../catalogue/transact.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { Description } from '../../shared/contract/description.ts'
import type { GridProblem, GridRow } from '../../shared/contract/grid.ts'
import { cellText } from '../../shared/domain/sheet/cell/index.ts'
import { columnOf, columnsOf, isShownOnly } from '../../shared/domain/sheet/column.ts'
import type { Column } from '../../shared/domain/sheet/column.ts'
import type { Service } from '../context.ts'
import { dealCodes } from './codes.ts'
import { changedUnits, newUnit } from './plan.ts'
import { writePlan } from './write.ts'

export const grid: Service<'grid'> = {
  rows(context, { scope, columns: ids, ...window }) {
    const { db } = context.catalogue()
    const columns = columnsOf(ids)
    const found = scopeWindow(db, scope, window)
    const numbers = columns.some(isShownOnly) ? accessionNumbersOf(db, found.ids) : null
    const rows = readDescriptions(db, found.ids).map((unit) => ({
      id: unit.id,
      cells: columns.map((column) =>
        cellOf({ ...unit, ...(numbers && { accessions: numbers.get(unit.id) ?? [] }) }, column),
      ),
    }))
    return { total: found.total, rows }
  },

  kinds: (context) => usedKinds(context.catalogue().db),

  write(context, { cells, add, as }) {
    const writing = context.writing()
    const { db } = writing
    const parent = add === null || add.parentId === null ? null : readDescription(db, add.parentId)
    if (add !== null && add.parentId !== null && (parent === null || parent.binnedAt !== null))
      throw refusal('descriptionNotFound', { id: add.parentId })
    const problems: GridProblem[] = []
    const plan = [
      ...changedUnits(writing, cells, problems),
      ...(add?.rows ?? []).map((row, index) => newUnit(writing, parent, row, index, problems)),
    ]
    dealCodes(db, plan, problems)
    const [first] = cells
    const single = cells.length === 1 && add === null && as === 'edit'
    const action = single
      ? 'description.edit'
      : as === 'edit'
        ? add === null
          ? 'grid.edit'
          : 'description.create'
        : `grid.${as}`
    const { historyId, value: added } = transact(
      writing,
      action,
      (write) => writePlan(writing, write, plan, add?.parentId ?? null),
      single && first ? { field: columnOf(first.column)?.field } : {},
    )
    return { historyId, added, problems }
  },
}
function cellOf(
  unit: Description & { accessions?: readonly string[] },
  column: Column,
): GridRow['cells'][number] {
  const { field, kind } = column
  const text = cellText(unit, column)
  if (field === 'dates') {
    const dates = unit.dates.filter((date) => kind === null || date.kind === kind)
    return { text, readings: dates.map(({ edtf }) => edtf ?? '') }
  }
  const values = (unit as unknown as Record<string, unknown>)[field]
  const [first] = Array.isArray(values) ? (values as { language?: string | null }[]) : []
  return { text, language: column.language ?? first?.language ?? null }
}
