/** Where the files of each export are, and the folder where those without a target wait to be downloaded. */
import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

export interface Exported {
  remember(jobId: number, paths: string[]): void
  pathsOf(jobId: number): string[]
  /** A folder of its own for one export. */
  downloadFolder(): Promise<string>
  /** Removes every download, as at the end of a run and at the start of the next. */
  clear(): Promise<void>
}

export function createExported(userFolder: string): Exported {
  const paths = new Map<number, string[]>()
  const downloads = join(userFolder, 'downloads')
  return {
    remember: (jobId, files) => void paths.set(jobId, files),
    pathsOf: (jobId) => paths.get(jobId) ?? [],
    async downloadFolder() {
      const folder = join(downloads, randomUUID())
      await mkdir(folder, { recursive: true, mode: 0o700 })
      return folder
    },
    clear: () => rm(downloads, { recursive: true, force: true }),
  }
}
