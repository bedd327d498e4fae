/** Writing sealed files: what is plain passes through memory alone. */
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { makingAtomic, writingRefusal } from '../files.ts'
import type { Copied, Making, WritingOptions } from '../files.ts'
import { headOfFile, newFile, sealedPath } from './keys.ts'
import type { NewFile, SealingKeys } from './keys.ts'
import { CHUNK_BYTES, HEAD_BYTES, PIECE, sealedPiece } from './layout.ts'

/** The head of a file that is written by another process, with the key of its content. */
export interface Sealing {
  readonly head: Uint8Array
  readonly key: Uint8Array
}

export function sealingOf(keys: SealingKeys, label: string): Sealing {
  const file = newFile(keys)
  return { head: headOfFile(keys, file, label), key: file.key }
}

/** Cuts content that comes in pieces into chunks under their key; the last is known when no more comes. */
function chunking({ key }: Pick<NewFile, 'key'>) {
  let waiting: Buffer = Buffer.alloc(0)
  let number = 0
  const sealed = (kind: 1 | 2, plain: Uint8Array) => sealedPiece(key, kind, number++, plain)
  return {
    take(piece: Uint8Array): Buffer {
      const all = waiting.length === 0 ? Buffer.from(piece) : Buffer.concat([waiting, piece])
      const out: Buffer[] = []
      let at = 0
      for (; all.length - at > CHUNK_BYTES; at += CHUNK_BYTES)
        out.push(sealed(PIECE.chunk, all.subarray(at, at + CHUNK_BYTES)))
      waiting = all.subarray(at)
      return Buffer.concat(out)
    },
    end: (): Buffer => sealed(PIECE.lastChunk, waiting),
  }
}

/** A small file as it is written to the disk. */
export function sealedBytes({ head, key }: Sealing, content: Uint8Array): Buffer {
  const chunks = chunking({ key })
  return Buffer.concat([head, chunks.take(content), chunks.end()])
}

/** A whole picture that somebody has made in memory, to a file of its own. @throws system errors */
export async function writeSealed(path: string, sealing: Sealing, content: Uint8Array): Promise<void> {
  const file = await open(path, 'w', 0o600)
  try {
    const chunks = chunking(sealing)
    await file.writeFile(sealing.head)
    for (let at = 0; at < content.length; at += 1 << 20)
      await file.writeFile(chunks.take(content.subarray(at, at + (1 << 20))))
    await file.writeFile(chunks.end())
  } finally {
    await file.close()
  }
}

export interface SealedCopy extends Copied {
  /** What it would be called if it were plain. */
  label: string
}

export interface SealingInput {
  content: AsyncGenerator<Uint8Array, void>
  /** The folder of the catalogue. */
  folder: string
  keys: SealingKeys
  /** What it would be called if it were plain, below that folder. */
  label: (sha256: string) => string
}

/**
 * Seals content on its way into a catalogue, hashing it, under a name that is made from that hash. It is on the disk
 * when this returns; one of that name that was there is left as it is.
 * @throws whatever the content throws, diskFull, folderNotWritable, cancelled; nothing is left then.
 */
export async function sealInto(
  { content, folder, keys, label: labelled }: SealingInput,
  options: Pick<WritingOptions, 'onBytes'> & Making = {},
): Promise<SealedCopy> {
  const file = newFile(keys)
  const chunks = chunking(file)
  const hash = createHash('sha256')
  const scans = join(folder, 'scans')
  let [bytes, at, sha256] = [0, HEAD_BYTES, '']
  const written = await makingAtomic(
    scans,
    content,
    async (handle, chunk) => {
      hash.update(chunk)
      at = await put(handle, chunks.take(chunk), at, scans)
      bytes += chunk.length
      options.onBytes?.(bytes)
    },
    async (handle) => {
      await put(handle, chunks.end(), at, scans)
      sha256 = hash.digest('hex')
      // Last: until it is there the file opens with nothing.
      await put(handle, headOfFile(keys, file, labelled(sha256)), 0, scans)
      return join(folder, ...sealedPath(keys, labelled(sha256)).split('/'))
    },
    options,
  )
  return { ...written, sha256, bytes, label: labelled(sha256) }
}

async function put(handle: FileHandle, bytes: Uint8Array, at: number, path: string): Promise<number> {
  let done = 0
  try {
    while (done < bytes.length)
      done += (await handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten
  } catch (error) {
    throw writingRefusal(error, path)
  }
  return at + done
}
