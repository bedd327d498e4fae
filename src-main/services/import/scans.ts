/** Scans into the catalogue's folder, on two threads. */
import { basename } from 'node:path'
import type { Probe } from '../../imaging/decoding.ts'
import type { ImportResult } from '../../shared/contract/import.ts'
import type { Context } from '../context.ts'
import type { ImportPlan } from './index.ts'
import type { ScanFile } from './sources.ts'
import type { StoredScan } from './tasks.ts'

export interface TakenScan {
  file: string
  probe: Probe
  stored: StoredScan
}

const THREADS = 2

const EXTENSIONS: Record<string, string> = {
  'image/tiff': 'tif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
  'image/jp2': 'jp2',
  'image/j2c': 'j2c',
  'application/pdf': 'pdf',
}

export const extensionOf = (mediaType: string): string => EXTENSIONS[mediaType] ?? 'bin'

export async function storeScans(
  context: Context,
  { storage }: ImportPlan,
  scans: readonly ScanFile[],
  signal: AbortSignal,
  onFiles: (files: number) => void,
): Promise<{ scans: TakenScan[]; refused: ImportResult['refused'] }> {
  const { folder } = context.catalogue()
  const sizes = new Array<number>(THREADS).fill(0)
  const total = scans.length
  const shares = Array.from({ length: THREADS }, (_, thread) =>
    scans.filter((_, index) => index % THREADS === thread),
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
        { catalogueFolder: folder, storage, files },
        {
          signal,
          onProgress(files) {
            sizes[thread] = files
            onFiles(
              Math.min(
                total,
                sizes.reduce((sum, count) => sum + count, 0),
              ),
            )
          },
        },
      )
      return stored.map((outcome, index) => ({
        outcome,
        source: share[index],
        order: index * THREADS + thread,
      }))
    }),
  )
  const taken: TakenScan[] = []
  const refused: ImportResult['refused'] = []
  for (const { outcome, source } of outcomes.flat().sort((one, other) => one.order - other.order)) {
    if (!source) continue
    const file = basename(source.path).normalize('NFC')
    if ('stored' in outcome) taken.push({ file, probe: source.probe, stored: outcome.stored })
    else refused.push({ file, ...outcome.refused })
  }
  return { scans: taken, refused }
}
