/** Copying and checking, on a thread of its own with a connection of its own: a copy of a big catalogue takes seconds. */
import { makeBackup } from '../../catalogue/backup.ts'
import { close, openToRead } from '../../catalogue/database.ts'
import { databasePath } from '../../catalogue/open.ts'
import type { Task } from '../../jobs/worker-thread.ts'
import type { Backup } from '../../shared/contract/backup.ts'

export interface BackupInput {
  catalogueFolder: string
  /** The instant that names the copy. */
  now: string
}

export type BackupTasks = { makeBackup: Task<BackupInput, Backup> }

export const backupTasks: BackupTasks = {
  makeBackup({ catalogueFolder, now }) {
    const db = openToRead(databasePath(catalogueFolder))
    try {
      return Promise.resolve(makeBackup(db, catalogueFolder, now))
    } finally {
      close(db)
    }
  },
}
