/**
 * Looking for hits, on a thread of its own with a connection of its own that only reads: an expression of a person may
 * take for ever, and then the thread is ended.
 */
import { createHash } from 'node:crypto'
import { close, openToRead } from '../../catalogue/database.ts'
import { cellsOf } from '../../catalogue/replacement.ts'
import type { Cell } from '../../catalogue/replacement.ts'
import { idsInScope } from '../../catalogue/scope.ts'
import type { Task } from '../../jobs/worker-thread.ts'
import { refusal } from '../../shared/contract/errors.ts'
import { MOST_HITS, REPLACEABLE } from '../../shared/contract/replacement.ts'
import type { Replacement } from '../../shared/contract/replacement.ts'
import { matcher } from '../../shared/domain/replacement.ts'
import type { Match } from '../../shared/domain/replacement.ts'

const CHUNK = 500

/** A value with its hits; `first` is the number of the first of them among all. */
export interface FoundCell extends Cell {
  first: number
  matches: Match[]
}

export interface Found {
  total: number
  seen: string
  cells: FoundCell[]
}

export type ReplacementTasks = {
  findHits: Task<{ databasePath: string; replacement: Replacement }, Found>
}

export const replacementTasks: ReplacementTasks = {
  async findHits({ databasePath, replacement }, { progress, signal }) {
    const matchesIn = compiled(replacement)
    const db = openToRead(databasePath)
    try {
      const ids = idsInScope(db, replacement.scope)
      const fields = new Set(replacement.fields.length > 0 ? replacement.fields : REPLACEABLE)
      const cells: FoundCell[] = []
      const digest = createHash('sha256')
      let total = 0
      for (let from = 0; from < ids.length; from += CHUNK) {
        // A cancel is heard only between two turns of the thread.
        await new Promise((resolve) => setImmediate(resolve))
        if (signal.aborted) throw refusal('cancelled', {})
        const chunk = ids.slice(from, from + CHUNK)
        const ofChunk = cellsOf(db, chunk, fields)
        for (const id of chunk) {
          // The clock of the time limit runs from here.
          progress(from, ids.length)
          for (const cell of ofChunk.get(id) ?? []) {
            const matches = matchesIn(cell.value)
            if (matches.length === 0) continue
            cells.push({ ...cell, first: total, matches })
            total += matches.length
            if (total > MOST_HITS) throw refusal('tooManyHits', { limit: MOST_HITS })
            digest.update(JSON.stringify([cell.table, cell.column, cell.rowId, cell.value, matches]))
          }
        }
      }
      return { total, seen: digest.digest('base64url'), cells }
    } finally {
      close(db)
    }
  },
}

function compiled(replacement: Replacement): (value: string) => Match[] {
  try {
    return matcher(replacement)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    // The engine quotes the expression before it says what is wrong.
    throw refusal('expressionInvalid', { reason: error.message.split(': ').at(-1) ?? '' })
  }
}
