/** Batches of exports that the office keeps. */
import { BatchDefinition } from '../shared/contract/batch.ts'
import type { BatchId } from '../shared/contract/ids.ts'
import { all, get, run, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'

export interface KeptBatch {
  readonly id: BatchId
  readonly uid: string
  readonly name: string
  readonly definition: BatchDefinition
}

interface Row extends Omit<KeptBatch, 'definition'> {
  readonly definition: string
}

const read = (row: Row): KeptBatch => ({
  ...row,
  definition: BatchDefinition.parse(JSON.parse(row.definition)),
})

export const keptBatches = (db: ReadDatabase): KeptBatch[] =>
  all<Row>(db, sql`SELECT id, uid, name, definition FROM exportBatch ORDER BY name`).map(read)

export function keptBatch(db: ReadDatabase, id: number): KeptBatch | null {
  const row = get<Row>(db, sql`SELECT id, uid, name, definition FROM exportBatch WHERE id = ${id}`)
  return row ? read(row) : null
}

export const batchNamed = (db: ReadDatabase, name: string): BatchId | null =>
  get<{ id: BatchId }>(db, sql`SELECT id FROM exportBatch WHERE name = ${name}`)?.id ?? null

export const insertBatch = (db: WriteDatabase, { uid, name, definition }: Omit<KeptBatch, 'id'>): BatchId =>
  run(
    db,
    sql`INSERT INTO exportBatch (uid, name, definition) VALUES (${uid}, ${name}, ${JSON.stringify(definition)})`,
  ).id as BatchId

export const updateBatch = (
  db: WriteDatabase,
  id: number,
  { name, definition }: Omit<KeptBatch, 'id' | 'uid'>,
): void =>
  void run(
    db,
    sql`UPDATE exportBatch SET name = ${name}, definition = ${JSON.stringify(definition)} WHERE id = ${id}`,
  )

export const deleteBatch = (db: WriteDatabase, id: number): boolean =>
  run(db, sql`DELETE FROM exportBatch WHERE id = ${id}`).changes > 0
