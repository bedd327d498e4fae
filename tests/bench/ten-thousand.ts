/** Work over ten thousand of a hundred thousand siblings, and undo of it. */
import { join } from 'node:path'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import { aCore, INSTITUTION } from '../builders.ts'
import { makeBigCatalogue } from './big-catalogue.ts'
import type { BenchRow } from './row.ts'

const MANY = 10_000

export async function benchMany(home: string): Promise<BenchRow[]> {
  const folder = makeBigCatalogue(join(home, 'siblings.shoko'), INSTITUTION, 100_000)
  const { core, client } = aCore({ home })
  await core.openCatalogue(folder)
  const [fonds] = (await client.description.children({ parentId: null })).rows
  const parentId = fonds?.id ?? null
  const ids: DescriptionId[] = []
  for (let offset = 50_000; ids.length < MANY; offset += 200)
    ids.push(
      ...(await client.description.children({ parentId, offset, limit: 200 })).rows.map(({ id }) => id),
    )
  const [first] = (await client.description.children({ parentId, limit: 1 })).rows
  const scope = { kind: 'units' as const, ids }
  const rows: BenchRow[] = []
  const measure = async (work: string, act: () => Promise<unknown>) => {
    const started = performance.now()
    await act()
    rows.push({ work, against: 'target', ours: (performance.now() - started) / 1000, theirs: 1, unit: 's' })
  }
  const both = async (work: string, act: () => Promise<unknown>) => {
    await measure(work, act)
    await measure(`undo of it`, () => client.history.undo())
  }
  await both('moving 10,000 of 100,000 siblings', () =>
    client.description.move({ ids, parentId, beforeId: first?.id ?? null }),
  )
  await both('bulk edit of 10,000: status', () =>
    client.bulk.edit({ scope, changes: { set: { status: 'draft' } } }),
  )
  await both('bulk edit of 10,000: a note added, and indexed', () =>
    client.bulk.edit({ scope, changes: { add: { note: [{ value: 'checked in 2026' }] } } }),
  )
  await core.close()
  return rows
}
