/** Which units a batch is about, which of them the public may have, and why not the others. */
import type { ReadDatabase } from '../../../catalogue/database.ts'
import { readRows, standing } from '../../../catalogue/description/read.ts'
import { gatesOf } from '../../../catalogue/review/gate.ts'
import { idsInScope } from '../../../catalogue/scope.ts'
import { exporterOf } from '../../../exporters/index.ts'
import type { BatchDefinition, BatchPlan, BatchResult } from '../../../shared/contract/batch.ts'
import type { DescriptionId } from '../../../shared/contract/ids.ts'
import type { LeftOutReason } from '../../../shared/domain/batch.ts'
import { openUnits } from '../nodes.ts'

export interface BatchUnits {
  /** What goes out, in the order of the batch. */
  readonly open: readonly DescriptionId[]
  /** The units among them that are below no other. */
  readonly roots: readonly DescriptionId[]
  readonly leftOut: readonly { readonly id: DescriptionId; readonly why: LeftOutReason }[]
}

/** Units that a plan or a report lists; the others are counted. */
const MOST_LISTED = 500

export function batchUnits(db: ReadDatabase, { scope }: BatchDefinition): BatchUnits {
  const ids = idsInScope(db, scope)
  const gateOf = gatesOf(db)
  const isOpen = openUnits(db, 'public', gateOf)
  const open = ids.filter(isOpen)
  const chosen = new Set<number>(open)
  const leftOut = ids
    .filter((id) => !isOpen(id))
    .map((id) => {
      const why: LeftOutReason =
        standing(db, id)?.status !== 'published'
          ? 'notPublished'
          : gateOf(id)?.isReleased === false
            ? 'notReleased'
            : 'aboveNotOpen'
      return { id, why }
    })
  return { open, roots: open.filter((id) => !isBelow(db, id, chosen)), leftOut }
}

function isBelow(db: ReadDatabase, id: number, chosen: ReadonlySet<number>): boolean {
  for (
    let above = standing(db, id)?.parentId ?? null;
    above !== null;
    above = standing(db, above)?.parentId ?? null
  )
    if (chosen.has(above)) return true
  return false
}

/** How many files each format gets. */
export const filesOf = ({ split, formats }: BatchDefinition, { open, roots }: BatchUnits): number =>
  formats.reduce(
    (sum, { as }) =>
      sum +
      (split === 'each'
        ? open.length
        : exporterOf(as).shape === 'list'
          ? Math.min(1, open.length)
          : roots.length),
    0,
  )

export function batchPlan(
  db: ReadDatabase,
  definition: BatchDefinition,
  units = batchUnits(db, definition),
): BatchPlan {
  const named = unitsNamed(
    db,
    units.leftOut.slice(0, MOST_LISTED).map(({ id }) => id),
  )
  return {
    units: units.open.length,
    files: filesOf(definition, units),
    leftOut: units.leftOut.slice(0, MOST_LISTED).flatMap(({ id, why }) => {
      const unit = named.get(id)
      return unit ? [{ unit, why }] : []
    }),
    leftOutTotal: units.leftOut.length,
  }
}

type NamedUnit = NonNullable<BatchResult['failed'][number]['unit']>

/** Units as a person at the desk knows them: for the desk alone. */
export const unitsNamed = (db: ReadDatabase, ids: readonly number[]): ReadonlyMap<number, NamedUnit> =>
  new Map(
    readRows(db, ids).map(({ id, referenceCode, title }) => [
      id,
      { id, uid: standing(db, id)?.uid ?? '', referenceCode, title },
    ]),
  )
