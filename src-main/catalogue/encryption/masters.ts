/** Where the masters of a catalogue lie, and how new ones get there: under its key where it is encrypted. */
import { constants, existsSync, rmSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { copyAtomic, systemCode, writingRefusal } from '../../platform/files.ts'
import type { Copied, WritingOptions } from '../../platform/files.ts'
import { sealedPath, sealingKeys } from '../../platform/sealed-file/keys.ts'
import type { SealingKeys } from '../../platform/sealed-file/keys.ts'
import { contentChunks } from '../../platform/sealed-file/read.ts'
import { sealInto } from '../../platform/sealed-file/write.ts'
import { isRefusal } from '../../shared/contract/errors.ts'
import { headOf } from './keyring.ts'

const DATABASE = 'catalogue.sqlite'

/** The keys under which files of a catalogue are written; null of one that is plain. */
export function sealingOf(folder: string): SealingKeys | null {
  const head = headOf(join(folder, DATABASE))
  return head === null || head === 'plain' ? null : sealingKeys(head)
}

/**
 * The file of a master that the record calls `path` (`scans/HASH.tif`): of an encrypted catalogue the one under its key,
 * or the plain one where that is not encrypted yet.
 */
export function masterFile(folder: string, path: string): string {
  const keys = sealingOf(folder)
  const plain = join(folder, path)
  if (keys === null) return plain
  const sealed = join(folder, sealedPath(keys, path))
  return existsSync(sealed) || !existsSync(plain) ? sealed : plain
}

/** Removes a master in whatever form it is there. */
export function removeMaster(folder: string, path: string): void {
  const keys = sealingOf(folder)
  for (const one of keys === null ? [path] : [path, sealedPath(keys, path)])
    rmSync(join(folder, one), { force: true })
}

/**
 * Takes a file in as a master, whole or not at all; `name` makes what the record calls it from the hash of its content, and
 * that is the `path` of the answer, below the folder.
 * Where the catalogue is encrypted, no byte of it is written plain.
 * @throws fileNotFound, fileUnreadable, fileNotRegular, fileTampered, diskFull, folderNotWritable, cancelled
 */
export async function storeMaster(
  folder: string,
  source: string,
  name: (sha256: string) => string,
  options: Pick<WritingOptions, 'signal' | 'onBytes'> = {},
): Promise<Copied> {
  const keys = sealingOf(folder)
  const called = (sha256: string) => `scans/${name(sha256)}`
  if (keys === null) {
    const copied = await copyAtomic(source, join(folder, 'scans'), name, options)
    return { ...copied, path: called(copied.sha256) }
  }
  const content = contentChunks(source, options.signal)
  const sealed = await sealInto({ content, folder, keys, label: called }, options)
  const { sha256, bytes, label } = sealed
  return { sha256, bytes, path: label, existed: sealed.existed || existsSync(join(folder, label)) }
}

/**
 * Copies a master into another catalogue that has it as `path`, too. False when the file is not there.
 * @throws fileTampered, diskFull, folderNotWritable
 */
export async function copyMaster(from: string, to: string, path: string): Promise<boolean> {
  const [one, other] = [sealingOf(from), sealingOf(to)]
  const source = masterFile(from, path)
  if (!existsSync(source)) return false
  if (other === null || other.id !== one?.id || source === join(from, path)) {
    if (one === null && other === null) return copied(source, join(to, path))
    return storeMaster(to, source, () => basename(path)).then(
      () => true,
      (error: unknown) => {
        if (isRefusal(error) && error.code === 'fileNotFound') return false
        throw error
      },
    )
  }
  // Under the same key it has the same name there, and is what it is.
  return copied(source, join(to, sealedPath(other, path)))
}

async function copied(source: string, target: string): Promise<boolean> {
  try {
    await copyFile(source, target, constants.COPYFILE_FICLONE)
    return true
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false
    throw writingRefusal(error, target)
  }
}
