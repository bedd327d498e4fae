/** Authority files that are attached, and the records that were taken from them. */
import type { AuthorityId } from '../../shared/contract/ids.ts'
import { all, get, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'

export interface FileRow {
  id: number
  uid: string
  name: string
  path: string
  attachedAt: string
  updatedAt: string | null
  taken: number
}

const COLUMNS = `id, uid, name, path, attachedAt, updatedAt, (SELECT count(*) FROM authorityTaken WHERE fileId = authorityFile.id) AS taken`

export const authorityFiles = (db: ReadDatabase): FileRow[] =>
  all(db, { text: `SELECT ${COLUMNS} FROM authorityFile ORDER BY name, id`, parameters: [] })

export const readAuthorityFile = (db: ReadDatabase, id: number): FileRow | undefined =>
  get(db, { text: `SELECT ${COLUMNS} FROM authorityFile WHERE id = ?`, parameters: [id] })

/** The same file attached again is where it is now. */
export function attachFile(
  db: WriteDatabase,
  { uid, name, path, attachedAt }: Pick<FileRow, 'uid' | 'name' | 'path' | 'attachedAt'>,
): number {
  const there = get<{ id: number }>(db, sql`SELECT id FROM authorityFile WHERE uid = ${uid}`)
  if (there) {
    run(db, sql`UPDATE authorityFile SET name = ${name}, path = ${path} WHERE id = ${there.id}`)
    return there.id
  }
  return run(
    db,
    sql`INSERT INTO authorityFile (uid, name, path, attachedAt) VALUES (${uid}, ${name}, ${path}, ${attachedAt})`,
  ).id
}

export const detachFile = (db: WriteDatabase, id: number): void =>
  void run(db, sql`DELETE FROM authorityFile WHERE id = ${id}`)

export const liveAuthorityIds = (db: ReadDatabase): { id: AuthorityId; uid: string }[] =>
  all(db, sql`SELECT id, uid FROM authority WHERE binnedAt IS NULL ORDER BY id`)

/** The authority with this identifier, or into which the one with it was merged. */
export const authorityOfUid = (db: ReadDatabase, uid: string): AuthorityId | null =>
  get<{ id: AuthorityId }>(
    db,
    sql`SELECT id FROM authority WHERE uid = ${uid} AND binnedAt IS NULL
        UNION ALL
        SELECT authorityId AS id FROM authorityIdentifier JOIN authority ON authority.id = authorityId
        WHERE source = 'shoko' AND value = ${uid} AND binnedAt IS NULL LIMIT 1`,
  )?.id ?? null

/** A record as it was when it was last taken from a file. */
export const takenImage = (db: ReadDatabase, fileId: number, authorityId: number): string | null =>
  get<{ image: string }>(
    db,
    sql`SELECT image FROM authorityTaken WHERE fileId = ${fileId} AND authorityId = ${authorityId}`,
  )?.image ?? null

export function keepImage(
  db: WriteDatabase,
  fileId: number,
  authorityId: number,
  image: string,
  at: string,
): void {
  run(
    db,
    sql`INSERT INTO authorityTaken (fileId, authorityId, image) VALUES (${fileId}, ${authorityId}, ${image})
        ON CONFLICT (fileId, authorityId) DO UPDATE SET image = excluded.image`,
  )
  run(db, sql`UPDATE authorityFile SET updatedAt = ${at} WHERE id = ${fileId}`)
}

export const catalogueUid = (db: ReadDatabase): string =>
  get<{ uid: string }>(db, sql`SELECT uid FROM catalogue`)?.uid ?? ''
