/** Keys made of passphrases (scrypt, RFC 7914), and what is sealed with a key in one piece (AES-256-GCM). */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'

export interface Cost {
  readonly N: number
  readonly r: number
  readonly p: number
}

/** 128 MiB and about half a second: what a guess costs. */
export const COST: Cost = { N: 2 ** 17, r: 8, p: 1 }
/** What a file may ask for that came from elsewhere. */
export const MOST_COST: Cost = { N: 2 ** 20, r: 16, p: 4 }
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Off the answering thread. The same letters give the same key, however they were typed. */
export const derivedKey = (
  passphrase: string,
  salt: Uint8Array,
  { N, r, p }: Cost,
  bytes = 32,
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { N, r, p, maxmem: 256 * N * r + 2 ** 20 }
    scrypt(passphrase.normalize('NFKC'), salt, bytes, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })

export interface Sealed {
  readonly nonce: Buffer
  readonly sealed: Buffer
  readonly tag: Buffer
}

/** @param bound what it belongs to: with anything else it does not open */
export function sealedWith(key: Uint8Array, plain: Uint8Array, bound: Uint8Array): Sealed {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(bound)
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return { nonce, sealed, tag: cipher.getAuthTag() }
}

/** Null where the key is another, or a byte of it. */
export function openedWith(
  key: Uint8Array,
  { nonce, sealed, tag }: { readonly [part in keyof Sealed]: Uint8Array },
  bound: Uint8Array,
): Buffer | null {
  if (tag.length !== TAG_BYTES || nonce.length !== NONCE_BYTES) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce)
    decipher.setAAD(bound)
    decipher.setAuthTag(tag)
    return Buffer.concat([decipher.update(sealed), decipher.final()])
  } catch {
    return null
  }
}
