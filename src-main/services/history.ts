/** History, undo and redo. */
import { listHistory, readEntry, redoable, undoable } from '../catalogue/history.ts'
import { changesOf, reverse } from '../catalogue/recording.ts'
import { transact } from '../catalogue/transact.ts'
import { refusal } from '../shared/contract/errors.ts'
import type { HistoryEntry } from '../shared/contract/history.ts'
import type { Context, Service } from './context.ts'

export const history: Service<'history'> = {
  list: (context, { descriptionId, ...window }) => listHistory(context.catalogue().db, descriptionId, window),

  changes(context, { id }) {
    const { db } = context.catalogue()
    const entry = readEntry(db, id)
    if (!entry) return []
    return changesOf(db, id).flatMap(({ tableName, operation, before, after }) => {
      if (operation === 'insert') return []
      const [old, fresh] = [columns(before), columns(after)]
      return Object.keys(old).map((column) => ({
        historyId: id,
        at: entry.at,
        who: entry.who,
        table: tableName,
        column,
        before: shown(old[column]),
        after: shown(fresh[column]),
      }))
    })
  },

  state(context) {
    const { db } = context.catalogue()
    return { undo: undoable(db), redo: redoable(db) }
  },

  undo(context) {
    const entry = undoable(context.writing().db)
    if (!entry) throw refusal('nothingToUndo', {})
    return takeBack(context, entry, 'undo')
  },

  redo(context) {
    const entry = redoable(context.writing().db)
    if (!entry) throw refusal('nothingToRedo', {})
    return takeBack(context, entry, 'redo')
  },
}

/** A new entry that names the one it reverses; nothing is erased. */
function takeBack(context: Context, entry: HistoryEntry, kind: 'undo' | 'redo'): HistoryEntry {
  const writing = context.writing()
  const { historyId } = transact(writing, entry.action, (db) => reverse(db, entry.id), {
    field: entry.field ?? undefined,
    kind,
    reverses: entry.id,
  })
  const made = historyId === null ? null : readEntry(writing.db, historyId)
  if (!made) throw refusal(kind === 'undo' ? 'nothingToUndo' : 'nothingToRedo', {})
  return made
}

const columns = (image: string | null) => JSON.parse(image ?? '{}') as Record<string, unknown>

const shown = (value: unknown): string | null =>
  value === null || value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value)
