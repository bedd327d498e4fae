/** The files below a folder, of whatever kind; links are not followed. */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { refusal } from '../../shared/contract/errors.ts'

export interface FileBelow {
  path: string
  size: number
  /** Milliseconds since 1970. */
  modified: number
}

/** More are not looked at: nobody means the whole of a disk. */
const MOST = 500_000

export async function filesBelow(
  folder: string,
  signal: AbortSignal,
): Promise<{ files: FileBelow[]; isPartial: boolean }> {
  const files: FileBelow[] = []
  const folders = [folder]
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    if (signal.aborted) throw refusal('cancelled', {})
    const here = next
    // A folder that cannot be read is passed over: what lies in it is not found.
    const entries = await readdir(here, { withFileTypes: true }).catch(() => [])
    for (const entry of entries) {
      const path = join(here, entry.name)
      if (entry.isDirectory()) folders.push(path)
      if (!entry.isFile()) continue
      const status = await stat(path).catch(() => null)
      if (status) files.push({ path, size: status.size, modified: status.mtimeMs })
      if (files.length >= MOST) return { files, isPartial: true }
    }
  }
  return { files, isPartial: false }
}
