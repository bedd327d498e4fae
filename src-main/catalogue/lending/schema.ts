/** What a branch consists of, told by the schema: its parts, what they refer to, and what belongs to that. */
import { all, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'
import { recordedTables } from '../recording.ts'

export interface Reference {
  from: string
  column: string
  to: string
  onDelete: string
}

/** Records of their own on which descriptions rely, with what those rely on. */
export const SHARED = ['scan', 'authority', 'term', 'location', 'container', 'accession'] as const
export type SharedTable = (typeof SHARED)[number]
export const isShared = (table: string): table is SharedTable => (SHARED as readonly string[]).includes(table)

/** What goes with a name or a term. */
export const PARTS_OF_SHARED: { table: string; of: SharedTable; column: string }[] = [
  ...[
    'authorityName',
    'authorityDate',
    'authorityText',
    'authorityIdentifier',
    'authorityRelation',
    'positionHolder',
  ].map((table) => ({ table, of: 'authority' as const, column: 'authorityId' })),
  ...['termLabel', 'termRelation'].map((table) => ({ table, of: 'term' as const, column: 'termId' })),
]

/** Every column of a recorded table that refers to another, by table. */
export function referencesByTable(db: ReadDatabase): ReadonlyMap<string, Reference[]> {
  return new Map(
    recordedTables(db).map((table) => [
      table,
      all<Reference>(
        db,
        sql`SELECT ${table} AS "from", "from" AS "column", "table" AS "to", on_delete AS onDelete
            FROM pragma_foreign_key_list(${table})`,
      ),
    ]),
  )
}
