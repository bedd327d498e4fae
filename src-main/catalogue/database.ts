/** The connection to a catalogue's file: how it is opened, and the few functions through which all SQL goes. */
import Database from 'better-sqlite3'
import { closeSync, fsyncSync, openSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { holds } from '../shared/domain/search-term.ts'
import { refusal } from '../shared/contract/errors.ts'
import { attachFile, giveKey } from './encryption/cipher.ts'
import { keyOfFile } from './encryption/keyring.ts'

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

/** Runs `fn` in one immediate transaction; what it throws rolls everything back. @throws lentOut, redactionHeld */
export function inTransaction<T>(db: WriteDatabase, fn: () => T): T {
  try {
    return raw(db).transaction(fn).immediate()
  } catch (error) {
    throw lentRefusal(db, error) ?? heldRefusal(error) ?? error
  }
}

/** What the triggers of lending say (lending/guard.ts), as the refusal that it is. */
function lentRefusal(db: ReadDatabase, error: unknown): Error | null {
  const [, loanId] = (isDatabaseError(error) && /^lentOut (\d+)$/.exec(error.message)) || []
  if (loanId === undefined) return null
  const loan = get<{ to: string; since: string }>(
    db,
    sql`SELECT lentTo AS "to", lentAt AS since FROM loan WHERE id = ${Number(loanId)}`,
  )
  return refusal('lentOut', loan ?? { to: '', since: '' })
}

/** What the triggers of redactions say (redaction/guard.ts), as the refusal that it is. */
const heldRefusal = (error: unknown): Error | null =>
  isDatabaseError(error) && error.message === 'redactionHeld' ? refusal('redactionHeld', {}) : null

/**
 * Runs `fn`, of which the transactions are on disk only with the next one after it: in between, losing power loses the last
 * of them, and never one before another. For work that is nothing until its last transaction.
 */
export function withoutWaiting<T>(db: WriteDatabase, fn: () => T): T {
  // Without a log that is written first, a half-synchronised write could hurt what was there.
  if (pragma(db, 'journal_mode') !== 'wal') return fn()
  raw(db).pragma('synchronous = NORMAL')
  try {
    return fn()
  } finally {
    raw(db).pragma('synchronous = FULL')
  }
}

/** Pages of the log after which a write carries them into the database itself: SQLite's own number, and one that is not met. */
const CARRIED_AFTER = { here: 1000, elsewhere: 65_536 }

/** Says who carries the log into the database: each write that has made it long, or `checkpoint` on a thread of its own. */
export const setCheckpoints = (db: WriteDatabase, by: keyof typeof CARRIED_AFTER): void =>
  void raw(db).pragma(`wal_autocheckpoint = ${CARRIED_AFTER[by]}`)

/** Carries into the database what no reader needs in the log; nobody waits for it. */
export const checkpoint = (db: WriteDatabase): void => void raw(db).pragma('wal_checkpoint(PASSIVE)')

/** Carries the whole log into the database, and cuts it off; not while somebody reads an earlier state of it. */
export function emptyLog(db: WriteDatabase): void {
  raw(db).pragma('busy_timeout = 0')
  try {
    raw(db).pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    raw(db).pragma('busy_timeout = 5000')
  }
}

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
  sync(path)
}

/** Puts another catalogue's file beside the one that is open, encrypted or not. @throws catalogueLocked */
export const attach = (db: WriteDatabase, path: string, name: string): void => attachFile(raw(db), path, name)

/** Waits until a file is on disk. */
export function sync(path: string): void {
  const file = openSync(path, 'r')
  fsyncSync(file)
  closeSync(file)
}

/**
 * Opens a catalogue's file to write; `shared`: it lies where other machines may open it too; `as`: a new one gets the key of
 * that file. @throws notACatalogue, catalogueDamaged, catalogueLocked, folderNotWritable, diskFull
 */
export function openToWrite(
  path: string,
  { shared = false, as }: { shared?: boolean; as?: string } = {},
): WriteDatabase {
  return opening(path, { timeout: 5000, as }, (db) => {
    guard(db)
    db.pragma('foreign_keys = ON')
    // Where processes of several machines may meet, none may rely on memory that they share.
    db.pragma(`journal_mode = ${shared ? 'DELETE' : 'WAL'}`)
    // A call is answered only when its transaction is on disk.
    db.pragma('synchronous = FULL')
    db.pragma('temp_store = MEMORY')
    // What is taken out of the file is overwritten in it.
    db.pragma('secure_delete = ON')
    db.pragma('cache_size = -65536')
    giveFunctions(db)
  }) as WriteDatabase
}

/** Opens a catalogue's file to read alone. @throws notACatalogue, catalogueDamaged, catalogueLocked */
export function openToRead(path: string): ReadDatabase {
  return opening(path, { readonly: true, fileMustExist: true, timeout: 5000 }, (db) => {
    guard(db)
    db.pragma('query_only = ON')
    db.pragma('temp_store = MEMORY')
    giveFunctions(db)
  })
}

/** `holds(value, words, open)`: whether a text has words as search understands them (shared/domain/fold.ts). */
function giveFunctions(db: Database.Database): void {
  db.function('holds', { deterministic: true, directOnly: true }, (value, words, open) =>
    typeof value === 'string' && holds(value, String(words), open === 1) ? 1 : 0,
  )
}
/**
 * Opens a catalogue's file to read, with room for temporary tables of this connection: functions that write can be run
 * on those, the file itself cannot be written.
 */
export function openWithScratch(path: string): WriteDatabase {
  const db = openToRead(path)
  raw(db).pragma('query_only = OFF')
  return db as WriteDatabase
}

/** Rows one by one, for more of them than memory should hold; nothing else runs on the connection meanwhile. */
export const each = <Row>(db: ReadDatabase, { text, parameters }: Statement): IterableIterator<Row> =>
  raw(db)
    .prepare(text)
    .iterate(...parameters) as IterableIterator<Row>

/** Rows as they are stored, whole numbers of any size included. */
export const eachExact = (db: ReadDatabase, text: string): IterableIterator<unknown[]> =>
  raw(db).prepare(text).raw().safeIntegers().iterate() as IterableIterator<unknown[]>

/** What a file may be made of to do harm, switched off; better-sqlite3 is defensive by itself. */
function guard(db: Database.Database): void {
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
  db.pragma('mmap_size = 0')
}

/** Puts everything into the one file, which can then be read from where nothing can be written; not while others read. */
export function leaveOneFile(db: WriteDatabase): void {
  raw(db).pragma('busy_timeout = 0')
  try {
    raw(db).pragma('journal_mode = DELETE')
  } catch {
    // Whoever reads it now, or the next to close it, does that.
  }
}

/** A database of this moment, for what is compared or tried out. */
export const openInMemory = (): WriteDatabase => new Database(':memory:') as unknown as WriteDatabase

/** The name by which a person knows the file: a catalogue's is its folder's, a copy has its own. */
const knownName = (path: string): string => basename(dirname(path).endsWith('.shoko') ? dirname(path) : path)

function opening(
  path: string,
  { as, ...options }: Database.Options & { as?: string | undefined },
  prepare: (db: Database.Database) => void,
): ReadDatabase {
  let db: Database.Database | undefined
  const key = keyOfFile(as !== undefined && !isFile(path) ? as : path)
  try {
    db = new Database(path, options)
    giveKey(db, key)
    prepare(db)
    // The header is read at the first statement, not at opening.
    db.pragma('schema_version')
    return db as unknown as ReadDatabase
  } catch (error) {
    db?.close()
    // The key is that of the file: it is not another one, but harmed, where it does not open it.
    if (key && error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB')
      throw refusal('catalogueDamaged', { file: knownName(path), problem: error.code })
    throw sqliteRefusal(error, knownName(path)) ?? error
  }
}

/** What SQLite itself throws, as a damaged file makes it do. */
export const isDatabaseError = (error: unknown): error is Error & { code: string } =>
  error instanceof Database.SqliteError

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
