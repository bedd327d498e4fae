/** Taking in: files and folders are sorted out, read and stored; one write at the end puts them into the catalogue. */
import type { JobResult } from '../../shared/contract/job.ts'
import { IMPORT_FORMATS } from '../../shared/contract/import.ts'
import type { ImportFormat, ImportResult } from '../../shared/contract/import.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { JobControl } from '../../jobs/queue.ts'
import type { Context, Service } from '../context.ts'
import { readDescription } from '../../catalogue/description/read.ts'
import { gatherFiles, recogniseFiles } from './sources.ts'
import { readDocuments } from './documents.ts'
import { storeScans } from './scans.ts'
import { record } from './record.ts'

export const importService: Service<'import'> = {
  async start(context, input) {
    const catalogue = context.catalogue()
    context.writing()
    const as = input.as as ImportFormat
    if (!IMPORT_FORMATS.includes(as)) throw refusal('importFormatUnknown', { format: input.as })
    const { into } = input
    if (into !== null) {
      const target = readDescription(catalogue.db, into)
      if (!target || target.binnedAt !== null) throw refusal('descriptionNotFound', { id: into })
    }
    const paths = input.handles.map((handle) => {
      const path = context.handles.take(handle, 'read')
      if (path === null) throw refusal('handleUnknown', {})
      return path
    })
    const files = await gatherFiles(paths)
    if (files.length === 0) throw refusal('importNothing', {})
    const arrange = into === null ? 'items' : input.arrange
    await context.beforeBulk()
    const job = context.jobs.start('import', 'files', (control) =>
      takeIn(context, control, { files, as, into, storage: input.storage, arrange }),
    )
    return { jobId: job.id }
  },
}

export interface ImportPlan {
  files: string[]
  as: ImportFormat
  into: ImportResult['descriptionIds'][number] | null
  storage: 'copied' | 'linked'
  arrange: 'attach' | 'items'
}

async function takeIn(context: Context, control: JobControl, plan: ImportPlan): Promise<JobResult> {
  const { signal } = control
  const total = plan.files.length * 2
  let done = 0
  const count = () => control.progress(++done, total)
  const { documents, scans, refused } = await recogniseFiles(context, plan, signal, count)
  const read = readDocuments(documents)
  const stored = await storeScans(context, plan, scans, signal, (files) =>
    control.progress(done + files, total),
  )
  // What is finished by the time of a cancel is kept, as one step that can be undone.
  const result = await record(context, plan, { ...read, scans: stored.scans })
  return { kind: 'import', ...result, refused: [...refused, ...read.refused, ...stored.refused] }
}
