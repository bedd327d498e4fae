/** Arranging many units at once. */
import { childIds, codesOf, placeInOrder, sorted } from '../catalogue/description/arrange.ts'
import { codeClash, writeCodes } from '../catalogue/description/codes.ts'
import { checkMove, moveAll } from '../catalogue/description/move.ts'
import { childRows, levelsOf, readDescriptions } from '../catalogue/description/read.ts'
import {
  firstStaying,
  insertDescription,
  lastPosition,
  positionsBefore,
} from '../catalogue/description/write.ts'
import type { ReadDatabase, WriteDatabase } from '../catalogue/database.ts'
import { idsInScope } from '../catalogue/scope.ts'
import { transact } from '../catalogue/transact.ts'
import type { WriteContext } from '../catalogue/transact.ts'
import type { Renumbering } from '../shared/contract/arrangement.ts'
import { refusal } from '../shared/contract/errors.ts'
import type { DescriptionId } from '../shared/contract/ids.ts'
import { codeBy, isPattern } from '../shared/domain/arrangement.ts'
import type { Service } from './context.ts'

export const arrangement: Service<'arrangement'> = {
  moveTo(context, { ids, parentId, position }) {
    const writing = context.writing()
    const { db } = writing
    checkMove(db, ids, parentId)
    const { historyId } = transact(writing, 'description.move', (db) =>
      moveAll(db, ids, parentId, staying(db, parentId, ids, position - 1)),
    )
    return { historyId, units: ids.length }
  },

  sort(context, { parentId, ...order }) {
    const writing = context.writing()
    if (parentId !== null && !levelsOf(writing.db, [parentId]).has(parentId))
      throw refusal('descriptionNotFound', { id: parentId })
    const { db } = writing
    const ids = sorted(db, childIds(db, parentId), order)
    const { historyId } = transact(writing, 'arrangement.sort', (db) => placeInOrder(db, parentId, ids))
    return { historyId, units: ids.length }
  },

  renumberPreview(context, { offset, limit, ...renumbering }) {
    const { db } = context.catalogue()
    const units = renumbered(db, renumbering)
    return {
      total: units.length,
      clash: codeClash(
        db,
        units.map(({ id, after }) => ({ id, referenceCode: after })),
      ),
      units: units
        .slice(offset, offset + limit)
        .map(({ id, title, code, after }) => ({ id, title, before: code, after })),
    }
  },

  renumber(context, renumbering) {
    const writing = context.writing()
    const codes = renumbered(writing.db, renumbering).map(({ id, after }) => ({ id, referenceCode: after }))
    const taken = codeClash(writing.db, codes)
    if (taken) throw refusal('referenceCodeTaken', taken)
    const { historyId } = transact(writing, 'arrangement.renumber', (db) => writeCodes(db, codes))
    return { historyId, units: codes.length }
  },

  copy(context, { ids, parentId, beforeId, below, without }) {
    const writing = context.writing()
    const { db } = writing
    checkCopy(db, ids, parentId, below)
    const { value, historyId } = transact(writing, 'description.duplicate', (db) => {
      const positions = positionsBefore(db, parentId, firstStaying(db, beforeId, []), ids.length)
      return ids.map((id, index) =>
        copyUnit(writing, db, id, parentId, positions[index] ?? 0, { below, without }),
      )
    })
    return { historyId, units: value.length, ids: value }
  },
}

/** The unit before which a position among those that stay begins; null after the last. */
function staying(
  db: ReadDatabase,
  parentId: DescriptionId | null,
  ids: readonly number[],
  index: number,
): number | null {
  const moving = new Set(ids)
  return childIds(db, parentId).filter((id) => !moving.has(id))[index] ?? null
}

function renumbered(db: ReadDatabase, { scope, pattern, start, step }: Renumbering) {
  if (!isPattern(pattern)) throw refusal('patternNotUsable', {})
  const units = codesOf(db, idsInScope(db, scope))
  if (pattern.includes('{parent}') && units.some(({ parent }) => parent === null))
    throw refusal('patternNotUsable', {})
  return units.map((unit, index) => ({
    ...unit,
    after: codeBy(pattern, { ...unit, n: start + index * step }),
  }))
}

/** A copy may stand under its original, but not with all that is below it: that would have no end. */
function checkCopy(
  db: ReadDatabase,
  ids: readonly DescriptionId[],
  parentId: DescriptionId | null,
  below: boolean,
): void {
  try {
    checkMove(db, ids, parentId)
  } catch (error) {
    if (below || (error as { code?: string }).code !== 'moveIntoItself') throw error
  }
}

function copyUnit(
  writing: WriteContext,
  db: WriteDatabase,
  id: number,
  parentId: number | null,
  position: number,
  options: { below: boolean; without: readonly string[] },
): DescriptionId {
  const [original] = readDescriptions(db, [id])
  if (!original) throw refusal('descriptionNotFound', { id })
  const kept = Object.fromEntries(
    Object.entries(original).filter(([field]) => !options.without.includes(field)),
  )
  const unit = { uid: writing.ids.uid(), parentId, position, createdAt: writing.clock.now() }
  const copyId = insertDescription(db, unit, {
    ...kept,
    level: original.level,
    referenceCode: null,
    status: 'draft',
  })
  if (!options.below) return copyId
  const children: number[] = []
  for (let offset = 0; offset < original.childCount; offset += 200)
    children.push(...childRows(db, id, { offset, limit: 200 }).rows.map((row) => row.id))
  const first = lastPosition(db, copyId)
  children.forEach((child, index) => copyUnit(writing, db, child, copyId, first + index * 1024, options))
  return copyId
}
