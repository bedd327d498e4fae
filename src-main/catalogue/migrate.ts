/** Brings a catalogue's file to the schema of this program, one numbered SQL file after the other. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { resourcePath } from '../platform/resources.ts'
import { refusal } from '../shared/contract/errors.ts'
import { all, APPLICATION_ID, execute, get, inTransaction, pragma, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'

const folder = resourcePath('src-main/catalogue/migrations')

const MIGRATIONS = readdirSync(folder)
  .filter((name) => /^\d{4}-.+\.sql$/.test(name))
  .sort()

export const SCHEMA_VERSION = MIGRATIONS.length

/** The version of the schema that a file has. @throws notACatalogue, catalogueTooNew */
export function schemaVersion(db: ReadDatabase, file: string): number {
  const version = Number(pragma(db, 'user_version'))
  if (pragma(db, 'application_id') !== APPLICATION_ID) throw refusal('notACatalogue', { file })
  if (version > SCHEMA_VERSION) {
    const made = get<{ madeBy: string }>(db, sql`SELECT madeBy FROM catalogue`)
    throw refusal('catalogueTooNew', { file, version, madeBy: made?.madeBy ?? '' })
  }
  return version
}

/** Runs the migrations that are still to come, in one transaction, and checks foreign keys before it is kept. */
export function migrate(db: WriteDatabase, from: number): void {
  if (from === SCHEMA_VERSION) return
  inTransaction(db, () => {
    for (const name of MIGRATIONS.slice(from)) execute(db, readFileSync(join(folder, name), 'utf8'))
    const broken = all(db, sql`PRAGMA foreign_key_check`)
    if (broken.length > 0) throw new Error('migration leaves foreign keys broken')
    execute(db, `PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}`)
  })
}
