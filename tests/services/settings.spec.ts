import { describe, expect, it } from 'vitest'
import { aCore } from '../builders.ts'

describe('settings.set', () => {
  it('leaves what it does not name', async () => {
    const { client } = aCore()
    await client.settings.set({ theme: 'dark', who: '森' })
    await client.settings.set({ interface: 'ja' })
    await client.settings.set({ hidden: { describe: ['list'] } })
    expect(await client.settings.get()).toEqual({
      who: '森',
      names: [],
      interface: 'ja',
      theme: 'dark',
      panes: {},
      hidden: { describe: ['list'] },
      columns: {},
      leftOut: [],
      pdfPixelsPerInch: 300,
      derivatives: 4_000_000_000,
      filePatterns: [],
      fixityEvery: 90,
    })
  })
})
