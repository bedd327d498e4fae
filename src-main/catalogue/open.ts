/**
 * A catalogue is a folder: `catalogue.sqlite` (the record), `scans/` (masters by SHA-256), `derivatives/` (a cache),
 * `snapshots/` (backup copies), and `open.shokocat`, a small file that a system can associate with the program.
 */
import {
  accessSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { refusal } from '../shared/contract/errors.ts'
import { placeOf } from '../platform/place.ts'
import type { Access, Institution } from '../shared/contract/catalogue.ts'
import { makeBackup } from './backup.ts'
import {
  close,
  execute,
  inTransaction,
  isFile,
  leaveOneFile,
  openToRead,
  openToWrite,
  sqliteRefusal,
} from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'
import { wipe } from './encryption/convert.ts'
import { headOf, isEncrypted, useKey } from './encryption/keyring.ts'
import { hold } from './holder.ts'
import type { Hold } from './holder.ts'
import { catalogueFacts, insertCatalogue, writeInstitution } from './institution.ts'
import { bringUpToDate, migrate, SCHEMA_VERSION, schemaVersion } from './migrate.ts'
import { guardDigests } from './fixity/guard.ts'
import { guardLent } from './lending/guard.ts'
import { guardRedactions } from './redaction/guard.ts'
import { recordChanges } from './recording.ts'
import { followPages } from './version.ts'
import { abandoning, unfinished } from './unfinished.ts'

export const EXTENSION = '.shoko'
const DATABASE = 'catalogue.sqlite'
const OPENER = 'open.shokocat'

/** A catalogue's file that is open. */
export interface OpenFile {
  readonly folder: string
  /** The folder's name without its extension. */
  readonly name: string
  readonly db: ReadDatabase
  /** The connection that writes; null when the catalogue was opened only to be read. */
  readonly writer: WriteDatabase | null
  /** The file that is open: of a catalogue of an older version that is only read, a copy that is brought up to date. */
  readonly database: string
  close(): void
  /**
   * Puts another database in the place of this one and opens it; the folder is held all the while. When it cannot be
   * opened, the one before is there again. Not for a catalogue that is only read.
   */
  replaceFile?(next: string): OpenFile
}

export interface Catalogue extends OpenFile {
  /** Whether paths of linked scans are followed: whoever wrote them may have meant any file of this machine. */
  readonly followsLinks: boolean
  /** Why it is open to be read alone, and where it lies. */
  readonly access: Access
}

export const databasePath = (folder: string): string => join(folder, DATABASE)
/** What can be made again from the scans; it may be deleted at any time. */
export const derivativesIn = ({ folder }: Pick<Catalogue, 'folder'>): string => join(folder, 'derivatives')
export const catalogueName = (folder: string): string => basename(folder, EXTENSION)

/** The catalogue's folder for what a person named: the folder, or the opener or database in it. */
export function catalogueFolder(path: string): string {
  const named = resolve(path)
  return [OPENER, DATABASE].includes(basename(named)) ? dirname(named) : named
}

/** @throws catalogueNotFound, notACatalogue */
export function presentDatabase(folder: string): string {
  const file = basename(folder)
  const database = databasePath(folder)
  if (isFile(database)) return database
  throw refusal(existsSync(folder) ? 'notACatalogue' : 'catalogueNotFound', { file })
}

/** Opens a catalogue to write in it. @throws catalogueNotFound, notACatalogue, catalogueHeld, catalogueTooNew, catalogueDamaged */
export function openCatalogue(path: string, who: string, since: string): OpenFile {
  const folder = catalogueFolder(path)
  const database = presentDatabase(folder)
  checkVersion(database, basename(folder))
  const held = hold(folder, who, since)
  try {
    return openHeld(folder, held, since)
  } catch (error) {
    held.release()
    throw sqliteRefusal(error, basename(folder)) ?? error
  }
}

function openHeld(folder: string, held: Hold, now: string): OpenFile {
  const database = databasePath(folder)
  const db = openToWrite(database, { shared: placeOf(folder).kind !== 'local' })
  try {
    if (schemaVersion(db, basename(folder)) < SCHEMA_VERSION) backupBeforeMigration(folder, now)
    bringUpToDate(db, basename(folder))
    recordChanges(db)
    guardLent(db)
    guardRedactions(db)
    guardDigests(db)
    followPages(db)
    for (const historyId of unfinished(db)) for (const _ of abandoning(db, historyId));
  } catch (error) {
    close(db)
    throw error
  }
  dropBefore(database)
  const letKeyGo = useKey(headOf(database))
  return {
    folder,
    name: catalogueName(folder),
    db,
    writer: db,
    database,
    close() {
      try {
        execute(db, 'PRAGMA optimize')
      } catch {
        // It helps to find faster, and is no reason to keep the file open where nothing can be written.
      }
      leaveOneFile(db)
      close(db)
      letKeyGo()
      held.release()
    },
    replaceFile(next) {
      // What the log holds belongs into the file that is kept until the other one is open.
      leaveOneFile(db)
      close(db)
      const before = beforeOf(database)
      rmSync(before, { force: true })
      keepAside(database, before)
      try {
        for (const suffix of ['-wal', '-shm']) rmSync(`${database}${suffix}`, { force: true })
        renameSync(next, database)
        const opened = openHeld(folder, held, now)
        letKeyGo()
        return opened
      } catch {
        renameSync(before, database)
        return openHeld(folder, held, now)
      }
    },
  }
}

const beforeOf = (database: string): string => `${database}.before`

/** A second name for a file, so that its own can be given to another in one step; where there are none, a copy. */
function keepAside(file: string, aside: string): void {
  try {
    linkSync(file, aside)
  } catch {
    copyFileSync(file, aside)
  }
}

/** What stood here before another file was put in its place, and is not needed now that this one is open. */
function dropBefore(database: string): void {
  const before = beforeOf(database)
  if (!existsSync(before)) return
  if (headOf(before) === 'plain' && isEncrypted(database)) wipe(before)
  else rmSync(before, { force: true })
}

/** A file of an earlier version is copied as it is before anything of it is changed. */
function backupBeforeMigration(folder: string, now: string): void {
  const db = openToRead(databasePath(folder))
  try {
    makeBackup(db, folder, now, 'migration')
  } finally {
    close(db)
  }
}

/** A file that is not ours, or newer than this program, is refused before anything of it is written. */
function checkVersion(database: string, file: string): void {
  const db = openToRead(database)
  try {
    schemaVersion(db, file)
  } finally {
    close(db)
  }
}

/** By what a catalogue is told from every other. @throws notACatalogue, catalogueDamaged */
export function uidOf(folder: string): string {
  const db = openToRead(databasePath(folder))
  try {
    return catalogueFacts(db)?.uid ?? ''
  } finally {
    close(db)
  }
}

export interface NewCatalogue {
  uid: string
  createdAt: string
  madeBy: string
  institution: Institution | null
}

/** The folders of a catalogue, with nothing in them. @throws folderNotWritable */
export function makeFolders(folder: string): void {
  try {
    for (const name of ['', 'scans', 'derivatives', 'snapshots'])
      mkdirSync(join(folder, name), { recursive: true })
    accessSync(folder, constants.W_OK)
    writeFileSync(join(folder, OPENER), 'Shoko catalogue\n')
  } catch {
    throw refusal('folderNotWritable', { file: basename(folder) })
  }
}

/** Makes an empty catalogue at a path that must not exist, or be an empty folder; `.shoko` is added. @throws catalogueExists, folderNotWritable */
export function makeCatalogue(path: string, facts: NewCatalogue): string {
  const folder = extname(path) === EXTENSION ? resolve(path) : `${resolve(path)}${EXTENSION}`
  const file = basename(folder)
  if (existsSync(folder) && (!statSync(folder).isDirectory() || existsSync(databasePath(folder)))) {
    throw refusal('catalogueExists', { file })
  }
  makeFolders(folder)
  const db = openToWrite(databasePath(folder))
  try {
    migrate(db, 0)
    inTransaction(db, () => {
      insertCatalogue(db, facts)
      if (facts.institution) writeInstitution(db, facts.institution)
    })
  } finally {
    close(db)
  }
  return folder
}
