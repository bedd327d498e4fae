/** Reference codes of many units at once. No two units share one at any moment, so codes that change hands are let go of first. */
import type { DescriptionId } from '../../shared/contract/ids.ts'
import { all, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'

export interface NewCode {
  id: number
  referenceCode: string | null
}

/** A code that two of the units would have, or that another unit has; null when there is none. */
export function codeClash(
  db: ReadDatabase,
  codes: readonly NewCode[],
): { referenceCode: string; id: DescriptionId } | null {
  const wanted = new Map<string, number>()
  for (const { id, referenceCode } of codes) {
    if (referenceCode === null) continue
    if (wanted.has(referenceCode)) return { referenceCode, id: id as DescriptionId }
    wanted.set(referenceCode, id)
  }
  const changing = new Set(codes.map(({ id }) => id))
  const holders = all<{ id: DescriptionId; referenceCode: string }>(
    db,
    sql`SELECT description.id, referenceCode FROM json_each(${JSON.stringify([...wanted.keys()])}) AS wanted
          JOIN description ON referenceCode = wanted.value WHERE binnedAt IS NULL`,
  )
  return holders.find(({ id }) => !changing.has(id)) ?? null
}

/** Sets the codes. They were found to clash with nothing. */
export function writeCodes(db: WriteDatabase, codes: readonly NewCode[]): void {
  const wanted = JSON.stringify(codes.map(({ id, referenceCode }) => [id, referenceCode]))
  const own = new Set(codes.map(({ referenceCode }) => referenceCode))
  const held = all<{ id: number; referenceCode: string | null }>(
    db,
    sql`SELECT id, referenceCode FROM description WHERE id IN (SELECT value ->> 0 FROM json_each(${wanted}))`,
  )
  const after = new Map(codes.map(({ id, referenceCode }) => [id, referenceCode]))
  const changingHands = held.filter(
    ({ id, referenceCode }) =>
      referenceCode !== null && own.has(referenceCode) && after.get(id) !== referenceCode,
  )
  run(
    db,
    sql`UPDATE description SET referenceCode = NULL
        WHERE id IN (SELECT value FROM json_each(${JSON.stringify(changingHands.map(({ id }) => id))}))`,
  )
  run(
    db,
    sql`UPDATE description SET referenceCode = asked.value ->> 1 FROM json_each(${wanted}) AS asked
        WHERE description.id = asked.value ->> 0 AND referenceCode IS NOT asked.value ->> 1`,
  )
}
