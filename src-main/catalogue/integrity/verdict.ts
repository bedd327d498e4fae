/** SQLite's own verdict on the file. */
import { all, isDatabaseError, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'

export type Verdict =
  | { code: 'fileDamaged'; place: string | null; row: null }
  | { code: 'referenceBroken'; place: string; row: number | null }
  | { code: 'tableIndexWrong'; place: string; row: null }
  | { code: 'searchIndexDamaged'; place: string; row: null }

const MOST = 200

/** Nothing when the file is sound. Each place is named once: a broken index has a line for every row. */
export function verdict(db: ReadDatabase): Verdict[] {
  const found = new Map<string, Verdict>()
  const add = (one: Verdict) => found.set(`${one.code} ${one.place ?? ''} ${one.row ?? ''}`, one)
  for (const line of lines(db)) {
    const index = /(?:missing from index|wrong # of entries in index|non-unique entry in index) (\S+)/.exec(
      line,
    )
    const fts =
      /(?:malformed inverted index|unable to validate the inverted index) for FTS5 table \w+\.(\w+)/.exec(
        line,
      )
    const shadow = /\b(\w+)_(?:data|idx|docsize|config|content)\b/.exec(line)
    if (index?.[1] !== undefined) add({ code: 'tableIndexWrong', place: index[1], row: null })
    else if (fts?.[1] !== undefined) add({ code: 'searchIndexDamaged', place: fts[1], row: null })
    else add({ code: 'fileDamaged', place: shadow?.[0] ?? null, row: null })
  }
  try {
    for (const { table, rowid } of all<{ table: string; rowid: number | null }>(
      db,
      sql`PRAGMA foreign_key_check`,
    ).slice(0, MOST)) {
      add({ code: 'referenceBroken', place: table, row: rowid })
    }
  } catch (error) {
    if (!isDatabaseError(error)) throw error
    add({ code: 'fileDamaged', place: null, row: null })
  }
  return [...found.values()]
}

/** A file that is damaged enough makes the check itself fail. */
function lines(db: ReadDatabase): string[] {
  try {
    return all<{ integrity_check: string }>(db, { text: `PRAGMA integrity_check(${MOST})`, parameters: [] })
      .map(({ integrity_check }) => integrity_check)
      .filter((line) => line !== 'ok')
  } catch (error) {
    if (!isDatabaseError(error)) throw error
    return [error.message]
  }
}
