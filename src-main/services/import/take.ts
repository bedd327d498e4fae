/** The job of an import, from its beginning or from where another one ended. */
import type { JobControl, Stop } from '../../jobs/queue.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { JobResult } from '../../shared/contract/job.ts'
import type { Context } from '../context.ts'
import { readDocuments } from './documents.ts'
import { sweepPartials } from './interrupted.ts'
import { endJournal } from './journal.ts'
import type { Journal } from './journal.ts'
import type { ImportPlan } from './plan.ts'
import { record } from './record.ts'
import { storeScans } from './scans.ts'
import { recogniseFiles } from './sources.ts'
import { stillWhole } from './whole.ts'

export async function takeIn(
  context: Context,
  control: JobControl,
  plan: ImportPlan,
  journal: Pick<Journal, 'id' | 'path' | 'whole'>,
): Promise<JobResult> {
  const { signal } = control
  const total = plan.files.length * 2
  let done = 0
  await sweepPartials(context, journal.path)
  const whole = await stillWhole(context.catalogue().folder, journal.whole, plan)
  const { documents, scans, refused } = await recogniseFiles(context, plan, whole, signal, () =>
    control.progress(++done, total),
  )
  const read = readDocuments(documents)
  const stored = await storeScans(context, plan, scans, { whole, journal: journal.path, signal }, (files) =>
    control.progress(done + files, total),
  )
  // The catalogue is closed: what is whole waits for the next one, so that no record is made of a half.
  if (signal.reason === ('makeWay' satisfies Stop)) throw refusal('cancelled', {})
  // What is finished by the time of a person's cancel is kept, as one step that can be undone.
  const result = await record(context, plan, { ...read, scans: stored.scans }, journal.id)
  endJournal(journal.path)
  return { kind: 'import', ...result, refused: [...refused, ...read.refused, ...stored.refused] }
}
