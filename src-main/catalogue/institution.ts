/** The catalogue's own facts and the institution that holds what it describes. */
import type { Institution } from '../shared/contract/catalogue.ts'
import { get, run, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'

export interface CatalogueFacts {
  uid: string
  createdAt: string
  madeBy: string
}

/** Written once, by the program that makes the file. */
export const insertCatalogue = (db: WriteDatabase, { uid, createdAt, madeBy }: CatalogueFacts): void =>
  void run(
    db,
    sql`INSERT INTO catalogue (id, uid, createdAt, madeBy) VALUES (1, ${uid}, ${createdAt}, ${madeBy})`,
  )

export const catalogueFacts = (db: ReadDatabase): CatalogueFacts | undefined =>
  get(db, sql`SELECT uid, createdAt, madeBy FROM catalogue`)

export const readInstitution = (db: ReadDatabase): Institution | null =>
  get<Institution>(
    db,
    sql`SELECT name, isil, country, language, script, rightsStatement, rightsUri FROM institution`,
  ) ?? null

export const writeInstitution = (db: WriteDatabase, institution: Institution): void =>
  void run(
    db,
    sql`INSERT INTO institution (id, name, isil, country, language, script, rightsStatement, rightsUri)
        VALUES (1, ${institution.name}, ${institution.isil}, ${institution.country}, ${institution.language},
                ${institution.script}, ${institution.rightsStatement}, ${institution.rightsUri})
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, isil = excluded.isil, country = excluded.country,
          language = excluded.language, script = excluded.script, rightsStatement = excluded.rightsStatement,
          rightsUri = excluded.rightsUri`,
  )

export const counts = (db: ReadDatabase): { descriptions: number; pages: number } =>
  get<{ descriptions: number; pages: number }>(
    db,
    sql`SELECT (SELECT count(*) FROM description WHERE binnedAt IS NULL) AS descriptions, (SELECT count(*) FROM page) AS pages`,
  ) ?? { descriptions: 0, pages: 0 }
