/** Where a proof makes its second release: a folder of the person's own, gone afterwards; what a stop left is swept at the next start. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { privateFolder } from '../../platform/folders.ts'

const proofsIn = (userFolder: string): string => join(userFolder, 'proofs')

export async function withScratch<T>(userFolder: string, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(privateFolder(proofsIn(userFolder)), `${String(process.pid)}-`))
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 10 })
  }
}

/** Takes away what is of no process that runs. */
export function sweepProofs(userFolder: string): void {
  let names: string[]
  try {
    names = readdirSync(proofsIn(userFolder))
  } catch {
    return
  }
  for (const name of names)
    if (!isRunning(Number(name.split('-')[0])))
      rmSync(join(proofsIn(userFolder), name), { recursive: true, force: true, maxRetries: 10 })
}

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
