/** The alignment of long texts, on a thread of its own. */
import { close, openToRead, snapshot } from '../../catalogue/database.ts'
import type { Task } from '../../jobs/worker-thread.ts'
import type { AlignedPair } from '../../shared/domain/alignment/index.ts'
import { aligned, twoTexts } from '../../catalogue/text/align.ts'

export interface AlignInput {
  databasePath: string
  textId: number
  otherId: number
}

export type AlignmentTasks = { alignTexts: Task<AlignInput, AlignedPair[]> }

export const alignmentTasks: AlignmentTasks = {
  async alignTexts({ databasePath, textId, otherId }) {
    const db = openToRead(databasePath)
    try {
      return await snapshot(db, () => Promise.resolve(aligned(db, twoTexts(db, textId, otherId))))
    } finally {
      close(db)
    }
  },
}
