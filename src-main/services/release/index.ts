/** Releases: looking through one that has been made. */
import { refusal } from '../../shared/contract/errors.ts'
import type { Service } from '../context.ts'

export const release: Service<'release'> = {
  verify(context, { folder }) {
    const path = context.handles.take(folder, 'read')
    if (path === null) throw refusal('handleUnknown', {})
    const job = context.jobs.start('verify', 'files', async ({ signal, progress }) => {
      const result = await context.tasks.run(
        'verifyRelease',
        { folder: path },
        { signal, onProgress: progress },
      )
      return { kind: 'verify', ...result }
    })
    return { jobId: job.id }
  },
}
