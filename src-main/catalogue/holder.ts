/**
 * One writer at a time. The lock is SQLite's own on a small file beside the catalogue: the system lets go of it when the
 * process ends, however it ends, so there is no stale lock to judge. Who holds it is written beside it, for the refusal.
 */
import Database from 'better-sqlite3'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { writingRefusal } from '../platform/files.ts'
import { refusal } from '../shared/contract/errors.ts'
import { sqliteRefusal } from './database.ts'

const Holder = z.object({ who: z.string(), host: z.string(), pid: z.number(), since: z.string() })
export type Holder = z.infer<typeof Holder>

export interface Hold {
  release(): void
}

/** Kept here until released: a connection that nothing names is closed by the garbage collector, and its lock with it. */
const held = new Set<Database.Database>()

const lockFolder = (folder: string) => join(folder, 'lock')
const holderFile = (folder: string) => join(lockFolder(folder), 'holder.json')

/** Holds a catalogue's folder for writing. @throws catalogueHeld, folderNotWritable */
export function hold(folder: string, who: string, since: string): Hold {
  const file = basename(folder)
  let lock: Database.Database
  try {
    mkdirSync(lockFolder(folder), { recursive: true })
    lock = new Database(join(lockFolder(folder), 'lock.sqlite'), { timeout: 0 })
  } catch (error) {
    throw sqliteRefusal(error, file) ?? refusal('folderNotWritable', { file })
  }
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) {
      throw sqliteRefusal(error, file) ?? error
    }
    throw refusal('catalogueHeld', { file, ...(holderOf(folder) ?? { who: '', host: '', pid: 0, since }) })
  }
  try {
    const holder: Holder = { who, host: hostname(), pid: process.pid, since }
    writeFileSync(holderFile(folder), JSON.stringify(holder))
  } catch (error) {
    lock.close()
    throw writingRefusal(error, lockFolder(folder))
  }
  held.add(lock)
  return {
    release() {
      rmSync(holderFile(folder), { force: true })
      held.delete(lock)
      lock.close()
    },
  }
}

/** Who holds the folder at this moment, or null: what is written there by one that has ended does not count. */
export function holderNow(folder: string): Holder | null {
  const path = join(lockFolder(folder), 'lock.sqlite')
  if (!existsSync(path)) return null
  let lock: Database.Database | undefined
  try {
    lock = new Database(path, { readonly: true, timeout: 0 })
    lock.prepare('SELECT 1 FROM sqlite_schema').all()
    return null
  } catch (error) {
    const isBusy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
    return isBusy ? (holderOf(folder) ?? { who: '', host: '', pid: 0, since: '' }) : null
  } finally {
    lock?.close()
  }
}

/** Who says to hold the folder, or null. */
function holderOf(folder: string): Holder | null {
  try {
    return Holder.parse(JSON.parse(readFileSync(holderFile(folder), 'utf8')))
  } catch {
    return null
  }
}
