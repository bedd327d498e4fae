/** The search for leaks, on a thread of its own. */
import { close, openToRead, snapshot } from '../../catalogue/database.ts'
import { openIn, withheldIn } from '../../catalogue/leak/read.ts'
import { scanPath } from '../../canary/folder.ts'
import type { Task } from '../../jobs/worker-thread.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { LeakReport } from '../../shared/contract/leak.ts'
import { canariesOf } from '../../shared/domain/canary/index.ts'
import type { Canaries } from '../../shared/domain/canary/index.ts'

export interface LeakInput {
  path: string
  /** The catalogue, or the passages by themselves. */
  against: { databasePath: string } | { passages: readonly string[] }
  pixels: boolean
}

export type LeakTasks = { findLeaks: Task<LeakInput, LeakReport> }

export const leakTasks: LeakTasks = {
  async findLeaks({ path, against, pixels }, control) {
    const { canaries, redactions } =
      'passages' in against ? ofLines(against.passages) : await ofCatalogue(against.databasePath)
    if (canaries.all.length === 0 && canaries.unsearched.length === 0) throw refusal('leakNothing', {})
    return scanPath({ path, canaries, redactions, pixels }, control)
  },
}

interface Sought {
  canaries: Canaries
  redactions: number
}

function ofLines(lines: readonly string[]): Sought {
  const passages = lines.flatMap((text, index) => (text.trim() === '' ? [] : { id: String(index + 1), text }))
  return { canaries: canariesOf(passages, []), redactions: passages.length }
}

async function ofCatalogue(databasePath: string): Promise<Sought> {
  const db = openToRead(databasePath)
  try {
    return await snapshot(db, () => {
      const withheld = withheldIn(db)
      const canaries = canariesOf(withheld.passages, textsOf(openIn(db, withheld)))
      return Promise.resolve({ canaries, redactions: withheld.redactions })
    })
  } finally {
    close(db)
  }
}

function* textsOf(places: Iterable<{ text: string }>): Generator<string> {
  for (const { text } of places) yield text
}
