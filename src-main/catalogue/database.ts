/** The connection to a catalogue's file: how it is opened, and the few functions through which all SQL goes. */
import Database from 'better-sqlite3'
import { closeSync, fsyncSync, openSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { holds } from '../shared/domain/fold.ts'
import { refusal } from '../shared/contract/errors.ts'

/** 'SHOK': what SQLite's header says the file is for. */
export const APPLICATION_ID = 0x53484f4b

declare const access: unique symbol
/** A connection that only reads; functions that take one cannot write. */
export interface ReadDatabase {
  readonly [access]: 'read' | 'write'
}
export interface WriteDatabase extends ReadDatabase {
  readonly [access]: 'write'
}

/** Text of one statement with its parameters, made by the `sql` tag. */
export interface Statement {
  readonly text: string
  readonly parameters: readonly Value[]
}
export type Value = string | number | bigint | null | Uint8Array

/** `sql\`… ${value} …\``: values become parameters, never text. */
export function sql(parts: TemplateStringsArray, ...parameters: Value[]): Statement {
  return { text: parts.join('?'), parameters }
}

const raw = (db: ReadDatabase) => db as unknown as Database.Database

type Prepared = Database.Statement
const prepared = new WeakMap<ReadDatabase, Map<string, Prepared>>()

function prepare(db: ReadDatabase, text: string): Prepared {
  let statements = prepared.get(db)
  if (!statements) prepared.set(db, (statements = new Map<string, Prepared>()))
  let statement = statements.get(text)
  if (!statement) statements.set(text, (statement = raw(db).prepare(text)))
  return statement
}

export const all = <Row>(db: ReadDatabase, { text, parameters }: Statement): Row[] =>
  prepare(db, text).all(...parameters) as Row[]

export const get = <Row>(db: ReadDatabase, { text, parameters }: Statement): Row | undefined =>
  prepare(db, text).get(...parameters) as Row | undefined

export const run = (db: WriteDatabase, { text, parameters }: Statement): { changes: number; id: number } => {
  const { changes, lastInsertRowid } = prepare(db, text).run(...parameters)
  return { changes, id: Number(lastInsertRowid) }
}

export const execute = (db: WriteDatabase, text: string): void => void raw(db).exec(text)

/** One value of a pragma. Pragmas take no parameters: callers give constants. */
export const pragma = (db: ReadDatabase, text: string): unknown => raw(db).pragma(text, { simple: true })

export const close = (db: ReadDatabase): void => void raw(db).close()

/** Runs `fn` in one immediate transaction; what it throws rolls everything back. */
export const inTransaction = <T>(db: WriteDatabase, fn: () => T): T => raw(db).transaction(fn).immediate()

/**
 * Copies the database, as it is at this moment, to a file that must not exist. One reading transaction: what is written
 * meanwhile neither gets in nor makes it start again.
 */
export function copyTo(db: ReadDatabase, path: string): void {
  // The copy is written, the database is not; to SQLite both are a write.
  raw(db).pragma('query_only = OFF')
  try {
    prepare(db, 'VACUUM INTO ?').run(path)
  } finally {
    raw(db).pragma('query_only = ON')
  }
  const file = openSync(path, 'r')
  fsyncSync(file)
  closeSync(file)
}

/** Opens a catalogue's file to write. @throws notACatalogue, catalogueDamaged, folderNotWritable, diskFull */
export function openToWrite(path: string): WriteDatabase {
  return opening(path, () => {
    const db = new Database(path, { timeout: 5000 })
    db.pragma('trusted_schema = OFF')
    db.pragma('foreign_keys = ON')
    db.pragma('journal_mode = WAL')
    // A call is answered only when its transaction is on disk.
    db.pragma('synchronous = FULL')
    db.pragma('temp_store = MEMORY')
    db.pragma('cache_size = -65536')
    giveFunctions(db)
    return db as unknown as WriteDatabase
  })
}

/** Opens a catalogue's file to read alone. @throws notACatalogue, catalogueDamaged */
export function openToRead(path: string): ReadDatabase {
  return opening(path, () => {
    const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 5000 })
    db.pragma('trusted_schema = OFF')
    db.pragma('query_only = ON')
    db.pragma('temp_store = MEMORY')
    giveFunctions(db)
    return db as unknown as ReadDatabase
  })
}

/** `holds(value, words, open)`: whether a text has words as search understands them (shared/domain/fold.ts). */
function giveFunctions(db: Database.Database): void {
  db.function('holds', { deterministic: true, directOnly: true }, (value, words, open) =>
    typeof value === 'string' && holds(value, String(words), open === 1) ? 1 : 0,
  )
}

/** The name by which a person knows the file: a catalogue's is its folder's, a copy has its own. */
const knownName = (path: string): string => basename(dirname(path).endsWith('.shoko') ? dirname(path) : path)

function opening<T extends ReadDatabase>(path: string, open: () => T): T {
  const file = knownName(path)
  try {
    const db = open()
    // The header is read at the first statement, not at opening.
    pragma(db, 'schema_version')
    return db
  } catch (error) {
    throw sqliteRefusal(error, file) ?? error
  }
}

/** The expected failure behind an error of SQLite, or null when it is a defect of ours. */
export function sqliteRefusal(error: unknown, file: string): Error | null {
  const code = error instanceof Database.SqliteError ? error.code : ''
  if (code === 'SQLITE_NOTADB') return refusal('notACatalogue', { file })
  if (code.startsWith('SQLITE_CORRUPT')) return refusal('catalogueDamaged', { file, problem: code })
  if (code.startsWith('SQLITE_FULL')) return refusal('diskFull', { file })
  if (code.startsWith('SQLITE_IOERR_SHORT_READ')) return refusal('catalogueDamaged', { file, problem: code })
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_CANTOPEN') {
    return refusal('folderNotWritable', { file })
  }
  return null
}

export const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false

/** Everything that `fn` reads is of one moment, whatever is written meanwhile. */
export async function snapshot<T>(db: ReadDatabase, fn: () => Promise<T>): Promise<T> {
  raw(db).exec('BEGIN')
  try {
    return await fn()
  } finally {
    raw(db).exec('COMMIT')
  }
}

/** The version of SQLite inside the program. */
export function sqliteVersion(): string {
  const db = new Database(':memory:')
  const version = db.prepare('SELECT sqlite_version()').pluck().get()
  db.close()
  return String(version)
}
