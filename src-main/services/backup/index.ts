/** Backup copies: made without being asked, compared with what is, and gone back to. */
import type { DescriptionId } from '../../shared/contract/ids.ts'
import { copiesIn, holdsAll, listBackups, openCopy, pathOfCopy, snapshotsOf } from '../../catalogue/backup.ts'
import { readDescription } from '../../catalogue/description/read.ts'
import { catalogueFacts } from '../../catalogue/institution.ts'
import { databasePath } from '../../catalogue/open.ts'
import { differences, isEmpty, readRecord } from '../../catalogue/record.ts'
import { lastChangeId } from '../../catalogue/recording.ts'
import { transact } from '../../catalogue/transact.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { Backup } from '../../shared/contract/backup.ts'
import type { Context, Service } from '../context.ts'
import { chooseSecond, secondFolder, secondState } from './second.ts'
import { bringBack } from './take-back.ts'
import { scratchOf } from './tasks.ts'

/** A copy that is not older serves for another bulk job, too: what was done since is in history. */
const FRESH_MS = 5 * 60 * 1000

export const backup: Service<'backup'> = {
  list(context) {
    const own = listBackups(context.catalogue().folder).map((copy) => ({
      ...copy,
      place: 'catalogue' as const,
    }))
    const second = secondFolder(context)
    const there =
      second === null ? [] : copiesIn(second).map((copy) => ({ ...copy, place: 'second' as const }))
    return [...own, ...there].sort((one, other) => other.at.localeCompare(one.at))
  },

  make(context) {
    context.writing()
    return copy(context, 'routine')
  },

  compare: (context, which) =>
    context.tasks.run('compareBackup', {
      catalogueFolder: context.catalogue().folder,
      path: pathOf(context, which),
    }),

  record: (context, { id, ...which }) =>
    withCopy(context, which, (copy) => {
      const then = readRecord(copy, id)
      const now = readRecord(context.catalogue().db, id)
      if (then === null && now === null) throw refusal('descriptionNotFound', { id })
      const differing = new Set(differences(then, now).map(({ field }) => field))
      return {
        title: ((then ?? now)?.['title'] as { value: string }[] | undefined)?.[0]?.value ?? null,
        fields: Object.keys(then ?? now ?? {})
          .filter((field) => field !== 'place')
          .map((field) => ({
            field,
            then: then?.[field] ?? null,
            now: now?.[field] ?? null,
            differs: differing.has(field),
            restorable: false,
          }))
          .filter((field) => !isEmpty(field.then) || !isEmpty(field.now)),
      }
    }),

  takeBack(context, { ids, ...which }) {
    const writing = context.writing()
    return withCopy(context, which, (copy) => {
      const units = ids.map((id) => {
        const unit = readDescription(copy, id)
        const record = readRecord(copy, id)
        if (!unit || !record) throw refusal('descriptionNotFound', { id })
        return { unit, record }
      })
      // Those above come before those below, so that each finds its place again.
      const order = new Map(units.map(({ unit }, index) => [unit.id as number, index]))
      units.sort((one, other) => depthIn(one.unit, order, units) - depthIn(other.unit, order, units))
      const { historyId } = transact(writing, 'backup.takeBack', (db) => {
        for (const { unit, record } of units) bringBack(db, unit, record)
      })
      return { historyId }
    })
  },

  async restore(context, which) {
    const writing = context.writing()
    const { folder, db } = context.catalogue()
    const path = pathOf(context, which)
    if (context.jobs.busy()) throw refusal('jobsRunning', {})
    await context.jobs.quieten()
    context.writingHeld.by = 'restore'
    try {
      const target = `${databasePath(folder)}.restored`
      await context.tasks.run('prepareRestore', {
        path,
        target,
        uid: catalogueFacts(db)?.uid ?? '',
        who: writing.who(),
        at: context.clock.now(),
      })
      // Only now: a new copy may be one too many for the old one that is gone back to.
      await copy(context, 'restore')
      await context.replaceFile(target)
    } finally {
      context.writingHeld.by = null
    }
    return null
  },

  second: (context) => secondState(context),

  async chooseSecond(context, { handle, reason }) {
    await chooseSecond(context, handle, reason)
    return secondState(context)
  },
}

interface Which {
  name: string
  place: Backup['place']
}

/** @throws backupNotFound */
function pathOf(context: Context, { name, place }: Which): string {
  const folder = place === 'catalogue' ? snapshotsOf(context.catalogue().folder) : secondFolder(context)
  if (folder === null) throw refusal('backupNotFound', { file: name })
  return pathOfCopy(folder, name)
}

function withCopy<T>(context: Context, which: Which, look: (copy: Parameters<typeof readRecord>[0]) => T): T {
  const copy = openCopy(pathOf(context, which), scratchOf(context.catalogue().folder))
  try {
    return look(copy.db)
  } finally {
    copy.close()
  }
}

/** How many of the units that come back stand above one of them. */
function depthIn(
  unit: { id: DescriptionId; parentId: DescriptionId | null },
  order: ReadonlyMap<number, number>,
  units: readonly { unit: { parentId: DescriptionId | null } }[],
): number {
  let depth = 0
  for (let parentId = unit.parentId; parentId !== null; depth++) {
    const index = order.get(parentId)
    if (index === undefined) return depth
    parentId = units[index]?.unit.parentId ?? null
  }
  return depth
}

/** Whether something was changed that is in no copy yet. */
function isBehind(context: Context): boolean {
  const { db, folder } = context.catalogue()
  const [last] = listBackups(folder)
  return lastChangeId(db) > 0 && !(last && holdsAll(snapshotsOf(folder), last, db))
}

/** A copy when something changed since the last one; what prevents it is no reason not to work. */
export async function backupIfBehind(context: Context): Promise<void> {
  try {
    if (context.current()?.writer && isBehind(context)) await copy(context, 'routine')
  } catch (error) {
    context.log.defect('backup', error)
  }
}

/** A copy now, for what has to be in one. */
export const backUp = async (context: Context): Promise<void> => void (await copy(context, 'routine'))

/** A copy before work on many records, unless there is a fresh one. The work waits until it is made. */
export async function backupBeforeBulk(context: Context): Promise<void> {
  const last = listBackups(context.catalogue().folder)[0]
  const age = last ? Date.parse(context.clock.now()) - Date.parse(last.at) : Infinity
  if (!isBehind(context) || (age >= 0 && age < FRESH_MS)) return
  try {
    await copy(context, 'bulk')
  } catch (error) {
    context.log.defect('backup', error)
  }
}

async function copy(context: Context, reason: Backup['reason']): Promise<Backup> {
  const { tasks, clock, notices, log } = context
  const { folder } = context.catalogue()
  const made = await tasks.run('makeBackup', { catalogueFolder: folder, now: clock.now(), reason })
  const second = secondFolder(context)
  if (second !== null) {
    // A memory stick that is not there is said in the status bar, and keeps nobody from working.
    try {
      await tasks.run('copyBackup', {
        from: snapshotsOf(folder),
        name: made.name,
        folder: second,
        now: clock.now(),
      })
    } catch (error) {
      log.warn('backup.second', { name: error instanceof Error ? error.name : '' })
    }
  }
  notices.publish({ type: 'backup', at: made.at })
  return { ...made, place: 'catalogue' }
}
