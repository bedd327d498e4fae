/** Deflated data without their wrapping, so that no check sum hides what can be read; with a bound on what they may become. */
import { constants, createInflateRaw, inflateRawSync } from 'node:zlib'
import type { Source } from './source.ts'

const FIRST = 1 << 16
const CHUNK = 1 << 20

export interface Inflated {
  readonly bytes: Buffer
  /** Bytes that were read for it. */
  readonly consumed: number
  /** It came to its end; what wraps it always has some bytes behind that. */
  readonly isWhole: boolean
}

/** What begins at an offset, inflated; null when it is nothing of the kind, or damaged; 'tooLarge' when it becomes more than `most`. */
export async function inflateAt(
  source: Source,
  from: number,
  most: number,
): Promise<Inflated | 'tooLarge' | null> {
  for (let length = FIRST; ; length *= 8) {
    const bytes = await source.read(from, Math.min(length, most))
    try {
      const { buffer, engine } = inflateRawSync(bytes, {
        maxOutputLength: most,
        finishFlush: constants.Z_SYNC_FLUSH,
        info: true,
      }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } }
      const wantsMore = engine.bytesWritten >= bytes.length && from + bytes.length < source.size
      const isWhole = engine.bytesWritten < bytes.length
      if (!wantsMore) return { bytes: buffer, consumed: engine.bytesWritten, isWhole }
      if (bytes.length >= most) return 'tooLarge'
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'tooLarge' : null
    }
  }
}

/** The same piece by piece, for what is too large to be held. It ends where the data end or are damaged. */
export async function* inflateInParts(source: Source, from: number): AsyncGenerator<Buffer> {
  const stream = createInflateRaw({ chunkSize: CHUNK })
  const pieces: Buffer[] = []
  let over = false
  const ended = new Promise<void>((resolve) => {
    for (const event of ['end', 'error', 'close'])
      stream.once(event, () => {
        over = true
        resolve()
      })
  })
  const isOver = () => over
  stream.on('data', (piece: Buffer) => pieces.push(piece))
  try {
    for (let at = from; at < source.size && !isOver(); at += FIRST) {
      const chunk = Buffer.from(await source.read(at, FIRST))
      await Promise.race([ended, new Promise<void>((resolve) => void stream.write(chunk, () => resolve()))])
      yield* pieces.splice(0)
    }
    if (!isOver()) stream.end()
    await ended
    yield* pieces.splice(0)
  } finally {
    stream.destroy()
  }
}

const MOST_HEADER = 1 << 16
const [HCRC, EXTRA, NAME, COMMENT] = [2, 4, 8, 16] as const

/** Length of the head of a gzip member (RFC 1952), and the name in it. */
export function gzipHead(bytes: Buffer): { length: number; name: Buffer } {
  const flags = bytes[3] ?? 0
  let at = 10
  let name = bytes.subarray(0, 0)
  const toZero = () => {
    const end = bytes.indexOf(0, at)
    const text = bytes.subarray(at, end === -1 ? at : end)
    at = end === -1 ? at : end + 1
    return text
  }
  if ((flags & EXTRA) !== 0 && at + 2 <= bytes.length) at += 2 + bytes.readUInt16LE(at)
  if ((flags & NAME) !== 0) name = toZero()
  if ((flags & COMMENT) !== 0) toZero()
  if ((flags & HCRC) !== 0) at += 2
  return { length: Math.min(at, MOST_HEADER), name }
}
