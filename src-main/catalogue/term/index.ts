/** How terms are sorted and found: derived from their labels, kept in the transaction of each change. */
import { nameKeys } from '../../shared/domain/name.ts'
import { all, get, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'

/** Brings the index up to date for one term: absent while it is binned or gone. */
export function indexTerm(db: WriteDatabase, id: number): void {
  run(db, sql`DELETE FROM termIndex WHERE termId = ${id}`)
  const term = get<{ type: string; source: string }>(
    db,
    sql`SELECT type, source FROM term WHERE id = ${id} AND binnedAt IS NULL`,
  )
  if (!term) return
  const labels = all<{ kind: 'preferred' | 'alternative'; value: string; reading: string | null }>(
    db,
    sql`SELECT kind, value, reading FROM termLabel WHERE termId = ${id} ORDER BY kind <> 'preferred', seq`,
  )
  const { kanaKey, latinKey, folded } = nameKeys(
    labels.map(({ kind, value, reading }) => ({
      kind: kind === 'preferred' ? 'authorized' : 'variant',
      value,
      reading,
      romanisation: null,
      surname: null,
      given: null,
    })),
  )
  run(
    db,
    sql`INSERT INTO termIndex (termId, type, source, kanaKey, latinKey, folded)
        VALUES (${id}, ${term.type}, ${term.source}, ${kanaKey}, ${latinKey}, ${folded})`,
  )
}

/** Terms that the index does not hold: those of a file that had no index. */
export const unindexedTerms = (db: ReadDatabase): number[] =>
  all<{ id: number }>(
    db,
    sql`SELECT id FROM term WHERE binnedAt IS NULL AND id NOT IN (SELECT termId FROM termIndex)`,
  ).map(({ id }) => id)

/** Terms of which the changes after one change a label, or whether they are there. */
export const relabelledSince = (db: ReadDatabase, changeId: number): number[] =>
  all<{ id: number | null }>(
    db,
    sql`SELECT rowId AS id FROM historyChange NOT INDEXED WHERE id > ${changeId} AND tableName = 'term'
        UNION
        SELECT coalesce((SELECT termId FROM termLabel WHERE termLabel.id = historyChange.rowId), json_extract(before, '$.termId')) AS id
        FROM historyChange NOT INDEXED WHERE id > ${changeId} AND tableName = 'termLabel'`,
  ).flatMap(({ id }) => (id === null ? [] : [id]))

export const descriptionsLabelled = (db: ReadDatabase, ids: readonly number[]): number[] =>
  all<{ id: number }>(
    db,
    sql`SELECT DISTINCT descriptionId AS id FROM accessPoint WHERE termId IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  ).map(({ id }) => id)
