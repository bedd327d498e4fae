/** Blind second reviews: where they are asked for, who has done one, and what was settled of what the two persons differ in. */
import { isSamePerson } from '../../shared/domain/review/person.ts'
import { all, get, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'

/** Whether the office asks for it, where nothing else is said: as the audit says last. */
export const isBlindOffice = (db: ReadDatabase): boolean =>
  get<{ act: string }>(
    db,
    sql`SELECT act FROM reviewAudit WHERE description = '' AND act IN ('blindOn', 'blindOff') ORDER BY seq DESC LIMIT 1`,
  )?.act === 'blindOn'

export interface BlindReview {
  readonly on: boolean
  /** The second person, once everything is marked. */
  readonly by: string | null
}

interface Row {
  state: string
  proposer: string | null
  blind: 0 | 1 | null
  blindBy: string | null
}

const rowOf = (db: ReadDatabase, descriptionId: number): Row | undefined =>
  get(db, sql`SELECT state, proposer, blind, blindBy FROM review WHERE descriptionId = ${descriptionId}`)

export function blindOf(db: ReadDatabase, descriptionId: number): BlindReview {
  const row = rowOf(db, descriptionId)
  const said = row?.blind ?? null
  return { on: said === null ? isBlindOffice(db) : said === 1, by: row?.blindBy ?? null }
}

/** Whether what was proposed is kept from somebody, who has to mark without having seen it. */
export function isVeiled(db: ReadDatabase, descriptionId: number, who: string): boolean {
  const row = rowOf(db, descriptionId)
  if (row?.state !== 'proposed' || row.blindBy !== null || !blindOf(db, descriptionId).on) return false
  return row.proposer === null || !isSamePerson(row.proposer, who)
}

/** Marks that are kept from somebody, wherever they would be told of. */
export const veiledRedactions = (db: ReadDatabase, who: string): number[] =>
  all<{ id: number; descriptionId: number }>(
    db,
    sql`SELECT redaction.id, redaction.descriptionId FROM redaction JOIN review ON review.descriptionId = redaction.descriptionId
        WHERE review.state = 'proposed' AND redaction.blind = 0 ORDER BY redaction.id`,
  ).flatMap(({ id, descriptionId }) => (isVeiled(db, descriptionId, who) ? [id] : []))

export interface Settled {
  readonly uid: string
  readonly how: 'stricter' | 'looser'
  readonly reason: string
  readonly who: string
}

export const settledOf = (db: ReadDatabase, descriptionId: number): Settled[] =>
  all(
    db,
    sql`SELECT uid, how, reason, who FROM blindSettled WHERE descriptionId = ${descriptionId} ORDER BY id`,
  )

export const insertSettled = (
  db: WriteDatabase,
  descriptionId: number,
  { uid, how, reason, who }: Settled,
): void =>
  void run(
    db,
    sql`INSERT INTO blindSettled (descriptionId, uid, how, reason, who)
        VALUES (${descriptionId}, ${uid}, ${how}, ${reason}, ${who})
        ON CONFLICT (descriptionId, uid) DO UPDATE SET how = excluded.how, reason = excluded.reason, who = excluded.who`,
  )

/** A review that begins anew: what the second person has marked was about the one before. */
export function forgetBlind(db: WriteDatabase, descriptionId: number): void {
  run(db, sql`DELETE FROM redaction WHERE descriptionId = ${descriptionId} AND blind = 1`)
  run(db, sql`DELETE FROM blindSettled WHERE descriptionId = ${descriptionId}`)
  run(db, sql`UPDATE review SET blindBy = NULL WHERE descriptionId = ${descriptionId}`)
}

/** The items of a batch. */
export const itemsOfBatch = (db: ReadDatabase, batch: string): number[] =>
  all<{ descriptionId: number }>(
    db,
    sql`SELECT descriptionId FROM review WHERE batch = ${batch} ORDER BY descriptionId`,
  ).map(({ descriptionId }) => descriptionId)
