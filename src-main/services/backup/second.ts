/** The second folder of a catalogue's copies: on a memory stick, on another machine. Its path stays with the program. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { z } from 'zod'
import { copiesIn, copyBackup, holdsAll, listBackups, snapshotsOf } from '../../catalogue/backup.ts'
import { lastChangeAt } from '../../catalogue/history.ts'
import { catalogueFacts } from '../../catalogue/institution.ts'
import { chosenFolders, copiesFolder, secondFolderOf } from '../../catalogue/second-folder.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { SecondFolder } from '../../shared/contract/backup.ts'
import { STAFF_MARK } from '../../shared/domain/ways-out.ts'
import type { Context } from '../context.ts'
import { checkLeaving, leave } from '../../catalogue/way-out.ts'

const STALE_AFTER_MS = 24 * 60 * 60 * 1000

const chosen = ({ userFolder }: Context) => chosenFolders(userFolder)
const uidOf = (context: Context) => catalogueFacts(context.catalogue().db)?.uid ?? ''
const folderIn = (context: Context, parent: string) => copiesFolder(parent, context.catalogue().name)

/** Where copies go as well; null when no folder was chosen. */
export const secondFolder = (context: Context): string | null =>
  secondFolderOf(context.userFolder, uidOf(context), context.catalogue().name)

export function secondState(context: Context): z.infer<typeof SecondFolder> {
  const parent = chosen(context).read()[uidOf(context)]
  if (parent === undefined) return { name: null, there: false, at: null, stale: false }
  const there = existsSync(parent)
  const { db } = context.catalogue()
  const folder = folderIn(context, parent)
  const newest = there ? copiesIn(folder)[0] : undefined
  const at = newest?.at ?? null
  const age = Date.parse(context.clock.now()) - Date.parse(at ?? lastChangeAt(db) ?? '')
  const stale = there && age > STALE_AFTER_MS && !(newest && holdsAll(folder, newest, db))
  return { name: basename(parent), there, at, stale }
}

/** Remembers a folder and puts the newest copy there at once; null forgets it, and leaves what is in it. */
export async function chooseSecond(context: Context, handle: string | null, reason: string): Promise<void> {
  const file = chosen(context)
  const { [uidOf(context)]: _, ...others } = file.read()
  if (handle === null) {
    file.write(others)
    return
  }
  checkLeaving(context, 'secondCopies', reason)
  const parent = context.handles.take(handle, 'write')
  if (parent === null) throw refusal('handleUnknown', {})
  const leaving = leave(context, 'secondCopies', { reason, told: {} })
  const folder = folderIn(context, parent)
  try {
    mkdirSync(folder, { recursive: true })
    // Copies keep their names, by which they are found; the folder says it beside them.
    if (leaving.marked) writeFileSync(join(folder, `${STAFF_MARK}.txt`), `${STAFF_MARK}\n`)
  } catch {
    throw refusal('folderNotWritable', { file: basename(parent) })
  }
  file.write({ ...others, [uidOf(context)]: parent })
  const own = context.catalogue().folder
  const newest = listBackups(own)[0]
  if (newest) copyBackup(snapshotsOf(own), newest.name, folder, context.clock.now())
  return Promise.resolve()
}
