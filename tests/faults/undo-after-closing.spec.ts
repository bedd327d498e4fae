import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Client } from '../../src-main/shared/contract/index.ts'
import { makeBigCatalogue } from '../bench/big-catalogue.ts'
import { aCore, INSTITUTION } from '../builders.ts'
import { contentHash } from '../content-hash.ts'

describe('undo after the program was closed', () => {
  it('takes back a deletion of ten thousand records, and redo after another closing does it again', async () => {
    const { core, home } = aCore()
    const folder = makeBigCatalogue(join(home, 'Big.shoko'), INSTITUTION, 10_000)
    await core.close()
    const before = contentHash(folder)
    const again = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
      const next = aCore({ home })
      await next.core.openCatalogue(folder)
      try {
        return await work(next.client)
      } finally {
        await next.core.close()
      }
    }
    await again(async (client) => {
      const { rows } = await client.description.children({ parentId: null })
      await client.description.bin({ ids: [rows[0]?.id ?? 0] })
    })
    const binned = contentHash(folder)
    expect(binned).not.toBe(before)
    await again(async (client) => {
      expect((await client.history.state()).undo).toMatchObject({
        action: 'description.bin',
        descriptions: 10_001,
      })
      await client.history.undo()
      expect((await client.search.ids({ query: '漁業交渉' })).ids.length).toBeGreaterThan(1000)
    })
    expect(contentHash(folder)).toBe(before)
    await again(async (client) => {
      await client.history.redo()
      expect((await client.search.query({ query: '漁業交渉' })).total).toBe(0)
    })
    expect(contentHash(folder)).toBe(binned)
  }, 300_000)
})
