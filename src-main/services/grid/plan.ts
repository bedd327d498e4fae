/** What typed cells come to, before anything is written. */
import { agentTypeOf, levelMisfit } from '../../catalogue/description/fit.ts'
import { readDescriptions } from '../../catalogue/description/read.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { readInstitution } from '../../catalogue/institution.ts'
import { codeOfType } from '../../catalogue/record-type.ts'
import { termLabelled } from '../../catalogue/term/read.ts'
import type { WriteContext } from '../../catalogue/transact.ts'
import { refusal } from '../../shared/contract/errors.ts'
import { DescriptionPatch } from '../../shared/contract/description.ts'
import type { Description } from '../../shared/contract/description.ts'
import type { GridProblem } from '../../shared/contract/grid.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import { levelBelow } from '../../shared/domain/level.ts'
import { BLANK, withCell } from '../../shared/domain/sheet/cell/index.ts'
import type { CellContext, Celled } from '../../shared/domain/sheet/cell/index.ts'
import { columnOf } from '../../shared/domain/sheet/column.ts'
import { codeOfWord } from '../../shared/i18n/column-name.ts'

/** A unit with what a write makes of it; one without an id is to be made. */
export interface Planned {
  row: GridProblem['row']
  unit: Description | null
  patch: DescriptionPatch
}
/** How cells are read in this catalogue. */
function cellContext({ db, clock }: WriteContext): CellContext {
  const institution = readInstitution(db)
  return {
    usual: institution && { language: institution.language, script: institution.script },
    latest: clock.now().slice(0, 10),
    codeOf: (set, word) => codeOfWord(set, word) ?? (set === 'recordTypes' ? codeOfType(db, word) : null),
    typeOf: (name) => agentTypeOf(db, name) ?? 'person',
    termOf: (type, label) => termLabelled(db, type, label),
  }
}

/** How many units are read at a time. */
const BATCH = 500

export function changedUnits(
  writing: WriteContext,
  cells: readonly { id: DescriptionId; column: string; text: string }[],
  problems: GridProblem[],
): Planned[] {
  const { db } = writing
  const context = cellContext(writing)
  const byUnit = Map.groupBy(cells, ({ id }) => id)
  const ids = [...byUnit.keys()]
  const plan: Planned[] = []
  for (let from = 0; from < ids.length; from += BATCH) {
    const batch = ids.slice(from, from + BATCH)
    const units = readDescriptions(db, batch).filter(({ binnedAt }) => binnedAt === null)
    if (units.length < batch.length) {
      const there = new Set(units.map(({ id }) => id))
      throw refusal('descriptionNotFound', { id: batch.find((id) => !there.has(id)) ?? 0 })
    }
    for (const unit of units) {
      const row = { id: unit.id }
      const own = byUnit.get(unit.id) ?? []
      plan.push({ row, unit, patch: patchOf(db, unit, own, context, { row, place: unit, problems }) })
    }
  }
  return plan
}

export function newUnit(
  writing: WriteContext,
  parent: Description | null,
  row: Readonly<Record<string, string>>,
  index: number,
  problems: GridProblem[],
): Planned {
  const cells = Object.entries(row).map(([column, text]) => ({ column, text }))
  const level = levelBelow(parent?.level ?? null)
  const blank = { ...BLANK, level }
  const at = { row: { added: index }, place: { id: null, parentId: parent?.id ?? null }, problems }
  return {
    row: at.row,
    unit: null,
    patch: { level, ...patchOf(writing.db, blank, cells, cellContext(writing), at) },
  }
}
/** What the cells make of a unit; each cell sees what those before it made. */
function patchOf(
  db: ReadDatabase,
  unit: Celled,
  cells: readonly { column: string; text: string }[],
  context: CellContext,
  {
    row,
    place,
    problems,
  }: {
    row: GridProblem['row']
    place: { id: number | null; parentId: number | null }
    problems: GridProblem[]
  },
): DescriptionPatch {
  let patch: DescriptionPatch = {}
  for (const { column: id, text } of cells) {
    const column = columnOf(id)
    if (!column) continue
    const change = withCell({ ...unit, ...patch } as Celled, column, text, context)
    if ('problem' in change) {
      problems.push({ row, column: id, ...change.problem })
      continue
    }
    const checked = DescriptionPatch.safeParse(change.patch)
    if (!checked.success) {
      problems.push({ row, column: id, code: 'valueNotAllowed', data: { field: column.field, allowed: '' } })
      continue
    }
    const misfit = change.patch.level === undefined ? null : levelMisfit(db, place, change.patch.level)
    if (misfit) problems.push({ row, column: id, code: 'levelNotAllowed', data: { ...misfit } })
    else patch = { ...patch, ...checked.data }
  }
  return patch
}
