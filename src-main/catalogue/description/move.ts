/** Moving units, ten thousand as one: what is refused about it, and the few statements that do it. */
import { refusal } from '../../shared/contract/errors.ts'
import { mayContain } from '../../shared/domain/level.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'
import { levelsOf, lineage } from './read.ts'
import { firstStaying, placeAll, positionsBefore } from './write.ts'

/** @throws descriptionNotFound, moveIntoItself, levelNotAllowed */
export function checkMove(db: ReadDatabase, ids: readonly number[], parentId: number | null): void {
  const levels = levelsOf(db, parentId === null ? ids : [...ids, parentId])
  const parentLevel = parentId === null ? null : levels.get(parentId)
  if (parentLevel === undefined) throw refusal('descriptionNotFound', { id: parentId ?? 0 })
  const above = new Set(parentId === null ? [] : lineage(db, parentId).map(({ id }) => id))
  for (const id of ids) {
    const level = levels.get(id)
    if (level === undefined) throw refusal('descriptionNotFound', { id })
    if (above.has(id)) throw refusal('moveIntoItself', { id })
    if (!mayContain(parentLevel, level))
      throw refusal('levelNotAllowed', { level, parentLevel: parentLevel ?? '' })
  }
}

/** Puts units, in the order given, under a parent: before a sibling, or last. */
export function moveAll(
  db: WriteDatabase,
  ids: readonly number[],
  parentId: number | null,
  beforeId: number | null,
): void {
  const moving = [...new Set(ids)]
  const positions = positionsBefore(db, parentId, firstStaying(db, beforeId, moving), moving.length, moving)
  placeAll(
    db,
    moving.map((id, index) => ({ id, position: positions[index] ?? 0 })),
    parentId,
  )
}
