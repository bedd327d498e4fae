/** How the office prints: one template for each thing that is printed. */
import type { PrintTemplate, Printed } from '../shared/domain/print.ts'
import { get, run, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'

/** Null where the program's own is used. */
export function readPrintTemplate(db: ReadDatabase, what: Printed): PrintTemplate | null {
  const row = get<{ definition: string }>(db, sql`SELECT definition FROM printTemplate WHERE what = ${what}`)
  return row ? (JSON.parse(row.definition) as PrintTemplate) : null
}

export const writePrintTemplate = (db: WriteDatabase, what: Printed, template: PrintTemplate | null): void =>
  void (template === null
    ? run(db, sql`DELETE FROM printTemplate WHERE what = ${what}`)
    : run(
        db,
        sql`INSERT INTO printTemplate (what, definition) VALUES (${what}, ${JSON.stringify(template)})
            ON CONFLICT (what) DO UPDATE SET definition = excluded.definition`,
      ))
