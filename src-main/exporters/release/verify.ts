/** The verifier of `resources/release` on a folder: the same code as in the release's own page. */
import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sha256OfFile } from '../../platform/checksum.ts'
import { readingRefusal } from '../../platform/files.ts'
import { resourcePath } from '../../platform/resources.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { Proof } from '../../shared/contract/release.ts'
import { GLYPH_BITS, GLYPH_LETTERS } from '../../shared/domain/box/glyphs.ts'

export interface ReleaseFault {
  /** hash, T1, T3, T5, T11 or signature. */
  readonly test: string
  readonly file: string
  readonly what: string
}

export interface Verified {
  readonly release: string | null
  /** Of the key whose signature holds. */
  readonly fingerprint: string | null
  readonly checked: Record<string, number>
  readonly faults: ReleaseFault[]
  /** What the archive says of a proof. */
  readonly proof: Proof | null
  /** Of the key with which that is signed; null where it stands in the manifest. */
  readonly prover: string | null
  /** The manifest as it was before a proof was written into it; null where there is none in it. */
  readonly unproved: string | null
}

interface VerifiedFile {
  name: string
  size: number
  slice(from: number, to: number): Promise<Uint8Array>
  sha256(): Promise<string>
}

interface Verifier {
  verify(
    files: readonly VerifiedFile[],
    glyphs: { letters: string; bits: string },
    onFile: (done: number, total: number) => void,
  ): Promise<Verified>
}

/** @throws fileNotFound, fileUnreadable, cancelled */
export async function verifyRelease(
  folder: string,
  onFile: (done: number, total: number) => void = () => undefined,
  signal?: AbortSignal,
  /** Files that are not there for the receiver. */
  except: readonly string[] = [],
): Promise<Verified> {
  const module = pathToFileURL(resourcePath('resources/release/verify.js')).href
  const { verify } = (await import(/* @vite-ignore */ module)) as Verifier
  const files = await Promise.all((await namesIn(folder, except)).map((name) => fileAt(folder, name, signal)))
  const verified = await verify(files, { letters: GLYPH_LETTERS, bits: GLYPH_BITS }, onFile)
  if (signal?.aborted) throw refusal('cancelled', {})
  return verified
}

async function fileAt(folder: string, name: string, signal?: AbortSignal): Promise<VerifiedFile> {
  const path = join(folder, ...name.split('/'))
  const failing = (error: unknown) => {
    throw readingRefusal(error, path)
  }
  const { size } = await stat(path).catch(failing)
  return {
    name,
    size,
    async slice(from, to) {
      if (signal?.aborted) throw refusal('cancelled', {})
      const handle = await open(path, 'r').catch(failing)
      try {
        const bytes = new Uint8Array(Math.max(0, Math.min(to, size) - from))
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, from)
        return bytes.subarray(0, bytesRead)
      } finally {
        await handle.close()
      }
    },
    sha256: () => sha256OfFile(path, signal ? { signal } : {}),
  }
}

async function namesIn(folder: string, except: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    throw readingRefusal(error, folder)
  })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name).slice(folder.length).replaceAll('\\', '/').replace(/^\/+/, ''),
    )
    .filter((name) => !except.includes(name))
    .sort()
}
