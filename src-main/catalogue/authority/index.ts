/** How authorities are sorted and found: derived from their names, kept in the transaction of each change. */
import { nameKeys } from '../../shared/domain/name.ts'
import type { NameForm } from '../../shared/domain/name.ts'
import { all, get, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'

/** The authorized form comes first, then parallel ones, then others. */
const RANK = `CASE kind WHEN 'authorized' THEN 0 WHEN 'parallel' THEN 1 ELSE 2 END`

/** Brings the index up to date for one authority: absent while it is binned or gone. */
export function indexAuthority(db: WriteDatabase, id: number): void {
  run(db, sql`DELETE FROM authorityIndex WHERE authorityId = ${id}`)
  const authority = get<{ type: string }>(
    db,
    sql`SELECT type FROM authority WHERE id = ${id} AND binnedAt IS NULL`,
  )
  if (!authority) return
  const forms = all<NameForm>(db, {
    text: `SELECT kind, value, reading, romanisation, surname, given FROM authorityName WHERE authorityId = ? ORDER BY ${RANK}, seq`,
    parameters: [id],
  })
  const { kanaKey, latinKey, folded } = nameKeys(forms)
  run(
    db,
    sql`INSERT INTO authorityIndex (authorityId, type, kanaKey, latinKey, folded)
        VALUES (${id}, ${authority.type}, ${kanaKey}, ${latinKey}, ${folded})`,
  )
}

/** Authorities that the index does not hold: those of a file that had no index. */
export const unindexedAuthorities = (db: ReadDatabase): number[] =>
  all<{ id: number }>(
    db,
    sql`SELECT id FROM authority WHERE binnedAt IS NULL AND id NOT IN (SELECT authorityId FROM authorityIndex)`,
  ).map(({ id }) => id)

/** Authorities of which the changes after one change a name, or whether they are there. */
export const renamedSince = (db: ReadDatabase, changeId: number): number[] =>
  all<{ id: number | null }>(
    db,
    sql`SELECT rowId AS id FROM historyChange NOT INDEXED WHERE id > ${changeId} AND tableName = 'authority'
        UNION
        SELECT coalesce((SELECT authorityId FROM authorityName WHERE authorityName.id = historyChange.rowId), json_extract(before, '$.authorityId')) AS id
        FROM historyChange NOT INDEXED WHERE id > ${changeId} AND tableName = 'authorityName'`,
  ).flatMap(({ id }) => (id === null ? [] : [id]))

export const descriptionsNaming = (db: ReadDatabase, ids: readonly number[]): number[] =>
  all<{ id: number }>(
    db,
    sql`SELECT DISTINCT descriptionId AS id FROM agent WHERE authorityId IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  ).map(({ id }) => id)
