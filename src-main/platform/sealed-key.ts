/**
 * A private key under a passphrase: Ed25519, sealed with AES-256-GCM under a key that scrypt makes of the passphrase. The
 * parameters stand beside the seal, so that they can grow with the machines.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { COST, derivedKey, MOST_COST, openedWith, sealedWith } from './derived-key.ts'

interface Seal {
  readonly kdf: 'scrypt'
  readonly N: number
  readonly r: number
  readonly p: number
  readonly salt: string
  readonly cipher: 'aes-256-gcm'
  readonly nonce: string
  readonly tag: string
  readonly sealed: string
}

export interface SealedKey {
  readonly fingerprint: string
  /** SPKI, base64. */
  readonly publicKey: string
  /** JSON. */
  readonly seal: string
}

export const fingerprintOf = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex')

export async function makeKey(passphrase: string): Promise<SealedKey & { privateKey: KeyObject }> {
  const { privateKey, publicKey: open } = generateKeyPairSync('ed25519')
  const publicKey = open.export({ type: 'spki', format: 'der' }).toString('base64')
  const fingerprint = fingerprintOf(publicKey)
  return { fingerprint, publicKey, privateKey, seal: await seal(privateKey, fingerprint, passphrase) }
}

export async function seal(privateKey: KeyObject, fingerprint: string, passphrase: string): Promise<string> {
  const salt = randomBytes(16)
  const secret = privateKey.export({ type: 'pkcs8', format: 'der' })
  const key = await derivedKey(passphrase, salt, COST)
  try {
    const { nonce, sealed, tag } = sealedWith(key, secret, Buffer.from(fingerprint))
    const said: Seal = {
      ...{ kdf: 'scrypt', ...COST, salt: salt.toString('base64') },
      ...{ cipher: 'aes-256-gcm', nonce: nonce.toString('base64') },
      ...{ tag: tag.toString('base64'), sealed: sealed.toString('base64') },
    }
    return JSON.stringify(said)
  } finally {
    secret.fill(0)
    key.fill(0)
  }
}

/** The private key; null where the passphrase is not the one, or the seal is not as it was made. */
export async function unseal(
  { fingerprint, seal }: Pick<SealedKey, 'fingerprint' | 'seal'>,
  passphrase: string,
): Promise<KeyObject | null> {
  const { N, r, p, salt, nonce, tag, sealed } = JSON.parse(seal) as Seal
  const bytes = (text: string) => Buffer.from(text, 'base64')
  if (N > MOST_COST.N || r > MOST_COST.r || p > MOST_COST.p) return null
  const key = await derivedKey(passphrase, bytes(salt), { N, r, p })
  const parts = { nonce: bytes(nonce), sealed: bytes(sealed), tag: bytes(tag) }
  const secret = openedWith(key, parts, Buffer.from(fingerprint))
  key.fill(0)
  if (secret === null) return null
  try {
    const privateKey = createPrivateKey({ key: secret, type: 'pkcs8', format: 'der' })
    const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
    return fingerprintOf(publicKey.toString('base64')) === fingerprint ? privateKey : null
  } catch {
    return null
  } finally {
    secret.fill(0)
  }
}
