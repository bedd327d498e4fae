/** One scan against the disk: its file is there, and has the bytes that were recorded. */
import { lstat, stat } from 'node:fs/promises'
import { sha256OfChunks } from '../../platform/checksum.ts'
import { isSealed } from '../../platform/sealed-file/keys.ts'
import { contentSize } from '../../platform/sealed-file/layout.ts'
import { contentChunks } from '../../platform/sealed-file/read.ts'
import { isRefusal } from '../../shared/contract/errors.ts'
import { masterFile } from '../encryption/masters.ts'
import { COPIED_PATH } from '../scan.ts'
import type { ScanRow } from '../scan.ts'

export interface ScanLook {
  catalogueFolder: string
  /** Reads and hashes the file. */
  fixity: boolean
  /** Linked scans are looked at only where the catalogue is trusted: a path in it may name anything. */
  followLinks: boolean
  signal: AbortSignal
  pace?: (bytes: number) => Promise<void>
}

export type WrongScan = 'scanOutside' | 'scanMissing' | 'scanIsLink' | 'scanUnreadable' | 'scanChanged'

/** What is not as it was recorded of a scan, or null; also for one that is not looked at. */
export async function wrongWith(
  { catalogueFolder, fixity, followLinks, signal, pace }: ScanLook,
  { path, storage, byteSize, sha256 }: ScanRow,
  onBytes: (bytes: number) => void,
): Promise<WrongScan | null> {
  if (storage === 'copied' && !COPIED_PATH.test(path)) return 'scanOutside'
  if (storage === 'linked' && !followLinks) return null
  const file = storage === 'copied' ? masterFile(catalogueFolder, path) : path
  const status = await (storage === 'copied' ? lstat(file) : stat(file)).catch(() => null)
  if (status === null) return 'scanMissing'
  if (status.isSymbolicLink()) return 'scanIsLink'
  if (!status.isFile()) return 'scanUnreadable'
  if ((isSealed(file) ? contentSize(status.size) : status.size) !== byteSize) return 'scanChanged'
  if (!fixity) return null
  try {
    const read = await sha256OfChunks(contentChunks(file, signal), { onBytes, ...(pace && { pace }) })
    return read === sha256 ? null : 'scanChanged'
  } catch (error) {
    if (!isRefusal(error) || error.code === 'cancelled') throw error
    return error.code === 'fileTampered' ? 'scanChanged' : 'scanUnreadable'
  }
}
