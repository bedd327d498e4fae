/**
 * The masters of a catalogue put under its key, and made plain again, one after the other: each goes only when the other
 * form of it has been read back from the disk whole. Whatever ends it, every master is there in one form or in both, and
 * the next one goes on with those that are left.
 */
import { lstat, readdir, stat } from 'node:fs/promises'
import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { sha256OfChunks, sha256OfFile } from '../../platform/checksum.ts'
import { isPartial, makingAtomic, partialBeside, readChunks, writingRefusal } from '../../platform/files.ts'
import { fitsLabel, isSealed, sealedPath } from '../../platform/sealed-file/keys.ts'
import type { SealingKeys } from '../../platform/sealed-file/keys.ts'
import { openSealed, sealedChunks } from '../../platform/sealed-file/read.ts'
import { sealInto } from '../../platform/sealed-file/write.ts'
import { isRefusal, refusal } from '../../shared/contract/errors.ts'
import { wipe } from './convert.ts'
import { COPIED_PATH } from '../scan.ts'

export interface Going {
  signal: AbortSignal
  /** Bytes of masters that are done, of all that are to be. */
  progress(done: number, total: number): void
}

interface Master {
  name: string
  path: string
  size: number
}

async function mastersIn(folder: string, wanted: (name: string) => boolean): Promise<Master[]> {
  const scans = join(folder, 'scans')
  const found: Master[] = []
  for (const name of (await readdir(scans).catch(() => [])).sort()) {
    const path = join(scans, name)
    const status = await lstat(path)
    // A link may lead anywhere.
    if (status.isFile() && wanted(name)) found.push({ name, path, size: status.size })
  }
  return found
}

async function eachOf(
  masters: readonly Master[],
  { signal, progress }: Going,
  one: (master: Master, onBytes: (bytes: number) => void) => Promise<void>,
): Promise<void> {
  const total = masters.reduce((sum, { size }) => sum + size, 0)
  let done = 0
  progress(0, total)
  for (const master of masters) {
    if (signal.aborted) throw refusal('cancelled', {})
    await one(master, (bytes) => progress(done + Math.min(bytes, master.size), total))
    progress((done += master.size), total)
    await setImmediate()
  }
}

/** @throws encryptionUnverified, fileUnreadable, diskFull, folderNotWritable, cancelled */
export async function sealMasters(folder: string, keys: SealingKeys, going: Going): Promise<void> {
  // What a program that was ended left half written, plain as it may be.
  for (const { path } of await mastersIn(folder, isPartial)) wipe(path)
  const plain = await mastersIn(folder, (name) => !isSealed(name) && fitsLabel(`scans/${name}`))
  await eachOf(plain, going, ({ name, path }, onBytes) =>
    sealed({ folder, keys, name, path }, going, onBytes),
  )
}

async function sealed(
  { folder, keys, name, path }: { folder: string; keys: SealingKeys } & Pick<Master, 'name' | 'path'>,
  { signal }: Going,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const label = `scans/${name}`
  const target = join(folder, sealedPath(keys, label))
  if (await isWhole(target, path)) return discard(path)
  rmSync(target, { force: true })
  let hash = ''
  const labelled = (sha256: string) => {
    hash = sha256
    return label
  }
  await sealInto(
    { content: readChunks(path, signal), folder, keys, label: labelled },
    {
      onBytes,
      async check(partial) {
        const read = await sha256OfChunks(sealedChunks(partial, { as: target, name }, signal))
        if (read !== hash) throw refusal('encryptionUnverified', { problem: name })
      },
    },
  )
  discard(path)
}

/** Writes over a plain master under another name first: whatever has the name of one is whole, also when this is ended. */
function discard(path: string): void {
  const gone = partialBeside(path)
  renameSync(path, gone)
  wipe(gone)
}

/** What an earlier one has made, whole, before it was ended. */
async function isWhole(target: string, plain: string): Promise<boolean> {
  if (!(await stat(target).catch(() => null))) return false
  try {
    return (await sha256OfChunks(sealedChunks(target, {}))) === (await sha256OfFile(plain))
  } catch (error) {
    if (isRefusal(error) && error.code === 'fileTampered') return false
    throw error
  }
}

/**
 * @param names what refusals call a master, by what the record calls it (`scans/HASH.tif`)
 * @throws fileTampered, encryptionUnverified, diskFull, folderNotWritable, cancelled
 */
export async function unsealMasters(
  folder: string,
  keys: SealingKeys,
  names: ReadonlyMap<string, string>,
  going: Going,
): Promise<void> {
  const called = new Map(
    [...names].map(([path, name]) => [sealedPath(keys, path).slice('scans/'.length), name]),
  )
  const sealed = await mastersIn(folder, isSealed)
  await eachOf(sealed, going, ({ name, path }, onBytes) =>
    unsealed({ folder, path, name: called.get(name) ?? name }, going, onBytes),
  )
}

async function unsealed(
  { folder, path, name }: { folder: string; path: string; name: string },
  { signal }: Going,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const file = await openSealed(path, { name })
  await file.close()
  // The label is written by whoever has the key, and a path all the same.
  if (!COPIED_PATH.test(file.label)) throw refusal('fileTampered', { file: name })
  const before = await sha256OfChunks(sealedChunks(path, { name }, signal), { onBytes })
  const target = join(folder, file.label)
  if ((await sha256OfFile(target).catch(() => null)) !== before) {
    rmSync(target, { force: true })
    await makePlain({ path, name, target, scans: join(folder, 'scans') }, before, signal)
  }
  rmSync(path)
}

async function makePlain(
  { path, name, target, scans }: { path: string; name: string; target: string; scans: string },
  sha256: string,
  signal: AbortSignal,
): Promise<void> {
  await makingAtomic(
    scans,
    sealedChunks(path, { name }, signal),
    (handle, chunk) =>
      handle.writeFile(chunk).catch((error: unknown) => {
        throw writingRefusal(error, target)
      }),
    () => Promise.resolve(target),
    {
      async check(partial) {
        if ((await sha256OfFile(partial, { signal })) !== sha256)
          throw refusal('encryptionUnverified', { problem: name })
      },
    },
  )
}
