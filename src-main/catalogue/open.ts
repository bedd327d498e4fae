/**
 * A catalogue is a folder: `catalogue.sqlite` (the record), `scans/` (masters by SHA-256), `derivatives/` (a cache),
 * `snapshots/` (backup copies), and `open.shokocat`, a small file that a system can associate with the program.
 */
import { accessSync, constants, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { refusal } from '../shared/contract/errors.ts'
import type { Institution } from '../shared/contract/catalogue.ts'
import { indexAuthority, unindexedAuthorities } from './authority/index.ts'
import { close, execute, inTransaction, isFile, openToRead, openToWrite } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'
import { hold } from './holder.ts'
import { insertCatalogue, writeInstitution } from './institution.ts'
import { migrate, schemaVersion } from './migrate.ts'
import { recordChanges } from './recording.ts'
import { abandonSome, unfinished } from './unfinished.ts'

export const EXTENSION = '.shoko'
const DATABASE = 'catalogue.sqlite'
const OPENER = 'open.shokocat'

export interface Catalogue {
  readonly folder: string
  /** The folder's name without its extension. */
  readonly name: string
  readonly db: ReadDatabase
  /** The connection that writes; null when the catalogue was opened only to be read. */
  readonly writer: WriteDatabase | null
  close(): void
}

export const databasePath = (folder: string): string => join(folder, DATABASE)
export const catalogueName = (folder: string): string => basename(folder, EXTENSION)

/** The catalogue's folder for what a person named: the folder, or the opener or database in it. */
export function catalogueFolder(path: string): string {
  const named = resolve(path)
  return [OPENER, DATABASE].includes(basename(named)) ? dirname(named) : named
}

/** @throws catalogueNotFound, notACatalogue */
function presentDatabase(folder: string): string {
  const file = basename(folder)
  const database = databasePath(folder)
  if (isFile(database)) return database
  throw refusal(existsSync(folder) ? 'notACatalogue' : 'catalogueNotFound', { file })
}

/** Opens a catalogue to write in it. @throws catalogueNotFound, notACatalogue, catalogueHeld, catalogueTooNew, catalogueDamaged */
export function openCatalogue(path: string, who: string, since: string): Catalogue {
  const folder = catalogueFolder(path)
  const database = presentDatabase(folder)
  checkVersion(database, basename(folder))
  const held = hold(folder, who, since)
  try {
    const db = openToWrite(database)
    try {
      migrate(db, schemaVersion(db, basename(folder)))
      const unindexed = unindexedAuthorities(db)
      if (unindexed.length > 0) inTransaction(db, () => unindexed.forEach((id) => indexAuthority(db, id)))
      recordChanges(db)
      for (const historyId of unfinished(db)) while (!abandonSome(db, historyId));
    } catch (error) {
      close(db)
      throw error
    }
    return {
      folder,
      name: catalogueName(folder),
      db,
      writer: db,
      close() {
        execute(db, 'PRAGMA optimize')
        close(db)
        held.release()
      },
    }
  } catch (error) {
    held.release()
    throw error
  }
}

/** Opens a catalogue to read it, also while another program writes in it. */
export function readCatalogue(path: string): Catalogue {
  const folder = catalogueFolder(path)
  const database = presentDatabase(folder)
  checkVersion(database, basename(folder))
  const db = openToRead(database)
  return { folder, name: catalogueName(folder), db, writer: null, close: () => close(db) }
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

export interface NewCatalogue {
  uid: string
  createdAt: string
  madeBy: string
  institution: Institution | null
}

/** Makes an empty catalogue at a path that must not exist, or be an empty folder; `.shoko` is added. @throws catalogueExists, folderNotWritable */
export function makeCatalogue(path: string, facts: NewCatalogue): string {
  const folder = extname(path) === EXTENSION ? resolve(path) : `${resolve(path)}${EXTENSION}`
  const file = basename(folder)
  if (existsSync(folder) && (!statSync(folder).isDirectory() || existsSync(databasePath(folder)))) {
    throw refusal('catalogueExists', { file })
  }
  try {
    for (const name of ['', 'scans', 'derivatives', 'snapshots'])
      mkdirSync(join(folder, name), { recursive: true })
    accessSync(folder, constants.W_OK)
    writeFileSync(join(folder, OPENER), 'Shoko catalogue\n')
  } catch {
    throw refusal('folderNotWritable', { file })
  }
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
