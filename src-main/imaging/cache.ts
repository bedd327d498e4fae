/**
 * A folder of files that can be made again: bounded in bytes, the longest unused removed first. Anybody may delete any
 * of it, or all, at any time. When a file was last used is its modification time, so that it outlasts the program.
 */
import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isPartial, systemCode, writingRefusal } from '../platform/files.ts'

export interface Cache {
  /** The path of a file of this name, whether it is there or not. Names may have folders, with `/`. */
  path(name: string): string
  /** Says that a file is being used. */
  used(name: string): void
  /** Makes a file by `write`, which leaves it whole at the path given, then removes others if need be. */
  add(name: string, write: (path: string) => Promise<unknown>): Promise<void>
  remove(name: string): Promise<void>
  /** What is there now, looked at anew. */
  usage(): Promise<Usage>
  /** Removes what is above the bound, which may be another than it was. */
  bound(): Promise<void>
  /** Removes everything; what is being made meanwhile stays. Returns what was there. */
  clear(): Promise<Usage>
}

export interface Usage {
  bytes: number
  files: number
}

export interface CacheOptions {
  folder: string
  /** Bytes of all files together, as they may be now. */
  maxBytes: () => number
  /** Names of its files; what else lies in the folder is somebody else's. By default all. */
  owns?: (name: string) => boolean
  /** Called before a file is removed, so that nobody keeps it open. */
  onRemove?: (name: string) => Promise<void>
}

/** A use is written down when the last one noted is older than this. */
const NOTED_AFTER = 60 * 60 * 1000
/** Removing goes on to this part of the bound, so that it is not done for every file made. */
const TRIMMED_TO = 0.9
/** An unfinished file of this age was left by a process that is gone. */
const ABANDONED_AFTER = 24 * 60 * 60 * 1000

/** The wall clock, to less than a millisecond: within one, several files are used. */
const now = () => performance.timeOrigin + performance.now()

interface Entry {
  bytes: number
  used: number
}

export function createCache({ folder, maxBytes, owns = () => true, onRemove }: CacheOptions): Cache {
  const path = (name: string) => join(folder, ...name.split('/'))
  /** Bytes and last noted use of every file, looked up when the first one is added: a full folder takes a moment. */
  let entries: Promise<Map<string, Entry>> | undefined
  /** Uses since this cache was made. */
  const uses = new Map<string, number>()
  const noted = new Map<string, number>()
  let trimming: Promise<void> = Promise.resolve()
  const surveyed = () => (entries ??= survey(folder, owns))

  async function remove(name: string): Promise<void> {
    ;(await entries)?.delete(name)
    uses.delete(name)
    noted.delete(name)
    await onRemove?.(name)
    await rm(path(name), { force: true })
  }

  async function trim(keep: string | null): Promise<void> {
    const known = await surveyed()
    const most = maxBytes()
    let total = [...known.values()].reduce((sum, { bytes }) => sum + bytes, 0)
    if (total <= most) return
    const lastUse = ([name, { used }]: [string, Entry]) => uses.get(name) ?? used
    const oldestFirst = [...known].sort((one, other) => lastUse(one) - lastUse(other))
    for (const [name, { bytes }] of oldestFirst) {
      if (total <= most * TRIMMED_TO) return
      if (name === keep) continue
      await remove(name)
      total -= bytes
    }
  }

  const trimInTurn = (keep: string | null): Promise<void> =>
    (trimming = trimming.catch(() => undefined).then(() => trim(keep)))

  /** Somebody else may have deleted some of it. */
  async function usage(): Promise<Usage> {
    entries = survey(folder, owns)
    const known = [...(await entries).values()]
    return { bytes: known.reduce((sum, { bytes }) => sum + bytes, 0), files: known.length }
  }

  return {
    path,
    remove,
    usage,
    bound: () => trimInTurn(null),
    async clear() {
      const before = await usage()
      for (const name of [...(await surveyed()).keys()]) await remove(name)
      return before
    },
    used(name) {
      const time = now()
      const isNoted = time - (noted.get(name) ?? 0) < NOTED_AFTER
      uses.set(name, time)
      if (isNoted) return
      noted.set(name, time)
      // It may have been deleted a moment ago, or the folder may be read only.
      void utimes(path(name), time / 1000, time / 1000).catch(() => undefined)
    },
    async add(name, write) {
      const target = path(name)
      const make = async () => {
        await mkdir(dirname(target), { recursive: true }).catch((error: unknown) => {
          throw writingRefusal(error, target)
        })
        await write(target)
      }
      await make().catch(async (error: unknown) => {
        // Deleted while the file was on its way there: once more.
        if (await stat(dirname(target)).catch(() => null)) throw error
        await make()
      })
      const size = (await stat(target).catch(() => null))?.size
      if (size === undefined) return
      const known = await surveyed()
      known.set(name, { bytes: size, used: now() })
      uses.set(name, now())
      await trimInTurn(name)
    },
  }
}

/** What is in the folder already; abandoned unfinished files are swept. */
async function survey(folder: string, owns: (name: string) => boolean): Promise<Map<string, Entry>> {
  const found = new Map<string, Entry>()
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  })
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name)
    const status = await stat(path).catch(() => null)
    if (!status) continue
    if (isPartial(entry.name)) {
      if (Date.now() - status.mtimeMs > ABANDONED_AFTER) await rm(path, { recursive: true, force: true })
    } else if (entry.isFile()) {
      const name = path.slice(folder.length + 1).replaceAll('\\', '/')
      if (owns(name)) found.set(name, { bytes: status.size, used: status.mtimeMs })
    }
  }
  return found
}
