/** A check of what is due: in batches, each kept when it is done, so that whatever ends it loses no more than one. */
import { holdDue, nextDue, recordChecks, waiting } from '../../catalogue/fixity/due.ts'
import { transact } from '../../catalogue/transact.ts'
import type { JobControl, Stop } from '../../jobs/queue.ts'
import type { JobId } from '../../shared/contract/ids.ts'
import type { JobResult } from '../../shared/contract/job.ts'
import type { Context } from '../context.ts'

const BATCH = { scans: 100, bytes: 256 * 1024 * 1024 }
/** Thousands of bytes a second: while nobody asks for anything, and while somebody does. */
const RATE = { alone: 64_000, besides: 4_000 }
const LOOK_EVERY_MS = 100
/** For so long after a call another one is likely. */
const QUIET_AFTER_MS = 1000

/** The check that runs, or null. */
export const runningCheck = (context: Context): JobId | null =>
  context.jobs.list().find(({ kind, state }) => kind === 'fixity' && state === 'running')?.id ?? null

/** Starts to check what is due; when that is being done, it takes along what has come. */
export const startChecking = (context: Context): JobId =>
  runningCheck(context) ??
  context.jobs.start('fixity', 'bytes', (control) => check(context, control), { background: true }).id

async function check(context: Context, control: JobControl): Promise<JobResult> {
  const { signal } = control
  const { folder, followsLinks, db } = context.catalogue()
  const result = { matches: 0, changed: 0, missing: 0, unreadable: 0, checked: 0, bytes: 0 }
  const { rate, end } = followCalls(context)
  try {
    while (!signal.aborted) {
      const scans = nextDue(db, BATCH)
      if (scans.length === 0) break
      const total = result.bytes + waiting(db).bytes
      const { checked, bytes } = await context.tasks.run(
        'checkFixity',
        { catalogueFolder: folder, followLinks: followsLinks, scans, rate },
        { signal, onProgress: (read) => control.progress(result.bytes + read, total) },
      )
      transact(context.writing(), 'fixity.check', (writer) =>
        recordChecks(writer, checked, context.clock.now()),
      )
      for (const { outcome } of checked) result[outcome] += 1
      result.checked += checked.length
      result.bytes += bytes
      control.progress(result.bytes, total)
    }
  } finally {
    end()
  }
  if (signal.reason === ('cancelled' satisfies Stop)) transact(context.writing(), 'fixity.check', holdDue)
  return { kind: 'fixity', ...result, waiting: waiting(db).scans }
}

/** How fast it may read, told anew all the while: slowly while there are calls or other jobs, but never not at all. */
function followCalls(context: Context): { rate: SharedArrayBuffer; end: () => void } {
  const rate = new SharedArrayBuffer(4)
  const tell = () => {
    const busy = context.jobs.busy() || performance.now() - context.asked.at < QUIET_AFTER_MS
    Atomics.store(new Int32Array(rate), 0, busy ? RATE.besides : RATE.alone)
  }
  tell()
  const timer = setInterval(tell, LOOK_EVERY_MS)
  return { rate, end: () => clearInterval(timer) }
}
