/** What is known of the fixity of the scans. */
import type { FixityRow, FixityState, Outcome } from '../../shared/contract/fixity.ts'
import { readRows } from '../description/read.ts'
import { all, get, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'
import { waiting } from './due.ts'

type Counts = Omit<FixityState, 'waiting' | 'isStopped' | 'running'>

export function fixityState(db: ReadDatabase, followsLinks: boolean): Omit<FixityState, 'running'> {
  const counts = get<Counts>(
    db,
    sql`SELECT count(*) AS scans,
               count(*) FILTER (WHERE outcome = 'matches') AS matches,
               count(*) FILTER (WHERE outcome = 'changed') AS changed,
               count(*) FILTER (WHERE outcome = 'missing') AS missing,
               count(*) FILTER (WHERE outcome = 'unreadable') AS unreadable,
               count(*) FILTER (WHERE outcome IS NULL) AS never,
               count(*) FILTER (WHERE storage = 'linked' AND ${followsLinks ? 0 : 1}) AS notFollowed,
               min(coalesce(matchedAt, addedAt)) AS oldest
        FROM scan LEFT JOIN fixityCheck ON scanId = scan.id`,
  )
  if (!counts) throw new Error('a count has a row')
  const { scans, held } = waiting(db)
  return { ...counts, waiting: scans, isStopped: held > 0 }
}

interface Row extends Omit<FixityRow, 'check' | 'page'> {
  checkedAt: string | null
  outcome: Outcome | null
  matchedAt: string | null
}

/** Scans with one of some outcomes (`never`: none yet), those that ask for a person first. */
export function scansByOutcome(
  db: ReadDatabase,
  outcomes: readonly (Outcome | 'never')[],
  { offset, limit }: { offset: number; limit: number },
): { total: number; scans: FixityRow[] } {
  const wanted = JSON.stringify(outcomes)
  const counted = get<{ total: number }>(
    db,
    sql`SELECT count(*) AS total FROM scan LEFT JOIN fixityCheck ON scanId = scan.id
        WHERE coalesce(outcome, 'never') IN (SELECT value FROM json_each(${wanted}))`,
  )
  const rows = all<Row>(
    db,
    sql`SELECT scan.id AS scanId, fileName, storage, byteSize, sha256, addedAt, checkedAt, outcome, matchedAt
        FROM scan LEFT JOIN fixityCheck ON scanId = scan.id
        WHERE coalesce(outcome, 'never') IN (SELECT value FROM json_each(${wanted}))
        ORDER BY outcome IS NULL, outcome = 'matches', scan.id LIMIT ${limit} OFFSET ${offset}`,
  )
  const pages = firstPages(
    db,
    rows.map(({ scanId }) => scanId),
  )
  return {
    total: counted?.total ?? 0,
    scans: rows.map(({ checkedAt, outcome, matchedAt, ...row }) => ({
      ...row,
      check: checkedAt === null || outcome === null ? null : { checkedAt, outcome, matchedAt },
      page: pages.get(row.scanId) ?? null,
    })),
  }
}

/** The first page of each scan, with the title of its description. */
function firstPages(db: ReadDatabase, scanIds: readonly number[]): Map<number, FixityRow['page']> {
  const rows = all<{
    scanId: number
    id: NonNullable<FixityRow['page']>['id']
    descriptionId: NonNullable<FixityRow['page']>['descriptionId']
    number: number
  }>(
    db,
    sql`SELECT scanId, min(id) AS id, descriptionId,
               (SELECT count(*) FROM page AS before WHERE before.descriptionId IS page.descriptionId
                AND (before.position, before.id) <= (page.position, page.id)) AS number
        FROM page WHERE scanId IN (SELECT value FROM json_each(${JSON.stringify(scanIds)})) GROUP BY scanId`,
  )
  const ids = rows.flatMap(({ descriptionId }) => (descriptionId === null ? [] : [descriptionId]))
  const units = new Map(readRows(db, [...new Set(ids)]).map((unit) => [unit.id, unit]))
  return new Map(
    rows.map(({ scanId, ...page }) => {
      const unit = page.descriptionId === null ? undefined : units.get(page.descriptionId)
      return [scanId, { ...page, referenceCode: unit?.referenceCode ?? null, title: unit?.title ?? null }]
    }),
  )
}
