/**
 * While very much is written, the log of it is carried into the database by a thread of its own: no write waits for that, neither
 * the work's nor the desk's.
 */
import { setTimeout } from 'node:timers/promises'
import { checkpoint, close, openToWrite, pragma, setCheckpoints } from '../catalogue/database.ts'
import type { Catalogue } from '../catalogue/open.ts'
import type { WriteContext } from '../catalogue/transact.ts'
import type { Log } from '../platform/log.ts'
import type { Task, TaskRunner } from './worker-thread.ts'

/** What services are given, as far as this needs it. */
export interface Carrying {
  readonly tasks: TaskRunner<CheckpointTasks>
  readonly log: Log
  catalogue(): Catalogue
  writing(): WriteContext
}

const EVERY = 1000
/** Descriptions from which on a thread of its own is worth its beginning. */
const MANY = 2000

export type CheckpointTasks = { carryLog: Task<{ databasePath: string }, null> }

export const checkpointTasks: CheckpointTasks = {
  async carryLog({ databasePath }, { signal }) {
    const db = openToWrite(databasePath)
    try {
      while (!signal.aborted) {
        checkpoint(db)
        await setTimeout(EVERY, null, { signal }).catch(() => null)
      }
      checkpoint(db)
    } finally {
      close(db)
    }
    return null
  },
}

/** Does work that writes so many descriptions. */
export async function withCheckpoints<T>(
  context: Carrying,
  descriptions: number,
  work: () => Promise<T>,
): Promise<T> {
  const { database } = context.catalogue()
  const { db } = context.writing()
  // Without a log that is written first there is nothing to carry, and another connection would be in the way.
  if (descriptions < MANY || pragma(db, 'journal_mode') !== 'wal') return work()
  const done = new AbortController()
  setCheckpoints(db, 'elsewhere')
  const carrying = context.tasks
    .run('carryLog', { databasePath: database }, { signal: done.signal })
    .catch((error: unknown) => context.log.defect('checkpoint', error))
  try {
    return await work()
  } finally {
    done.abort()
    await carrying
    setCheckpoints(db, 'here')
  }
}
