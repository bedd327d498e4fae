/** Taking scans in, on a thread of its own: hashing and, when they are to be kept in the catalogue, copying. */
import { stat } from 'node:fs/promises'
import { storeMaster } from '../../catalogue/encryption/masters.ts'
import type { Task, TaskControl } from '../../jobs/worker-thread.ts'
import { sha256OfFile } from '../../platform/checksum.ts'
import { writeWhole } from './journal.ts'
import { isRefusal } from '../../shared/contract/errors.ts'

export interface StoreInput {
  catalogueFolder: string
  storage: 'copied' | 'linked'
  files: { path: string; extension: string }[]
  /** Where each file is written down as soon as it is whole. */
  journal?: string
}

export interface StoredScan {
  sha256: string
  byteSize: number
  /** RFC 3339; the file's own date. */
  fileModifiedAt: string
  /** Relative to the catalogue's folder with `/` when copied, absolute when linked. */
  path: string
  /** Whether this made a file in `scans/` that was not there. */
  isNew: boolean
}

export type StoreOutcome =
  { stored: StoredScan } | { refused: { code: string; data: Record<string, unknown> } }

export type ImportTasks = { storeScans: Task<StoreInput, StoreOutcome[]> }

export const importTasks: ImportTasks = { storeScans }

/** One outcome for each file, in order; fewer when it was cancelled on the way. Progress counts files, and parts of one. */
async function storeScans(input: StoreInput, { signal, progress }: TaskControl): Promise<StoreOutcome[]> {
  const outcomes: StoreOutcome[] = []
  for (const { path, extension } of input.files) {
    if (signal.aborted) break
    try {
      const before = await stat(path).catch(() => null)
      const onBytes = (bytes: number) =>
        progress(outcomes.length + Math.min(1, bytes / Math.max(1, before?.size ?? 0)), null)
      const stored = await storeScan(input, path, extension, { signal, onBytes })
      if (input.journal !== undefined && before)
        writeWhole(input.journal, { path, size: before.size, modified: before.mtimeMs, stored })
      outcomes.push({ stored })
    } catch (error) {
      if (!isRefusal(error)) throw error
      if (error.code === 'cancelled') break
      outcomes.push({ refused: { code: error.code, data: error.data as Record<string, unknown> } })
    }
  }
  return outcomes
}

async function storeScan(
  { catalogueFolder, storage }: StoreInput,
  path: string,
  extension: string,
  options: { signal: AbortSignal; onBytes: (bytes: number) => void },
): Promise<StoredScan> {
  if (storage === 'linked') {
    const sha256 = await sha256OfFile(path, options)
    const { size, mtime } = await stat(path)
    return { sha256, byteSize: size, fileModifiedAt: mtime.toISOString(), path, isNew: false }
  }
  const copied = await storeMaster(catalogueFolder, path, (sha256) => `${sha256}.${extension}`, options)
  const { mtime } = await stat(path)
  return {
    sha256: copied.sha256,
    byteSize: copied.bytes,
    fileModifiedAt: mtime.toISOString(),
    path: copied.path,
    isNew: !copied.existed,
  }
}
