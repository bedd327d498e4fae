/** Containers: what they are called, where they stand, and what is in them. */
import { readRows } from '../catalogue/description/read.ts'
import {
  containerIds,
  containerWindow,
  contentsOf,
  holderOf,
  placesOf,
  readContainer,
  suggested,
} from '../catalogue/container/read.ts'
import {
  containersAround,
  deleteContainers,
  insertContainer,
  knownContainers,
  mergeContainers,
  numberContainers,
  placeContainers,
  updateContainer,
  usedContainer,
} from '../catalogue/container/write.ts'
import type { ReadDatabase } from '../catalogue/database.ts'
import { barcodeTaken, readLocation } from '../catalogue/location.ts'
import { transact } from '../catalogue/transact.ts'
import { refusal } from '../shared/contract/errors.ts'
import type { Container, ContainerPatch, ContainerScope } from '../shared/contract/container.ts'
import type { ContainerId } from '../shared/contract/ids.ts'
import { countedOn } from '../shared/domain/sheet/running-number.ts'
import type { Service } from './context.ts'

export const container: Service<'container'> = {
  list: (context, { offset, limit, ...filter }) =>
    containerWindow(context.catalogue().db, filter, { offset, limit }),

  ids: (context, filter) => containerIds(context.catalogue().db, filter),

  get: (context, { id }) => present(context.catalogue().db, id),

  contents(context, { id, ...window }) {
    const { db } = context.catalogue()
    present(db, id)
    const { total, rows } = contentsOf(db, id, window)
    const units = new Map(
      readRows(
        db,
        rows.map((one) => one.id),
      ).map((row) => [row.id as number, row]),
    )
    return {
      total,
      rows: rows.flatMap(({ id: unitId, folder, item }) => {
        const row = units.get(unitId)
        return row ? [{ row, folder, item }] : []
      }),
    }
  },

  suggest: (context, { query, forId, limit }) => suggested(context.catalogue().db, query, forId, limit),

  of(context, { id }) {
    const { db } = context.catalogue()
    if (readRows(db, [id]).length === 0) throw refusal('descriptionNotFound', { id })
    const holder = holderOf(db, id)
    if (holder === null) return { from: null, placed: [] }
    const [row = null] = holder === id ? [] : readRows(db, [holder])
    return { from: row, placed: placesOf(db, [holder]).get(holder) ?? [] }
  },

  create(context, { fields }) {
    const writing = context.writing()
    check(writing.db, null, fields)
    const indicator = fields.indicator ?? ''
    if (indicator === '') throw refusal('containerNumberMissing', {})
    const { value: id } = transact(writing, 'container.create', (db) =>
      insertContainer(db, { ...fields, indicator }),
    )
    return present(writing.db, id)
  },

  edit(context, { id, patch, visit }) {
    const writing = context.writing()
    present(writing.db, id)
    check(writing.db, id, patch)
    const [field] = Object.keys(patch)
    transact(writing, 'container.edit', (db) => updateContainer(db, id, patch), {
      field: visit === undefined ? undefined : `container.${field ?? ''}`,
      visit,
    })
    return present(writing.db, id)
  },

  place(context, { scope, locationId }) {
    const writing = context.writing()
    const ids = idsOf(writing.db, scope)
    if (locationId !== null && !readLocation(writing.db, locationId))
      throw refusal('locationNotFound', { id: locationId })
    const { historyId } = transact(writing, 'container.place', (db) => placeContainers(db, ids, locationId))
    return { historyId, containers: ids.length }
  },

  renumber(context, { ids, first }) {
    const writing = context.writing()
    const given = idsOf(writing.db, { ids: ids })
    if (first.trim() === '') throw refusal('containerNumberMissing', {})
    const numbers = given.map((id, at) => ({ id, indicator: countedOn(first.trim(), at) }))
    const { historyId } = transact(writing, 'container.renumber', (db) => numberContainers(db, numbers))
    return { historyId, containers: given.length }
  },

  merge(context, { keepId, ids }) {
    const writing = context.writing()
    const kept = present(writing.db, keepId)
    const others = ids.filter((id) => id !== keepId).map((id) => present(writing.db, id))
    const gone = new Set<number>(others.map(({ id }) => id))
    transact(writing, 'container.merge', (db) => {
      mergeContainers(db, keepId, [...gone])
      updateContainer(db, keepId, taken(kept, others, gone))
    })
    return present(writing.db, keepId)
  },

  delete(context, { ids }) {
    const writing = context.writing()
    const given = idsOf(writing.db, { ids: ids })
    const used = usedContainer(writing.db, given)
    if (used) throw refusal('containerInUse', used)
    const { historyId } = transact(writing, 'container.delete', (db) => deleteContainers(db, given))
    return { historyId, containers: given.length }
  },
}

function present(db: ReadDatabase, id: number): Container {
  const found = readContainer(db, id)
  if (!found) throw refusal('containerNotFound', { id })
  return found
}

/** @throws containerNotFound when one that was chosen is not there any more */
function idsOf(db: ReadDatabase, scope: ContainerScope): ContainerId[] {
  if (!('ids' in scope)) return containerIds(db, scope)
  const known = knownContainers(db, scope.ids)
  const missing = scope.ids.find((id) => !known.has(id))
  if (missing !== undefined) throw refusal('containerNotFound', { id: missing })
  return [...new Set(scope.ids)]
}

function check(db: ReadDatabase, id: number | null, patch: ContainerPatch): void {
  const { indicator, barcode, withinId, locationId } = patch
  if (indicator === '') throw refusal('containerNumberMissing', {})
  if (barcode != null && barcodeTaken(db, barcode, id === null ? {} : { container: id }))
    throw refusal('barcodeTaken', { barcode })
  if (locationId != null && !readLocation(db, locationId))
    throw refusal('locationNotFound', { id: locationId })
  if (withinId != null) {
    present(db, withinId)
    if (id !== null && containersAround(db, withinId).includes(id)) throw refusal('containerInItself', { id })
  }
}

/** What the kept container has not, from the first of the others that has it. */
function taken(kept: Container, others: readonly Container[], gone: ReadonlySet<number>): ContainerPatch {
  const patch: Record<string, unknown> = {}
  for (const field of ['barcode', 'dimensions', 'extent', 'note'] as const) {
    const found = kept[field] === null ? others.find((other) => other[field] !== null) : undefined
    if (found) patch[field] = found[field]
  }
  const stands = ({ withinId, locationId }: Container) =>
    locationId !== null || (withinId !== null && withinId !== kept.id && !gone.has(withinId))
  const placed = stands(kept) ? undefined : others.find(stands)
  if (placed) Object.assign(patch, { locationId: placed.locationId, withinId: placed.withinId })
  return patch
}
