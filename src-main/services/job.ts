/** Jobs as a person sees them. */
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { refusal } from '../shared/contract/errors.ts'
import type { Service } from './context.ts'

export const job: Service<'job'> = {
  list: ({ jobs }) => jobs.list(),
  get: ({ jobs }, { id }) => jobs.get(id),
  wait: ({ jobs }, { id }) => jobs.wait(id),
  cancel: ({ jobs }, { id }) => jobs.cancel(id),
  async reveal(context, { id }) {
    context.jobs.get(id)
    const [path] = context.exported.pathsOf(id)
    if (path === undefined || !existsSync(path)) {
      throw refusal('fileNotFound', { file: path === undefined ? '' : basename(path) })
    }
    return { shown: await context.host.reveal(path) }
  },
}
