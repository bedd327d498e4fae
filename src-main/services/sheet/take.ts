/**
 * What a dry run found, written in short transactions that are one entry of history, so that the desk is answered in
 * between. A cancel, a refusal or a crash takes back all of it.
 */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { setImmediate } from 'node:timers/promises'
import { changedSince, withCode, withUid } from '../../catalogue/description/match.ts'
import {
  insertDescription,
  lastPosition,
  setCheckedBy,
  updateDescription,
} from '../../catalogue/description/write.ts'
import type { WriteDatabase } from '../../catalogue/database.ts'
import { createLongStep } from '../../catalogue/long-step.ts'
import type { WriteContext } from '../../catalogue/transact.ts'
import type { JobControl } from '../../jobs/queue.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { DescriptionId, HistoryId } from '../../shared/contract/ids.ts'
import type { Plan } from './opened.ts'
import type { PlannedChange } from './plan/planned.ts'

/** Rows in one transaction: as many as take a few dozen milliseconds. */
const SLICE = 50

/** The entry; null when there was nothing to write. @throws cancelled, sheetChanged */
export async function takePlan(
  writing: WriteContext,
  plan: Plan,
  control: JobControl,
): Promise<HistoryId | null> {
  const { signal, progress } = control
  const positions = new Map<number, number>()
  const step = createLongStep(writing, 'sheet.take')
  let done = 0
  const total = plan.counts.create + plan.counts.update
  const write = (changes: readonly PlannedChange[]): void => {
    step.write((db) => {
      check(db, changes, plan, step.historyId)
      for (const change of changes) writeChange(writing, db, change, positions)
    })
    done += changes.length
    progress(done, total)
  }
  try {
    let slice: PlannedChange[] = []
    let waiting: PlannedChange[] = []
    for await (const change of changesOf(plan)) {
      if (
        !('id' in change.parent) &&
        parentId(writing.db, change.parent) === undefined &&
        !slice.some(
          ({ key, uid }) =>
            'key' in change.parent && (key === change.parent.key || uid === change.parent.key),
        )
      ) {
        waiting.push(change)
        continue
      }
      slice.push(change)
      if (slice.length < SLICE) continue
      write(slice)
      slice = []
      await setImmediate()
      if (signal.aborted) throw refusal('cancelled', {})
    }
    if (slice.length > 0) write(slice)
    // Units whose parent stands further down in the file, level by level.
    while (waiting.length > 0) {
      const ready = waiting.filter(({ parent }) => parentId(writing.db, parent) !== undefined)
      if (ready.length === 0) throw refusal('sheetChanged', {})
      waiting = waiting.filter((change) => !ready.includes(change))
      for (let from = 0; from < ready.length; from += SLICE) {
        write(ready.slice(from, from + SLICE))
        await setImmediate()
        if (signal.aborted) throw refusal('cancelled', {})
      }
    }
    await step.finish(control, done)
  } catch (error) {
    await step.abandon()
    throw error
  }
  return step.historyId
}

async function* changesOf({ path }: Plan): AsyncGenerator<PlannedChange> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity })
  for await (const line of lines) {
    const change = JSON.parse(line) as PlannedChange
    if (change.kind === 'create' || change.kind === 'update') yield change
  }
}

/** What was changed since it was looked at is not written over. @throws sheetChanged */
function check(
  db: WriteDatabase,
  changes: readonly PlannedChange[],
  plan: Plan,
  own: HistoryId | null,
): void {
  const ids = changes.flatMap(({ id }) => id ?? [])
  const changed = ids.length > 0 && changedSince(db, ids, plan.lastEntry, own ?? 0)
  const taken = changes.some(
    ({ id, uid, patch }) =>
      (id === null && withUid(db, uid).length > 0) ||
      (patch.referenceCode != null && withCode(db, patch.referenceCode).some((other) => other.id !== id)),
  )
  if (changed || taken) throw refusal('sheetChanged', {})
}

function writeChange(
  writing: WriteContext,
  db: WriteDatabase,
  { id, uid, parent, patch }: PlannedChange,
  positions: Map<number, number>,
): void {
  if (id !== null) {
    updateDescription(db, id, patch)
    if (patch.status === 'checked') setCheckedBy(db, id, writing.who(), writing.clock.now())
    return
  }
  const under = parentId(db, parent) ?? null
  const position = positions.get(under ?? 0) ?? lastPosition(db, under)
  positions.set(under ?? 0, position + 1024)
  const made = insertDescription(
    db,
    { uid, parentId: under, position, createdAt: writing.clock.now() },
    patch,
  )
  if (patch.status === 'checked') setCheckedBy(db, made, writing.who(), writing.clock.now())
}

/** The unit that a new one stands under; undefined while it is not there. */
function parentId(db: WriteDatabase, parent: PlannedChange['parent']): DescriptionId | null | undefined {
  if ('id' in parent) return parent.id
  return [...withCode(db, parent.key), ...withUid(db, parent.key)].find(({ binned }) => !binned)?.id
}
