/**
 * The slots of an encrypted catalogue: its one key, wrapped for each passphrase and each recovery key that opens it. The
 * file lies in the catalogue's folder and with every folder of copies, for without it nothing opens them.
 */
import { createCipheriv, createDecipheriv, randomBytes, randomUUID, scrypt } from 'node:crypto'
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
    .max(2 ** 20),
  r: z.number().int().min(8).max(16),
  p: z.number().int().min(1).max(4),
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

/** Half a second of one thread and 128 MB, for each try. */
const COST = { n: 2 ** 17, r: 8, p: 1 } as const

/** A new key, which nothing wraps yet. */
export const newKey = (): DatabaseKey => ({
  key: randomBytes(32).toString('hex'),
  salt: randomBytes(16).toString('hex'),
})

export const newRecoveryKey = (): string => recoveryKeyOf(randomBytes(RECOVERY_BYTES))

/** One spelling, whichever keyboard it was typed on. */
const spelled = (secret: string) => secret.normalize('NFKC')

function derive(secret: string, { n, r, p, salt }: Slot['derivation']): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(
      spelled(secret),
      Buffer.from(salt, 'hex'),
      32,
      { N: n, r, p, maxmem: 256 * n * r },
      (error, key) => {
        if (error) reject(error)
        else resolve(key)
      },
    )
  })
}

/** What a wrapped key is bound to: taken out of its slot and put into another file or kind, it opens nothing. */
const boundTo = (salt: string, { id, kind, derivation }: Omit<Slot, 'wrapped'>): Buffer =>
  Buffer.from(JSON.stringify(['shoko-keyslots', 1, salt, id, kind, derivation]))

export async function slotFor(
  { key, salt }: DatabaseKey,
  secret: string,
  { name, kind, at, id = randomUUID() }: Pick<Slot, 'name' | 'kind' | 'at'> & { id?: string },
): Promise<Slot> {
  const derivation = { name: 'scrypt' as const, ...COST, salt: randomBytes(16).toString('hex') }
  const slot = { id, name, kind, at, derivation }
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await derive(secret, derivation), nonce)
  cipher.setAAD(boundTo(salt, slot))
  const wrapped = Buffer.concat([cipher.update(Buffer.from(key, 'hex')), cipher.final()])
  return {
    ...slot,
    wrapped: {
      nonce: nonce.toString('hex'),
      key: wrapped.toString('hex'),
      tag: cipher.getAuthTag().toString('hex'),
    },
  }
}

async function unwrap({ salt }: Slots, slot: Slot, secret: string): Promise<DatabaseKey | null> {
  const { nonce, key, tag } = slot.wrapped
  const decipher = createDecipheriv(
    'aes-256-gcm',
    await derive(secret, slot.derivation),
    Buffer.from(nonce, 'hex'),
    { authTagLength: 16 },
  )
  decipher.setAAD(boundTo(salt, slot))
  decipher.setAuthTag(Buffer.from(tag, 'hex'))
  try {
    const bytes = Buffer.concat([decipher.update(Buffer.from(key, 'hex')), decipher.final()])
    return { salt, key: bytes.toString('hex') }
  } catch {
    return null
  }
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
