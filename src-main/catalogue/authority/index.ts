/** How authorities are sorted and found: derived from their names, kept in the transaction of each change. */
import { nameKeys } from '../../shared/domain/name.ts'
import type { NameForm } from '../../shared/domain/name.ts'
import { all, get, run, sql } from '../database.ts'
import type { WriteDatabase } from '../database.ts'

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
