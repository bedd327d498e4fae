/** Writing that is about more descriptions than are written at once. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { databasePath } from '../../src-main/catalogue/open.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import type { Job } from '../../src-main/shared/contract/job.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import { makeBigCatalogue } from '../bench/big-catalogue.ts'
import { aCore, INSTITUTION, words } from '../builders.ts'
import { contentHash } from '../content-hash.ts'

const MANY = 1500
/** They are a job. */
const AT_ONCE = 500

async function manyUnits() {
  const made = aCore({ atOnce: AT_ONCE })
  const folder = makeBigCatalogue(join(made.home, 'Many.shoko'), INSTITUTION, MANY)
  await made.core.openCatalogue(folder)
  const [fonds] = (await made.client.description.children({ parentId: null })).rows
  if (!fonds) throw new Error('no fonds')
  const below: DescriptionId[] = []
  while (below.length < MANY) {
    const window = { parentId: fonds.id, offset: below.length, limit: 200 }
    below.push(...(await made.client.description.children(window)).rows.map(({ id }) => id))
  }
  return { ...made, folder, fonds: fonds.id, below }
}

const found = async (client: Client, query: string) => (await client.search.ids({ query })).ids.length
const ofBranch = { kind: 'branch' as const, id: null }
const noted = (value: string) => ({
  scope: ofBranch,
  changes: { add: { note: [words(value, 'eng', 'Latn')] } },
})

/** The job of a call, as soon as it has come so far. */
async function underWay(client: Client, share = 0): Promise<Job> {
  for (;;) {
    const job = (await client.job.list()).find(({ state }) => state === 'running')
    if (job && job.done > 0 && job.done >= share * (job.total ?? 0)) return job
    await new Promise(setImmediate)
  }
}

/** What the check of the file finds: the index against the content, the chain of history. */
async function findings(client: Client): Promise<string[]> {
  const { jobId } = await client.integrity.check({})
  const { result } = await client.job.wait({ id: jobId })
  return result?.kind === 'integrity' ? result.findings.map(({ code }) => code) : ['no report']
}

describe('bulk.edit of more than are written at once', () => {
  it('is one step that says how many it was about, is searched, and is taken back as one', async () => {
    const { client, folder } = await manyUnits()
    const before = contentHash(folder)
    const done = await client.bulk.edit(noted('zebra'))
    expect(done.records).toBe(MANY + 1)
    const { entries } = await client.history.list({ limit: 1 })
    expect(entries[0]).toMatchObject({ id: done.historyId, action: 'bulk.edit', descriptions: MANY + 1 })
    expect(await found(client, 'zebra')).toBe(MANY + 1)
    const [job] = await client.job.list()
    expect(job).toMatchObject({ kind: 'write', state: 'done', step: { action: 'bulk.edit', kind: 'do' } })
    await client.history.undo()
    expect(await found(client, 'zebra')).toBe(0)
    expect(contentHash(folder)).toBe(before)
    await client.history.redo()
    expect(await found(client, 'zebra')).toBe(MANY + 1)
    expect(await findings(client)).toEqual([])
  })

  it('leaves nothing when it is cancelled, wherever it was', async () => {
    const { client, folder } = await manyUnits()
    const [before, total] = [contentHash(folder), (await client.history.list({})).total]
    for (const share of [0, 0.3, 0.8]) {
      const edited = client.bulk.edit(noted('zebra'))
      const refused = expect(edited).rejects.toMatchObject({ code: 'cancelled' })
      const { id } = await underWay(client, share)
      expect(await client.job.cancel({ id })).toMatchObject({ state: 'cancelled' })
      await refused
      expect(contentHash(folder)).toBe(before)
      expect(await found(client, 'zebra')).toBe(0)
      expect((await client.history.list({})).total).toBe(total)
    }
    expect(await findings(client)).toEqual([])
  })

  it('lets others write meanwhile: what they wrote stays when it is cancelled, and is taken back before it', async () => {
    const { client, below } = await manyUnits()
    const [id] = below
    if (id === undefined) throw new Error('no unit')
    const type = async (title: string) => {
      const edited = client.bulk.edit(noted('zebra'))
      const ended = edited.then(
        () => 'done',
        () => 'cancelled',
      )
      const job = await underWay(client)
      await client.description.edit({ id, patch: { title: [words(title, 'eng', 'Latn')] } })
      return { job, ended }
    }
    const titles = async () => (await client.description.get({ id })).title.map(({ value }) => value)
    const one = await type('typed one')
    await client.job.cancel({ id: one.job.id })
    expect(await one.ended).toBe('cancelled')
    expect(await titles()).toEqual(['typed one'])
    const two = await type('typed two')
    expect(await two.ended).toBe('done')
    await client.history.undo()
    expect([await titles(), await found(client, 'zebra')]).toEqual([['typed one'], MANY + 1])
    await client.history.undo()
    expect([await titles(), await found(client, 'zebra')]).toEqual([['typed one'], 0])
    expect(await findings(client)).toEqual([])
  })

  it('keeps what was written since in a value that it wrote, when it is cancelled', async () => {
    const { client, fonds } = await manyUnits()
    const edited = client.bulk.edit(noted('zebra'))
    const refused = expect(edited).rejects.toMatchObject({ code: 'cancelled' })
    const { id } = await underWay(client)
    await client.description.edit({ id: fonds, patch: { note: [words('my own', 'eng', 'Latn')] } })
    await client.job.cancel({ id })
    await refused
    expect((await client.description.get({ id: fonds })).note.map(({ value }) => value)).toEqual(['my own'])
    expect([await found(client, 'zebra'), await found(client, '"my own"')]).toEqual([0, 1])
  })

  it('refuses to take back what was done before it, while it goes on', async () => {
    const { client, fonds } = await manyUnits()
    await client.description.edit({ id: fonds, patch: { title: [words('before')] } })
    const edited = client.bulk.edit(noted('zebra'))
    await underWay(client)
    await expect(client.history.undo()).rejects.toMatchObject({ code: 'jobsRunning' })
    await edited
    expect(await client.history.undo()).toMatchObject({ action: 'bulk.edit' })
  })

  it('refuses levels that do not fit before anything is written', async () => {
    const { client, folder } = await manyUnits()
    const before = contentHash(folder)
    await expect(
      client.bulk.edit({ scope: ofBranch, changes: { set: { level: 'fonds' } } }),
    ).rejects.toMatchObject({ code: 'levelNotAllowed' })
    expect(contentHash(folder)).toBe(before)
  })
})

describe('a name or a term that very many descriptions use', () => {
  it('is found by what it is called now, and after a cancel by what it was called', async () => {
    const { client, folder, below } = await manyUnits()
    const term = await client.term.create({ fields: { labels: [{ kind: 'preferred', value: 'zebra' }] } })
    const point = { type: 'subject' as const, value: 'zebra', source: 'local', termId: term.id }
    await client.bulk.edit({
      scope: { kind: 'units', ids: below },
      changes: { add: { accessPoints: [point] } },
    })
    const relabel = (value: string) =>
      client.term.edit({ id: term.id, patch: { labels: [{ kind: 'preferred', value }] } })
    const before = contentHash(folder)
    const refused = expect(relabel('okapi')).rejects.toMatchObject({ code: 'cancelled' })
    await client.job.cancel({ id: (await underWay(client)).id })
    await refused
    expect(contentHash(folder)).toBe(before)
    expect([await found(client, 'zebra'), await found(client, 'okapi')]).toEqual([MANY, 0])
    await relabel('okapi')
    expect([await found(client, 'zebra'), await found(client, 'okapi')]).toEqual([0, MANY])
    await client.history.undo()
    expect([await found(client, 'zebra'), await found(client, 'okapi')]).toEqual([MANY, 0])
    expect(await findings(client)).toEqual([])
  })

  it('is what it was when its renaming was ended without warning', async () => {
    const { client, core, folder, below } = await manyUnits()
    const { id } = await client.authority.create({
      fields: { type: 'person', names: [{ kind: 'authorized', value: 'zebra' }] },
    })
    const agent = { name: 'zebra', authorityId: id, type: 'person' as const, role: 'mentioned' as const }
    await client.bulk.edit({ scope: { kind: 'units', ids: below }, changes: { add: { agents: [agent] } } })
    const before = contentHash(folder)
    await client.authority.edit({ id, patch: { names: [{ kind: 'authorized', value: 'okapi' }] } })
    const { entries } = await client.history.list({ limit: 1 })
    await core.openCatalogue(folder, 'read')
    const db = new Database(databasePath(folder))
    db.prepare('INSERT INTO unfinished VALUES (?)').run(entries[0]?.id)
    db.close()
    await core.openCatalogue(folder)
    expect(contentHash(folder)).toBe(before)
    expect([await found(client, 'zebra'), await found(client, 'okapi')]).toEqual([MANY, 0])
    expect((await client.authority.list({ query: 'zebra' })).total).toBe(1)
    expect(await findings(client)).toEqual([])
  })
})

describe('words that stand in very many descriptions', () => {
  it('become one term in one step', async () => {
    const { client, below } = await manyUnits()
    const words = { type: 'subject' as const, value: 'zebra', source: 'local', language: 'eng' }
    await client.bulk.edit({
      scope: { kind: 'units', ids: below },
      changes: { add: { accessPoints: [words] } },
    })
    expect(await client.term.gather({ words: [words] })).toMatchObject({ made: 1, linked: MANY })
    expect((await client.term.list({})).rows).toMatchObject([{ label: 'zebra', uses: MANY }])
    await client.history.undo()
    expect((await client.term.loose({})).rows).toMatchObject([{ value: 'zebra', uses: MANY }])
  })

  it('are replaced in one step, codes with them', async () => {
    const { client, folder } = await manyUnits()
    const before = contentHash(folder)
    const done = await client.replacement.apply({
      scope: ofBranch,
      find: 'telegram',
      replaceBy: 'zebra',
      fields: [],
    })
    expect(done.replaced).toBeGreaterThan(0)
    const codes = await client.replacement.apply({
      scope: ofBranch,
      find: "A'",
      replaceBy: 'B',
      fields: ['referenceCode'],
    })
    expect(codes.replaced).toBe(MANY + 1)
    expect(await findings(client)).toEqual([])
    await client.history.undo()
    await client.history.undo()
    expect(contentHash(folder)).toBe(before)
  })
})
