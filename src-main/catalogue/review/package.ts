/** What was sealed and sent with a question: known again by its identifier and its hash. */
import { get, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'

export interface SentPackage {
  readonly uid: string
  readonly referralId: number
  /** SHA-256 of what is sealed. */
  readonly hash: string
}

export const insertPackage = (db: WriteDatabase, { uid, referralId, hash }: SentPackage): void =>
  void run(
    db,
    sql`INSERT INTO referralPackage (uid, referralId, hash) VALUES (${uid}, ${referralId}, ${hash})`,
  )

export const readPackage = (db: ReadDatabase, uid: string): SentPackage | null =>
  get<SentPackage>(db, sql`SELECT uid, referralId, hash FROM referralPackage WHERE uid = ${uid}`) ?? null
