/** The check of everything, on a thread of its own with a connection of its own that only reads. */
import { liveIds } from '../../catalogue/check.ts'
import { close, openToRead, snapshot } from '../../catalogue/database.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { referenceCodes } from '../../catalogue/description/read.ts'
import { acceptancesOf } from '../../catalogue/finding/acceptance.ts'
import { checkedRecords, surroundings } from '../../catalogue/finding/gather.ts'
import type { Surroundings } from '../../catalogue/finding/gather.ts'
import { newResults } from '../../catalogue/finding/results.ts'
import type { StoredFinding } from '../../catalogue/finding/results.ts'
import { lastChangeId } from '../../catalogue/recording.ts'
import type { Task, TaskControl } from '../../jobs/worker-thread.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { FindingResult } from '../../shared/contract/finding.ts'
import { checkRecord } from '../../shared/domain/check/index.ts'

export interface CheckInput {
  databasePath: string
  resultsPath: string
  now: string
}

export type FindingTasks = { checkAll: Task<CheckInput, FindingResult> }

export const findingTasks: FindingTasks = { checkAll }

const BATCH = 200

async function checkAll(input: CheckInput, control: TaskControl): Promise<FindingResult> {
  const db = openToRead(input.databasePath)
  try {
    return await snapshot(db, () => checkIn(db, input, control))
  } finally {
    close(db)
  }
}

async function checkIn(
  db: ReadDatabase,
  { resultsPath, now, databasePath }: CheckInput,
  control: TaskControl,
): Promise<FindingResult> {
  const results = newResults(resultsPath, databasePath)
  try {
    const ids = liveIds(db)
    const around = surroundings(db, results.alike)
    for (let from = 0; from < ids.length; from += 5000)
      results.putCodes(referenceCodes(db, ids.slice(from, from + 5000)))
    for (let from = 0; from < ids.length; from += BATCH) {
      results.put(unaccepted(db, ids.slice(from, from + BATCH), around))
      control.progress(Math.min(from + BATCH, ids.length), ids.length)
      // A cancel arrives as a message: the loop lets it in.
      await new Promise(setImmediate)
      if (control.signal.aborted) throw refusal('cancelled', {})
    }
    const findings = results.finish({ at: now, upTo: lastChangeId(db), descriptions: ids.length })
    return { descriptions: ids.length, findings }
  } finally {
    results.abandon()
  }
}

/** What the rules find in some records and nobody accepted. */
export function unaccepted(db: ReadDatabase, ids: readonly number[], around: Surroundings): StoredFinding[] {
  const accepted = new Set(
    acceptancesOf(db, ids).map(({ descriptionId, fingerprint }) => `${String(descriptionId)} ${fingerprint}`),
  )
  return checkedRecords(db, ids, around).flatMap((record) => {
    const descriptionId = record.description.id as number
    return checkRecord(record)
      .filter(({ fingerprint }) => !accepted.has(`${String(descriptionId)} ${fingerprint}`))
      .map((finding) => ({ descriptionId, finding }))
  })
}
