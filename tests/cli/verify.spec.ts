/** `shoko verify`, as whoever receives a release calls it: no catalogue is near. */
import { appendFileSync, cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { VerifyResult } from '../../src-main/shared/contract/release.ts'
import { sha256OfFile } from '../../src-main/platform/checksum.ts'
import { aCopy, aReleaser } from '../exporters/release/copies.ts'
import { aCommandLine } from './run.ts'

describe('shoko verify', () => {
  const releaser = aReleaser()

  it('says yes with the digest of the manifest, and no with a line for each fault', async () => {
    const { shoko, folder } = aCommandLine()
    const made = await releaser.released(await aCopy({ seed: 5 }))
    cpSync(made.folder, join(folder, 'good'), { recursive: true })
    const good = await shoko('verify', 'good')
    expect(good.code).toBe(0)
    expect(good.out).toContain(await sha256OfFile(join(folder, 'good', 'manifest.json')))

    cpSync(made.folder, join(folder, 'bad'), { recursive: true })
    appendFileSync(join(folder, 'bad', 'REL-2026-0001-p0001.png'), 'more')
    appendFileSync(join(folder, 'bad', 'notes.txt'), 'more')
    const bad = await shoko('verify', 'bad')
    expect(bad.code).toBe(1)
    const lines = bad.out.split(/\r?\n/).filter((line) => line.includes('\t'))
    expect(lines).toHaveLength(4)
    expect(lines.filter((line) => line.includes('notes.txt'))).toHaveLength(2)
    const { faults } = (await shoko('verify', 'bad', '--json')).json<VerifyResult>()
    expect(faults.map(({ test }) => test).sort()).toEqual(['T11', 'T11', 'T3', 'hash'])
  })

  it('says no of a folder that is no release, and of none', async () => {
    const { shoko, folder } = aCommandLine()
    mkdirSync(join(folder, 'empty'))
    expect((await shoko('verify', 'empty')).code).toBe(1)
    expect((await shoko('verify', 'nothing')).code).toBe(1)
  })
})
