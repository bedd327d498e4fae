/** Searches that somebody keeps. */
import type { SavedSearchId } from '../../shared/contract/ids.ts'
import { all, get, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'

export interface SavedRow {
  id: SavedSearchId
  name: string
  query: string
}

export const savedSearches = (db: ReadDatabase): SavedRow[] =>
  all(db, sql`SELECT id, name, query FROM savedSearch ORDER BY name, id`)

export const savedSearch = (db: ReadDatabase, id: number): SavedRow | null =>
  get<SavedRow>(db, sql`SELECT id, name, query FROM savedSearch WHERE id = ${id}`) ?? null

export const insertSearch = (db: WriteDatabase, name: string, query: string, at: string): SavedSearchId =>
  run(db, sql`INSERT INTO savedSearch (name, query, createdAt) VALUES (${name}, ${query}, ${at})`)
    .id as SavedSearchId

export const updateSearch = (db: WriteDatabase, id: number, name: string, query: string): void =>
  void run(db, sql`UPDATE savedSearch SET name = ${name}, query = ${query} WHERE id = ${id}`)

export const deleteSearch = (db: WriteDatabase, id: number): void =>
  void run(db, sql`DELETE FROM savedSearch WHERE id = ${id}`)
