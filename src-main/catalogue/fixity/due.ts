/** Scans that are still to be checked, and what is kept of each check. */
import type { Outcome } from '../../shared/contract/fixity.ts'
import { all, get, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'
import type { ScanRow } from '../scan.ts'

/** Linked scans are left out where links are not followed: they would wait for ever. */
const looksAt = (followsLinks: boolean) => (followsLinks ? 1 : 0)

/** All scans, or those that pages of some descriptions show or showed. */
export function addDue(db: WriteDatabase, ids: readonly number[] | null, followsLinks: boolean): void {
  const linked = looksAt(followsLinks)
  if (ids === null) {
    run(
      db,
      sql`INSERT INTO fixityDue (scanId) SELECT id FROM scan WHERE storage = 'copied' OR ${linked}
          ON CONFLICT (scanId) DO UPDATE SET held = 0`,
    )
    return
  }
  const units = JSON.stringify(ids)
  run(
    db,
    sql`INSERT INTO fixityDue (scanId)
        SELECT id FROM scan WHERE (storage = 'copied' OR ${linked}) AND id IN (
          SELECT scanId FROM page WHERE descriptionId IN (SELECT value FROM json_each(${units}))
          UNION SELECT scanId FROM pageVersion WHERE descriptionId IN (SELECT value FROM json_each(${units})))
        ON CONFLICT (scanId) DO UPDATE SET held = 0`,
  )
}

/** Those of which the bytes were not looked at since a day. A check that was stopped stays stopped. */
export const addNotSeenSince = (db: WriteDatabase, since: string, followsLinks: boolean): void =>
  void run(
    db,
    sql`INSERT INTO fixityDue (scanId)
        SELECT scan.id FROM scan LEFT JOIN fixityCheck ON scanId = scan.id
        WHERE coalesce(checkedAt, addedAt) < ${since} AND (storage = 'copied' OR ${looksAt(followsLinks)})
        ON CONFLICT (scanId) DO NOTHING`,
  )

export const waiting = (db: ReadDatabase): { scans: number; bytes: number; held: number } =>
  get<{ scans: number; bytes: number; held: number }>(
    db,
    sql`SELECT count(*) AS scans, coalesce(sum(byteSize), 0) AS bytes, coalesce(sum(held), 0) AS held
        FROM fixityDue JOIN scan ON scan.id = scanId`,
  ) ?? { scans: 0, bytes: 0, held: 0 }

/** What is next: a number of scans, and no more bytes than are read in a moment, unless one has more by itself. */
export function nextDue(db: ReadDatabase, { scans, bytes }: { scans: number; bytes: number }): ScanRow[] {
  const rows = all<ScanRow>(
    db,
    sql`SELECT scan.id, fileName, mediaType, byteSize, sha256, storage, fileModifiedAt, path
        FROM fixityDue JOIN scan ON scan.id = scanId WHERE held = 0 ORDER BY scanId LIMIT ${scans}`,
  )
  let sum = 0
  const end = rows.findIndex(({ byteSize }, index) => (sum += byteSize) > bytes && index > 0)
  return end === -1 ? rows : rows.slice(0, end)
}

export const holdDue = (db: WriteDatabase): void => void run(db, sql`UPDATE fixityDue SET held = 1`)
export const releaseDue = (db: WriteDatabase): void => void run(db, sql`UPDATE fixityDue SET held = 0`)
export const forgetDue = (db: WriteDatabase): void => void run(db, sql`DELETE FROM fixityDue`)

export interface Checked {
  scanId: number
  outcome: Outcome
}

/** Keeps what was seen; the scan may be gone meanwhile. */
export function recordChecks(db: WriteDatabase, checked: readonly Checked[], at: string): void {
  for (const { scanId, outcome } of checked) {
    const matchedAt = outcome === 'matches' ? at : null
    run(
      db,
      sql`INSERT INTO fixityCheck (scanId, checkedAt, outcome, matchedAt)
          SELECT id, ${at}, ${outcome}, ${matchedAt} FROM scan WHERE id = ${scanId}
          ON CONFLICT (scanId) DO UPDATE SET checkedAt = excluded.checkedAt, outcome = excluded.outcome,
            matchedAt = coalesce(excluded.matchedAt, fixityCheck.matchedAt)`,
    )
    run(db, sql`DELETE FROM fixityDue WHERE scanId = ${scanId}`)
  }
}
