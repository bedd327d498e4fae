/** Brings a catalogue's file to the schema of this program, one numbered SQL file after the other. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { indexAuthority } from './authority/index.ts'
import { AUTHORITIES } from './authority/read.ts'
import { unindexed } from './sorted-names.ts'
import { indexTerm } from './term/index.ts'
import { TERMS } from './term/read.ts'
import { resourcePath } from '../platform/resources.ts'
import { refusal } from '../shared/contract/errors.ts'
import { renewIndex } from './search/index.ts'
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

/** Brings a file to this program's schema, with what is derived of it. @throws notACatalogue, catalogueTooNew */
export function bringUpToDate(db: WriteDatabase, file: string): void {
  migrate(db, schemaVersion(db, file))
  const authorities = unindexed(db, AUTHORITIES)
  const terms = unindexed(db, TERMS)
  if (authorities.length + terms.length > 0) {
    inTransaction(db, () => {
      for (const id of authorities) indexAuthority(db, id)
      for (const id of terms) indexTerm(db, id)
    })
  }
  renewIndex(db)
}

/** Runs the migrations up to a version that are still to come, in one transaction, and checks foreign keys before it is kept. */
export function migrate(db: WriteDatabase, from: number, to = SCHEMA_VERSION): void {
  if (from === to) return
  inTransaction(db, () => {
    for (const name of MIGRATIONS.slice(from, to)) execute(db, readFileSync(join(folder, name), 'utf8'))
    const broken = all(db, sql`PRAGMA foreign_key_check`)
    if (broken.length > 0) throw new Error('migration leaves foreign keys broken')
    execute(db, `PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${to}`)
  })
}
