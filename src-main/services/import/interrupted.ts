/** Imports that did not come to their end. */
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { removeMaster } from '../../catalogue/encryption/masters.ts'
import { hasVisit } from '../../catalogue/history.ts'
import { scanWithHash } from '../../catalogue/scan.ts'
import { isPartial } from '../../platform/files.ts'
import type { Context } from '../context.ts'
import { endJournal, journalsOf } from './journal.ts'
import type { Journal } from './journal.ts'

/** Those that can go on. One of which the record was made, and only the journal not yet cleared away, is at its end. */
export function interruptedImports(context: Context, catalogue: { uid: string; folder: string }): Journal[] {
  const { db } = context.catalogue()
  return journalsOf(context.userFolder, catalogue).filter(({ id, path }) => {
    if (context.importing.has(path)) return false
    if (!hasVisit(db, id)) return true
    endJournal(path)
    return false
  })
}

/** Nothing of it stays: neither its journal, nor bytes that no record names. */
export async function dropImport(context: Context, { path, whole }: Journal): Promise<void> {
  const { db, folder } = context.catalogue()
  for (const { stored } of whole.values())
    if (stored.isNew && !scanWithHash(db, stored.sha256)) removeMaster(folder, stored.path)
  await sweepPartials(context, path)
  endJournal(path)
}

/** Parts of files that a program which was ended left behind, unless an import that runs is writing them. */
export async function sweepPartials(context: Context, own: string): Promise<void> {
  if ([...context.importing].some((path) => path !== own)) return
  const scans = join(context.catalogue().folder, 'scans')
  for (const name of await readdir(scans).catch(() => []))
    if (isPartial(name)) await rm(join(scans, name), { force: true })
}
