/** Backup copies: made while the catalogue is in use, opened and checked before they count, rotated. */
import { readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Backup } from '../shared/contract/backup.ts'
import { isSound } from './check.ts'
import { close, copyTo, openToRead } from './database.ts'
import type { ReadDatabase } from './database.ts'

/** How many copies are kept. */
const KEPT = 10

const folderOf = (catalogueFolder: string) => join(catalogueFolder, 'snapshots')
const NAME = /^(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})\.sqlite$/

/** The copies that were verified, newest first. */
export function listBackups(catalogueFolder: string): Backup[] {
  const folder = folderOf(catalogueFolder)
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch {
    return []
  }
  return names
    .flatMap((name) => {
      const parts = NAME.exec(name)
      if (!parts) return []
      const [, day, hours, minutes, seconds] = parts
      const at = `${day ?? ''}T${hours ?? ''}:${minutes ?? ''}:${seconds ?? ''}Z`
      return [{ name, at, byteSize: statSync(join(folder, name)).size, verified: true }]
    })
    .sort((one, other) => other.name.localeCompare(one.name))
}

/** Removes all copies. */
export function dropBackups(catalogueFolder: string): void {
  for (const { name } of listBackups(catalogueFolder))
    rmSync(join(folderOf(catalogueFolder), name), { force: true })
}

/** Copies the database beside its name, opens the copy, checks it, and only then gives it the name. */
export function makeBackup(db: ReadDatabase, catalogueFolder: string, now: string): Backup {
  const folder = folderOf(catalogueFolder)
  const name = `${now.slice(0, 19).replaceAll(':', '-')}.sqlite`
  const unfinished = join(folder, `${name}.part`)
  try {
    copyTo(db, unfinished)
    const copy = openToRead(unfinished)
    const sound = isSound(copy)
    close(copy)
    if (!sound) throw new Error('backup copy is not sound')
    renameSync(unfinished, join(folder, name))
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${unfinished}${suffix}`, { force: true })
  }
  const backups = listBackups(catalogueFolder)
  for (const old of backups.slice(KEPT)) rmSync(join(folder, old.name), { force: true })
  return backups[0] ?? { name, at: now, byteSize: 0, verified: true }
}
