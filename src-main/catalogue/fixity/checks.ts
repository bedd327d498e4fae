/** The last fixity check of a scan, as it shows at its pages. */
import type { FixityCheck } from '../../shared/contract/fixity.ts'
import { all, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'

/** The last check of each of some scans; those without one are left out. */
export const checksOf = (db: ReadDatabase, scanIds: readonly number[]): ReadonlyMap<number, FixityCheck> =>
  new Map(
    all<FixityCheck & { scanId: number }>(
      db,
      sql`SELECT scanId, checkedAt, outcome, matchedAt FROM fixityCheck
          WHERE scanId IN (SELECT value FROM json_each(${JSON.stringify(scanIds)}))`,
    ).map(({ scanId, ...check }) => [scanId, check]),
  )
