/** Salvaging, on a thread of its own: it makes the new catalogue beside its place and then gives it the name. */
import { copyFile, lstat, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { constants, existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { all, close, openToWrite, sql } from '../../catalogue/database.ts'
import { catalogueFacts, insertCatalogue } from '../../catalogue/institution.ts'
import { databasePath, makeFolders } from '../../catalogue/open.ts'
import { masterFile } from '../../catalogue/encryption/masters.ts'
import { writeSlots } from '../../catalogue/encryption/slots.ts'
import { slotsOfDamaged } from '../../catalogue/salvage/encrypted.ts'
import { salvageRows } from '../../catalogue/salvage/salvage.ts'
import type { Task, TaskControl } from '../../jobs/worker-thread.ts'
import { isPartial, writingRefusal } from '../../platform/files.ts'
import { createIds } from '../../platform/ids.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { SalvageReport } from '../../shared/contract/salvage.ts'

export interface SalvageInput {
  catalogueFolder: string
  target: string
  createdAt: string
  madeBy: string
}

export type SalvageTasks = { salvage: Task<SalvageInput, SalvageReport> }

export const salvageTasks: SalvageTasks = {
  async salvage(input, control) {
    const { catalogueFolder, target } = input
    const making = await mkdtemp(join(dirname(target), '.salvage-')).catch((error: unknown) => {
      throw writingRefusal(error, target)
    })
    try {
      makeFolders(making)
      const damaged = databasePath(catalogueFolder)
      const slots = slotsOfDamaged(damaged)
      if (slots) writeSlots(making, slots)
      const { size } = await stat(damaged)
      const scans = await scansOf(catalogueFolder)
      const total = size + scans.reduce((sum, scan) => sum + scan.size, 0)
      const ids = createIds(process.env)
      const rows = salvageRows(damaged, databasePath(making), join(making, 'scratch.sqlite'), () => ids.uid())
      nameIt(making, input)
      let done = size
      for (const { name, size: bytes } of scans) {
        if (control.signal.aborted) throw refusal('cancelled', {})
        await copyScan(catalogueFolder, making, name)
        control.progress((done += bytes), total)
      }
      const scansMissing = missingScans(making)
      await rename(making, target)
      return { ...rows, scans: scans.length, scansMissing }
    } finally {
      await rm(making, { recursive: true, force: true })
    }
  },
} satisfies Record<string, (input: SalvageInput, control: TaskControl) => Promise<SalvageReport>>

/** Files among the scans; a link may lead anywhere, and is left out. */
async function scansOf(catalogueFolder: string): Promise<{ name: string; size: number }[]> {
  const folder = join(catalogueFolder, 'scans')
  const names = await readdir(folder).catch(() => [])
  const found = await Promise.all(
    names
      .filter((name) => !isPartial(name))
      .map(async (name) => ({ name, status: await lstat(join(folder, name)) })),
  )
  return found.flatMap(({ name, status }) => (status.isFile() ? [{ name, size: status.size }] : []))
}

async function copyScan(from: string, to: string, name: string): Promise<void> {
  const target = join(to, 'scans', name)
  await copyFile(join(from, 'scans', name), target, constants.COPYFILE_FICLONE).catch((error: unknown) => {
    throw writingRefusal(error, target)
  })
}

/** A catalogue whose own row was lost gets a new one: without it nothing opens it. */
function nameIt(folder: string, { createdAt, madeBy }: SalvageInput): void {
  const db = openToWrite(databasePath(folder))
  try {
    if (!catalogueFacts(db)) {
      insertCatalogue(db, { uid: createIds(process.env).uid(), createdAt, madeBy })
    }
  } finally {
    close(db)
  }
}

function missingScans(folder: string): number {
  const db = openToWrite(databasePath(folder))
  try {
    return all<{ path: string }>(db, sql`SELECT path FROM scan WHERE storage = 'copied'`).filter(
      ({ path }) => !existsSync(masterFile(folder, path)),
    ).length
  } finally {
    close(db)
  }
}
