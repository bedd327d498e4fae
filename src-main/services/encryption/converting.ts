/** Encrypting the record of the open catalogue, and making it plain again: a job in which nobody else writes. */
import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { dropDerivedWords } from '../../catalogue/encryption/remains.ts'
import { headOf, holdKey, SLOTS_FILE } from '../../catalogue/encryption/keyring.ts'
import type { DatabaseKey } from '../../catalogue/encryption/keyring.ts'
import { newKey, readSlots, setAside, slotFor, slotsOf, unlock } from '../../catalogue/encryption/slots.ts'
import { databasePath } from '../../catalogue/open.ts'
import { isRefusal, refusal } from '../../shared/contract/errors.ts'
import type { JobId } from '../../shared/contract/ids.ts'
import type { JobResult } from '../../shared/contract/job.ts'
import type { JobControl } from '../../jobs/queue.ts'
import type { Context } from '../context.ts'
import { putSlots } from './carried.ts'
import { noted } from './noted.ts'
import { remains } from './remains.ts'
import { convertedIn } from './tasks.ts'

const LOOK_EVERY_MS = 250

export async function underPassphrase(
  context: Context,
  { name, passphrase, as }: { name: string; passphrase: string; as?: string | undefined },
): Promise<{ jobId: JobId }> {
  const audited = noted(context, as)
  const { folder } = context.catalogue()
  if (headOf(databasePath(folder)) !== 'plain') throw refusal('encryptedAlready', {})
  return start(context, async (control) => {
    const { key, write } = await keyFor(context, name, passphrase)
    await converted(context, key, control, () => {
      holdKey(key)
      write()
    })
    dropDerivedWords(folder)
    audited('encrypt', { before: null, after: null, reason: '' })
    await context.backUp()
    return { kind: 'encryption', encrypted: true, remains: await remains(context) }
  })
}

/** The key that was there before, where the passphrase opens it: what is left of then is of use again. Otherwise a new one. */
async function keyFor(
  context: Context,
  name: string,
  passphrase: string,
): Promise<{ key: DatabaseKey; write: () => void }> {
  const { folder } = context.catalogue()
  const before = existsSync(join(folder, SLOTS_FILE))
  if (before) {
    try {
      const { slotId: _, ...key } = await unlock(readSlots(folder), passphrase)
      return { key, write: () => undefined }
    } catch (error) {
      if (!isRefusal(error)) throw error
    }
  }
  const key = newKey()
  const slot = await slotFor(key, passphrase, { name, kind: 'passphrase', at: context.clock.now() })
  return {
    key,
    write() {
      if (before) setAside(folder)
      putSlots(context, slotsOf(key.salt, [slot]))
    },
  }
}

export async function makePlain(
  context: Context,
  { passphrase, reason, as }: { passphrase: string; reason: string; as?: string | undefined },
): Promise<{ jobId: JobId }> {
  const audited = noted(context, as)
  const { folder } = context.catalogue()
  if (headOf(databasePath(folder)) === 'plain') throw refusal('notEncrypted', {})
  await unlock(readSlots(folder), passphrase)
  return start(context, async (control) => {
    // Before it is done: who only begins it has said so.
    audited('decrypt', { before: null, after: null, reason })
    await converted(context, null, control, () => undefined)
    return { kind: 'encryption', encrypted: false, remains: await remains(context) }
  })
}

async function start(
  context: Context,
  work: (control: JobControl) => Promise<JobResult>,
): Promise<{ jobId: JobId }> {
  if (context.jobs.busy()) throw refusal('jobsRunning', {})
  await context.jobs.quieten()
  return { jobId: context.jobs.start('encryption', 'bytes', work).id }
}

/** Puts the record under another key; `ready` is done when the other one is verified, before it takes its place. */
async function converted(
  context: Context,
  key: DatabaseKey | null,
  { id, signal, progress }: JobControl,
  ready: () => void,
): Promise<void> {
  const { folder } = context.catalogue()
  const database = databasePath(folder)
  const target = convertedIn(folder)
  context.writing()
  context.writingHeld.by = 'encryption'
  let done = 0
  // SQLite copies in one go: how far it is shows by the file that grows.
  const { size } = statSync(database)
  const look = setInterval(() => {
    if (done < size)
      progress(Math.min(size, statSync(target, { throwIfNoEntry: false })?.size ?? 0), 4 * size)
  }, LOOK_EVERY_MS)
  try {
    // The other thread opens what it has made with its key.
    if (key) holdKey(key)
    await context.tasks.run(
      'convertDatabase',
      { database, target, key },
      {
        signal,
        onProgress(sofar, total) {
          done = sofar
          progress(sofar, total)
        },
      },
    )
    // Whoever reads the file still is waited for: it is written over.
    for (const job of context.jobs.list())
      if (job.id !== id && job.state === 'running') await context.jobs.wait(job.id)
    if (signal.aborted) throw refusal('cancelled', {})
    ready()
    await context.replaceFile(target)
  } finally {
    clearInterval(look)
    rmSync(target, { force: true })
    context.writingHeld.by = null
  }
}
