/** The keys of sealed files that this process holds, by the catalogue that they are of; and the names that they give. */
import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { basename } from 'node:path'
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads'
import { refusal } from '../../shared/contract/errors.ts'
import {
  HEAD_BYTES,
  KEY_ID_BYTES,
  LABEL_BYTES,
  MAGIC,
  openedPiece,
  PIECE,
  SALT_BYTES,
  sealedPiece,
} from './layout.ts'

export interface SealingKeys {
  /** The salt of the catalogue's database, in hexadecimal digits. */
  readonly id: string
  readonly contents: Uint8Array
  readonly names: Uint8Array
}

const HELD = 'shoko.sealingKeys'
const held = (): ReadonlyMap<string, SealingKeys> =>
  (getEnvironmentData(HELD) as ReadonlyMap<string, SealingKeys> | undefined) ?? new Map<string, SealingKeys>()

const bytes = (text: string) => Buffer.from(text, 'hex')
const derived = (key: Uint8Array, salt: Uint8Array, info: string, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, info, length))

/** Both as hexadecimal digits. Threads that are begun afterwards hold it, too. */
export function holdSealingKeys({ key, salt }: { key: string; salt: string }): void {
  const both = derived(bytes(key), bytes(salt), 'shoko files 1', 64)
  const keys = { id: salt, contents: both.subarray(0, 32), names: both.subarray(32) }
  setEnvironmentData(HELD, new Map([...held(), [salt, keys]]))
}

export const dropSealingKeys = (salt: string): void =>
  setEnvironmentData(HELD, new Map([...held()].filter(([one]) => one !== salt)))

export const sealingKeys = (id: string): SealingKeys | null => held().get(id) ?? null

export const SEALED = '.sealed'
const SEALED_NAME = /^[0-9a-f]{64}(-[0-9a-f]{16})?\.sealed$/
/** By its name, which says no more. */
export const isSealed = (path: string): boolean => SEALED_NAME.test(basename(path))

const keyed = ({ names }: Pick<SealingKeys, 'names'>, words: string): string =>
  createHmac('sha256', names).update(words).digest('hex')

/** `derivatives/aa/HASH-rest`: what is made of one master lies together. */
const PICTURE = /^derivatives\/[0-9a-f]{2}\/([0-9a-f]{64})-/

/**
 * Where a file lies in its catalogue that would be at `label` if it were plain: `scans/HASH.tif`, `derivatives/aa/HASH-rest`.
 * The label has the hash of the content, or of that of which the content was made.
 */
export function sealedPath(keys: Pick<SealingKeys, 'names'>, label: string): string {
  const [, hash] = PICTURE.exec(label) ?? []
  if (hash === undefined) return `scans/${keyed(keys, label)}${SEALED}`
  return `derivatives/${sealedPictures(keys, hash)}${keyed(keys, label).slice(0, 16)}${SEALED}`
}

/** How the names begin of pictures made of a master, below `derivatives/`. */
export function sealedPictures(keys: Pick<SealingKeys, 'names'>, hash: string): string {
  const of = keyed(keys, `derivatives/${hash}`)
  return `${of.slice(0, 2)}/${of}-`
}

/** A file's own key, and the random bytes that it is made from. */
export interface NewFile {
  readonly salt: Uint8Array
  readonly key: Uint8Array
}

const fileKey = ({ contents }: SealingKeys, salt: Uint8Array): Buffer =>
  derived(contents, salt, 'shoko file 1', 32)

export function newFile(keys: SealingKeys): NewFile {
  const salt = randomBytes(SALT_BYTES)
  return { salt, key: fileKey(keys, salt) }
}

export const fitsLabel = (label: string): boolean => Buffer.byteLength(label) <= LABEL_BYTES

/** The first bytes of a file. */
export function headOfFile({ id }: SealingKeys, { salt, key }: NewFile, label: string): Buffer {
  if (!fitsLabel(label)) throw new Error('a label is too long')
  const padded = Buffer.alloc(LABEL_BYTES)
  padded.write(label)
  return Buffer.concat([MAGIC, bytes(id), salt, sealedPiece(key, PIECE.label, 0, padded)])
}

/**
 * The key and the label of a file by its first bytes and its name.
 * @throws fileTampered also where it is another file of this catalogue; it calls the file `name`
 */
export function openedHead(head: Uint8Array, path: string, name: string): { key: Uint8Array; label: string } {
  const broken = () => refusal('fileTampered', { file: name })
  if (head.length < HEAD_BYTES || !MAGIC.equals(head.subarray(0, MAGIC.length))) throw broken()
  const salt = MAGIC.length + KEY_ID_BYTES
  const keys = sealingKeys(Buffer.from(head.subarray(MAGIC.length, salt)).toString('hex'))
  if (keys === null) throw broken()
  const key = fileKey(keys, head.subarray(salt, salt + SALT_BYTES))
  const padded = openedPiece(key, PIECE.label, 0, head.subarray(salt + SALT_BYTES, HEAD_BYTES))
  if (padded === null) throw broken()
  const end = padded.indexOf(0)
  const label = padded.toString('utf8', 0, end === -1 ? padded.length : end)
  if (basename(sealedPath(keys, label)) !== basename(path)) throw broken()
  return { key, label }
}
