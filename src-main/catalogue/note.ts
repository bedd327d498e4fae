/** Notes to colleagues. */
import type { Note } from '../shared/contract/note.ts'
import { all, get, run, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'

export const notesOf = (db: ReadDatabase, descriptionId: number): Note[] =>
  all(
    db,
    sql`SELECT id, descriptionId, text, writtenBy, writtenAt, doneBy, doneAt FROM colleagueNote
        WHERE descriptionId = ${descriptionId} ORDER BY doneAt IS NOT NULL, id`,
  )

export const readNote = (db: ReadDatabase, id: number): Note | null =>
  get<Note>(
    db,
    sql`SELECT id, descriptionId, text, writtenBy, writtenAt, doneBy, doneAt FROM colleagueNote WHERE id = ${id}`,
  ) ?? null

export function openNotes(
  db: ReadDatabase,
  { offset, limit }: { offset: number; limit: number },
): { total: number; notes: Note[] } {
  const total = get<{ total: number }>(
    db,
    sql`SELECT count(*) AS total FROM colleagueNote JOIN description ON description.id = descriptionId
        WHERE doneAt IS NULL AND binnedAt IS NULL`,
  )
  const notes = all<Note>(
    db,
    sql`SELECT colleagueNote.id, descriptionId, text, writtenBy, writtenAt, doneBy, doneAt FROM colleagueNote
          JOIN description ON description.id = descriptionId
        WHERE doneAt IS NULL AND binnedAt IS NULL ORDER BY colleagueNote.id DESC LIMIT ${limit} OFFSET ${offset}`,
  )
  return { total: total?.total ?? 0, notes }
}

export const insertNote = (
  db: WriteDatabase,
  {
    descriptionId,
    text,
    writtenBy,
    writtenAt,
  }: Pick<Note, 'descriptionId' | 'text' | 'writtenBy' | 'writtenAt'>,
): number =>
  run(
    db,
    sql`INSERT INTO colleagueNote (descriptionId, text, writtenBy, writtenAt)
        VALUES (${descriptionId}, ${text}, ${writtenBy}, ${writtenAt})`,
  ).id

export const editNote = (db: WriteDatabase, id: number, text: string): void =>
  void run(db, sql`UPDATE colleagueNote SET text = ${text} WHERE id = ${id}`)

export const settleNote = (db: WriteDatabase, id: number, by: string | null, at: string | null): void =>
  void run(db, sql`UPDATE colleagueNote SET doneBy = ${by}, doneAt = ${at} WHERE id = ${id}`)

export const deleteNote = (db: WriteDatabase, id: number): void =>
  void run(db, sql`DELETE FROM colleagueNote WHERE id = ${id}`)
