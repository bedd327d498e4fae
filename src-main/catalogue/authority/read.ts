/** Reading authorities: one, as lines of a list, and where they are used. */
import type { Authority, AuthorityRow } from '../../shared/contract/authority.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import type { AgentRole, Supplier } from '../../shared/domain/field.ts'
import { all, get, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'
import type { SortedNames } from '../sorted-names.ts'
import { headingOf, readAuthorityValues } from './values.ts'

const USES = `(SELECT count(DISTINCT descriptionId) FROM agent WHERE agent.authorityId = authority.id)`

export function readAuthority(db: ReadDatabase, id: number): Authority | null {
  const authority = get<Pick<Authority, 'id' | 'uid' | 'type' | 'binnedAt' | 'uses' | 'fileName'>>(db, {
    text: `SELECT id, uid, type, binnedAt, ${USES} AS uses,
                  (SELECT name FROM authorityTaken JOIN authorityFile ON authorityFile.id = fileId WHERE authorityId = authority.id LIMIT 1) AS fileName
           FROM authority WHERE id = ?`,
    parameters: [id],
  })
  return authority ? { ...authority, ...readAuthorityValues(db, id) } : null
}

/** Lines of a list, in the order of the ids. */
export function authorityRows(db: ReadDatabase, ids: readonly number[]): AuthorityRow[] {
  const rows = all<AuthorityRow>(db, {
    text: `SELECT authority.id, type, ${headingOf('authority.id')} AS name,
             (SELECT language FROM authorityName WHERE authorityId = authority.id ORDER BY kind <> 'authorized', seq LIMIT 1) AS language,
             (SELECT reading FROM authorityName WHERE authorityId = authority.id AND reading IS NOT NULL ORDER BY kind <> 'authorized', seq LIMIT 1) AS reading,
             (SELECT value FROM authorityName AS other WHERE authorityId = authority.id AND kind <> 'authorized' AND value <> ''
              ORDER BY other.language IS (SELECT language FROM authorityName WHERE authorityId = authority.id ORDER BY kind <> 'authorized', seq LIMIT 1),
                       kind <> 'parallel', seq LIMIT 1) AS other,
             (SELECT expression FROM authorityDate WHERE authorityId = authority.id ORDER BY kind <> 'existence', seq LIMIT 1) AS dates,
             ${USES} AS uses
           FROM authority WHERE id IN (SELECT value FROM json_each(?))`,
    parameters: [JSON.stringify(ids)],
  })
  const byId = new Map(rows.map((row) => [row.id as number, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Authorities in their sorted list. */
export const AUTHORITIES: SortedNames = {
  table: 'authority',
  index: 'authorityIndex',
  id: 'authorityId',
  usedIn: 'agent',
  forms: 'authorityName',
  heading: headingOf,
}

export interface AuthorityUse {
  descriptionId: DescriptionId
  role: AgentRole
  suppliedBy: Supplier | null
}

export function usesOf(
  db: ReadDatabase,
  id: number,
  { offset, limit }: { offset: number; limit: number },
): { total: number; binned: number; uses: AuthorityUse[] } {
  const counts = get<{ total: number; binned: number }>(
    db,
    sql`SELECT count(*) FILTER (WHERE binnedAt IS NULL) AS total, count(*) FILTER (WHERE binnedAt IS NOT NULL) AS binned
        FROM agent JOIN description ON description.id = descriptionId WHERE authorityId = ${id}`,
  )
  const uses = all<AuthorityUse>(
    db,
    sql`SELECT descriptionId, role, suppliedBy FROM agent JOIN description ON description.id = descriptionId
        WHERE authorityId = ${id} AND binnedAt IS NULL ORDER BY descriptionId, seq LIMIT ${limit} OFFSET ${offset}`,
  )
  return { total: counts?.total ?? 0, binned: counts?.binned ?? 0, uses }
}
