/** Folders for what is made in between: whose they are, and what becomes of those that a killed process has left. */
import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratchFolder, sweepScratch, withScratchFolder } from '../../src-main/platform/scratch.ts'
import { aFolder } from '../builders.ts'

/** No process has the largest number that there can be. */
const NOBODY = 4194304

function left(parent: string, pid: number, name = 'aaaaaa'): string {
  const folder = join(parent, `${pid}-${name}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'inks.tif'), 'what is under review')
  return folder
}

describe('a folder for what is made in between', () => {
  it('is entered by its user alone, and gone with its work, also where that fails', async () => {
    const parent = join(aFolder(), 'scratch')
    const failing = withScratchFolder((folder) => {
      writeFileSync(join(folder, 'x'), 'x')
      expect([statSync(folder).mode & 0o077, statSync(parent).mode & 0o077]).toEqual([0, 0])
      return Promise.reject(new Error('no'))
    }, parent)
    await expect(failing).rejects.toThrow('no')
    expect(readdirSync(parent)).toEqual([])
  })

  it('is swept when its process has gone, or was there before the machine was started', () => {
    const parent = join(aFolder(), 'scratch')
    const own = scratchFolder(parent)
    left(parent, NOBODY)
    const before = left(parent, process.pid, 'before')
    const then = Date.now() / 1000 - uptime() - 3600
    utimesSync(before, then, then)
    sweepScratch(parent)
    expect(readdirSync(parent)).toEqual([basename(own)])
    left(parent, 1)
    left(parent, NOBODY)
    sweepScratch(parent, 1)
    expect(readdirSync(parent).sort()).toEqual([`${NOBODY}-aaaaaa`, basename(own)].sort())
    sweepScratch(join(parent, 'none'))
  })
})
