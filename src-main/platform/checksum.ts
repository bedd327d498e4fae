/** Fixity: the SHA-256 of a file's bytes (FIPS 180-4), as 64 lower-case hexadecimal digits. */
import { createHash } from 'node:crypto'
import { readChunks } from './files.ts'

export interface ReadingOptions {
  /** Called with the bytes read so far, after every chunk; the caller thins it out. */
  onBytes?: (total: number) => void
  signal?: AbortSignal
  /** Waited for after every chunk, with its size: what makes the reading slower. */
  pace?: (bytes: number) => Promise<void>
}

export const sha256OfText = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * Reads a file once, a megabyte at a time.
 * @throws fileNotFound, fileUnreadable, fileNotRegular; cancelled when the signal says so.
 */
export const sha256OfFile = (path: string, options: ReadingOptions = {}): Promise<string> =>
  sha256OfChunks(readChunks(path, options.signal), options)

/** Of content that is no file of itself. @throws whatever the content throws */
export async function sha256OfChunks(
  chunks: AsyncIterable<Uint8Array>,
  options: Omit<ReadingOptions, 'signal'> = {},
): Promise<string> {
  const hash = createHash('sha256')
  let total = 0
  for await (const chunk of chunks) {
    hash.update(chunk)
    total += chunk.length
    options.onBytes?.(total)
    await options.pace?.(chunk.length)
  }
  return hash.digest('hex')
}
