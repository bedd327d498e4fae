/** How terms are sorted and found: derived from their labels, kept in the transaction of each change. */
import { nameKeys } from '../../shared/domain/name.ts'
import { all, get, run, sql } from '../database.ts'
import type { WriteDatabase } from '../database.ts'

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
