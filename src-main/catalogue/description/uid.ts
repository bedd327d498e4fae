/** By what a description is told beyond its catalogue. */
import { get, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'

export const descriptionUid = (db: ReadDatabase, id: number): string =>
  get<{ uid: string }>(db, sql`SELECT uid FROM description WHERE id = ${id}`)?.uid ?? ''
