/** The same rules over every way in which a call can travel. */
import { describe, expect, it } from 'vitest'
import type { Client } from '../../src-main/shared/contract/index.ts'
import { aCore, anEmptyCatalogue, words } from '../builders.ts'
import type { CoreInASpec } from '../builders.ts'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { aRealServer } from '../real-server.ts'

interface Transport {
  name: string
  connect(): Promise<Client>
}

const throughFetch = ({ core }: CoreInASpec): Client =>
  createORPCClient(
    new RPCLink({ url: 'http://core/rpc', fetch: (request, init) => core.fetch(new Request(request, init)) }),
  )

const TRANSPORTS: Transport[] = [
  { name: 'in process', connect: async () => (await anEmptyCatalogue()).client },
  { name: 'core.fetch', connect: async () => throughFetch(await anEmptyCatalogue()) },
  {
    name: 'the server shell',
    async connect() {
      const { folder, home, core } = await anEmptyCatalogue()
      await core.close()
      return (await aRealServer(home, folder)).client
    },
  },
]

describe.each(TRANSPORTS)('$name', ({ connect }) => {
  it('carries a record whole, in any script', async () => {
    const client = await connect()
    const title = [
      words('総理訪中（外相会談・対ソ関係）\u3000𠮷野', 'jpn', 'Jpan'),
      words('“Visit” & <China>', 'eng'),
    ]
    const made = await client.description.create({ parentId: null, fields: { level: 'item', title } })
    expect((await client.description.get({ id: made.id })).title).toMatchObject(title)
  })

  it('carries a refusal with its code and details', async () => {
    const client = await connect()
    const fields = { level: 'item' as const, referenceCode: '2002-113/119555' }
    const { id } = await client.description.create({ parentId: null, fields })
    await expect(client.description.create({ parentId: null, fields })).rejects.toMatchObject({
      code: 'referenceCodeTaken',
      defined: true,
      data: { referenceCode: '2002-113/119555', id },
    })
  })

  it('refuses input that is not of the contract', async () => {
    const client = await connect()
    await expect(
      client.description.create({ parentId: null, fields: { level: 'shelf' as 'item' } }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  it('tells of every change while the stream is open, by names and ids alone', async () => {
    const client = await connect()
    const stream = await client.event.stream()
    expect((await stream.next()).value).toEqual({ type: 'ready' })
    const { id } = await client.description.create({
      parentId: null,
      fields: { level: 'item', title: [words('not in the notice')] },
    })
    const { value } = await stream.next()
    expect(value).toMatchObject({ type: 'changed', descriptionIds: [id] })
    expect(JSON.stringify(value)).not.toContain('not in the notice')
    await stream.return(undefined)
  })

  it('carries a megabyte', async () => {
    const client = await connect()
    const value = '書'.repeat(300_000)
    const { id } = await client.description.create({
      parentId: null,
      fields: { level: 'item', scopeAndContent: [words(value)] },
    })
    expect((await client.description.get({ id })).scopeAndContent[0]?.value).toBe(value)
  })
})

describe('a core with nothing open', () => {
  it('says so', async () => {
    const { client } = aCore()
    expect(await client.catalogue.current()).toBeNull()
    await expect(client.description.children({ parentId: null })).rejects.toMatchObject({
      code: 'noCatalogueOpen',
    })
  })
})
