/** Findings that a person accepted, and the office's rules for checks. */
import type { AcceptanceId, DescriptionId } from '../../shared/contract/ids.ts'
import type { CheckCode, Standard } from '../../shared/domain/check/index.ts'
import { all, get, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'

export interface AcceptanceRow {
  id: AcceptanceId
  descriptionId: DescriptionId
  code: CheckCode
  field: string
  about: string
  fingerprint: string
  reason: string
  acceptedBy: string
  acceptedAt: string
}

export const acceptancesOf = (db: ReadDatabase, ids: readonly number[]): AcceptanceRow[] =>
  all(
    db,
    sql`SELECT id, descriptionId, code, field, about, fingerprint, reason, acceptedBy, acceptedAt FROM acceptedFinding
        WHERE descriptionId IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  )

/** Newest first; those of units in the bin wait there with them. */
export function acceptances(
  db: ReadDatabase,
  { offset, limit }: { offset: number; limit: number },
): { total: number; rows: (AcceptanceRow & { referenceCode: string | null; title: string | null })[] } {
  const total = get<{ total: number }>(
    db,
    sql`SELECT count(*) AS total FROM acceptedFinding JOIN description ON description.id = descriptionId WHERE binnedAt IS NULL`,
  )
  const rows = all<AcceptanceRow & { referenceCode: string | null; title: string | null }>(
    db,
    sql`SELECT acceptedFinding.id, descriptionId, code, acceptedFinding.field, about, fingerprint, reason, acceptedBy, acceptedAt, referenceCode,
               (SELECT value FROM descriptionText AS title WHERE title.descriptionId = description.id AND title.field = 'title' ORDER BY seq LIMIT 1) AS title
        FROM acceptedFinding JOIN description ON description.id = descriptionId WHERE binnedAt IS NULL
        ORDER BY acceptedFinding.id DESC LIMIT ${limit} OFFSET ${offset}`,
  )
  return { total: total?.total ?? 0, rows }
}

export const insertAcceptance = (db: WriteDatabase, row: Omit<AcceptanceRow, 'id'>): void =>
  void run(
    db,
    sql`INSERT INTO acceptedFinding (descriptionId, code, field, about, fingerprint, reason, acceptedBy, acceptedAt)
        VALUES (${row.descriptionId}, ${row.code}, ${row.field}, ${row.about}, ${row.fingerprint}, ${row.reason},
                ${row.acceptedBy}, ${row.acceptedAt})
        ON CONFLICT (descriptionId, fingerprint) DO UPDATE SET reason = excluded.reason, acceptedBy = excluded.acceptedBy,
          acceptedAt = excluded.acceptedAt`,
  )

/** Whether there was one. */
export const deleteAcceptance = (db: WriteDatabase, id: number): boolean =>
  run(db, sql`DELETE FROM acceptedFinding WHERE id = ${id}`).changes > 0

export const isAcceptance = (db: ReadDatabase, id: number): boolean =>
  get(db, sql`SELECT 1 FROM acceptedFinding WHERE id = ${id}`) !== undefined

export const writeStandard = (db: WriteDatabase, standard: Standard): void =>
  void run(
    db,
    sql`INSERT INTO checkRule (id, standard) VALUES (1, ${standard}) ON CONFLICT (id) DO UPDATE SET standard = excluded.standard`,
  )
