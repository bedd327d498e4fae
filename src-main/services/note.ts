/** Notes to colleagues. */
import { levelsOf } from '../catalogue/description/read.ts'
import {
  deleteNote,
  editNote,
  insertNote,
  notesOf,
  openNotes,
  readNote,
  settleNote,
} from '../catalogue/note.ts'
import type { ReadDatabase } from '../catalogue/database.ts'
import { transact } from '../catalogue/transact.ts'
import { refusal } from '../shared/contract/errors.ts'
import type { Note } from '../shared/contract/note.ts'
import type { Service } from './context.ts'

export const note: Service<'note'> = {
  list: (context, { descriptionId }) => notesOf(context.catalogue().db, descriptionId),
  open: (context, window) => openNotes(context.catalogue().db, window),

  write(context, { descriptionId, text }) {
    const writing = context.writing()
    if (!levelsOf(writing.db, [descriptionId]).has(descriptionId))
      throw refusal('descriptionNotFound', { id: descriptionId })
    const { value: id } = transact(writing, 'note.write', (db) =>
      insertNote(db, { descriptionId, text, writtenBy: writing.who(), writtenAt: writing.clock.now() }),
    )
    return present(writing.db, id)
  },

  edit(context, { id, text }) {
    const writing = context.writing()
    present(writing.db, id)
    transact(writing, 'note.edit', (db) => editNote(db, id, text))
    return present(writing.db, id)
  },

  settle(context, { id, done }) {
    const writing = context.writing()
    present(writing.db, id)
    transact(writing, 'note.settle', (db) =>
      settleNote(db, id, done ? writing.who() : null, done ? writing.clock.now() : null),
    )
    return present(writing.db, id)
  },

  delete(context, { id }) {
    const writing = context.writing()
    present(writing.db, id)
    transact(writing, 'note.delete', (db) => deleteNote(db, id))
    return {}
  },
}

function present(db: ReadDatabase, id: number): Note {
  const found = readNote(db, id)
  if (!found) throw refusal('noteNotFound', { id })
  return found
}
