/** Making the catalogue that is lent, on a thread of its own; it gets its name when it is whole. */
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { close, leaveOneFile, openToWrite } from '../../catalogue/database.ts'
import { copyMaster } from '../../catalogue/encryption/masters.ts'
import { carrySlots } from '../../catalogue/encryption/slots.ts'
import { fillLent } from '../../catalogue/lending/lend.ts'
import { databasePath, makeCatalogue } from '../../catalogue/open.ts'
import { COPIED_PATH } from '../../catalogue/scan.ts'
import type { Task } from '../../jobs/worker-thread.ts'
import { writingRefusal } from '../../platform/files.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { Borrowed } from '../../shared/contract/loan.ts'

export interface LendInput {
  catalogueFolder: string
  database: string
  target: string
  rootId: number
  uid: string
  createdAt: string
  madeBy: string
  borrowed: Borrowed
}

export type LendingTasks = { lend: Task<LendInput, { descriptions: number; scans: number }> }

export const lendingTasks: LendingTasks = {
  async lend({ catalogueFolder, database, target, rootId, borrowed, ...facts }, { signal, progress }) {
    const making = await mkdtemp(join(dirname(target), '.lending-')).catch((error: unknown) => {
      throw writingRefusal(error, target)
    })
    try {
      // What is lent by an encrypted catalogue is encrypted as it is, and opened by the same passphrases.
      const lent = join(making, 'lent.shoko')
      await mkdir(lent)
      carrySlots(catalogueFolder, lent, database)
      const folder = makeCatalogue(lent, { ...facts, institution: null })
      const { descriptions, scans } = fill(folder, database, rootId, borrowed)
      const copied = scans.filter(({ storage, path }) => storage === 'copied' && COPIED_PATH.test(path))
      const total = copied.reduce((sum, { byteSize }) => sum + byteSize, 0)
      let [done, count] = [0, 0]
      for (const scan of copied) {
        if (signal.aborted) throw refusal('cancelled', {})
        if (await copyMaster(catalogueFolder, folder, scan.path)) count += 1
        progress((done += scan.byteSize), total)
      }
      if (signal.aborted) throw refusal('cancelled', {})
      await rename(folder, target)
      return { descriptions, scans: count }
    } finally {
      await rm(making, { recursive: true, force: true })
    }
  },
}

function fill(folder: string, lender: string, rootId: number, borrowed: Borrowed) {
  const db = openToWrite(databasePath(folder))
  try {
    const filled = fillLent(db, lender, rootId, borrowed)
    leaveOneFile(db)
    return filled
  } finally {
    close(db)
  }
}
