/** Finding moved files, on a thread of its own. */
import { stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { ScanRow } from '../../catalogue/scan.ts'
import type { Task, TaskControl } from '../../jobs/worker-thread.ts'
import { sha256OfFile } from '../../platform/checksum.ts'
import { systemCode } from '../../platform/files.ts'
import { isRefusal, refusal } from '../../shared/contract/errors.ts'
import { filesBelow } from './walk.ts'
import type { FileBelow } from './walk.ts'

export interface MovedInput {
  folder: string
  scans: readonly ScanRow[]
}

/** A file with the bytes of a scan, as it was when they were read. */
export interface FoundFile {
  scanId: number
  fileName: string
  from: string
  to: string
  size: number
  modified: number
}

export interface Moved {
  missing: number
  found: FoundFile[]
  notFound: { scanId: number; fileName: string }[]
  differing: { fileName: string }[]
  isPartial: boolean
}

export type RelinkingTasks = { findMoved: Task<MovedInput, Moved> }

export const relinkingTasks: RelinkingTasks = { findMoved }

const plain = (name: string) => name.normalize('NFC').toLowerCase()

async function findMoved({ folder, scans }: MovedInput, { signal, progress }: TaskControl): Promise<Moved> {
  const missing: ScanRow[] = []
  for (const scan of scans) if (await isGone(scan.path)) missing.push(scan)
  const { files, isPartial } = await filesBelow(folder, signal)
  const byName = Map.groupBy(files, ({ path }) => plain(basename(path)))
  const bySize = Map.groupBy(files, ({ size }) => size)
  const digest = digests(signal)
  const found: FoundFile[] = []
  const notFound: Moved['notFound'] = []
  const differing: Moved['differing'] = []
  for (const [index, scan] of missing.entries()) {
    if (signal.aborted) throw refusal('cancelled', {})
    const named = byName.get(plain(basename(scan.path))) ?? []
    const likely = named.filter(({ size }) => size === scan.byteSize)
    const others = (bySize.get(scan.byteSize) ?? []).filter((file) => !likely.includes(file))
    const file = await firstWith(scan, [...nearestFirst(likely, scan.path), ...others], digest)
    if (file) {
      const { path: to, size, modified } = file
      found.push({ scanId: scan.id, fileName: scan.fileName, from: scan.path, to, size, modified })
    } else {
      notFound.push({ scanId: scan.id, fileName: scan.fileName })
      if (named.length > 0) differing.push({ fileName: scan.fileName })
    }
    progress(index + 1, missing.length)
  }
  return { missing: missing.length, found, notFound, differing, isPartial }
}

/** What is there and cannot be read is not gone. */
const isGone = (path: string): Promise<boolean> =>
  stat(path).then(
    () => false,
    (error: unknown) => ['ENOENT', 'ENOTDIR'].includes(systemCode(error)),
  )

/** Of files that are called the same, the one in a folder most like the old one. */
const nearestFirst = (files: readonly FileBelow[], old: string): FileBelow[] =>
  files.toSorted((one, other) => alike(other.path, old) - alike(one.path, old))

const alike = (one: string, other: string): number => {
  const [a, b] = [segments(one).reverse(), segments(other).reverse()]
  const end = a.findIndex((name, index) => name !== b[index])
  return end === -1 ? a.length : end
}

const segments = (path: string) => path.split(/[\\/]/)

async function firstWith(
  scan: ScanRow,
  candidates: readonly FileBelow[],
  digest: (file: FileBelow) => Promise<string | null>,
): Promise<FileBelow | null> {
  for (const file of candidates) if ((await digest(file)) === scan.sha256) return file
  return null
}

/** Each file is read once, however many scans it could be of. */
function digests(signal: AbortSignal): (file: FileBelow) => Promise<string | null> {
  const known = new Map<string, string | null>()
  return async ({ path }) => {
    const before = known.get(path)
    if (before !== undefined) return before
    const read = await sha256OfFile(path, { signal }).catch((error: unknown) => {
      if (!isRefusal(error) || error.code === 'cancelled') throw error
      return null
    })
    known.set(path, read)
    return read
  }
}

/** The folders of a move, without what is the same at their ends. */
export function moveOf({ from, to }: { from: string; to: string }): { from: string; to: string } {
  let [old, now] = [dirname(from), dirname(to)]
  while (basename(old) !== '' && basename(old) === basename(now)) {
    old = dirname(old)
    now = dirname(now)
  }
  return { from: old, to: now }
}
