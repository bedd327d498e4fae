/** Writes what was planned. */
import { clearReferenceCodes } from '../../catalogue/description/fit.ts'
import {
  insertDescription,
  lastPosition,
  setCheckedBy,
  updateDescription,
} from '../../catalogue/description/write.ts'
import type { WriteDatabase } from '../../catalogue/database.ts'
import { begun } from '../../catalogue/record-type.ts'
import type { WriteContext } from '../../catalogue/transact.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import type { Planned } from './plan.ts'

export function writePlan(
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
    if (patch.status === 'checked' && id !== undefined)
      setCheckedBy(db, id, writing.who(), writing.clock.now())
  }
  return added
}
