/** Moved files: a job that looks for them and changes nothing, and one write that relinks what it has found. */
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { recordChecks } from '../../catalogue/fixity/due.ts'
import { allScans, relinkScan } from '../../catalogue/scan.ts'
import { transact } from '../../catalogue/transact.ts'
import { readingRefusal } from '../../platform/files.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { ScanId } from '../../shared/contract/ids.ts'
import type { RelinkingResult } from '../../shared/contract/relinking.ts'
import type { Service } from '../context.ts'
import { moveOf } from './tasks.ts'
import type { FoundFile, Moved } from './tasks.ts'

const LISTED = 1000

export const relinking: Service<'relinking'> = {
  async look(context, { handle }) {
    const { db, followsLinks, name, folder: catalogue } = context.catalogue()
    context.writing()
    if (!followsLinks) throw refusal('linkNotFollowed', { file: name })
    const folder = context.handles.take(handle, 'read')
    if (folder === null) throw refusal('handleUnknown', {})
    const place = await stat(folder).catch((error: unknown) => {
      throw readingRefusal(error, folder)
    })
    if (!place.isDirectory()) throw refusal('folderUnreadable', { file: basename(folder) })
    const scans = allScans(db).filter(({ storage }) => storage === 'linked')
    const job = context.jobs.start('relinking', 'files', async ({ id, signal, progress }) => {
      const moved = await context.tasks.run('findMoved', { folder, scans }, { signal, onProgress: progress })
      // What an earlier look has found is of no use any more.
      context.relinkings.clear()
      context.relinkings.set(id, { catalogue, found: moved.found })
      return { kind: 'relinking', ...told(moved) }
    })
    return { jobId: job.id }
  },

  async apply(context, { jobId, moves }) {
    const writing = context.writing()
    const { catalogue, found = [] } = context.relinkings.get(jobId) ?? {}
    if (catalogue !== context.catalogue().folder) throw refusal('jobNotFound', { id: jobId })
    const { of } = grouped(found)
    const wanted = found.filter((file) => moves === null || moves.includes(of.get(file) ?? -1))
    if (wanted.length === 0) throw refusal('relinkingNothing', {})
    const still: FoundFile[] = []
    const left: { fileName: string }[] = []
    for (const file of wanted) {
      if (await isAsRead(file)) still.push(file)
      else left.push({ fileName: file.fileName })
    }
    const at = context.clock.now()
    const { historyId, value: relinked } = transact(writing, 'relinking.apply', (db) => {
      const done = still.filter(({ scanId, from, to }) => relinkScan(db, scanId, from, to))
      recordChecks(
        db,
        done.map(({ scanId }) => ({ scanId, outcome: 'matches' })),
        at,
      )
      return done.length
    })
    return { historyId, relinked, left }
  },
}

/** Whether a file is still the one that was read. */
const isAsRead = ({ to, size, modified }: FoundFile): Promise<boolean> =>
  stat(to).then(
    (now) => now.isFile() && now.size === size && now.mtimeMs === modified,
    () => false,
  )

interface Grouped {
  moves: { from: string; to: string; files: number }[]
  of: Map<FoundFile, number>
}

function grouped(found: readonly FoundFile[]): Grouped {
  const groups = [
    ...Map.groupBy(found, (file) => {
      const { from, to } = moveOf(file)
      return JSON.stringify([from, to])
    }),
  ].sort(([, one], [, other]) => other.length - one.length)
  return {
    moves: groups.map(([key, files]) => {
      const [from = '', to = ''] = JSON.parse(key) as string[]
      return { from: ending(from), to: ending(to), files: files.length }
    }),
    of: new Map(groups.flatMap(([, files], index) => files.map((file) => [file, index] as const))),
  }
}

/** Enough of a folder to know it by; where a person keeps things is not told in full. */
const ending = (folder: string): string => folder.split(/[\\/]/).slice(-2).join('/')

function told({ found, notFound, differing, ...counts }: Moved): RelinkingResult {
  const { moves, of } = grouped(found)
  return {
    ...counts,
    found: found.length,
    moves: moves.slice(0, LISTED),
    files: found.slice(0, LISTED).map((file) => ({
      scanId: file.scanId as ScanId,
      fileName: file.fileName,
      to: ending(file.to),
      move: of.get(file) ?? 0,
    })),
    notFound: notFound.slice(0, LISTED).map((file) => ({ ...file, scanId: file.scanId as ScanId })),
    differing: differing.slice(0, LISTED),
  }
}
