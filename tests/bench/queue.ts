/** A review queue of a hundred thousand items: opened, narrowed, and at its end. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { aCore, INSTITUTION } from '../builders.ts'
import { makeBigCatalogue } from './big-catalogue.ts'
import type { BenchRow } from './row.ts'

const TIMES = 11

export async function benchQueue(home: string, items = 100_000): Promise<BenchRow[]> {
  const folder = makeBigCatalogue(join(home, 'queue.shoko'), INSTITUTION, items)
  const db = new Database(databasePath(folder))
  db.exec(`INSERT OR IGNORE INTO review (descriptionId, state, batch, due, reviewer)
           SELECT id, CASE id % 4 WHEN 0 THEN 'proposed' WHEN 1 THEN 'notReviewed' ELSE 'inReview' END,
                  'batch ' || (id % 50), date('2026-01-01', (id % 700) || ' days'), 'Reviewer ' || (id % 9)
           FROM description`)
  db.close()
  const { core, client } = aCore({ home })
  await core.openCatalogue(folder, 'read')
  const rows: BenchRow[] = []
  const measure = async (work: string, act: () => Promise<unknown>) => {
    const times: number[] = []
    for (let time = 0; time < TIMES; time++) {
      const started = performance.now()
      await act()
      times.push(performance.now() - started)
    }
    const [first = 0] = times
    const middle = times.sort((one, other) => one - other)[Math.floor(TIMES / 2)] ?? 0
    rows.push({
      ...{ work, against: 'target', ours: middle, theirs: 200, unit: 'ms' },
      note: `the first time ${first.toFixed(0)} ms`,
    })
  }
  const all = `review queue of ${String(items)} items`
  await measure(`${all}: opened`, () => client.review.queue({ limit: 100 }))
  await measure(`${all}: its last hundred`, () => client.review.queue({ offset: items - 100, limit: 100 }))
  await measure(`${all}: of a state`, () => client.review.queue({ state: 'proposed', limit: 100 }))
  await measure(`${all}: of a batch and a reviewer`, () =>
    client.review.queue({ batch: 'batch 7', reviewer: 'Reviewer 3', limit: 100 }),
  )
  await core.close()
  return rows
}
