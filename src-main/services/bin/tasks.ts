/** Writing a catalogue's file anew after a purge, on a thread of its own: it takes as long as a copy. */
import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { dropBackups, makeBackup } from '../../catalogue/backup.ts'
import { close, openToRead, openToWrite } from '../../catalogue/database.ts'
import { removeMaster, sealingOf } from '../../catalogue/encryption/masters.ts'
import { databasePath } from '../../catalogue/open.ts'
import { cleanFile, unfinishedPurges } from '../../catalogue/purge.ts'
import type { Remains } from '../../catalogue/purge.ts'
import type { Task } from '../../jobs/worker-thread.ts'
import { sealedPictures } from '../../platform/sealed-file/keys.ts'

export interface CleanInput {
  catalogueFolder: string
  /** Copies that still hold what was purged go, too, and one that does not is made. */
  withBackups: boolean
  now: string
}

export type BinTasks = { cleanCatalogue: Task<CleanInput, null> }

export const binTasks: BinTasks = {
  cleanCatalogue({ catalogueFolder, withBackups, now }) {
    const path = databasePath(catalogueFolder)
    const db = openToWrite(path)
    try {
      for (const { remains } of unfinishedPurges(db)) removeBytes(catalogueFolder, remains)
      cleanFile(db)
    } finally {
      close(db)
    }
    if (withBackups) {
      dropBackups(catalogueFolder)
      const reading = openToRead(path)
      try {
        makeBackup(reading, catalogueFolder, now)
      } finally {
        close(reading)
      }
    }
    return Promise.resolve(null)
  },
}

/** Scans that nothing uses any more, the pictures made of them, and whatever else can be made again and may name them. */
function removeBytes(catalogueFolder: string, { paths, hashes }: Remains): void {
  for (const path of paths) removeMaster(catalogueFolder, path)
  const keys = sealingOf(catalogueFolder)
  const derivatives = join(catalogueFolder, 'derivatives')
  const plain = hashes.map((hash) => `${hash.slice(0, 2)}/${hash}`)
  for (const pictures of [
    ...plain,
    ...hashes.flatMap((hash) => (keys ? [sealedPictures(keys, hash)] : [])),
  ]) {
    const folder = join(derivatives, dirname(pictures))
    for (const name of namesIn(folder))
      if (name.startsWith(basename(pictures))) rmSync(join(folder, name), { recursive: true, force: true })
  }
  for (const name of namesIn(derivatives)) {
    if (!/^[0-9a-f]{2}$/.test(name)) rmSync(join(derivatives, name), { recursive: true, force: true })
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
