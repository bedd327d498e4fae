/** The template from which the institution's citations are made. */
import { get, run, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'

/** Null while the institution has not taken one. */
export const readCitationTemplate = (db: ReadDatabase): string | null =>
  get<{ template: string }>(db, sql`SELECT template FROM citationTemplate WHERE id = 1`)?.template ?? null

export const writeCitationTemplate = (db: WriteDatabase, template: string | null): void =>
  void (template === null
    ? run(db, sql`DELETE FROM citationTemplate`)
    : run(
        db,
        sql`INSERT INTO citationTemplate (id, template) VALUES (1, ${template})
            ON CONFLICT (id) DO UPDATE SET template = excluded.template`,
      ))
