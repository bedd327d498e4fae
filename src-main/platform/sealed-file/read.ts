/** Reading a sealed file by ranges: only the chunks are opened that hold what is asked for. */
import type { FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { openRegular, readChunks, readingRefusal } from '../files.ts'
import { refusal } from '../../shared/contract/errors.ts'
import { isSealed, openedHead } from './keys.ts'
import { CHUNK_BYTES, contentOf, HEAD_BYTES } from './layout.ts'
import type { Content } from './layout.ts'

export interface SealedFile {
  /** What it would be called if it were plain. */
  readonly label: string
  /** Bytes of the content. */
  readonly size: number
  /** The content from `offset` on, fewer than `length` where it ends. @throws fileTampered */
  bytes(offset: number, length: number): Promise<Buffer>
  close(): Promise<void>
}

export interface Opening {
  /** What refusals call the file; by default the base name of its path. */
  name?: string
  /** The path that it is to get, of one that has another yet. */
  as?: string
  /** Its own key, in a process that holds no other. */
  key?: Uint8Array | undefined
}

/**
 * Its end is read at once: of a file that was cut short nothing is told.
 * @throws fileNotFound, fileUnreadable, fileNotRegular, fileTampered
 */
export async function openSealed(
  path: string,
  { name = basename(path), as = path, key: given }: Opening = {},
): Promise<SealedFile> {
  const handle = await openRegular(path)
  try {
    const { key, label } = given
      ? { key: given, label: '' }
      : openedHead(await filled(handle, path, 0, HEAD_BYTES), as, name)
    const content = contentOf(key, (await handle.stat()).size, name)
    await read(handle, path, content, Math.max(0, content.size - 1), 1)
    const chunk = keeping((number) =>
      read(
        handle,
        path,
        content,
        number * CHUNK_BYTES,
        Math.min(CHUNK_BYTES, content.size - number * CHUNK_BYTES),
      ),
    )
    return {
      label,
      size: content.size,
      async bytes(offset, length) {
        const end = Math.min(offset + length, content.size)
        if (end <= offset) return Buffer.alloc(0)
        const [first, last] = [Math.floor(offset / CHUNK_BYTES), Math.floor((end - 1) / CHUNK_BYTES)]
        if (last > first + 1) return read(handle, path, content, offset, end - offset)
        const from = offset - first * CHUNK_BYTES
        if (last === first) return (await chunk(first)).subarray(from, from + end - offset)
        const both = Buffer.concat([await chunk(first), await chunk(last)])
        return both.subarray(from, from + end - offset)
      },
      close: () => handle.close(),
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** Chunks that stay open: what is asked for next lies beside what was asked for. */
const MOST_KEPT = 8

function keeping(open: (number: number) => Promise<Buffer>): (number: number) => Promise<Buffer> {
  const kept = new Map<number, Promise<Buffer>>()
  return (number) => {
    const chunk = kept.get(number) ?? open(number)
    // The map's order is that of the last use.
    kept.delete(number)
    kept.set(number, chunk)
    chunk.catch(() => kept.delete(number))
    const [oldest] = kept.keys()
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
    return chunk
  }
}

async function read(
  handle: FileHandle,
  path: string,
  content: Content,
  offset: number,
  length: number,
): Promise<Buffer> {
  const { at, first, length: sealed } = content.place(offset, length)
  const chunks = content.opened(await filled(handle, path, at, sealed), first)
  return content.part(chunks, first, offset, length)
}

async function filled(handle: FileHandle, path: string, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length)
  let done = 0
  while (done < length) {
    const { bytesRead } = await handle
      .read(buffer, done, length - done, at + done)
      .catch((error: unknown) => {
        throw readingRefusal(error, path)
      })
    if (bytesRead === 0) break
    done += bytesRead
  }
  return buffer.subarray(0, done)
}

const MOST_AT_ONCE = 1 << 20

/**
 * The content of a file, sealed or plain, a megabyte at a time; a chunk is valid until the next is asked for.
 * @throws fileNotFound, fileUnreadable, fileNotRegular, fileTampered; cancelled when the signal says so.
 */
export function contentChunks(path: string, signal?: AbortSignal): AsyncGenerator<Uint8Array, void> {
  return isSealed(path) ? sealedChunks(path, {}, signal) : readChunks(path, signal)
}

/** The same of a sealed file that may have another name yet. */
export async function* sealedChunks(
  path: string,
  opening: Opening,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  const file = await openSealed(path, opening)
  try {
    for (let at = 0; at < file.size; at += MOST_AT_ONCE) {
      if (signal?.aborted) throw refusal('cancelled', {})
      yield await file.bytes(at, MOST_AT_ONCE)
    }
  } finally {
    await file.close()
  }
}

/** The whole content of a small file. @throws as `contentChunks` */
export async function wholeContent(path: string): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const chunk of contentChunks(path)) parts.push(Buffer.from(chunk))
  return Buffer.concat(parts)
}

/** @throws fileNotFound, fileUnreadable, fileNotRegular, fileTampered */
export async function labelOf(path: string): Promise<string> {
  const handle = await openRegular(path)
  try {
    return openedHead(await filled(handle, path, 0, HEAD_BYTES), path, basename(path)).label
  } finally {
    await handle.close()
  }
}

/** The key of one file, for a process that is to read this and no other. @throws as `labelOf`; it calls the file `name` */
export async function keyOfSealed(path: string, name: string): Promise<Uint8Array> {
  const handle = await openRegular(path)
  try {
    return openedHead(await filled(handle, path, 0, HEAD_BYTES), path, name).key
  } finally {
    await handle.close()
  }
}
