/** Reading a file of unknown content by ranges: never the whole of it, and a short answer where it ends. */
import type { FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { openRegular, readingRefusal } from '../platform/files.ts'

const BLOCK = 1 << 16

export interface Reader {
  /** What refusals call the file. */
  readonly name: string
  readonly size: number
  /** The bytes from `offset` on, fewer than `length` where the file ends. Valid for as long as the caller likes. */
  bytes(offset: number, length: number): Promise<Buffer>
  close(): Promise<void>
}

/** @throws fileNotFound, fileUnreadable, fileNotRegular */
export async function openReader(path: string, name = basename(path)): Promise<Reader> {
  const handle = await openRegular(path)
  try {
    return reading(handle, (await handle.stat()).size, path, name)
  } catch (error) {
    await handle.close()
    throw readingRefusal(error, path)
  }
}

/** Structures lie close together, so what is small is answered from the last block read. */
function reading(handle: FileHandle, size: number, path: string, name: string): Reader {
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
      const read = await filled(handle, path, offset, Math.max(wanted, Math.min(BLOCK, size - offset)))
      if (wanted < BLOCK) [block, blockStart] = [read, offset]
      return read.subarray(0, wanted)
    },
    close: () => handle.close(),
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
