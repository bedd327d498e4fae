/** The files behind pages, for the formats that carry what is known of them. */
import type { SourceFile } from '../shared/domain/released-file.ts'
import { all, sql } from './database.ts'
import type { ReadDatabase } from './database.ts'

interface Row extends Omit<SourceFile, 'showsWhole' | 'isShared' | 'check'> {
  id: number
  part: string | null
  crop: string | null
  isShared: 0 | 1
  checkedAt: string | null
  outcome: NonNullable<SourceFile['check']>['outcome'] | null
}

/** By the ids of the pages, of many descriptions. */
export const pageFiles = (db: ReadDatabase, ids: readonly number[]): Map<number, SourceFile> =>
  new Map(
    all<Row>(
      db,
      sql`SELECT page.id, scan.id AS scanId, sha256, byteSize, frame, addedAt, part, crop, checkedAt, outcome,
                 EXISTS (SELECT 1 FROM page AS other
                         WHERE other.scanId = scan.id AND other.descriptionId IS NOT page.descriptionId) AS isShared
          FROM page JOIN scan ON scan.id = page.scanId LEFT JOIN fixityCheck ON fixityCheck.scanId = scan.id
          WHERE descriptionId IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
    ).map(({ id, part, crop, isShared, checkedAt, outcome, ...file }) => [
      id,
      {
        ...file,
        showsWhole: part === null && crop === null,
        isShared: isShared === 1,
        check: checkedAt === null || outcome === null ? null : { at: checkedAt, outcome },
      },
    ]),
  )
