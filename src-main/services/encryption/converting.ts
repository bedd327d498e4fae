/** Encrypting the open catalogue, its record first and then its masters, and making it plain again, the other way round. */
import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { PARTS } from '../../catalogue/encryption/convert.ts'
import { dropDerivedWords } from '../../catalogue/encryption/remains.ts'
import { headOf, holdKey, SLOTS_FILE } from '../../catalogue/encryption/keyring.ts'
import type { DatabaseKey } from '../../catalogue/encryption/keyring.ts'
import { newKey, readSlots, setAside, slotFor, slotsOf, unlock } from '../../catalogue/encryption/slots.ts'
import { databasePath, derivativesIn } from '../../catalogue/open.ts'
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
    const files = (await remains(context)).scans.byteSize
    await converted(context, key, partOf(control, 0, files), () => {
      holdKey(key)
      write()
    })
    dropDerivedWords(folder)
    audited('encrypt', { before: null, after: null, reason: '' })
    await context.backUp()
    await sealedFiles(context, control)
    return { kind: 'encryption', encrypted: true, remains: await remains(context) }
  })
}

/** The masters that an encrypted catalogue has plain: of before there was such a thing, or of a job that was stopped. */
export async function filesUnderKey(context: Context): Promise<{ jobId: JobId }> {
  context.writing()
  if (headOf(databasePath(context.catalogue().folder)) === 'plain') throw refusal('notEncrypted', {})
  return start(context, async (control) => {
    await sealedFiles(context, control)
    return { kind: 'encryption', encrypted: true, remains: await remains(context) }
  })
}

async function sealedFiles(context: Context, control: JobControl): Promise<void> {
  const { folder, database } = context.catalogue()
  const record = PARTS * statSync(database).size
  const { signal, progress: onProgress } = partOf(control, record)
  // What is being made is made plain yet.
  await context.tiles.close()
  await context.tasks.run('sealFiles', { folder, database }, { signal, onProgress })
  await context.tiles.clear(derivativesIn({ folder }))
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
    const { database } = context.catalogue()
    const { signal } = control
    let files = 0
    // While the record is encrypted, whatever stops this leaves masters of both forms, which both open.
    await context.tasks.run(
      'unsealMasters',
      { folder, database },
      {
        signal,
        onProgress(done, total) {
          files = total ?? 0
          control.progress(done, files + PARTS * statSync(database).size)
        },
      },
    )
    await converted(context, null, partOf(control, files), () => undefined)
    await context.tasks.run('dropSealedPictures', { folder })
    await context.tiles.clear(derivativesIn({ folder }))
    return { kind: 'encryption', encrypted: false, remains: await remains(context) }
  })
}

/** Progress of a part of a job, before and after which there is so much of others. */
function partOf(control: JobControl, before: number, after = 0): JobControl {
  const { id, signal, progress } = control
  return {
    id,
    signal,
    progress: (done, total) => progress(before + done, total === null ? null : before + total + after),
  }
}

/** A job in which nobody else writes. */
async function start(
  context: Context,
  work: (control: JobControl) => Promise<JobResult>,
): Promise<{ jobId: JobId }> {
  if (context.jobs.busy()) throw refusal('jobsRunning', {})
  await context.jobs.quieten()
  const job = context.jobs.start('encryption', 'bytes', async (control) => {
    context.writing()
    context.writingHeld.by = 'encryption'
    try {
      return await work(control)
    } finally {
      context.writingHeld.by = null
    }
  })
  return { jobId: job.id }
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
  }
}
