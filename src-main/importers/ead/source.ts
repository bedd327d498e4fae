/** The bytes of a file as text, unpacked where it is packed. */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { readChunks } from '../../platform/files.ts'
import { xmlDecoder } from '../../xml/decode.ts'
import { EadProblem } from './problem.ts'

/** Text packs to a tenth, and repetitive XML to a fortieth; what packs to less than this is made to fill a disk. */
const LARGEST_RATIO = 200
const ALWAYS_UNPACKED = 64 * 1024 * 1024

export interface EadSource {
  /** The document as text, in pieces. @throws XmlProblem, EadProblem, fileNotFound, fileUnreadable, cancelled */
  text(): AsyncGenerator<string>
  /** Of the bytes of the file, once it was read. */
  sha256(): string
  /** Bytes of the file that were read so far. */
  readonly read: number
}

export function eadSource(path: string, signal: AbortSignal): EadSource {
  const hash = createHash('sha256')
  let read = 0
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for await (const chunk of readChunks(path, signal)) {
      hash.update(chunk)
      read += chunk.length
      yield chunk
    }
  }
  async function* text(): AsyncGenerator<string> {
    const decoder = xmlDecoder()
    const chunks = bytes()
    try {
      for await (const chunk of unpacked(chunks, () => read)) yield decoder.push(chunk)
    } finally {
      await chunks.return(undefined)
    }
    if (read === 0) throw new EadProblem('empty')
    yield decoder.end()
  }
  return {
    text,
    sha256: () => hash.digest('hex'),
    get read() {
      return read
    },
  }
}

async function* unpacked(
  chunks: AsyncGenerator<Uint8Array>,
  packed: () => number,
): AsyncGenerator<Uint8Array> {
  const first = await chunks.next()
  if (first.done === true) return
  const beginning: Uint8Array = first.value
  const isPacked = beginning[0] === 0x1f && beginning[1] === 0x8b
  async function* all(): AsyncGenerator<Uint8Array> {
    // A copy: the stream that unpacks holds it for longer than the file lends it.
    yield isPacked ? Uint8Array.from(beginning) : beginning
    for await (const chunk of chunks) yield isPacked ? Uint8Array.from(chunk) : chunk
  }
  if (!isPacked) {
    yield* all()
    return
  }
  const from = Readable.from(all(), { objectMode: false, highWaterMark: 1 << 16 })
  const out = createGunzip()
  from.on('error', (error) => out.destroy(error))
  from.pipe(out)
  let total = 0
  try {
    for await (const chunk of out as AsyncIterable<Buffer>) {
      total += chunk.length
      if (total > ALWAYS_UNPACKED && total > packed() * LARGEST_RATIO) throw new EadProblem('unpacksTooLarge')
      yield chunk
    }
  } catch (error) {
    const code = (error as { code?: unknown }).code
    if (typeof code === 'string' && code.startsWith('Z_')) throw new EadProblem('notGzip')
    throw error
  } finally {
    from.destroy()
    out.destroy()
  }
}
