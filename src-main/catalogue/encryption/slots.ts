/**
 * The slots of an encrypted catalogue: its one key, wrapped for each passphrase and each recovery key that opens it. The
 * file lies in the catalogue's folder and with every folder of copies, for without it nothing opens them.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { COST, derivedKey, MOST_COST, openedWith, sealedWith } from '../../platform/derived-key.ts'
import { systemCode, writingRefusal } from '../../platform/files.ts'
import { refusal } from '../../shared/contract/errors.ts'
import { readRecoveryKey, RECOVERY_BYTES, recoveryKeyOf } from '../../shared/domain/recovery-key.ts'
import { headOf, SLOTS_FILE } from './keyring.ts'
import type { DatabaseKey } from './keyring.ts'

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${String(bytes * 2)}}$`))

/** Bounds keep a file that somebody made from taking all memory, or from being no work at all. */
const Derivation = z.object({
  name: z.literal('scrypt'),
  n: z
    .number()
    .int()
    .min(2 ** 14)
    .max(MOST_COST.N),
  r: z.number().int().min(8).max(MOST_COST.r),
  p: z.number().int().min(1).max(MOST_COST.p),
  salt: hex(16),
})
const Slot = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(['passphrase', 'recovery']),
  at: z.string(),
  derivation: Derivation,
  wrapped: z.object({ nonce: hex(12), key: hex(32), tag: hex(16) }),
})
type Slot = z.infer<typeof Slot>

const Slots = z.object({
  format: z.literal('shoko-keyslots'),
  version: z.literal(1),
  salt: hex(16),
  slots: z.array(Slot).min(1).max(64),
})
export type Slots = z.infer<typeof Slots>

/** What is said of a slot: nothing of this opens anything. */
export type SlotTold = Pick<Slot, 'id' | 'name' | 'kind' | 'at'>
export const told = ({ slots }: Slots): SlotTold[] =>
  slots.map(({ id, name, kind, at }) => ({ id, name, kind, at }))

/** A new key, which nothing wraps yet. */
export const newKey = (): DatabaseKey => ({
  key: randomBytes(32).toString('hex'),
  salt: randomBytes(16).toString('hex'),
})

export const newRecoveryKey = (): string => recoveryKeyOf(randomBytes(RECOVERY_BYTES))

const derive = (secret: string, { n, r, p, salt }: Slot['derivation']): Promise<Buffer> =>
  derivedKey(secret, Buffer.from(salt, 'hex'), { N: n, r, p })

/** What a wrapped key is bound to: taken out of its slot and put into another file or kind, it opens nothing. */
const boundTo = (salt: string, { id, kind, derivation }: Omit<Slot, 'wrapped'>): Buffer =>
  Buffer.from(JSON.stringify(['shoko-keyslots', 1, salt, id, kind, derivation]))

export async function slotFor(
  { key, salt }: DatabaseKey,
  secret: string,
  { name, kind, at, id = randomUUID() }: Pick<Slot, 'name' | 'kind' | 'at'> & { id?: string },
): Promise<Slot> {
  const { N: n, r, p } = COST
  // What it is bound to is in this order, as it is when the file is read.
  const derivation = { name: 'scrypt' as const, n, r, p, salt: randomBytes(16).toString('hex') }
  const slot = { id, name, kind, at, derivation }
  const wrapping = await derive(secret, derivation)
  const { nonce, sealed, tag } = sealedWith(wrapping, Buffer.from(key, 'hex'), boundTo(salt, slot))
  return {
    ...slot,
    wrapped: { nonce: nonce.toString('hex'), key: sealed.toString('hex'), tag: tag.toString('hex') },
  }
}

async function unwrap({ salt }: Slots, slot: Slot, secret: string): Promise<DatabaseKey | null> {
  const bytes = (text: string) => Buffer.from(text, 'hex')
  const { nonce, key, tag } = slot.wrapped
  const parts = { nonce: bytes(nonce), sealed: bytes(key), tag: bytes(tag) }
  const opened = openedWith(await derive(secret, slot.derivation), parts, boundTo(salt, slot))
  return opened && { salt, key: opened.toString('hex') }
}

/** The key behind a passphrase or a recovery key, with the slot that it opens. @throws passphraseWrong, recoveryKeyMistyped */
export async function unlock(slots: Slots, secret: string): Promise<DatabaseKey & { slotId: string }> {
  const read = readRecoveryKey(secret)
  for (const slot of slots.slots) {
    const given = slot.kind === 'recovery' ? (read.kind === 'key' ? read.key : null) : secret
    const found = given === null ? null : await unwrap(slots, slot, given)
    if (found) return { ...found, slotId: slot.id }
  }
  // Only now: a passphrase may look like one.
  if (read.kind === 'mistyped') throw refusal('recoveryKeyMistyped', { group: read.group })
  throw refusal('passphraseWrong', {})
}

/** @throws slotsMissing */
export function readSlots(folder: string): Slots {
  try {
    return Slots.parse(JSON.parse(readFileSync(join(folder, SLOTS_FILE), 'utf8')))
  } catch {
    throw refusal('slotsMissing', { file: basename(folder) })
  }
}

export const slotsOf = (salt: string, slots: Slot[]): Slots => ({
  format: 'shoko-keyslots',
  version: 1,
  salt,
  slots,
})

/** Writes the slots of a folder; they are on disk when this returns. @throws folderNotWritable, diskFull */
export function writeSlots(folder: string, slots: Slots): void {
  const path = join(folder, SLOTS_FILE)
  const part = `${path}.part`
  try {
    writeFileSync(part, `${JSON.stringify(slots, null, 2)}\n`, { mode: 0o600 })
    flush(part)
    renameSync(part, path)
    flush(folder)
  } catch (error) {
    rmSync(part, { force: true })
    throw writingRefusal(error, path)
  }
}

function flush(path: string): void {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    // A folder cannot be opened everywhere.
    if (systemCode(error) === 'EISDIR' || systemCode(error) === 'EPERM') return
    throw error
  }
  try {
    fsyncSync(file)
  } catch (error) {
    if (!['EINVAL', 'EPERM', 'EISDIR'].includes(systemCode(error))) throw error
  } finally {
    closeSync(file)
  }
}

/** Slots of another key, set aside before they would be written over: what was encrypted with it still needs them. */
export function setAside(folder: string): void {
  const { salt } = readSlots(folder)
  renameSync(join(folder, SLOTS_FILE), join(folder, `keyslots-${salt.slice(0, 8)}.json`))
}

/** Puts the slots beside copies in another folder, if the database that they belong to is encrypted. */
export function carrySlots(from: string, to: string, database: string): void {
  if (from === to || !existsSync(join(from, SLOTS_FILE))) return
  const slots = readSlots(from)
  if (headOf(database) === slots.salt) writeSlots(to, slots)
}
