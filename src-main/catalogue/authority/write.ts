/** Writing authorities. Rules are checked by the services; these only write. */
import type { AuthorityPatch } from '../../shared/contract/authority.ts'
import type { AuthorityId } from '../../shared/contract/ids.ts'
import { all, run, sql } from '../database.ts'
import type { WriteDatabase } from '../database.ts'
import { unusedId } from '../rows.ts'
import { writeAuthorityValues } from './values.ts'

export function insertAuthority(db: WriteDatabase, uid: string, fields: AuthorityPatch): AuthorityId {
  const id = unusedId(db, 'authority')
  run(db, sql`INSERT INTO authority (id, uid, type) VALUES (${id}, ${uid}, ${fields.type ?? 'person'})`)
  writeAuthorityValues(db, id, fields)
  return id as AuthorityId
}

export function updateAuthority(db: WriteDatabase, id: number, patch: AuthorityPatch): void {
  if (patch.type !== undefined) run(db, sql`UPDATE authority SET type = ${patch.type} WHERE id = ${id}`)
  writeAuthorityValues(db, id, patch)
}

export const setAuthorityBinned = (db: WriteDatabase, id: number, at: string | null): void =>
  void run(db, sql`UPDATE authority SET binnedAt = ${at} WHERE id = ${id}`)

/** Lets everything that names one authority name another, and removes the one. What would then be said twice is said once. */
export function replaceAuthority(db: WriteDatabase, fromId: number, toId: number): void {
  run(db, sql`UPDATE agent SET authorityId = ${toId} WHERE authorityId = ${fromId}`)
  run(db, sql`UPDATE mention SET authorityId = ${toId} WHERE authorityId = ${fromId}`)
  for (const { id, suppliedBy } of all<{ id: number; suppliedBy: string | null }>(
    db,
    sql`SELECT later.id, first.suppliedBy FROM agent AS later JOIN agent AS first
          ON first.descriptionId = later.descriptionId AND first.role = later.role AND first.authorityId = ${toId} AND first.seq < later.seq
        WHERE later.authorityId = ${toId} GROUP BY later.id`,
  )) {
    // A name that one of the two links has from the document was not supplied.
    if (suppliedBy !== null) keepUnsupplied(db, id)
    run(db, sql`DELETE FROM agent WHERE id = ${id}`)
  }
  for (const [table, column] of LINKS) {
    run(db, { text: `UPDATE ${table} SET ${column} = ? WHERE ${column} = ?`, parameters: [toId, fromId] })
  }
  run(db, sql`DELETE FROM authorityRelation WHERE authorityId = otherId`)
  run(db, sql`DELETE FROM positionHolder WHERE authorityId = holderId`)
  run(
    db,
    sql`DELETE FROM authorityRelation WHERE ${toId} IN (authorityId, otherId) AND id NOT IN (
          SELECT min(id) FROM authorityRelation GROUP BY authorityId, otherId, type, expression, edtf, note)`,
  )
  run(
    db,
    sql`DELETE FROM positionHolder WHERE ${toId} IN (authorityId, holderId) AND id NOT IN (
          SELECT min(id) FROM positionHolder GROUP BY authorityId, holderId, expression, edtf, note)`,
  )
  run(db, sql`DELETE FROM authority WHERE id = ${fromId}`)
}

const LINKS = [
  ['authorityRelation', 'authorityId'],
  ['authorityRelation', 'otherId'],
  ['positionHolder', 'authorityId'],
  ['positionHolder', 'holderId'],
  ['accession', 'sourceId'],
] as const

const keepUnsupplied = (db: WriteDatabase, laterId: number): void =>
  void run(
    db,
    sql`UPDATE agent SET suppliedBy = NULL FROM agent AS later WHERE later.id = ${laterId} AND later.suppliedBy IS NULL
        AND agent.descriptionId = later.descriptionId AND agent.role = later.role AND agent.authorityId = later.authorityId`,
  )
