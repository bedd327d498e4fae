/** A ZIP archive of somebody else's, read entry by entry, with a bound on what any of it may become. */
import { open, type FileHandle } from 'node:fs/promises'
import { createInflateRaw } from 'node:zlib'

export class ZipProblem extends Error {
  readonly code: 'notZip' | 'zipTooLarge' | 'zipEncrypted'

  constructor(code: ZipProblem['code']) {
    super(code)
    this.code = code
  }
}

export interface ZipFile {
  readonly names: readonly string[]
  /** The bytes of an entry as they are inflated; null where there is none of that name. @throws ZipProblem */
  read(name: string): AsyncIterable<Uint8Array> | null
  close(): Promise<void>
}

interface Entry {
  name: string
  method: number
  flags: number
  packed: number
  offset: number
}

const END = 0x06054b50
const RECORD = 0x02014b50
const MOST_ENTRIES = 10_000
const LARGEST_DIRECTORY = 16 << 20
const CHUNK = 1 << 18

/**
 * Opens an archive. `most` is the number of bytes that all that is read of it together may come to: an archive that
 * unpacks to more is a bomb or a mistake. @throws ZipProblem
 */
export async function openZip(path: string, most: number): Promise<ZipFile> {
  const file = await open(path)
  try {
    const entries = await directoryOf(file)
    let room = most
    return {
      names: [...entries.keys()],
      read(name) {
        const entry = entries.get(name)
        if (!entry) return null
        return inflated(file, entry, (bytes) => {
          room -= bytes
          if (room < 0) throw new ZipProblem('zipTooLarge')
        })
      },
      close: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, position)
  return bytes.subarray(0, bytesRead)
}

async function directoryOf(file: FileHandle): Promise<Map<string, Entry>> {
  const { size } = await file.stat()
  const tail = await bytesAt(file, Math.max(0, size - 66_000), Math.min(size, 66_000))
  let end = tail.length - 22
  while (end >= 0 && tail.readUInt32LE(end) !== END) end--
  if (end < 0) throw new ZipProblem('notZip')
  const [length, start] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)]
  if (length > LARGEST_DIRECTORY || start + length > size) throw new ZipProblem('notZip')
  const directory = await bytesAt(file, start, length)
  const entries = new Map<string, Entry>()
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === RECORD;) {
    const lengthOf = (from: number) => directory.readUInt16LE(at + from)
    const name = directory.toString('utf8', at + 46, at + 46 + lengthOf(28))
    entries.set(name.replaceAll('\\', '/'), {
      name,
      flags: lengthOf(8),
      method: lengthOf(10),
      packed: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    })
    if (entries.size > MOST_ENTRIES) throw new ZipProblem('zipTooLarge')
    at += 46 + lengthOf(28) + lengthOf(30) + lengthOf(32)
  }
  if (entries.size === 0) throw new ZipProblem('notZip')
  return entries
}

async function* inflated(
  file: FileHandle,
  entry: Entry,
  count: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  if ((entry.flags & 1) !== 0) throw new ZipProblem('zipEncrypted')
  const head = await bytesAt(file, entry.offset, 30)
  if (head.length < 30) throw new ZipProblem('notZip')
  const start = entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
  if (entry.method === 0) {
    for await (const chunk of packedBytes(file, start, entry.packed)) {
      count(chunk.length)
      yield chunk
    }
    return
  }
  if (entry.method !== 8) throw new ZipProblem('notZip')
  const inflate = createInflateRaw({ chunkSize: CHUNK })
  const fed = feed(inflate, packedBytes(file, start, entry.packed))
  try {
    for await (const chunk of inflate as AsyncIterable<Uint8Array>) {
      count(chunk.length)
      yield chunk
    }
    await fed
  } catch (error) {
    throw error instanceof ZipProblem ? error : new ZipProblem('notZip')
  } finally {
    inflate.destroy()
    await fed.catch(() => undefined)
  }
}

async function feed(
  inflate: ReturnType<typeof createInflateRaw>,
  chunks: AsyncIterable<Uint8Array>,
): Promise<void> {
  for await (const chunk of chunks) {
    if (inflate.destroyed) return
    if (inflate.write(chunk)) continue
    await new Promise<void>((resolve) => {
      inflate.once('drain', resolve)
      inflate.once('close', resolve)
    })
  }
  inflate.end()
}

async function* packedBytes(file: FileHandle, start: number, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < length;) {
    const chunk = await bytesAt(file, start + at, Math.min(CHUNK, length - at))
    if (chunk.length === 0) throw new ZipProblem('notZip')
    yield chunk
    at += chunk.length
  }
}
