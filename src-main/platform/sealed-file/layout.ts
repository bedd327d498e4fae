/**
 * A file under a key, as an encrypted catalogue keeps its masters and the pictures made of them. Big-endian; bytes:
 *
 * | from | length | what                                                                                        |
 * | ---- | ------ | ------------------------------------------------------------------------------------------- |
 * | 0    | 8      | `SHOKOSF1`                                                                                  |
 * | 8    | 16     | which key: the salt of the catalogue's database, as `keyslots.json` names it                |
 * | 24   | 32     | random: the salt of this file's own key                                                     |
 * | 56   | 144    | the label in UTF-8, filled with zeros to 128, under AES-256-GCM, and its tag of 16           |
 * | 200  | rest   | the content in chunks of 65,536, the last of 1 to 65,536 (of an empty file one of 0), each followed by its tag of 16 |
 *
 * Keys (HKDF-SHA256, RFC 5869): the catalogue's key of 32 bytes gives one for contents and one for names; the first gives
 * each file its own by the file's random salt, so that no nonce is ever used twice with a key. Nonce and additional data
 * of a piece are the same 12 bytes: what it is (0 label, 1 chunk, 2 last chunk), three zeros, its number from 0 as 64
 * bits. So a piece that is changed, moved, repeated or taken from another file does not open, and a file that was cut
 * short has no last chunk. The name of the file is an HMAC-SHA256 of its label, which is looked at whenever it is opened:
 * two files that were put in each other's place do not open either. The amount of content shows; nothing else does.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto'
import { refusal } from '../../shared/contract/errors.ts'

export const MAGIC = Buffer.from('SHOKOSF1', 'latin1')
export const KEY_ID_BYTES = 16
export const SALT_BYTES = 32
export const LABEL_BYTES = 128
export const TAG_BYTES = 16
export const HEAD_BYTES = MAGIC.length + KEY_ID_BYTES + SALT_BYTES + LABEL_BYTES + TAG_BYTES
export const CHUNK_BYTES = 65_536
export const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES

const CIPHER = 'aes-256-gcm'
export const PIECE = { label: 0, chunk: 1, lastChunk: 2 } as const
type Kind = (typeof PIECE)[keyof typeof PIECE]

function numbered(kind: Kind, number: number): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeUInt8(kind, 0)
  bytes.writeBigUInt64BE(BigInt(number), 4)
  return bytes
}

/** The piece encrypted, with its tag at the end. */
export function sealedPiece(key: Uint8Array, kind: Kind, number: number, plain: Uint8Array): Buffer {
  const nonce = numbered(kind, number)
  const cipher = createCipheriv(CIPHER, key, nonce)
  cipher.setAAD(nonce)
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Null where it is not that piece of that file, whole. */
export function openedPiece(key: Uint8Array, kind: Kind, number: number, sealed: Uint8Array): Buffer | null {
  if (sealed.length < TAG_BYTES) return null
  const nonce = numbered(kind, number)
  const decipher = createDecipheriv(CIPHER, key, nonce)
  decipher.setAAD(nonce)
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
  const plain = decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES))
  try {
    decipher.final()
  } catch {
    return null
  }
  return plain
}

/** Bytes of the content of a file of that many bytes; null where there is none of that size. */
export function contentSize(fileSize: number): number | null {
  const body = fileSize - HEAD_BYTES
  if (body < TAG_BYTES) return null
  const chunks = Math.ceil(body / SEALED_CHUNK_BYTES)
  const last = body - (chunks - 1) * SEALED_CHUNK_BYTES
  if (last < TAG_BYTES || (chunks > 1 && last === TAG_BYTES)) return null
  return body - chunks * TAG_BYTES
}

/** Where in a sealed file of a given content the chunks lie that hold a part of it. */
export interface Content {
  readonly size: number
  /** Of the file: from where, and how many bytes; the number of the first chunk. */
  place(offset: number, length: number): { at: number; length: number; first: number }
  /** The content of whole chunks as they lie in the file. @throws fileTampered */
  opened(bytes: Uint8Array, first: number): Buffer
  /** The part of the content that was asked for, out of the chunks that hold it. */
  part(chunks: Buffer, first: number, offset: number, length: number): Buffer
}

/** @param name what refusals call the file. @throws fileTampered where no file has that size */
export function contentOf(key: Uint8Array, fileSize: number, name: string): Content {
  const broken = () => refusal('fileTampered', { file: name })
  const size = contentSize(fileSize)
  if (size === null) throw broken()
  const lastChunk = Math.max(0, Math.ceil(size / CHUNK_BYTES) - 1)
  const bounded = (number: number) => Math.min(lastChunk, number)
  return {
    size,
    place(offset, length) {
      const first = bounded(Math.floor(offset / CHUNK_BYTES))
      const last = bounded(Math.floor(Math.max(offset, offset + length - 1) / CHUNK_BYTES))
      const at = HEAD_BYTES + first * SEALED_CHUNK_BYTES
      const end = last === lastChunk ? fileSize : HEAD_BYTES + (last + 1) * SEALED_CHUNK_BYTES
      return { at, length: end - at, first }
    },
    opened(bytes, first) {
      const plain: Buffer[] = []
      for (let at = 0, number = first; at < bytes.length; at += SEALED_CHUNK_BYTES, number++) {
        const kind = number === lastChunk ? PIECE.lastChunk : PIECE.chunk
        const chunk = openedPiece(key, kind, number, bytes.subarray(at, at + SEALED_CHUNK_BYTES))
        if (chunk === null) throw broken()
        plain.push(chunk)
      }
      return plain.length === 1 && plain[0] ? plain[0] : Buffer.concat(plain)
    },
    part(chunks, first, offset, length) {
      const from = offset - first * CHUNK_BYTES
      return chunks.subarray(from, from + length)
    },
  }
}
