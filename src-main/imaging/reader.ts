/** Reading a file of unknown content by ranges: never the whole of it, and a short answer where it ends. */
import type { FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { openRegular, readingRefusal } from '../platform/files.ts'
import { isSealed } from '../platform/sealed-file/keys.ts'
import { openSealed } from '../platform/sealed-file/read.ts'

const BLOCK = 1 << 16

export interface Reader {
  /** What refusals call the file. */
  readonly name: string
  readonly size: number
  /** The bytes from `offset` on, fewer than `length` where the file ends. Valid for as long as the caller likes. */
  bytes(offset: number, length: number): Promise<Buffer>
  close(): Promise<void>
}

/**
 * A file of a catalogue that is encrypted is read as what it holds.
 * @param key its own, in a process that holds no other
 * @throws fileNotFound, fileUnreadable, fileNotRegular, fileTampered
 */
export async function openReader(path: string, name = basename(path), key?: Uint8Array): Promise<Reader> {
  if (key !== undefined || isSealed(path)) {
    const file = await openSealed(path, { name, key })
    return { name, size: file.size, bytes: file.bytes, close: file.close }
  }
  const handle = await openRegular(path)
  try {
    return inBlocks(name, (await handle.stat()).size, {
      read: (offset, length) => filled(handle, path, offset, length),
      close: () => handle.close(),
    })
  } catch (error) {
    await handle.close()
    throw readingRefusal(error, path)
  }
}

/** Structures lie close together, so what is small is answered from the last block read. */
function inBlocks(
  name: string,
  size: number,
  file: { read(offset: number, length: number): Promise<Buffer>; close(): Promise<void> },
): Reader {
  let block: Buffer = Buffer.alloc(0)
  let blockStart = 0
  return {
    name,
    size,
    async bytes(offset, length) {
      const wanted = Math.max(0, Math.min(length, size - offset))
      if (offset >= blockStart && offset + wanted <= blockStart + block.length) {
        return block.subarray(offset - blockStart, offset - blockStart + wanted)
      }
      const read = await file.read(offset, Math.max(wanted, Math.min(BLOCK, size - offset)))
      if (wanted < BLOCK) [block, blockStart] = [read, offset]
      return read.subarray(0, wanted)
    },
    close: () => file.close(),
  }
}

async function filled(handle: FileHandle, path: string, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(Math.max(0, length))
  let done = 0
  while (done < buffer.length) {
    try {
      const { bytesRead } = await handle.read(buffer, done, buffer.length - done, offset + done)
      if (bytesRead === 0) break
      done += bytesRead
    } catch (error) {
      throw readingRefusal(error, path)
    }
  }
  return buffer.subarray(0, done)
}
