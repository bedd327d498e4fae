/**
 * Files that a page sends because a browser gives bytes, not paths. They lie under a random name in a folder of this
 * run until it ends; what a killed run left behind goes at the next start.
 */
import { randomUUID } from 'node:crypto'
import { createWriteStream, existsSync, readdirSync } from 'node:fs'
import { mkdir, rm, statfs } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { privateFolder } from '../../platform/folders.ts'
import type { Handles } from '../../platform/handles.ts'
import { isRefusal, refusal } from '../../shared/contract/errors.ts'
import type { HostChoice } from '../../shared/domain/host.ts'
import { isPlainName } from './files.ts'

export interface Uploads {
  /** @throws uploadTooLarge, diskFull */
  receive(name: string, bytes: AsyncIterable<Uint8Array> | null, expected: number | null): Promise<HostChoice>
  /** Removes what was uploaded under a handle, used or not, and gives back its room. */
  release(handle: string): Promise<void>
  /** Removes everything of this run. */
  close(): Promise<void>
}

export interface UploadLimits {
  /** Bytes of one file. */
  file: number
  /** Bytes of all that lie here at one time. */
  total: number
  /** Bytes of the disk that stay free. */
  spare: number
}

const GB = 1024 ** 3
const USUAL: UploadLimits = { file: 8 * GB, total: 64 * GB, spare: GB }

export function createUploads(folder: string, handles: Handles, limits: UploadLimits = USUAL): Uploads {
  const all = privateFolder(folder)
  const mine = join(all, `${process.pid}-${randomUUID()}`)
  const left = leftBehind(all).map((old) => rm(join(all, old), { recursive: true, force: true }))
  const sizes = new Map<string, number>()
  const paths = new Map<string, string>()
  let used = 0

  /** How many bytes the next file may have: the least of what the limits and the disk leave. */
  const room = async (): Promise<{ bytes: number; because: 'uploadTooLarge' | 'diskFull' }> => {
    const { bavail, bsize } = await statfs(mine)
    const free = bavail * bsize - limits.spare
    const allowed = Math.min(limits.file, limits.total - used)
    return free < allowed
      ? { bytes: free, because: 'diskFull' }
      : { bytes: allowed, because: 'uploadTooLarge' }
  }

  const remove = async (path: string): Promise<void> => {
    const size = sizes.get(path)
    if (size === undefined) return
    sizes.delete(path)
    used -= size
    await rm(dirname(path), { recursive: true, force: true })
  }

  return {
    async receive(name, bytes, expected) {
      await Promise.all(left.splice(0))
      await mkdir(mine, { recursive: true, mode: 0o700 })
      const file = plainName(name)
      const { bytes: most, because } = await room()
      const tooMuch = () =>
        because === 'diskFull'
          ? refusal('diskFull', { file })
          : refusal('uploadTooLarge', { file, limit: most })
      if (most <= 0 || (expected ?? 0) > most) throw tooMuch()
      const path = join(mine, randomUUID(), file)
      await mkdir(dirname(path), { mode: 0o700 })
      sizes.set(path, 0)
      const counted = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          const size = (sizes.get(path) ?? 0) + chunk.byteLength
          sizes.set(path, size)
          used += chunk.byteLength
          // Other files may be on their way at the same time.
          if (size > most || used > limits.total) done(tooMuch())
          else done(null, chunk)
        },
      })
      try {
        await pipeline(
          Readable.from(bytes ?? []),
          counted,
          createWriteStream(path, { flags: 'wx', mode: 0o600 }),
        )
      } catch (error) {
        await remove(path)
        const { code } = error as { code?: unknown }
        if (isRefusal(error) || code !== 'ENOSPC') throw error
        throw refusal('diskFull', { file })
      }
      const handle = handles.mint(path, 'read')
      paths.set(handle, path)
      return { handle, name: file }
    },
    async release(handle) {
      const path = paths.get(handle)
      paths.delete(handle)
      if (path !== undefined) await remove(path)
    },
    async close() {
      sizes.clear()
      paths.clear()
      used = 0
      await rm(mine, { recursive: true, force: true })
    },
  }
}

/** The name that imports show: the last part of what the browser says, in letters that every disk takes. */
function plainName(given: string): string {
  const last = (given.normalize('NFC').split(/[/\\]/).at(-1) ?? '').replace(/[:*?"<>|\p{Cc}\p{Cf}]/gu, '_')
  const bare = last.replace(/^\.+/, '').replace(/[. ]+$/, '')
  if (isPlainName(bare)) return bare
  const extension = extname(bare)
  const stem = Array.from(bare.slice(0, bare.length - extension.length))
    .slice(0, 60)
    .join('')
  return /^\.\w{1,10}$/.test(extension) ? `_${stem}${extension}` : `_${stem || 'upload'}`
}

/** Folders of runs that have ended. */
function leftBehind(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).filter((name) => {
    const pid = Number(/^(\d+)-/.exec(name)?.[1] ?? 0)
    if (pid === 0 || pid === process.pid) return true
    try {
      process.kill(pid, 0)
      return false
    } catch (error) {
      return (error as { code?: unknown }).code !== 'EPERM'
    }
  })
}
