/** What stays readable of the open catalogue. */
import { basename } from 'node:path'
import type { Places } from '../../catalogue/encryption/remains.ts'
import { catalogueFacts } from '../../catalogue/institution.ts'
import { secondFolderOf } from '../../catalogue/second-folder.ts'
import type { Remains } from '../../shared/contract/encryption.ts'
import type { Context } from '../context.ts'

export function placesOf(context: Context): Places {
  const { folder, name, db } = context.catalogue()
  return { folder, second: secondFolderOf(context.userFolder, catalogueFacts(db)?.uid ?? '', name) }
}

export async function remains(context: Context): Promise<Remains> {
  const { database } = context.catalogue()
  const kept = await context.tasks.run('plainRemains', { ...placesOf(context), database })
  const exports = context.jobs
    .list()
    .flatMap(({ id }) => context.exported.pathsOf(id).map((path) => basename(path)))
  // The record itself is no copy of it.
  const copies = kept.copies.filter(
    ({ place, name }) => !(place === 'catalogue' && name === basename(database)),
  )
  return { ...kept, copies, exports: [...new Set(exports)] }
}
