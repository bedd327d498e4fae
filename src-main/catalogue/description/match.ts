/** Descriptions as the rows of a spreadsheet name them. */
import type { DescriptionId } from '../../shared/contract/ids.ts'
import { all, get, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'

export interface Matched {
  id: DescriptionId
  binned: boolean
}

const found = (db: ReadDatabase, statement: ReturnType<typeof sql>): Matched[] =>
  all<{ id: DescriptionId; binned: 0 | 1 }>(db, statement).map(({ id, binned }) => ({
    id,
    binned: binned === 1,
  }))

export const withUid = (db: ReadDatabase, uid: string): Matched[] =>
  found(db, sql`SELECT id, binnedAt IS NOT NULL AS binned FROM description WHERE uid = ${uid}`)

export const withCode = (db: ReadDatabase, code: string): Matched[] =>
  found(db, sql`SELECT id, 0 AS binned FROM description WHERE referenceCode = ${code} AND binnedAt IS NULL`)

/** Units with a number of a kind; the index of identifiers is by unit, so a spec of many rows asks for all of them at once. */
export function numbered(db: ReadDatabase, type: string): Map<string, DescriptionId[]> {
  const byNumber = new Map<string, DescriptionId[]>()
  for (const { id, value } of all<{ id: DescriptionId; value: string }>(
    db,
    sql`SELECT description.id, value FROM identifier JOIN description ON description.id = descriptionId
        WHERE type = ${type} AND binnedAt IS NULL`,
  ))
    byNumber.set(value, [...(byNumber.get(value) ?? []), id])
  return byNumber
}

/** Whether any of these was changed by something else than one entry, after another. */
export const changedSince = (
  db: ReadDatabase,
  ids: readonly number[],
  after: number,
  except: number,
): boolean =>
  get(
    db,
    sql`SELECT 1 FROM historyChange WHERE descriptionId IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
        AND historyId > ${after} AND historyId <> ${except} LIMIT 1`,
  ) !== undefined

export const lastEntry = (db: ReadDatabase): number =>
  get<{ id: number | null }>(db, sql`SELECT max(id) AS id FROM history`)?.id ?? 0
