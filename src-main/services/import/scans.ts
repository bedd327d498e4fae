/** Scans into the catalogue's folder, on two threads. */
import { basename } from 'node:path'
import { extensionOf } from '../../imaging/extension.ts'
import type { Probe } from '../../imaging/decoding.ts'
import type { ImportResult } from '../../shared/contract/import.ts'
import type { Context } from '../context.ts'
import type { Whole } from './journal.ts'
import type { ImportPlan } from './plan.ts'
import type { ScanFile } from './sources.ts'
import type { StoredScan } from './tasks.ts'

export interface TakenScan {
  file: string
  /** As patterns read it. */
  name: string
  probe: Probe
  stored: StoredScan
}

const THREADS = 2

interface Storing {
  /** What an earlier import has stored already. */
  whole: ReadonlyMap<string, Whole>
  journal: string
  signal: AbortSignal
}

export async function storeScans(
  context: Context,
  { storage }: ImportPlan,
  scans: readonly ScanFile[],
  { whole, journal, signal }: Storing,
  onFiles: (files: number) => void,
): Promise<{ scans: TakenScan[]; refused: ImportResult['refused'] }> {
  const { folder } = context.catalogue()
  const sizes = new Array<number>(THREADS).fill(0)
  const order = new Map(scans.map(({ path }, index) => [path, index]))
  const known = scans.flatMap((source) => {
    const stored = whole.get(source.path)?.stored
    return stored ? [{ outcome: { stored }, source }] : []
  })
  const left = scans.filter(({ path }) => !whole.has(path))
  const total = scans.length
  const shares = Array.from({ length: THREADS }, (_, thread) =>
    left.filter((_, index) => index % THREADS === thread),
  )
  const outcomes = await Promise.all(
    shares.map(async (share, thread) => {
      if (share.length === 0) return []
      const files = share.map(({ path, probe }) => ({
        path,
        extension: extensionOf(probe.mediaType),
      }))
      const stored = await context.tasks.run(
        'storeScans',
        { catalogueFolder: folder, storage, files, journal },
        {
          signal,
          onProgress(files) {
            sizes[thread] = files
            onFiles(Math.min(total, known.length + sizes.reduce((sum, count) => sum + count, 0)))
          },
        },
      )
      return stored.map((outcome, index) => ({ outcome, source: share[index] }))
    }),
  )
  const taken: TakenScan[] = []
  const refused: ImportResult['refused'] = []
  const placeOf = (source: ScanFile | undefined) => order.get(source?.path ?? '') ?? 0
  const all = [...known, ...outcomes.flat()]
  for (const { outcome, source } of all.sort((one, other) => placeOf(one.source) - placeOf(other.source))) {
    if (!source) continue
    const file = basename(source.path).normalize('NFC')
    const { name, probe } = source
    if ('stored' in outcome) taken.push({ file, name, probe, stored: outcome.stored })
    else refused.push({ file, ...outcome.refused })
  }
  return { scans: taken, refused }
}
