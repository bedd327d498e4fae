/** Backup copies. */
import { listBackups, makeBackup } from '../catalogue/backup.ts'
import { lastChangeAt } from '../catalogue/history.ts'
import type { Catalogue } from '../catalogue/open.ts'
import type { Log } from '../platform/log.ts'
import type { Service } from './context.ts'

export const backup: Service<'backup'> = {
  list: (context) => listBackups(context.catalogue().folder),
  make(context) {
    context.writing()
    const { db, folder } = context.catalogue()
    return makeBackup(db, folder, context.clock.now())
  },
}

/** A copy when something changed since the last one; what prevents it is no reason not to open. */
export async function backupAtOpen({ db, folder }: Catalogue, now: string, log: Log): Promise<void> {
  const last = listBackups(folder)[0]
  const changedAt = lastChangeAt(db)
  if (changedAt === null || (last && last.at.slice(0, 19) >= changedAt.slice(0, 19))) return
  try {
    await makeBackup(db, folder, now)
  } catch (error) {
    log.defect('backupAtOpen', error)
  }
}
