/** Backup copies: made while the catalogue is in use, opened and checked before they count, rotated. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { refusal } from '../shared/contract/errors.ts'
import type { Backup } from '../shared/contract/backup.ts'
import { keptCopies } from '../shared/domain/rotation.ts'
import { isSound } from './check.ts'
import { close, copyTo, openToRead, openToWrite, sqliteRefusal } from './database.ts'
import type { ReadDatabase } from './database.ts'
import { copyUnderKey } from './encryption/copy.ts'
import { keyOfFile, keyOfFolder } from './encryption/keyring.ts'
import { carrySlots } from './encryption/slots.ts'
import { lastChangeId } from './recording.ts'
import { migrate, SCHEMA_VERSION, schemaVersion } from './migrate.ts'

export type BackupReason = Backup['reason']
/** A copy in a folder; which folder it is, is for the caller to say. */
export type Copy = Omit<Backup, 'place'>

/** The folder of copies inside a catalogue's. */
export const snapshotsOf = (catalogueFolder: string): string => join(catalogueFolder, 'snapshots')

const NAME = /^(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})(?:-(\d+))?(?:\.(migration|restore|bulk))?\.sqlite$/

/** The copies that were verified, newest first. */
export function copiesIn(folder: string): Copy[] {
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
      const [, day = '', hours = '', minutes = '', seconds = '', number = '1', reason = 'routine'] = parts
      const at = `${day}T${hours}:${minutes}:${seconds}Z`
      const { size } = statSync(join(folder, name))
      const copy = { name, at, byteSize: size, verified: true, reason: reason as BackupReason }
      return [{ copy, number: Number(number) }]
    })
    .sort((one, other) => other.copy.at.localeCompare(one.copy.at) || other.number - one.number)
    .map(({ copy }) => copy)
}

export const listBackups = (catalogueFolder: string): Copy[] => copiesIn(snapshotsOf(catalogueFolder))

/** Whether a copy holds everything that was changed so far. By what it holds, for clocks jump, and a second is long. */
export function holdsAll(folder: string, { name }: Pick<Copy, 'name'>, db: ReadDatabase): boolean {
  try {
    const copy = openToRead(join(folder, name))
    try {
      return lastChangeId(copy) === lastChangeId(db)
    } finally {
      close(copy)
    }
  } catch {
    return false
  }
}

/** Copies the database beside its name, opens the copy, checks it, and only then gives it the name. */
export function makeBackup(
  db: ReadDatabase,
  catalogueFolder: string,
  now: string,
  reason: BackupReason = 'routine',
): Copy {
  const folder = snapshotsOf(catalogueFolder)
  mkdirSync(folder, { recursive: true })
  const name = freeName(folder, now, reason)
  putVerified(folder, name, (path) => copyTo(db, path))
  // Copies that are taken elsewhere bring along what opens them.
  carrySlots(catalogueFolder, folder, join(folder, name))
  rotate(folder, now)
  const made = copiesIn(folder).find((copy) => copy.name === name)
  if (!made) throw new Error('the copy is gone')
  return made
}

/** Puts a verified copy into another folder, too, and rotates there. */
export function copyBackup(from: string, name: string, folder: string, now: string): void {
  mkdirSync(folder, { recursive: true })
  if (!existsSync(join(folder, name)))
    putVerified(folder, name, (path) => copyFileSync(join(from, name), path))
  carrySlots(from, folder, join(folder, name))
  rotate(folder, now)
}

/** Copies of one second have a number after it, in the order in which they were made. */
function freeName(folder: string, now: string, reason: BackupReason): string {
  const names = readdirSync(folder)
  const second = now.slice(0, 19).replaceAll(':', '-')
  let time = second
  for (let number = 2; names.some((name) => name.startsWith(`${time}.`)); number++)
    time = `${second}-${String(number)}`
  return reason === 'routine' ? `${time}.sqlite` : `${time}.${reason}.sqlite`
}

function putVerified(folder: string, name: string, write: (path: string) => void): void {
  const unfinished = join(folder, `${name}.part`)
  try {
    rmSync(unfinished, { force: true })
    write(unfinished)
    const copy = openToRead(unfinished)
    const sound = isSound(copy)
    close(copy)
    if (!sound) throw new Error('backup copy is not sound')
    renameSync(unfinished, join(folder, name))
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${unfinished}${suffix}`, { force: true })
  }
}

function rotate(folder: string, now: string): void {
  const copies = copiesIn(folder)
  const kept = keptCopies(
    copies.map(({ name, at, reason }) => ({
      name,
      at,
      special: reason === 'migration' || reason === 'restore',
    })),
    now,
  )
  for (const { name } of copies) if (!kept.has(name)) rmSync(join(folder, name), { force: true })
}

/** Removes all copies. */
export function dropBackups(catalogueFolder: string): void {
  for (const { name } of listBackups(catalogueFolder)) {
    rmSync(join(snapshotsOf(catalogueFolder), name), { force: true })
  }
}

/** Path of a copy by its name. @throws backupNotFound */
export function pathOfCopy(folder: string, name: string): string {
  if (!copiesIn(folder).some((copy) => copy.name === name)) throw refusal('backupNotFound', { file: name })
  return join(folder, name)
}

/**
 * A copy, opened to be read by this version of the program: one of an earlier version is brought up to it elsewhere,
 * and stays as it is.
 */
export function openCopy(path: string, scratch: string): { path: string; db: ReadDatabase; close(): void } {
  const db = openToRead(path)
  if (schemaVersion(db, basename(path)) === SCHEMA_VERSION) return { path, db, close: () => close(db) }
  close(db)
  raiseCopy(path, scratch)
  const raised = openToRead(scratch)
  return {
    path: scratch,
    db: raised,
    close() {
      close(raised)
      removeDatabase(scratch)
    },
  }
}

/**
 * Copies a copy to `target` and brings it up to this version. Whether it is encrypted there goes by the catalogue in whose
 * folder it is put, not by the copy. @throws catalogueTooNew, catalogueDamaged, catalogueLocked
 */
export function raiseCopy(path: string, target: string): void {
  removeDatabase(target)
  const key = keyOfFolder(dirname(target))
  if (keyOfFile(path)?.salt === key?.salt) copyFileSync(path, target)
  else copyUnderKey(path, target, key)
  const file = basename(path)
  const db = openToWrite(target)
  try {
    const version = schemaVersion(db, file)
    if (!isSound(db)) throw refusal('catalogueDamaged', { file, problem: 'quick_check' })
    migrate(db, version)
  } catch (error) {
    throw sqliteRefusal(error, file) ?? error
  } finally {
    close(db)
  }
}

export function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
}
