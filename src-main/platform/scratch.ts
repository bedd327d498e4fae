/**
 * Folders for what is made in between and may be of what is under review: only their user may enter, and each bears the
 * number of its process. A process that ends by itself takes its own away; of one that was killed they are swept.
 */
import { accessSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir, uptime } from 'node:os'
import { dirname, join } from 'node:path'
import { privateFolder } from './folders.ts'

/** Where processes of all catalogues of a person work. */
export const commonScratch = (): string => join(tmpdir(), `shoko-scratch-${String(process.getuid?.() ?? 0)}`)

/** A new folder, below `parent`; whoever asks takes it away. @throws where what is above `parent` is not there */
export function scratchFolder(parent = commonScratch()): string {
  accessSync(dirname(parent))
  return mkdtempSync(join(privateFolder(parent), `${String(process.pid)}-`))
}

export async function withScratchFolder<T>(
  use: (folder: string) => Promise<T>,
  parent = commonScratch(),
): Promise<T> {
  const folder = scratchFolder(parent)
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 10 })
  }
}

/** Takes away what is of no process that runs, or what a process has left that has just ended. */
export function sweepScratch(parent = commonScratch(), ended?: number): void {
  let names: string[]
  try {
    names = readdirSync(parent)
  } catch {
    return
  }
  for (const name of names) {
    const pid = Number(name.split('-')[0])
    const path = join(parent, name)
    if (ended === undefined ? isLeft(path, pid) : pid === ended)
      rmSync(path, { recursive: true, force: true, maxRetries: 10 })
  }
}

/** Numbers of processes are given again, above all after the machine was started again. */
function isLeft(path: string, pid: number): boolean {
  const started = Date.now() - uptime() * 1000
  const since = statSync(path, { throwIfNoEntry: false })?.mtimeMs
  return !isRunning(pid) || (since !== undefined && since < started - CLOCK_MS)
}

/** By how much a clock may be set while the machine runs. */
const CLOCK_MS = 60_000

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  if (pid === process.pid) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
