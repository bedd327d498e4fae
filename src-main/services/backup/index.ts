/** Backup copies. */
import { listBackups } from '../../catalogue/backup.ts'
import { lastChangeAt } from '../../catalogue/history.ts'
import type { Backup } from '../../shared/contract/backup.ts'
import type { Context, Service } from '../context.ts'

export const backup: Service<'backup'> = {
  list: (context) => listBackups(context.catalogue().folder),
  make(context) {
    context.writing()
    return copy(context, context.catalogue().folder)
  },
}

/** A copy when something changed since the last one; what prevents it is no reason not to work. */
export async function backupAtOpen(context: Context): Promise<void> {
  const { db, folder } = context.catalogue()
  const last = listBackups(folder)[0]
  const changedAt = lastChangeAt(db)
  if (changedAt === null || (last && last.at.slice(0, 19) >= changedAt.slice(0, 19))) return
  try {
    await copy(context, folder)
  } catch (error) {
    context.log.defect('backupAtOpen', error)
  }
}

async function copy({ tasks, clock, notices }: Context, catalogueFolder: string): Promise<Backup> {
  const made = await tasks.run('makeBackup', { catalogueFolder, now: clock.now() })
  notices.publish({ type: 'backup', at: made.at })
  return made
}
