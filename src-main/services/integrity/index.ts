/** Whether the file and the scans are whole; making again what is derived from them. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { liveIds } from '../../catalogue/check.ts'
import { recount, rebuildTableIndex } from '../../catalogue/integrity/repair.ts'
import { clearIndex, indexDescription } from '../../catalogue/search/index.ts'
import { transact } from '../../catalogue/transact.ts'
import type { JobControl } from '../../jobs/queue.ts'
import type { JobId } from '../../shared/contract/ids.ts'
import { DERIVED_CODES } from '../../shared/contract/integrity.ts'
import type { Context, Service } from '../context.ts'
import type { Examined } from './tasks.ts'

/** Descriptions whose words are made again in one transaction: the desk waits for no more than that. */
const BATCH = 50

export const integrity: Service<'integrity'> = {
  check: (context, { fixity }) => start(context, fixity, false),
  repair(context, { fixity }) {
    context.writing()
    return start(context, fixity, true)
  },
}

function start(context: Context, fixity: boolean, mend: boolean): { jobId: JobId } {
  const { folder, followsLinks } = context.catalogue()
  const job = context.jobs.start('integrity', 'bytes', async (control) => {
    const { signal, progress } = control
    const input = { catalogueFolder: folder, fixity, followLinks: followsLinks }
    const examined = await context.tasks.run('checkIntegrity', input, { signal, onProgress: progress })
    const mended = mend && !signal.aborted
    if (mended) await makeAnew(context, folder, examined, control)
    const isDerived = ({ code }: { code: (typeof DERIVED_CODES)[number] }) => DERIVED_CODES.includes(code)
    const repaired = mended ? examined.report.findings.filter(isDerived).length : 0
    return { kind: 'integrity', ...examined.report, repaired }
  })
  return { jobId: job.id }
}

/** What is derived is no part of history: these steps change no recorded table, and leave no entry. */
async function makeAnew(
  context: Context,
  folder: string,
  { unindexed, tableIndexes, counts, pictures }: Examined,
  { signal, progress }: JobControl,
): Promise<void> {
  const writing = context.writing()
  const step = (work: Parameters<typeof transact<void>>[2]) => transact(writing, 'integrity.repair', work)
  for (const name of tableIndexes) step((db) => rebuildTableIndex(db, name))
  if (counts) step(recount)
  if (unindexed === null) step(clearIndex)
  const ids = unindexed ?? liveIds(writing.db)
  for (let from = 0; from < ids.length && !signal.aborted; from += BATCH) {
    step((db) => {
      for (const id of ids.slice(from, from + BATCH)) indexDescription(db, id)
    })
    progress(from, ids.length)
    await breathe()
  }
  for (const path of pictures) await rm(join(folder, ...path.split('/')), { force: true })
}
