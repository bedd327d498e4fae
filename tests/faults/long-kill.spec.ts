/** Work over very many descriptions, ended without warning in its middle, leaves the catalogue as it was before it. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Client } from '../../src-main/shared/contract/index.ts'
import { makeBigCatalogue } from '../bench/big-catalogue.ts'
import { aCore, aFolder, INSTITUTION, words } from '../builders.ts'
import { contentHash } from '../content-hash.ts'
import { aRealServer } from '../real-server.ts'
import { acknowledged, aftermath, seeded } from './mixed.ts'

const MANY = 12_000
const ROUNDS = process.env['MODE'] === 'faults' ? 40 : 4
const LONGEST = (ROUNDS + 1) * 90_000

/** Waits until the work that runs has come so far; false where it ended before that was seen. */
async function cameTo(client: Client, share: number, ended: Promise<string>): Promise<boolean> {
  const work = { isOver: false }
  void ended.then(() => (work.isOver = true))
  while (!work.isOver) {
    const job = (await client.job.list()).find(({ state }) => state === 'running')
    if (job?.total != null && job.done >= share * job.total) return true
  }
  return false
}

const scope = { kind: 'branch' as const, id: null }
const named = (name: string) => ({ name, type: 'person' as const, role: 'mentioned' as const })
interface Work {
  before?(client: Client): Promise<void>
  run(client: Client): Promise<unknown>
  /** Takes it back where it was whole before it could be ended. */
  back(client: Client): Promise<unknown>
}
const undo = (client: Client) => client.history.undo()
const WORKS: readonly Work[] = [
  {
    // What was typed since the catalogue was made is taken back first: then the next is what it begins with.
    before: async (client) => {
      while ((await client.history.state()).undo?.descriptions !== MANY + 1) await undo(client)
    },
    run: undo,
    back: (client) => client.history.redo(),
  },
  {
    run: (client) =>
      client.bulk.edit({ scope, changes: { add: { note: [words('zebra')], agents: [named('Zebra')] } } }),
    back: undo,
  },
  {
    run: async (client) => {
      const [used] = (await client.authority.list({ query: 'Okapi' })).rows
      if (!used) throw new Error('no name')
      await client.authority.edit({
        id: used.id,
        patch: { names: [{ kind: 'authorized', value: 'Zebra' }] },
      })
    },
    back: undo,
  },
  { run: (client) => client.replacement.apply({ scope, find: '外務省', replaceBy: 'zebra' }), back: undo },
]

/** Begins the work, and lets it come so far; `ended` is told when it is over. */
async function midway(
  client: Client,
  { before, run, back }: Work,
  most: number,
): Promise<{ ended: Promise<string> }> {
  await before?.(client)
  for (let share = most; ; share /= 2) {
    const ended = run(client).then(
      () => 'answered',
      () => 'lost',
    )
    if (await cameTo(client, share, ended)) return { ended }
    await back(client)
  }
}

/** Every description names one person. */
async function aBigCatalogue(): Promise<{ home: string; folder: string }> {
  const home = aFolder()
  const folder = makeBigCatalogue(join(home, 'Big.shoko'), INSTITUTION, MANY)
  const { core, client } = aCore({ home })
  await core.openCatalogue(folder)
  await client.bulk.edit({ scope, changes: { add: { agents: [named('Okapi')] } } })
  await core.close()
  return { home, folder }
}

describe('a long step that is killed in its middle', () => {
  it(
    'is taken back at the next opening; what was typed meanwhile is there, and the index agrees',
    async () => {
      const { home, folder } = await aBigCatalogue()
      const random = seeded(7)
      for (let round = 0; round < ROUNDS; round++) {
        const server = await aRealServer(home, folder)
        const { client } = server
        const [fonds] = (await client.description.children({ parentId: null })).rows
        if (!fonds) throw new Error('no fonds')
        const work = WORKS[round % WORKS.length]
        if (!work) throw new Error('no work')
        const { ended } = await midway(client, work, random(80) / 100)
        const typed = `typed in round ${String(round)}`
        await client.description.edit({ id: fonds.id, patch: { archivalHistory: [words(typed)] } })
        await server.kill()
        expect(await ended).toBe('lost')

        const again = await aRealServer(home, folder)
        const { archivalHistory, note } = await again.client.description.get({ id: fonds.id })
        expect([archivalHistory.map(({ value }) => value), note]).toEqual([[typed], []])
        const found = async (query: string) => (await again.client.search.ids({ query })).ids.length
        expect([await found('zebra'), await found('okapi')]).toEqual([0, MANY + 1])
        const last = await acknowledged(again.client, folder)
        expect(last.hash).toBe(contentHash(folder))
        await again.kill()
        const { findings } = await aftermath(home, folder, last)
        expect({ round, findings }).toEqual({ round, findings: [] })
      }
    },
    LONGEST,
  )
})
