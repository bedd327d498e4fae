/** A database under another key: copied, opened, checked, and its content compared, before anything of the first one goes. */
import { createHash, randomFillSync } from 'node:crypto'
import type { Hash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { refusal } from '../../shared/contract/errors.ts'
import { isSound } from '../check.ts'
import { all, close, eachExact, openToRead, pragma, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'
import { copyUnderKey } from './copy.ts'
import { headOf } from './keyring.ts'
import type { DatabaseKey } from './keyring.ts'

/** Of the bytes of the file: each part of the work once. */
export const PARTS = 4
const ROWS = 2000

interface Going {
  readonly signal: AbortSignal
  /** Parts of the work that are done. */
  part(done: number): void
}

/**
 * Copies the database at `path` to `target` under a key, or none, and makes sure of the copy. Removes it again where it is
 * not what it should be, or somebody stops. @throws encryptionUnverified, cancelled
 */
export async function convert(
  path: string,
  target: string,
  key: DatabaseKey | null,
  { signal, part }: Going,
): Promise<void> {
  const stop = () => {
    if (signal.aborted) throw refusal('cancelled', {})
  }
  try {
    rmSync(target, { force: true })
    copyUnderKey(path, target, key)
    part(1)
    await setImmediate()
    stop()
    if (headOf(target) !== (key?.salt ?? 'plain')) throw refusal('encryptionUnverified', { problem: 'head' })
    const [one, other] = [openToRead(path), openToRead(target)]
    try {
      if (!isSound(other)) throw refusal('encryptionUnverified', { problem: 'quick_check' })
      part(2)
      const before = await contentOf(one, stop)
      part(3)
      if ((await contentOf(other, stop)) !== before)
        throw refusal('encryptionUnverified', { problem: 'content' })
      part(PARTS)
    } finally {
      close(one)
      close(other)
    }
  } catch (error) {
    rmSync(target, { force: true })
    throw error
  }
}

/** The hash of everything that a database holds, its index and what its tables are made of included. */
export async function contentOf(db: ReadDatabase, rest: () => void = () => undefined): Promise<string> {
  const hash = createHash('sha256')
  hash.update(`${String(pragma(db, 'user_version'))}/${String(pragma(db, 'application_id'))}\n`)
  const made = all<{ type: string; name: string; sql: string | null; root: number }>(
    db,
    sql`SELECT type, name, sql, rootpage AS root FROM main.sqlite_schema ORDER BY type, name`,
  )
  for (const { type, name, sql: text } of made) hash.update(`${type} ${name}\n${text ?? ''}\n`)
  for (const { name } of made.filter(({ type, root }) => type === 'table' && root > 0)) {
    hash.update(`table ${name}\n`)
    let rows = 0
    for (const row of eachExact(db, `SELECT * FROM main."${name.replaceAll('"', '""')}"`)) {
      for (const value of row) take(hash, value)
      if (++rows % ROWS > 0) continue
      await setImmediate()
      rest()
    }
  }
  return hash.digest('hex')
}

function take(hash: Hash, value: unknown): void {
  const bytes = value instanceof Uint8Array ? value : Buffer.from(String(value), 'utf8')
  hash.update(
    `${value === null ? 'n' : value instanceof Uint8Array ? 'b' : ((typeof value)[0] ?? '')}${String(bytes.length)}:`,
  )
  hash.update(bytes)
}

/**
 * Writes over a file and removes it. What a file system keeps elsewhere (copies on write, a journal, the cells of a solid
 * state disk) is out of the reach of any program.
 */
export function wipe(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size
  if (size === undefined) return
  const file = openSync(path, 'r+')
  try {
    const noise = Buffer.alloc(1 << 20)
    for (let at = 0; at < size; at += noise.length) {
      randomFillSync(noise)
      writeSync(file, noise, 0, Math.min(noise.length, size - at), at)
    }
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  rmSync(path, { force: true })
}
