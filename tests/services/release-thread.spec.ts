/** Releases by way of the program's threads: what writes them asks the core for its decoder, and hears what that refuses. */
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createTaskRunner } from '../../src-main/jobs/worker-thread.ts'
import type { ReleaseCopy } from '../../src-main/exporters/release/copy.ts'
import { runRelease } from '../../src-main/services/release/run.ts'
import type { ReleaseTasks } from '../../src-main/services/release/tasks.ts'
import { anEmptyCatalogue } from '../builders.ts'
import { aCopy } from '../exporters/release/copies.ts'
import { aDecoding, aFolder } from '../imaging/builders.ts'

const tasks = createTaskRunner<ReleaseTasks>(resolve(import.meta.dirname, '../../src-main/worker.ts'))
const decoding = aDecoding()

async function released(
  copy: ReleaseCopy,
  signal = new AbortController().signal,
  onPage?: () => void,
  folder = join(aFolder(), 'release'),
) {
  const { privateKey } = generateKeyPairSync('ed25519')
  const context = { tasks, decoding } as Parameters<typeof runRelease>[0]
  const result = await runRelease(
    context,
    { copy, folder, privateKey, proving: null },
    { signal, progress: () => onPage?.() },
  )
  return { folder, result }
}

describe('a release', () => {
  it('is written on a thread of its own, signed, and verified through the contract', async () => {
    const { folder, result } = await released(await aCopy({ seed: 5 }))
    expect(result).toMatchObject({ pages: 2, resumed: 0, verified: { faults: [] } })
    const { client, handle } = await anEmptyCatalogue()
    const verify = async () => {
      const { jobId } = await client.release.verify({ folder: handle(folder, 'read') })
      return (await client.job.wait({ id: jobId })).result
    }
    expect(await verify()).toMatchObject({
      kind: 'verify',
      release: '2026-01',
      manifest: result.manifest,
      faults: [],
      checked: { signature: 1 },
    })
    rmSync(join(folder, 'REL-2026-0001.txt'))
    expect(await verify()).toMatchObject({
      faults: [{ test: 'hash', file: 'REL-2026-0001.txt', what: 'missing' }],
    })
    await expect(client.release.verify({ folder: 'none' })).rejects.toMatchObject({ code: 'handleUnknown' })
  })

  it('is refused in the words of the decoder where a master is gone', async () => {
    const copy = await aCopy({ seed: 5 })
    const [item] = copy.items
    const [page] = item?.pages ?? []
    if (page && 'master' in page) rmSync(page.master.path)
    await expect(released(copy)).rejects.toMatchObject({ code: 'fileNotFound' })
  })

  it('leaves nothing at its place when it is stopped', async () => {
    const stop = new AbortController()
    const folder = join(aFolder(), 'release')
    const running = released(await aCopy({ seed: 5 }), stop.signal, () => stop.abort(), folder)
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    expect(existsSync(folder)).toBe(false)
  })
})
