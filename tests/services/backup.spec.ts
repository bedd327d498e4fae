import { cpSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { aCore, aFolder, anEmptyCatalogue, words } from '../builders.ts'
import { contentHash } from '../content-hash.ts'

describe('backup', () => {
  it('is made at opening when something changed, and not again when nothing did', async () => {
    const { client, core, folder, home } = await anEmptyCatalogue()
    await client.description.create({ parentId: null, fields: { level: 'item', title: [words('外相会談')] } })
    await core.close()
    for (const _ of [1, 2]) {
      const again = aCore({ home })
      await again.core.openCatalogue(folder)
      await again.core.close()
    }
    expect(readdirSync(join(folder, 'snapshots')).filter((name) => name.endsWith('.sqlite'))).toHaveLength(1)
  })

  it('is made at opening also of what was changed in the second of the last copy', async () => {
    const clock = { now: () => '2026-03-01T00:00:00.000Z' }
    const { client, core, folder, home } = await anEmptyCatalogue({ clock })
    await client.description.create({ parentId: null, fields: { level: 'item', title: [words('外相会談')] } })
    await client.backup.make()
    await client.description.create({ parentId: null, fields: { level: 'item', title: [words('later')] } })
    await core.close()
    for (const _ of [1, 2]) {
      const again = aCore({ home, clock })
      await again.core.openCatalogue(folder)
      await again.core.close()
    }
    expect(readdirSync(join(folder, 'snapshots')).filter((name) => name.endsWith('.sqlite'))).toHaveLength(2)
  })

  it('is a whole catalogue: put in its place, everything is there, and found', async () => {
    const { client, folder } = await anEmptyCatalogue()
    await client.description.create({ parentId: null, fields: { level: 'item', title: [words('外相会談')] } })
    const { name, verified } = await client.backup.make()
    expect(verified).toBe(true)
    expect((await client.backup.list()).map((backup) => backup.name)).toEqual([name])
    const before = contentHash(folder)
    await client.description.create({ parentId: null, fields: { level: 'item', title: [words('later')] } })

    const restored = join(aFolder(), 'Restored.shoko')
    cpSync(folder, restored, { recursive: true, filter: (path) => !/-(wal|shm)$|lock$/.test(path) })
    cpSync(join(folder, 'snapshots', name), databasePath(restored))
    expect(contentHash(restored)).toBe(before)
    const again = aCore()
    await again.core.openCatalogue(restored)
    expect((await again.client.search.query({ query: '外相' })).total).toBe(1)
    expect((await again.client.search.query({ query: 'later' })).total).toBe(0)
    expect(
      (await again.client.check.run()).findings.filter(({ severity }) => severity !== 'warning'),
    ).toEqual([])
  })
})
