/**
 * The keys of encrypted databases that this process holds. An encrypted file says with its first 16 bytes, its salt, which
 * key opens it, so that a copy of it is known for one wherever it lies. Threads that are begun get the keys with them.
 */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads'
import { z } from 'zod'
import { recentId } from '../../platform/recent-catalogues.ts'
import { dropSealingKeys, holdSealingKeys } from '../../platform/sealed-file/keys.ts'
import { refusal } from '../../shared/contract/errors.ts'

/** Both as hexadecimal digits. */
export interface DatabaseKey {
  readonly salt: string
  readonly key: string
}

/** Beside the database: the key of it, wrapped once for each passphrase that opens it. */
export const SLOTS_FILE = 'keyslots.json'
const DATABASE = 'catalogue.sqlite'
const HELD = 'shoko.databaseKeys'
const PLAIN = Buffer.from('SQLite format 3\0', 'latin1')
/** How far above a file of a catalogue its folder is at most. */
const ABOVE = 4

const held = (): ReadonlyMap<string, string> =>
  (getEnvironmentData(HELD) as ReadonlyMap<string, string> | undefined) ?? new Map<string, string>()

/** How many catalogues that are open use a key. */
const users = new Map<string, number>()

export function holdKey({ salt, key }: DatabaseKey): void {
  setEnvironmentData(HELD, new Map([...held(), [salt, key]]))
  holdSealingKeys({ salt, key })
}

/** A catalogue that is open uses the key; with the last one that is closed it is forgotten. */
export function useKey(salt: string | null): () => void {
  if (salt === null || salt === 'plain') return () => undefined
  users.set(salt, (users.get(salt) ?? 0) + 1)
  let using = true
  return () => {
    if (!using) return
    using = false
    const left = (users.get(salt) ?? 1) - 1
    users.set(salt, left)
    if (left > 0) return
    setEnvironmentData(HELD, new Map([...held()].filter(([one]) => one !== salt)))
    dropSealingKeys(salt)
  }
}

/** `plain`, the salt of what may be an encrypted file, or null of one that is not there or empty. */
export function headOf(path: string): string | null {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return null
  }
  try {
    const head = Buffer.alloc(PLAIN.length)
    const length = readSync(file, head, 0, head.length, 0)
    if (length === 0) return null
    return head.equals(PLAIN) ? 'plain' : head.toString('hex')
  } finally {
    closeSync(file)
  }
}

/** The salt that the slots beside a file name, or null. */
export function saltOfSlots(folder: string): string | null {
  try {
    const { salt } = z
      .object({ salt: z.string().regex(/^[0-9a-f]{32}$/) })
      .parse(JSON.parse(readFileSync(join(folder, SLOTS_FILE), 'utf8')))
    return salt
  } catch {
    return null
  }
}

/** Folders that were refused because no key of theirs is held, by what the refusal calls them. */
const locked = new Map<string, string>()
export const lockedFolder = (id: string): string | null => locked.get(id) ?? null

function refuseLocked(folder: string): never {
  const id = recentId(folder)
  locked.set(id, folder)
  throw refusal('catalogueLocked', { file: basename(folder), id })
}

function heldKey(salt: string, folder: string): DatabaseKey {
  const key = held().get(salt)
  return key === undefined ? refuseLocked(folder) : { salt, key }
}

/** The key with which a file is read, or null where it needs none. @throws catalogueLocked */
export function keyOfFile(path: string): DatabaseKey | null {
  const head = headOf(path)
  if (head === null) return keyOfFolder(dirname(path))
  if (head === 'plain') return null
  const key = held().get(head)
  if (key !== undefined) return { salt: head, key }
  const folder = slotsAbove(dirname(path), head)
  return folder === null ? null : refuseLocked(folder)
}

/** The folder, at or above this one, of which the slots are for a salt. */
export function slotsAbove(from: string, salt: string): string | null {
  for (const folder of above(from)) if (saltOfSlots(folder) === salt) return folder
  return null
}

/**
 * The key that a new file in a folder gets: that of the catalogue to which the folder belongs, so that nothing of an
 * encrypted one is written as plain text. @throws catalogueLocked
 */
export function keyOfFolder(from: string): DatabaseKey | null {
  let beside: { salt: string; folder: string } | null = null
  for (const folder of above(from)) {
    const head = headOf(join(folder, DATABASE))
    if (head === 'plain') return null
    const salt = saltOfSlots(folder)
    if (head !== null) return salt === null ? null : heldKey(salt, folder)
    if (salt !== null) beside ??= { salt, folder }
  }
  return beside && heldKey(beside.salt, beside.folder)
}

function* above(from: string): Generator<string> {
  let folder = from
  for (let steps = 0; steps < ABOVE; steps++) {
    yield folder
    const next = dirname(folder)
    if (next === folder) return
    folder = next
  }
}

/** Whether a file that is there is not plain SQLite: of a catalogue's own files, that it is encrypted. */
export const isEncrypted = (path: string): boolean => {
  const head = headOf(path)
  return head !== null && head !== 'plain'
}
