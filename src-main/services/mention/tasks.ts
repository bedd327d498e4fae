/** The search for all names of the authority file in the texts of a description, on a thread of its own. */
import { close, openToRead, snapshot } from '../../catalogue/database.ts'
import type { Task } from '../../jobs/worker-thread.ts'
import { proposedNames } from './propose.ts'
import type { Proposed } from './propose.ts'

export interface MentionInput {
  databasePath: string
  descriptionId: number
}

export type MentionTasks = { proposeNames: Task<MentionInput, Proposed> }

export const mentionTasks: MentionTasks = {
  async proposeNames({ databasePath, descriptionId }) {
    const db = openToRead(databasePath)
    try {
      return await snapshot(db, () => Promise.resolve(proposedNames(db, descriptionId)))
    } finally {
      close(db)
    }
  },
}
