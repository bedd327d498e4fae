/** A database under another key, in one go. */
import Database from 'better-sqlite3'
import { rmSync } from 'node:fs'
import { basename } from 'node:path'
import { sqliteRefusal, sync } from '../database.ts'
import { attachFile, giveKey } from './cipher.ts'
import type { DatabaseKey } from './keyring.ts'

/** Copies a database to a file that must not exist, under another key, or none; of one moment, as `copyTo`. */
export function copyUnderKey(path: string, target: string, key: DatabaseKey | null): void {
  const between = `${target}.making`
  // A copy has the key of the connection that makes it: here, of an empty database of its own.
  const db = new Database(key ? between : ':memory:')
  try {
    giveKey(db, key)
    db.pragma('temp_store = MEMORY')
    attachFile(db, path, 'original')
    db.prepare('VACUUM original INTO ?').run(target)
  } catch (error) {
    throw sqliteRefusal(error, basename(path)) ?? error
  } finally {
    db.close()
    rmSync(between, { force: true })
  }
  sync(target)
}
