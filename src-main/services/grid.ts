/** Rapid entry: cells become patches, and all of a paste or a fill is one write. */
import { agentTypeOf, clearReferenceCodes, levelMisfit, usedKinds } from '../catalogue/description/fit.ts'
import { idOfReferenceCode, readDescription, readDescriptions } from '../catalogue/description/read.ts'
import {
  insertDescription,
  lastPosition,
  setCheckedBy,
  updateDescription,
} from '../catalogue/description/write.ts'
import type { ReadDatabase, WriteDatabase } from '../catalogue/database.ts'
import { readInstitution } from '../catalogue/institution.ts'
import { begun, codeOfType } from '../catalogue/record-type.ts'
import { scopeWindow } from '../catalogue/scope.ts'
import { transact } from '../catalogue/transact.ts'
import type { WriteContext } from '../catalogue/transact.ts'
import { refusal } from '../shared/contract/errors.ts'
import { DescriptionPatch } from '../shared/contract/description.ts'
import type { Description } from '../shared/contract/description.ts'
import type { GridProblem, GridRow } from '../shared/contract/grid.ts'
import type { DescriptionId } from '../shared/contract/ids.ts'
import { cellText, withCell } from '../shared/domain/sheet/cell.ts'
import type { CellContext, Celled } from '../shared/domain/sheet/cell.ts'
import { columnOf, columnsOf } from '../shared/domain/sheet/column.ts'
import type { Column } from '../shared/domain/sheet/column.ts'
import { levelBelow } from '../shared/domain/level.ts'
import { codeOfWord } from '../shared/i18n/column-name.ts'
import type { Service } from './context.ts'

export const grid: Service<'grid'> = {
  rows(context, { scope, columns: ids, ...window }) {
    const { db } = context.catalogue()
    const columns = columnsOf(ids)
    const found = scopeWindow(db, scope, window)
    const rows = readDescriptions(db, found.ids).map((unit) => ({
      id: unit.id,
      cells: columns.map((column) => cellOf(unit, column)),
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

/** A unit with what a write makes of it; one without an id is to be made. */
interface Planned {
  row: GridProblem['row']
  unit: Description | null
  patch: DescriptionPatch
}

function cellOf(unit: Description, column: Column): GridRow['cells'][number] {
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

/** How cells are read in this catalogue. */
function cellContext({ db, clock }: WriteContext): CellContext {
  const institution = readInstitution(db)
  return {
    usual: institution && { language: institution.language, script: institution.script },
    latest: clock.now().slice(0, 10),
    codeOf: (set, word) => codeOfWord(set, word) ?? (set === 'recordTypes' ? codeOfType(db, word) : null),
    typeOf: (name) => agentTypeOf(db, name) ?? 'person',
  }
}

/** How many units are read at a time. */
const BATCH = 500

function changedUnits(
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

function newUnit(
  writing: WriteContext,
  parent: Description | null,
  row: Readonly<Record<string, string>>,
  index: number,
  problems: GridProblem[],
): Planned {
  const cells = Object.entries(row).map(([column, text]) => ({ column, text }))
  const level = levelBelow(parent?.level ?? null)
  const blank = { ...EMPTY, level }
  const at = { row: { added: index }, place: { id: null, parentId: parent?.id ?? null }, problems }
  return {
    row: at.row,
    unit: null,
    patch: { level, ...patchOf(writing.db, blank, cells, cellContext(writing), at) },
  }
}

const EMPTY: Celled = {
  uid: '',
  referenceCode: null,
  level: 'item',
  otherLevel: null,
  recordType: 'general',
  status: 'draft',
  identifiers: [],
  dates: [],
  extents: [],
  agents: [],
  languages: [],
  accessPoints: [],
  relations: [],
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

/**
 * Sees to it that no two units get one reference code. Units whose codes change among themselves (as in a paste in
 * another order) may; a code that somebody else keeps is left out, and its cell listed.
 */
function dealCodes(db: ReadDatabase, plan: readonly Planned[], problems: GridProblem[]): void {
  const changing = new Map(
    plan
      .filter(
        ({ unit, patch }) =>
          patch.referenceCode !== undefined && patch.referenceCode !== (unit?.referenceCode ?? null),
      )
      .map((planned) => [planned, planned.patch.referenceCode ?? null]),
  )
  const leaving = () => new Set([...changing.keys()].flatMap(({ unit }) => unit?.id ?? []))
  for (let settled = false; !settled;) {
    settled = true
    const free = leaving()
    const taken = new Map<string, number>()
    for (const [planned, code] of changing) {
      if (code === null) continue
      const holder = idOfReferenceCode(db, code)
      const other = holder !== null && !free.has(holder) ? holder : taken.get(code)
      if (other === undefined) {
        taken.set(code, planned.unit?.id ?? 0)
        continue
      }
      problems.push({
        row: planned.row,
        column: 'referenceCode',
        code: 'referenceCodeTaken',
        data: { referenceCode: code, id: other },
      })
      delete planned.patch.referenceCode
      changing.delete(planned)
      settled = false
    }
  }
}

function writePlan(
  writing: WriteContext,
  db: WriteDatabase,
  plan: readonly Planned[],
  parentId: DescriptionId | null,
): DescriptionId[] {
  const wanted = new Set(plan.flatMap(({ patch }) => patch.referenceCode ?? []))
  clearReferenceCodes(
    db,
    plan.flatMap(({ unit, patch }) =>
      unit?.referenceCode != null &&
      patch.referenceCode !== undefined &&
      wanted.has(unit.referenceCode) &&
      patch.referenceCode !== unit.referenceCode
        ? [unit.id]
        : [],
    ),
  )
  const added: DescriptionId[] = []
  let position = lastPosition(db, parentId)
  for (const { unit, patch } of plan) {
    if (unit === null) {
      const made = { uid: writing.ids.uid(), parentId, position, createdAt: writing.clock.now() }
      added.push(insertDescription(db, made, begun(db, patch)))
      position += 1024
    } else updateDescription(db, unit.id, patch)
    const id = unit?.id ?? added.at(-1)
    if (patch.status === 'checked' && id !== undefined) setCheckedBy(db, id, writing.who())
  }
  return added
}
