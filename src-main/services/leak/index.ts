/** Leaks: looks in files for what is withheld. */
import { stat } from 'node:fs/promises'
import { withholds } from '../../catalogue/leak/read.ts'
import { veiledRedactions } from '../../catalogue/review/blind.ts'
import { readingRefusal } from '../../platform/files.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { Service } from '../context.ts'

export const leak: Service<'leak'> = {
  async consistency(context) {
    const { db, database } = context.catalogue()
    if (!withholds(db)) return { echoes: [], hints: [], isPartial: false }
    const except = veiledRedactions(db, context.settings.read().who)
    return context.tasks.run('compareOpen', { databasePath: database, except })
  },

  async scan(context, { handle, passages, pixels }) {
    if (passages === null && !withholds(context.catalogue().db)) throw refusal('leakNothing', {})
    const against = passages === null ? { databasePath: context.catalogue().database } : { passages }
    const path = context.handles.take(handle, 'read')
    if (path === null) throw refusal('handleUnknown', {})
    await stat(path).catch((error: unknown) => {
      throw readingRefusal(error, path)
    })
    const job = context.jobs.start('leak', 'bytes', async ({ signal, progress }) => ({
      kind: 'leak',
      ...(await context.tasks.run('findLeaks', { path, against, pixels }, { signal, onProgress: progress })),
    }))
    return { jobId: job.id }
  },
}
