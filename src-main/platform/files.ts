/**
 * Reading foreign files by chunks, and writing whole files: beside their place, flushed to the disk, then renamed,
 * so that a name never shows half a file and a stop at any moment leaves the old one.
 */
import { createHash, randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { refusal } from '../shared/contract/errors.ts'

const CHUNK = 1 << 20
/** Windows has no such flag, nor pipes among its files. */
const READ_WITHOUT_WAITING =
  process.platform === 'win32' ? constants.O_RDONLY : constants.O_RDONLY | constants.O_NONBLOCK

/** The code of a system error (`ENOENT`), or an empty string. */
export const systemCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** The refusal for an error met while reading `path`; its `file` is the base name. */
export function readingRefusal(error: unknown, path: string): unknown {
  const file = basename(path)
  switch (systemCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return refusal('fileNotFound', { file })
    case 'EISDIR':
      return refusal('fileNotRegular', { file })
    case 'EACCES':
    case 'EPERM':
    case 'EIO':
    case 'ENXIO':
    case 'ELOOP':
    case 'ESTALE':
      return refusal('fileUnreadable', { file })
    default:
      return error
  }
}

/** The refusal for an error met while writing `path`. */
export function writingRefusal(error: unknown, path: string): unknown {
  switch (systemCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return refusal('diskFull', { file: basename(path) })
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return refusal('folderNotWritable', { file: basename(dirname(path)) })
    default:
      return error
  }
}

/**
 * Opens a regular file for reading. A pipe or device is refused without waiting for its other end.
 * @throws fileNotFound, fileUnreadable, fileNotRegular
 */
export async function openRegular(path: string): Promise<FileHandle> {
  try {
    // A device may act on being opened, so its kind is asked before; and again of what was opened.
    if (!(await stat(path)).isFile()) throw refusal('fileNotRegular', { file: basename(path) })
    const handle = await open(path, READ_WITHOUT_WAITING)
    if ((await handle.stat()).isFile()) return handle
    await handle.close()
    throw refusal('fileNotRegular', { file: basename(path) })
  } catch (error) {
    throw readingRefusal(error, path)
  }
}

/**
 * The bytes of a file, a megabyte at a time; a chunk is valid until the next is asked for.
 * @throws fileNotFound, fileUnreadable, fileNotRegular; cancelled when the signal says so.
 */
export async function* readChunks(path: string, signal?: AbortSignal): AsyncGenerator<Uint8Array, void> {
  const handle = await openRegular(path)
  // Two buffers in turn: the disk fills one while the caller works on the other.
  const buffers = [Buffer.allocUnsafe(CHUNK), Buffer.allocUnsafe(CHUNK)] as const
  let pending: Promise<{ bytesRead: number }> | undefined
  try {
    let position = 0
    for (let turn = 0; ; turn ^= 1) {
      if (signal?.aborted) throw refusal('cancelled', {})
      const buffer = buffers[turn === 0 ? 0 : 1]
      pending ??= handle.read(buffer, 0, CHUNK, position)
      const { bytesRead } = await pending
      if (bytesRead === 0) return
      position += bytesRead
      pending = handle.read(buffers[turn === 0 ? 1 : 0], 0, CHUNK, position)
      // A failure is met at the next turn, not while the caller is busy with this one.
      pending.catch(() => undefined)
      yield buffer.subarray(0, bytesRead)
    }
  } catch (error) {
    throw readingRefusal(error, path)
  } finally {
    await pending?.catch(() => undefined)
    await handle.close()
  }
}

const PARTIAL = '.partial-'
/** A name for a file that is not whole yet, in the same folder and therefore on the same disk as `path`. */
export const partialBeside = (path: string): string => join(dirname(path), PARTIAL + randomUUID())
/** Whether a name is one of those; a folder that only the program writes to may be swept of them at start. */
export const isPartial = (name: string): boolean => name.startsWith(PARTIAL)

type Piece = string | Uint8Array
export type Content = Piece | Iterable<Piece> | AsyncIterable<Piece>

export interface WritingOptions {
  signal?: AbortSignal
  /** Called with the bytes written so far. */
  onBytes?: (total: number) => void
  /** Looks at the whole file before it gets its name; when it throws, nothing is kept. */
  check?: (partial: string) => Promise<void>
}

/**
 * Writes a file whole or not at all, replacing one of that name. Strings are written as UTF-8.
 * @throws diskFull, folderNotWritable, cancelled, and whatever the content or the check throws.
 */
export async function writeAtomic(
  path: string,
  content: Content,
  options: WritingOptions = {},
): Promise<void> {
  const partial = partialBeside(path)
  await keepingNoPartial(partial, async () => {
    const handle = await opening(partial, path)
    try {
      let total = 0
      for await (const piece of pieces(content)) {
        if (options.signal?.aborted) throw refusal('cancelled', {})
        const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
        await writing(path, writeAll(handle, bytes))
        total += bytes.length
        options.onBytes?.(total)
      }
      await writing(path, handle.sync())
    } finally {
      await handle.close()
    }
    await options.check?.(partial)
    if (options.signal?.aborted) throw refusal('cancelled', {})
    await writing(path, rename(partial, path))
    await syncFolder(dirname(path))
  })
}

export interface Copied {
  path: string
  /** Lower-case hexadecimal. */
  sha256: string
  bytes: number
  /** The folder held a file of that name already; it was left as it is. */
  existed: boolean
}

/**
 * Copies a file into a folder, made if need be, hashing the same bytes on their way. `name` gives the name in that
 * folder, and may make it from the hash.
 * @throws fileNotFound, fileUnreadable, fileNotRegular, diskFull, folderNotWritable, cancelled; nothing is left then.
 */
export async function copyAtomic(
  source: string,
  folder: string,
  name: (sha256: string) => string,
  options: Pick<WritingOptions, 'signal' | 'onBytes'> = {},
): Promise<Copied> {
  const hash = createHash('sha256')
  let [bytes, sha256] = [0, '']
  const made = await makingAtomic(
    folder,
    readChunks(source, options.signal),
    async (handle, chunk) => {
      const written = writeAll(handle, chunk)
      hash.update(chunk)
      await writing(join(folder, basename(source)), written)
      bytes += chunk.length
      options.onBytes?.(bytes)
    },
    () => {
      sha256 = hash.digest('hex')
      return Promise.resolve(join(folder, name(sha256)))
    },
  )
  return { ...made, sha256, bytes }
}

export interface Making {
  /** Looks at the whole file before it gets its name; when it throws, nothing is kept. */
  check?: (partial: string, path: string) => Promise<void>
}

/**
 * Makes a file in a folder, itself made if need be, out of content whose end gives the name; one of that name is left as
 * it is. Whoever takes a piece writes it.
 * @throws whatever the content throws, diskFull, folderNotWritable; nothing is left then.
 */
export async function makingAtomic(
  folder: string,
  content: AsyncGenerator<Uint8Array, void>,
  take: (handle: FileHandle, piece: Uint8Array) => Promise<void>,
  end: (handle: FileHandle) => Promise<string>,
  { check }: Making = {},
): Promise<{ path: string; existed: boolean }> {
  const file = join(folder, 'file')
  await writing(file, mkdir(folder, { recursive: true }))
  const partial = partialBeside(file)
  return keepingNoPartial(partial, async () => {
    // The source is opened before anything is made: a refused one leaves no trace.
    let piece = await content.next()
    const handle = await opening(partial, file)
    let path: string
    try {
      while (!piece.done) {
        await take(handle, piece.value)
        piece = await content.next()
      }
      path = await end(handle)
      await writing(file, handle.sync())
    } finally {
      await handle.close()
      await content.return()
    }
    await check?.(partial, path)
    const existed = (await stat(path).catch(() => null)) !== null
    if (!existed) {
      await writing(path, rename(partial, path))
      await syncFolder(folder)
    }
    return { path, existed }
  })
}

async function keepingNoPartial<T>(partial: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } finally {
    // Gone already after a rename. Where even this fails, the reason for the failure before it says more.
    await rm(partial, { force: true }).catch(() => undefined)
  }
}

const opening = (partial: string, path: string) => writing(path, open(partial, 'wx', 0o644))

async function writing<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw writingRefusal(error, path)
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let offset = 0; offset < bytes.length;) {
    offset += (await handle.write(bytes, offset, bytes.length - offset)).bytesWritten
  }
}

function pieces(content: Content): Iterable<Piece> | AsyncIterable<Piece> {
  return typeof content === 'string' || content instanceof Uint8Array ? [content] : content
}

/** Makes a rename last through a loss of power. Windows opens no folders and needs none of this. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, constants.O_RDONLY)
  try {
    await handle.sync()
  } catch (error) {
    // Some network file systems refuse to flush a folder.
    if (!['EINVAL', 'ENOTSUP', 'EBADF'].includes(systemCode(error))) throw error
  } finally {
    await handle.close()
  }
}
