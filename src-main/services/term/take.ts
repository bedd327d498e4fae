/**
 * The terms of a plan, written in short transactions that are one entry of history, so that the desk is answered in between.
 * A cancel or a crash takes back all of it.
 */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { setImmediate } from 'node:timers/promises'
import type { WriteDatabase } from '../../catalogue/database.ts'
import { createLongStep } from '../../catalogue/long-step.ts'
import { addTermRelation, uidIsTaken } from '../../catalogue/term/match.ts'
import { readTerm, termExists } from '../../catalogue/term/read.ts'
import { insertTerm, updateTerm } from '../../catalogue/term/write.ts'
import type { WriteContext } from '../../catalogue/transact.ts'
import type { JobControl } from '../../jobs/queue.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { HistoryId } from '../../shared/contract/ids.ts'
import { labelsWith, noteWith } from '../../shared/domain/term.ts'
import type { PlannedTerm } from './plan.ts'

/** Terms in one transaction: as many as take a few dozen milliseconds. */
const SLICE = 50

/** The entry; null when there was nothing to write. @throws cancelled */
export async function takeTerms(
  writing: WriteContext,
  planPath: string,
  total: number,
  control: JobControl,
): Promise<HistoryId | null> {
  const { signal, progress } = control
  const step = createLongStep(writing, 'term.importFile')
  /** Where each concept of the plan is now. */
  const ids = new Map<number, number>()
  let done = 0
  const inSlices = async (write: (db: WriteDatabase, term: PlannedTerm) => void): Promise<void> => {
    for await (const slice of slicesOf(planPath)) {
      if (signal.aborted) throw refusal('cancelled', {})
      step.write((db) => {
        for (const term of slice) write(db, term)
      })
      done += slice.length
      progress(done, total * 2)
      await setImmediate()
    }
  }
  try {
    await inSlices((db, term) => {
      const { place, id, uid, fields } = term
      const here = id === null ? null : readTerm(db, id)
      if (here && here.binnedAt === null) {
        ids.set(place, here.id)
        updateTerm(db, here.id, here.labels, {
          labels: labelsWith(here.labels, fields.labels),
          note: noteWith(here.note, fields.note),
        })
        return
      }
      const own = uid !== null && !uidIsTaken(db, uid) ? uid : writing.ids.uid()
      ids.set(place, insertTerm(db, own, fields))
    })
    await inSlices((db, { place, relations }) => {
      const termId = ids.get(place)
      if (termId === undefined) return
      for (const { type, other } of relations) {
        const otherId = 'id' in other ? other.id : ids.get(other.place)
        if (otherId !== undefined && termExists(db, otherId)) addTermRelation(db, { type, termId, otherId })
      }
    })
    await step.finish(control, done)
  } catch (error) {
    await step.abandon()
    throw error
  }
  return step.historyId
}

async function* slicesOf(path: string): AsyncGenerator<PlannedTerm[]> {
  let slice: PlannedTerm[] = []
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    slice.push(JSON.parse(line) as PlannedTerm)
    if (slice.length < SLICE) continue
    yield slice
    slice = []
  }
  if (slice.length > 0) yield slice
}
