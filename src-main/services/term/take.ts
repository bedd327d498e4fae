/**
 * The terms of a plan, written in short transactions that are one entry of history, so that the desk is answered in between.
 * A cancel or a crash takes back all of it.
 */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { setImmediate } from 'node:timers/promises'
import { withoutWaiting } from '../../catalogue/database.ts'
import type { WriteDatabase } from '../../catalogue/database.ts'
import { addTermRelation, uidIsTaken } from '../../catalogue/term/match.ts'
import { readTerm, termExists } from '../../catalogue/term/read.ts'
import { insertTerm, updateTerm } from '../../catalogue/term/write.ts'
import { transact } from '../../catalogue/transact.ts'
import type { WriteContext } from '../../catalogue/transact.ts'
import { abandonSome, begin, finish } from '../../catalogue/unfinished.ts'
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
  { signal, progress }: JobControl,
): Promise<HistoryId | null> {
  const entry: { id: HistoryId | null } = { id: null }
  const tables = new Set<string>()
  /** Where each concept of the plan is now. */
  const ids = new Map<number, number>()
  let done = 0
  const inSlices = async (write: (db: WriteDatabase, term: PlannedTerm) => void): Promise<void> => {
    for await (const slice of slicesOf(planPath)) {
      if (signal.aborted) throw refusal('cancelled', {})
      const { historyId } = withoutWaiting(writing.db, () =>
        transact(
          { ...writing, notify: (notice) => notice.tables.forEach((table) => tables.add(table)) },
          'term.importFile',
          (db) => {
            if (entry.id === null) begin(db)
            for (const term of slice) write(db, term)
          },
          entry.id === null ? {} : { into: entry.id },
        ),
      )
      entry.id ??= historyId
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
    if (signal.aborted) throw refusal('cancelled', {})
    if (entry.id !== null) finish(writing.db, entry.id)
  } catch (error) {
    if (entry.id !== null) while (!abandonSome(writing.db, entry.id)) await setImmediate()
    throw error
  } finally {
    if (entry.id !== null) writing.notify({ historyId: entry.id, tables: [...tables], descriptionIds: null })
  }
  return entry.id
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
