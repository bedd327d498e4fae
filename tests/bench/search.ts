/** Finding among a million descriptions: the first 50 while somebody types, and all of them counted by facets. */
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { aCore, INSTITUTION } from '../builders.ts'
import { Lifelike } from './lifelike.ts'
import { makeManyDescriptions } from './many.ts'
import type { BenchRow } from './row.ts'

const QUERIES = 500

export async function benchSearch(work: string, count: number): Promise<BenchRow[]> {
  const began = performance.now()
  const { folder, textBytes } = makeManyDescriptions(join(work, 'many.shoko'), INSTITUTION, count)
  const written = (performance.now() - began) / 1000
  const megabytes = readdirSync(folder)
    .filter((name) => name.startsWith('catalogue.sqlite'))
    .reduce((sum, name) => sum + statSync(join(folder, name)).size / 1e6, 0)
  const { core, client } = aCore({ home: work })
  try {
    await core.openCatalogue(folder, 'read')
    const text = new Lifelike(59)
    const queries = Array.from({ length: QUERIES }, () => text.query())
    const times = { rows: [] as number[], counted: [] as number[] }
    let estimated = 0
    for (const query of queries) {
      let started = performance.now()
      await client.search.query({ query, limit: 50 })
      times.rows.push(performance.now() - started)
      started = performance.now()
      const { exact } = await client.search.facets({ query })
      times.counted.push(performance.now() - started)
      if (!exact) estimated++
    }
    if (process.env['SHOKO_BENCH_SLOWEST'] !== undefined) {
      const slowest = (list: readonly number[]) =>
        queries
          .map((query, at) => [query, Math.round(list[at] ?? 0)] as const)
          .sort(([, one], [, other]) => other - one)
          .slice(0, 25)
      console.log(slowest(times.rows), slowest(times.counted))
    }
    const at = (list: readonly number[], share: number) =>
      [...list].sort((one, other) => one - other)[Math.floor(list.length * share)] ?? 0
    const many = count.toLocaleString('en')
    return [
      {
        work: `writing ${many} descriptions with history and index`,
        against: '—',
        ours: written,
        theirs: null,
        unit: 's',
      },
      {
        work: `catalogue of ${many}, index and history included`,
        against: 'the text it holds',
        ours: megabytes,
        theirs: textBytes / 1e6,
        unit: 'MB',
      },
      {
        work: `first 50 found among ${many}, p95 of ${QUERIES} queries`,
        against: 'target',
        ours: at(times.rows, 0.95),
        theirs: 10,
        unit: 'ms',
        note: `median ${at(times.rows, 0.5).toFixed(1)} ms`,
      },
      {
        work: `the same counted with facets, p95`,
        against: 'target',
        ours: at(times.counted, 0.95),
        theirs: 100,
        unit: 'ms',
        note: `median ${at(times.counted, 0.5).toFixed(1)} ms; ${estimated} of ${QUERIES} estimated at first`,
      },
    ]
  } finally {
    await core.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
