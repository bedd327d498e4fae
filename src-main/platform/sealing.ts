/**
 * Files sealed with a passphrase: scrypt (RFC 7914) makes the keys, AES-256-GCM seals chunk by chunk. Each chunk is bound to the
 * header, to its place and to whether it is the last, so that none can be left out, moved, cut off or put into another file.
 */
import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { COST, derivedKey, openedWith } from './derived-key.ts'

const SALT_BYTES = 16
/** 4 of chance and 8 that count: never the same twice under one key. */
const PREFIX_BYTES = 4
const CHUNK = 2 ** 20
const KEY_BYTES = 32
const TAG_BYTES = 16

export interface Keys {
  /** For what is sent. */
  readonly out: Buffer
  /** For what comes back. */
  readonly back: Buffer
}

export async function keysOf(passphrase: string, salt: Uint8Array): Promise<Keys> {
  const made = await derivedKey(passphrase, salt, COST, 2 * KEY_BYTES)
  return { out: made.subarray(0, KEY_BYTES), back: made.subarray(KEY_BYTES) }
}

export const freshSalt = (): Buffer => randomBytes(SALT_BYTES)

/** What every chunk is bound to: the header, its number, and whether it is the last. */
function bound(header: Uint8Array, number: number, isLast: boolean): Buffer {
  const place = Buffer.alloc(9)
  place.writeBigUInt64BE(BigInt(number))
  place[8] = isLast ? 1 : 0
  return Buffer.concat([header, place])
}

function nonce(prefix: Uint8Array, number: number): Buffer {
  const counted = Buffer.alloc(8)
  counted.writeBigUInt64BE(BigInt(number))
  return Buffer.concat([prefix, counted])
}

/** Chunks, each with its tag behind it; there is at least one. */
export function seal(
  plain: Uint8Array,
  key: Uint8Array,
  { header, prefix }: { header: Uint8Array; prefix: Uint8Array },
): Buffer[] {
  const chunks: Buffer[] = []
  const count = Math.max(1, Math.ceil(plain.length / CHUNK))
  for (let number = 0; number < count; number++) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce(prefix, number))
    cipher.setAAD(bound(header, number, number === count - 1))
    const part = plain.subarray(number * CHUNK, (number + 1) * CHUNK)
    chunks.push(Buffer.concat([cipher.update(part), cipher.final(), cipher.getAuthTag()]))
  }
  return chunks
}

export const freshPrefix = (): Buffer => randomBytes(PREFIX_BYTES)

/** By which what was sent is known again: header and chunks, as they stand in the file. */
export function sealHash(header: Uint8Array, chunks: readonly Uint8Array[]): string {
  const hash = createHash('sha256').update(header)
  for (const chunk of chunks) hash.update(chunk)
  return hash.digest('hex')
}

/** One sealed message, its tag behind it; null where the key is another, or a byte of it. */
export const unsealed = (
  sealed: Uint8Array,
  key: Uint8Array,
  { iv, header }: { iv: Uint8Array; header: Uint8Array },
): Buffer | null =>
  openedWith(
    key,
    { nonce: iv, sealed: sealed.subarray(0, -TAG_BYTES), tag: sealed.subarray(-TAG_BYTES) },
    header,
  )
