/** The content of a catalogue as one hash: every row that history covers, and nothing that is derived from them. */
import { createHash } from 'node:crypto'
import { all, close, openToRead } from '../src-main/catalogue/database.ts'
import { databasePath } from '../src-main/catalogue/open.ts'
import { recordedTables } from '../src-main/catalogue/recording.ts'

export function contentHash(folder: string): string {
  const db = openToRead(databasePath(folder))
  try {
    const hash = createHash('sha256')
    for (const table of recordedTables(db)) {
      hash.update(table)
      for (const row of all(db, { text: `SELECT * FROM ${table} ORDER BY id`, parameters: [] }))
        hash.update(JSON.stringify(row))
    }
    return hash.digest('hex')
  } finally {
    close(db)
  }
}
