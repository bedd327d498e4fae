/** Merges the index where words of what is withheld may be left in it, while nobody else writes. */
import { setImmediate } from 'node:timers/promises'
import { emptyLog } from '../catalogue/database.ts'
import type { Catalogue } from '../catalogue/open.ts'
import { clearing, hasResidue } from '../catalogue/search/residue.ts'
import type { Log } from '../platform/log.ts'

/** A pause in writing. */
const AFTER_MS = 1000

export interface Residue {
  /** Something was written, or a catalogue was opened. */
  look(): void
  /** Ends what is on its way; the rest is done when the catalogue is opened again. */
  stop(): Promise<void>
}

export function createResidue(current: () => Catalogue | null, log: Log): Residue {
  let due: ReturnType<typeof setTimeout> | undefined
  let going: Promise<void> = Promise.resolve()
  let stopped = false

  async function clear(): Promise<void> {
    const db = current()?.writer
    if (!db || !hasResidue(db)) return
    try {
      while (hasResidue(db))
        for (const _ of clearing(db)) {
          await setImmediate()
          if (stopped || current()?.writer !== db) return
        }
      emptyLog(db)
    } catch (error) {
      log.defect('index', error)
    }
  }

  return {
    look() {
      stopped = false
      clearTimeout(due)
      due = setTimeout(() => {
        going = going.then(clear)
      }, AFTER_MS)
      due.unref()
    },
    async stop() {
      stopped = true
      clearTimeout(due)
      await going
    },
  }
}
