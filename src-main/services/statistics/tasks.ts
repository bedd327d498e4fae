/** Counting out of history, on a thread of its own: a long history takes seconds. */
import { close, openToRead, snapshot } from '../../catalogue/database.ts'
import { workByMonth } from '../../catalogue/statistics.ts'
import type { Wanted } from '../../catalogue/statistics.ts'
import type { Task } from '../../jobs/worker-thread.ts'

export interface StatisticsInput {
  databasePath: string
  wanted: Wanted
}

export type StatisticsTasks = { workByMonth: Task<StatisticsInput, ReturnType<typeof workByMonth>> }

export const statisticsTasks: StatisticsTasks = {
  async workByMonth({ databasePath, wanted }) {
    const db = openToRead(databasePath)
    try {
      return await snapshot(db, () => Promise.resolve(workByMonth(db, wanted)))
    } finally {
      close(db)
    }
  },
}
