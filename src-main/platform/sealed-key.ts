/**
 * A private key under a passphrase: Ed25519, sealed with AES-256-GCM under a key that scrypt makes of the passphrase. The
 * parameters stand beside the seal, so that they can grow with the machines.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  scrypt,
} from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/** About a third of a second, and 64 MiB, for each guess. */
const COST = { N: 2 ** 16, r: 8, p: 1 }
/** What a file asks for that came from elsewhere. */
const MOST = { N: 2 ** 20, r: 16, p: 4 }
const NONCE_BYTES = 12
const TAG_BYTES = 16

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
  const [salt, nonce] = [randomBytes(16), randomBytes(NONCE_BYTES)]
  const secret = privateKey.export({ type: 'pkcs8', format: 'der' })
  const key = await derived(passphrase, salt, COST)
  try {
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    cipher.setAAD(Buffer.from(fingerprint))
    const sealed = Buffer.concat([cipher.update(secret), cipher.final()])
    const said: Seal = {
      ...{ kdf: 'scrypt', ...COST, salt: salt.toString('base64') },
      ...{ cipher: 'aes-256-gcm', nonce: nonce.toString('base64') },
      ...{ tag: cipher.getAuthTag().toString('base64'), sealed: sealed.toString('base64') },
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
  if (N > MOST.N || r > MOST.r || p > MOST.p || bytes(tag).length !== TAG_BYTES) return null
  const key = await derived(passphrase, bytes(salt), { N, r, p })
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes(nonce), { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(fingerprint))
    decipher.setAuthTag(bytes(tag))
    const secret = Buffer.concat([decipher.update(bytes(sealed)), decipher.final()])
    const privateKey = createPrivateKey({ key: secret, type: 'pkcs8', format: 'der' })
    secret.fill(0)
    const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
    return fingerprintOf(publicKey.toString('base64')) === fingerprint ? privateKey : null
  } catch {
    return null
  } finally {
    key.fill(0)
  }
}

/** Off the answering thread. What is typed in two ways is one passphrase. */
const derived = (passphrase: string, salt: Buffer, cost: typeof COST): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { ...cost, maxmem: 2 * 128 * cost.N * cost.r + 2 ** 20 }
    scrypt(passphrase.normalize('NFKC'), salt, 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
