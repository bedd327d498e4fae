/** Looking at the bytes of scans, on a thread of its own and no faster than it is let. */
import type { Checked } from '../../catalogue/fixity/due.ts'
import { wrongWith } from '../../catalogue/fixity/look.ts'
import type { WrongScan } from '../../catalogue/fixity/look.ts'
import type { ScanRow } from '../../catalogue/scan.ts'
import type { Task, TaskControl } from '../../jobs/worker-thread.ts'
import { createPace } from '../../platform/pace.ts'
import type { Outcome } from '../../shared/contract/fixity.ts'
import { isRefusal } from '../../shared/contract/errors.ts'

export interface FixityInput {
  catalogueFolder: string
  followLinks: boolean
  scans: readonly ScanRow[]
  /** One number, written by who starts this and read here all the while: thousands of bytes a second. */
  rate: SharedArrayBuffer
}

export type FixityTasks = { checkFixity: Task<FixityInput, { checked: Checked[]; bytes: number }> }

export const fixityTasks: FixityTasks = { checkFixity }

const OUTCOME_OF: Record<WrongScan, Outcome> = {
  scanChanged: 'changed',
  scanMissing: 'missing',
  scanUnreadable: 'unreadable',
  scanIsLink: 'unreadable',
  scanOutside: 'unreadable',
}

/** One outcome for each scan, in order; fewer when it was ended on the way. */
async function checkFixity(input: FixityInput, { signal, progress }: TaskControl) {
  const rate = new Int32Array(input.rate)
  const pace = createPace(() => Math.max(1, Atomics.load(rate, 0)) * 1000)
  const checked: Checked[] = []
  let bytes = 0
  for (const scan of input.scans) {
    if (signal.aborted) break
    try {
      const wrong = await wrongWith({ ...input, fixity: true, signal, pace }, scan, (read) =>
        progress(bytes + read, null),
      )
      checked.push({ scanId: scan.id, outcome: wrong === null ? 'matches' : OUTCOME_OF[wrong] })
    } catch (error) {
      if (isRefusal(error) && error.code === 'cancelled') break
      throw error
    }
    bytes += scan.byteSize
    progress(bytes, null)
  }
  return { checked, bytes }
}
