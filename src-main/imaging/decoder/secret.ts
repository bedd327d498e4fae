/**
 * The files of the request at hand that are encrypted, with the keys that the core has given for them and for nothing
 * else: of what they hold nothing is written to a disk, whatever it costs in memory. One request is answered at a time.
 */
import { fstatSync, openSync, readSync, closeSync } from 'node:fs'
import { refusal } from '../../shared/contract/errors.ts'
import { openSealed } from '../../platform/sealed-file/read.ts'
import { contentOf, CHUNK_BYTES } from '../../platform/sealed-file/layout.ts'
import type { Bytes } from './pdfium.ts'

let keys: ReadonlyMap<string, Uint8Array> = new Map()
let called = ''

/** @param name what refusals call the file of the request */
export function beginRequest(given: Readonly<Record<string, Uint8Array>>, name: string): void {
  keys = new Map(Object.entries(given))
  called = name
}

/** The key of an encrypted file; undefined of a plain one. */
export const keyOf = (path: string): Uint8Array | undefined => keys.get(path)

/** Whether what is made on the way to a picture may lie on the disk for a moment. */
export const mayUseDisk = (): boolean => keys.size === 0

/** Bytes of content, or of pixels, that are held in memory whole where the disk may not be used. */
const MOST_SECRET = 2 ** 30

/** @throws fileTooLargeEncrypted */
export function checkSecret(bytes: number): void {
  if (bytes > MOST_SECRET) throw refusal('fileTooLargeEncrypted', { file: called })
}

/** The content last read whole, for its tiles are asked for one after the other; up to so many bytes. */
const MOST_KEPT = 192 * 2 ** 20
let last: { path: string; key: Uint8Array; content: Buffer } | undefined

/** All of an encrypted file, in memory; null of a plain one. @throws fileTampered, fileTooLargeEncrypted */
export async function secretContent(path: string, name: string): Promise<Buffer | null> {
  const key = keyOf(path)
  if (key === undefined) return null
  // A file that was written anew has another key.
  if (last?.path === path && Buffer.compare(last.key, key) === 0) return last.content
  last = undefined
  const file = await openSealed(path, { name, key })
  try {
    checkSecret(file.size)
    const content = Buffer.allocUnsafe(file.size)
    for (let at = 0; at < file.size; at += 1 << 22)
      content.set(await file.bytes(at, Math.min(1 << 22, file.size - at)), at)
    if (content.length <= MOST_KEPT) last = { path, key, content }
    return content
  } finally {
    await file.close()
  }
}

/** Chunks that stay open: structures of a document lie close together. */
const MOST_CHUNKS = 64

/** @throws fileTampered where the end is not that of the file */
export function bytesOfSealed(path: string, key: Uint8Array, name: string): Bytes {
  const fd = openSync(path, 'r')
  try {
    const content = contentOf(key, fstatSync(fd).size, name)
    const chunks = new Map<number, Buffer>()
    const chunk = (number: number): Buffer => {
      const known = chunks.get(number)
      if (known) return known
      const { at, length } = content.place(number * CHUNK_BYTES, 1)
      const sealed = Buffer.allocUnsafe(length)
      const opened = content.opened(sealed.subarray(0, readSync(fd, sealed, 0, length, at)), number)
      const [oldest] = chunks.keys()
      if (chunks.size >= MOST_CHUNKS && oldest !== undefined) chunks.delete(oldest)
      chunks.set(number, opened)
      return opened
    }
    chunk(Math.max(0, Math.ceil(content.size / CHUNK_BYTES) - 1))
    return {
      size: content.size,
      read(target, position) {
        if (position + target.length > content.size) return false
        for (let done = 0; done < target.length;) {
          const number = Math.floor((position + done) / CHUNK_BYTES)
          const from = position + done - number * CHUNK_BYTES
          const part = chunk(number).subarray(from, from + target.length - done)
          target.set(part, done)
          done += part.length
        }
        return true
      },
      close: () => closeSync(fd),
    }
  } catch (error) {
    closeSync(fd)
    throw error
  }
}
