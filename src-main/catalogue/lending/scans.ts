/** Images that a lent catalogue has and this one has not. */
import { all, get, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'
import { COPIED_PATH } from '../scan.ts'

export interface NewScan {
  path: string
  sha256: string
  fileName: string
  storage: 'copied' | 'linked'
}

export const newScans = (db: ReadDatabase, other: ReadDatabase): NewScan[] =>
  all<NewScan>(other, sql`SELECT path, sha256, fileName, storage FROM scan`).filter(
    ({ sha256, storage, path }) =>
      get(db, sql`SELECT 1 FROM scan WHERE sha256 = ${sha256}`) === undefined &&
      (storage === 'linked' || COPIED_PATH.test(path)),
  )
