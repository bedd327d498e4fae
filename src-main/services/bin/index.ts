/** The bin: what is purged from it is gone for good, and only by name and number. */
import { listBackups } from '../../catalogue/backup.ts'
import { readRows } from '../../catalogue/description/read.ts'
import { binnedRoots, purge, surveyPurge, unfinishedPurges } from '../../catalogue/purge.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import type { HistoryId } from '../../shared/contract/ids.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { Context, Service } from '../context.ts'

/** Units that are shown by name before they go. */
const NAMED = 100

export const bin: Service<'bin'> = {
  survey(context, { ids }) {
    const { db, folder } = context.catalogue()
    const roots = present(db, ids)
    return {
      ...surveyPurge(db, ids),
      units: readRows(db, roots.slice(0, NAMED)).map((row) => ({
        ...row,
        childCount: surveyPurge(db, [row.id]).descriptions - 1,
      })),
      backups: listBackups(folder).length,
    }
  },

  async purge(context, { ids, descriptions, withBackups }) {
    const writing = context.writing()
    present(writing.db, ids)
    const survey = surveyPurge(writing.db, ids)
    if (survey.descriptions !== descriptions)
      throw refusal('purgeNumberDiffers', { descriptions: survey.descriptions })
    if (context.jobs.busy()) throw refusal('jobsRunning', {})
    await context.jobs.quieten()
    const job = context.jobs.start('purge', 'descriptions', async ({ progress }) => {
      progress(0, null)
      const { historyId, ...gone } = purge(writing.db, ids, { who: writing.who(), at: context.clock.now() })
      context.notices.publish({
        type: 'changed',
        historyId: historyId as HistoryId,
        tables: ['description', 'page', 'scan'],
        descriptionIds: null,
      })
      await clean(context, withBackups)
      return { kind: 'purge', ...gone }
    })
    return { jobId: job.id }
  },
}

/** Removes the bytes of what was purged; at opening, too, when the program was stopped before it was done. */
export async function finishPurges(context: Context): Promise<void> {
  if (unfinishedPurges(context.catalogue().db).length > 0) await clean(context, false)
}

async function clean(context: Context, withBackups: boolean): Promise<void> {
  const { folder } = context.catalogue()
  // The file is written anew from beginning to end: nothing else writes meanwhile.
  context.writingHeld.by = 'purge'
  try {
    await context.tasks.run('cleanCatalogue', {
      catalogueFolder: folder,
      withBackups,
      now: context.clock.now(),
    })
  } finally {
    context.writingHeld.by = null
  }
}

/** The units themselves that would go. @throws descriptionNotFound when one of them is not in the bin */
function present(db: ReadDatabase, ids: readonly number[] | null): number[] {
  const roots = binnedRoots(db, ids)
  const missing = ids?.find((id) => !roots.includes(id))
  if (missing !== undefined) throw refusal('descriptionNotFound', { id: missing })
  return roots
}
