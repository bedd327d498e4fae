/** EAD files in. */
import { basename } from 'node:path'
import { databasePath } from '../../catalogue/open.ts'
import { readDescription } from '../../catalogue/description/read.ts'
import { withCheckpoints } from '../../jobs/checkpoints.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { Service } from '../context.ts'
import { takeEad } from './take.ts'

const windowOf = <T>(list: readonly T[], { offset, limit }: { offset: number; limit: number }): T[] =>
  list.slice(offset, offset + limit)

export const ead: Service<'ead'> = {
  open(context, { handle }) {
    context.catalogue()
    const path = context.handles.take(handle, 'read')
    if (path === null) throw refusal('handleUnknown', {})
    const { id, file } = context.eads.add({ path, file: basename(path) })
    return { eadId: id, file }
  },

  plan(context, { eadId, parentId, existing }) {
    const catalogue = context.catalogue()
    const opened = context.eads.get(eadId)
    if (parentId !== null) {
      const parent = readDescription(catalogue.db, parentId)
      if (!parent || parent.binnedAt !== null) throw refusal('descriptionNotFound', { id: parentId })
    }
    context.eads.forgetPlan(opened)
    const { path, file } = opened
    const input = {
      databasePath: databasePath(catalogue.folder),
      path,
      file,
      planPath: context.eads.planPath(),
      parentId,
      existing,
    }
    const job = context.jobs.start('ead', 'bytes', async ({ signal, progress }) => {
      const plan = await context.tasks.run('planEad', input, { signal, onProgress: progress })
      opened.plan = plan
      opened.asked = { parentId }
      return { kind: 'ead', ...plan.result }
    })
    return { jobId: job.id }
  },

  units(context, { eadId, ...window }) {
    const { plan } = context.eads.get(eadId)
    return { total: plan?.result.units ?? 0, units: windowOf(plan?.units ?? [], window) }
  },

  ledger(context, { eadId, only, ...window }) {
    const { plan } = context.eads.get(eadId)
    const rows = (plan?.rows ?? []).filter((row) => only === null || row[only] > 0)
    return { total: rows.length, rows: windowOf(rows, window) }
  },

  notes(context, { eadId, ...window }) {
    const { plan } = context.eads.get(eadId)
    return {
      total: (plan?.result.notes ?? []).reduce((sum, { count }) => sum + count, 0),
      notes: windowOf(plan?.notes ?? [], window),
    }
  },

  async take(context, { eadId }) {
    const writing = context.writing()
    const opened = context.eads.get(eadId)
    const { plan, asked } = opened
    if (!plan || !asked) throw refusal('eadUnknown', {})
    await context.beforeBulk()
    const job = context.jobs.start('ead', 'descriptions', async (control) => {
      const taken = await withCheckpoints(context, plan.result.create, () =>
        takeEad(writing, plan, asked.parentId, control),
      )
      context.eads.forgetPlan(opened)
      return { kind: 'ead', ...plan.result, ...taken, taken: true }
    })
    return { jobId: job.id }
  },

  close(context, { eadId }) {
    context.eads.close(eadId)
    return {}
  },
}
