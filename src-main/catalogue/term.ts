/** Terms of vocabularies: places, subjects, genres, functions, occupations. */
import { get, sql } from './database.ts'
import type { ReadDatabase } from './database.ts'

export const termExists = (db: ReadDatabase, id: number): boolean =>
  get(db, sql`SELECT 1 FROM term WHERE id = ${id} AND binnedAt IS NULL`) !== undefined
