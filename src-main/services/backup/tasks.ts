/** Copying, checking and comparing, on a thread of its own with connections of its own: a big catalogue takes seconds. */
import { join } from 'node:path'
import {
  copyBackup,
  makeBackup,
  openCopy,
  raiseCopy,
  removeDatabase,
  snapshotsOf,
} from '../../catalogue/backup.ts'
import type { BackupReason, Copy } from '../../catalogue/backup.ts'
import { compareWith } from '../../catalogue/compare.ts'
import type { Comparison } from '../../catalogue/compare.ts'
import { close, openToRead, openToWrite, run, sql } from '../../catalogue/database.ts'
import { catalogueFacts } from '../../catalogue/institution.ts'
import { databasePath } from '../../catalogue/open.ts'
import type { Task } from '../../jobs/worker-thread.ts'
import { refusal } from '../../shared/contract/errors.ts'

export interface BackupInput {
  catalogueFolder: string
  /** The instant that names the copy. */
  now: string
  reason: BackupReason
}

export type BackupTasks = {
  makeBackup: Task<BackupInput, Copy>
  copyBackup: Task<{ from: string; name: string; folder: string; now: string }, null>
  compareBackup: Task<{ catalogueFolder: string; path: string }, Comparison>
  prepareRestore: Task<{ path: string; target: string; uid: string; who: string; at: string }, null>
}

export const backupTasks: BackupTasks = {
  makeBackup({ catalogueFolder, now, reason }) {
    const db = openToRead(databasePath(catalogueFolder))
    try {
      return Promise.resolve(makeBackup(db, catalogueFolder, now, reason))
    } finally {
      close(db)
    }
  },

  copyBackup({ from, name, folder, now }) {
    copyBackup(from, name, folder, now)
    return Promise.resolve(null)
  },

  compareBackup({ catalogueFolder, path }) {
    const copy = openCopy(path, scratchOf(catalogueFolder))
    const db = openToRead(databasePath(catalogueFolder))
    try {
      return Promise.resolve(compareWith(db, copy.path))
    } finally {
      close(db)
      copy.close()
    }
  },

  /** A copy beside the catalogue's file, checked, brought up to this version, and with a line about it in its history. */
  prepareRestore({ path, target, uid, who, at }) {
    try {
      raiseCopy(path, target)
      const db = openToWrite(target)
      try {
        if (catalogueFacts(db)?.uid !== uid) throw refusal('backupOfAnother', {})
        run(
          db,
          sql`INSERT INTO history (at, who, action, kind) VALUES (${at}, ${who}, 'backup.restore', 'do')`,
        )
      } finally {
        close(db)
      }
    } catch (error) {
      removeDatabase(target)
      throw error
    }
    return Promise.resolve(null)
  },
}

/** Where a copy of an earlier version is brought up to this one, to be read. */
export const scratchOf = (catalogueFolder: string): string =>
  join(snapshotsOf(catalogueFolder), 'reading.part')
