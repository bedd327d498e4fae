/** A search of a file, or of a folder and all below it: the files and their names. */
import { lstat, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { openRegular } from '../platform/files.ts'
import { refusal } from '../shared/contract/errors.ts'
import type { LeakReport } from '../shared/contract/leak.ts'
import type { Canaries } from '../shared/domain/canary/index.ts'
import { createMatcher } from './matcher.ts'
import { createFindings } from './report.ts'
import type { Where } from './report.ts'
import { LIMITS, scanSource } from './scan.ts'
import type { Limits, Search } from './scan.ts'
import { sourceOfFile } from './source.ts'

export interface ScanInput {
  readonly path: string
  readonly canaries: Canaries
  /** How many redactions, or lines, they are of. */
  readonly redactions: number
  readonly pixels: boolean
  readonly limits?: Limits
}

export interface ScanControl {
  readonly signal: AbortSignal
  progress(done: number, total: number | null): void
}

interface File {
  readonly path: string
  /** What a report calls it. */
  readonly shown: string
  readonly size: number
}

const LISTED = 1000
/** More are not looked at: nobody means the whole of a disk. */
const MOST_FILES = 500_000

export async function scanPath(input: ScanInput, { signal, progress }: ScanControl): Promise<LeakReport> {
  const { canaries, redactions, pixels, limits = LIMITS } = input
  const findings = createFindings()
  const matcher = createMatcher(canaries.all)
  let [before, skipped, total] = [0, 0, 0]
  const search: Search = {
    matcher,
    canaries: canaries.all,
    findings,
    signal,
    limits,
    pixels,
    passed: (to) => progress(before + to, total),
    skipped: (bytes) => void (skipped += bytes),
  }
  const { files, isPartial } = await filesOf(input.path, search)
  total = files.reduce((sum, { size }) => sum + size, 0)
  progress(0, total)
  for (const { path, shown, size } of files) {
    if (signal.aborted) throw refusal('cancelled', {})
    await scanFile(search, path, { file: shown, inner: [] })
    before += size
  }
  const found = findings.findings(canaries.counts)
  const unread = findings.unreadable
  return {
    files: files.length,
    bytes: total,
    pixels: skipped,
    redactions,
    canaries: canaries.all.length,
    found: found.length,
    findings: found.slice(0, LISTED),
    unreadCount: unread.length,
    unread: unread.slice(0, LISTED),
    unsearched: canaries.unsearched.map(({ id, ...how }) => ({ redaction: id, ...how })),
    isPartial,
  }
}

async function scanFile(search: Search, path: string, where: Where): Promise<void> {
  const file = await openRegular(path).catch(() => null)
  if (file === null) return search.findings.unread(where, 'unreadable')
  try {
    const { size } = await file.stat()
    await scanSource(search, sourceOfFile(file, size), where, { bytes: 0 })
  } catch (error) {
    // A disk that fails in the middle of a file is a reason to name it, and no reason to stop.
    if (error instanceof Error && 'errno' in error) return search.findings.unread(where, 'unreadable')
    throw error
  } finally {
    await file.close()
  }
}

async function filesOf(path: string, search: Search): Promise<{ files: File[]; isPartial: boolean }> {
  const files: File[] = []
  const root = await lstat(path)
  const take = async (here: string, shown: string) => {
    const { size } = await lstat(here)
    files.push({ path: here, shown, size })
  }
  if (root.isFile()) {
    await take(path, nameShown(search, basename(path), '', 1))
    return { files, isPartial: false }
  }
  const folders = [{ path, shown: '' }]
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    const { path: folder, shown: above } = next
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
      search.findings.unread({ file: above || '.', inner: [] }, 'unreadable')
      return []
    })
    entries.sort((one, other) => (one.name < other.name ? -1 : 1))
    for (const [index, entry] of entries.entries()) {
      if (search.signal.aborted) throw refusal('cancelled', {})
      const here = join(folder, entry.name)
      const shown = nameShown(search, entry.name, above, index + 1)
      if (entry.isDirectory()) folders.push({ path: here, shown })
      else if (entry.isSymbolicLink()) search.findings.unread({ file: shown, inner: [] }, 'linkNotFollowed')
      else if (entry.isFile())
        await take(here, shown).catch(() => search.findings.unread({ file: shown, inner: [] }, 'unreadable'))
      if (files.length >= MOST_FILES) return { files, isPartial: true }
    }
  }
  return { files, isPartial: false }
}

/** A name as a report may say it: one that tells what is withheld is given by its number in the folder. */
function nameShown(search: Search, name: string, above: string, number: number): string {
  const path = above === '' ? '' : `${above}/`
  const told = [Buffer.from(name), Buffer.from(unescaped(name), 'latin1')].flatMap((bytes) =>
    search.matcher.hits(bytes),
  )
  for (const { canary } of told)
    search.findings.hit({ file: `${path}[${number}]`, inner: [] }, canary, 'name', 0)
  return told.length > 0 ? `${path}[${number}]` : path + name
}

const unescaped = (name: string): string =>
  Buffer.from(name)
    .toString('latin1')
    .replace(/[%=]([0-9A-Fa-f]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
