/** A new catalogue out of what can be read of a damaged one, which is only read. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { catalogueFolder, catalogueName, databasePath, EXTENSION, uidOf } from '../../catalogue/open.ts'
import { isFile } from '../../catalogue/database.ts'
import { slotsOfDamaged } from '../../catalogue/salvage/encrypted.ts'
import { recentFolder, recentId, rememberFolder } from '../../platform/recent-catalogues.ts'
import { trust } from '../../platform/trusted-catalogues.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { Context, Service } from '../context.ts'

export const salvage: Service<'salvage'> = {
  start(context, { source, to }) {
    const damaged = sourceFolder(context, source)
    if (!isFile(databasePath(damaged))) throw refusal('notACatalogue', { file: catalogueName(damaged) })
    // Asked here: on a thread of its own nobody could be asked.
    slotsOfDamaged(databasePath(damaged))
    const target = targetFolder(context, damaged, to)
    const facts = {
      catalogueFolder: damaged,
      target,
      createdAt: context.clock.now(),
      madeBy: `Shoko ${context.version}`,
    }
    const job = context.jobs.start('salvage', 'bytes', async ({ signal, progress }) => {
      const report = await context.tasks.run('salvage', facts, { signal, onProgress: progress })
      // Nothing but rows was taken from the damaged file: the new one is of this program's making.
      trust(context.userFolder, uidOf(target), target, { links: false })
      rememberFolder(context.userFolder, target, context.clock.now())
      return { kind: 'salvage', recentId: recentId(target), name: catalogueName(target), ...report }
    })
    return { jobId: job.id, name: catalogueName(target) }
  },
}

type Input = Parameters<Service<'salvage'>['start']>[1]

/** @throws noCatalogueOpen, catalogueNotFound, handleUnknown */
function sourceFolder(context: Context, source: Input['source']): string {
  switch (source.kind) {
    case 'open':
      return context.catalogue().folder
    case 'recent': {
      const folder = recentFolder(context.userFolder, source.id)
      if (folder === null) throw refusal('catalogueNotFound', { file: '' })
      return folder
    }
    case 'chosen': {
      const path = context.handles.take(source.handle, 'read')
      if (path === null) throw refusal('handleUnknown', {})
      return catalogueFolder(path)
    }
  }
}

/** @throws catalogueExists, handleUnknown */
function targetFolder(context: Context, damaged: string, to: Input['to']): string {
  if (to === null) {
    for (let number = 1; ; number++) {
      const name = `${catalogueName(damaged)} salvaged${number === 1 ? '' : ` ${number}`}`
      const folder = join(dirname(damaged), `${name}${EXTENSION}`)
      if (!existsSync(folder)) return folder
    }
  }
  const parent = context.handles.take(to.handle, 'write')
  if (parent === null) throw refusal('handleUnknown', {})
  const folder = join(parent, `${to.name}${EXTENSION}`)
  if (existsSync(folder)) throw refusal('catalogueExists', { file: `${to.name}${EXTENSION}` })
  return folder
}
