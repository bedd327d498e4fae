/** The days on which restricted units open: derived from their restrictions and dates, kept in the transaction of each change. */
import type { DescriptionId } from '../shared/contract/ids.ts'
import { latestDay, openingOfAll } from '../shared/domain/restriction.ts'
import { all, get, run, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'
import { readValues } from './description/values.ts'

/** Tables whose change may move an opening. */
export const OPENING_TABLES = ['restriction', 'dateOfUnit']

export function indexOpenings(db: WriteDatabase, ids: readonly number[]): void {
  const wanted = JSON.stringify(ids)
  run(db, sql`DELETE FROM opening WHERE descriptionId IN (SELECT value FROM json_each(${wanted}))`)
  const restricted = all<{ id: number }>(
    db,
    sql`SELECT DISTINCT descriptionId AS id FROM restriction WHERE descriptionId IN (SELECT value FROM json_each(${wanted}))`,
  ).map(({ id }) => id)
  if (restricted.length === 0) return
  for (const [id, { restrictions, dates }] of readValues(db, restricted)) {
    const opening = openingOfAll(restrictions, latestDay(dates))
    const day = opening?.kind === 'on' ? opening.day : null
    run(db, sql`INSERT INTO opening (descriptionId, opensOn) VALUES (${id}, ${day})`)
  }
}

/** The nearest unit above one that has restrictions, and the day on which it opens. */
export const restrictedAbove = (
  db: ReadDatabase,
  id: number,
): { id: DescriptionId; opensOn: string | null } | null =>
  get<{ id: DescriptionId; opensOn: string | null }>(
    db,
    sql`WITH RECURSIVE above (id, distance) AS (
          SELECT parentId, 1 FROM description WHERE id = ${id} AND parentId IS NOT NULL
          UNION ALL SELECT parentId, distance + 1 FROM description JOIN above ON description.id = above.id WHERE parentId IS NOT NULL)
        SELECT above.id, opensOn FROM above JOIN opening ON opening.descriptionId = above.id ORDER BY distance LIMIT 1`,
  ) ?? null

export interface OpeningFilter {
  /** First and last day, both included (`YYYY-MM-DD`); null: without an end. */
  from: string | null
  to: string | null
  /** Units for which no day is known, in place of those with one. */
  undetermined: boolean
}

/** Restricted units by the day on which they open. */
export function openings(
  db: ReadDatabase,
  { from, to, undetermined }: OpeningFilter,
  { offset, limit }: { offset: number; limit: number },
): { total: number; rows: { id: DescriptionId; opensOn: string | null; reviewOn: string | null }[] } {
  const [first, last] = [from ?? '', to ?? '9999-12-31']
  const unknown = undetermined ? 1 : 0
  const total = get<{ total: number }>(
    db,
    sql`SELECT count(*) AS total FROM opening JOIN description ON description.id = descriptionId
        WHERE binnedAt IS NULL AND iif(${unknown}, opensOn IS NULL, opensOn BETWEEN ${first} AND ${last})`,
  )
  const rows = all<{ id: DescriptionId; opensOn: string | null; reviewOn: string | null }>(
    db,
    sql`SELECT descriptionId AS id, opensOn,
               (SELECT min(reviewOn) FROM restriction WHERE restriction.descriptionId = opening.descriptionId) AS reviewOn
        FROM opening JOIN description ON description.id = descriptionId
        WHERE binnedAt IS NULL AND iif(${unknown}, opensOn IS NULL, opensOn BETWEEN ${first} AND ${last})
        ORDER BY opensOn, descriptionId LIMIT ${limit} OFFSET ${offset}`,
  )
  return { total: total?.total ?? 0, rows }
}
