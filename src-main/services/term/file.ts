/** Vocabularies in and out as files. */
import { statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { databasePath } from '../../catalogue/open.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { Service } from '../context.ts'
import { checkLeaving, leave } from '../../catalogue/way-out.ts'
import { takeTerms } from './take.ts'

export const termFiles: Pick<Service<'term'>, 'previewFile' | 'importFile' | 'exportFile'> = {
  async previewFile(context, { handle, source, type }, { signal }) {
    const catalogue = context.catalogue()
    const path = context.handles.take(handle, 'read')
    if (path === null) throw refusal('handleUnknown', {})
    const { counts, ...shown } = await context.tasks.run(
      'planTerms',
      { databasePath: databasePath(catalogue.folder), path, planPath: null, source, type },
      signal ? { signal } : {},
    )
    return { file: basename(path), ...counts, ...shown, handle: context.handles.mint(path, 'read') }
  },

  async importFile(context, { handle, source, type }) {
    const writing = context.writing()
    const { folder } = context.catalogue()
    const path = context.handles.take(handle, 'read')
    if (path === null) throw refusal('handleUnknown', {})
    await context.beforeBulk()
    const planPath = context.sheets.planPath()
    const job = context.jobs.start('vocabulary', 'rows', async (control) => {
      try {
        const { counts } = await context.tasks.run(
          'planTerms',
          { databasePath: databasePath(folder), path, planPath, source, type },
          { signal: control.signal, onProgress: control.progress },
        )
        const historyId = await takeTerms(writing, planPath, counts.added + counts.changed, control)
        return { kind: 'termsIn', file: basename(path), ...counts, historyId }
      } finally {
        await rm(planPath, { force: true })
      }
    })
    return { jobId: job.id }
  },

  exportFile(context, { source, as, to, reason }) {
    const catalogue = context.catalogue()
    checkLeaving(context, 'terms', reason)
    const target = to === null ? null : context.handles.take(to, 'write')
    if (to !== null && target === null) throw refusal('handleUnknown', {})
    const leaving = leave(context, 'terms', { reason, told: { source, as } })
    const job = context.jobs.start('vocabulary', 'rows', async ({ id, signal, progress }) => {
      const place = target ?? (await context.exported.downloadFolder())
      const isFolder = statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false
      const name = `${catalogue.name}-${source ?? 'terms'}.${as === 'skos' ? 'ttl' : 'csv'}`
      const path = leaving.named(isFolder ? join(place, name.replaceAll(/[\\/:*?"<>|]/g, '_')) : place)
      context.exported.remember(id, [path])
      const result = await context.tasks.run(
        'exportTerms',
        { databasePath: databasePath(catalogue.folder), path, source, as },
        { signal, onProgress: progress },
      )
      return { kind: 'termsOut', ...result }
    })
    return { jobId: job.id }
  },
}
