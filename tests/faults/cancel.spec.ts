import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Job } from '../../src-main/shared/contract/job.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import { aFolder, anEmptyCatalogue, words } from '../builders.ts'
import { contentHash } from '../content-hash.ts'

const ROUNDS = process.env['MODE'] === 'faults' ? 100 : 6

/** A folder of small scans, no two alike. */
async function aFolderOfScans(count: number): Promise<string> {
  const folder = aFolder()
  for (let number = 1; number <= count; number++) {
    const { data, info } = await sharp({
      create: {
        width: 300 + number,
        height: 200,
        channels: 3,
        background: { r: number % 256, g: 90, b: 30 },
      },
    })
      .raw()
      .toBuffer({ resolveWithObject: true })
    await sharp(data, { raw: info })
      .tiff()
      .toFile(join(folder, `scan_${String(number).padStart(3, '0')}.tif`))
  }
  return folder
}

/** Cancels a job at its nth notice, or lets it end before that. */
async function cancelAtNotice(
  client: Client,
  start: () => Promise<{ jobId: Job['id'] }>,
  nth: number,
): Promise<Job> {
  const stream = await client.event.stream()
  await stream.next()
  const { jobId } = await start()
  let seen = 0
  for await (const notice of stream) {
    if (notice.type !== 'job' || notice.job.id !== jobId) continue
    if (notice.job.endedAt !== null || ++seen >= nth) break
  }
  return client.job.cancel({ id: jobId })
}

describe('an import that is cancelled', () => {
  it('keeps whole pages, one undo step and no stray file, wherever it was', async () => {
    const scans = await aFolderOfScans(40)
    const states = new Set<Job['state']>()
    for (let round = 1; round <= ROUNDS; round++) {
      const { client, handle, folder } = await anEmptyCatalogue()
      const start = () => client.import.start({ handles: [handle(scans, 'read')], as: 'scans' })
      const job = await cancelAtNotice(client, start, round)
      states.add(job.state)
      const result = job.result
      if (result?.kind !== 'import') throw new Error('no result of an import')

      const { rows } = await client.description.children({ parentId: null, limit: 200 })
      expect(rows.reduce((sum, { pageCount }) => sum + pageCount, 0)).toBe(result.pages)
      expect(readdirSync(join(folder, 'scans'))).toHaveLength(result.pages)
      expect((await client.history.list({})).total).toBe(result.pages > 0 ? 1 : 0)
      if (result.pages > 0) {
        await client.history.undo()
        expect((await client.description.children({ parentId: null })).total).toBe(0)
      }
    }
    expect(states).toContain('cancelled')
  })
})

describe('an export that is cancelled', () => {
  it('leaves nothing where the file was to be', async () => {
    const { client, handle } = await anEmptyCatalogue()
    const { id: parentId } = await client.description.create({
      parentId: null,
      fields: { level: 'fonds', status: 'published', title: [words('fonds')] },
    })
    for (let number = 0; number < 400; number++) {
      await client.description.create({
        parentId,
        fields: { level: 'item', status: 'published', title: [words(`${number}`)] },
      })
    }
    const target = aFolder()
    const states = new Set<Job['state']>()
    for (let round = 1; round <= ROUNDS; round++) {
      const start = () => client.export.start({ as: 'ead3', to: handle(join(target, 'out.xml'), 'write') })
      const job = await cancelAtNotice(client, start, round)
      states.add(job.state)
      expect(readdirSync(target)).toEqual(job.state === 'done' ? ['out.xml'] : [])
      if (job.state === 'done') break
    }
    expect(states).toContain('cancelled')
  })
})

describe('a lending that is cancelled', () => {
  it('leaves no file where the catalogue was to be, no loan, and the branch to be written, wherever it was', async () => {
    const { client, handle, folder } = await anEmptyCatalogue()
    const { id } = await client.description.create({
      parentId: null,
      fields: { level: 'item', title: [words('letter')] },
    })
    const scans = await aFolderOfScans(60)
    const { jobId } = await client.import.start({
      handles: [handle(scans, 'read')],
      as: 'scans',
      into: id,
      arrange: 'attach',
    })
    expect((await client.job.wait({ id: jobId })).state).toBe('done')
    const target = aFolder()
    const before = contentHash(folder)
    const states = new Set<Job['state']>()
    for (let round = 1; round <= ROUNDS; round++) {
      const start = () =>
        client.loan.lend({ id, lentTo: 'Tanaka', note: null, to: handle(target, 'write'), name: 'Lent' })
      const { state } = await cancelAtNotice(client, start, round)
      states.add(state)
      if (state === 'done') break
      expect(readdirSync(target)).toEqual([])
      expect(await client.loan.list()).toEqual([])
      expect(contentHash(folder)).toBe(before)
      await client.description.edit({ id, patch: { referenceCode: String(round) } })
      await client.history.undo()
      expect(contentHash(folder)).toBe(before)
    }
    expect(states).toContain('cancelled')
  })
})
