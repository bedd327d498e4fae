import { statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  checkpoint,
  close,
  execute,
  get,
  openToWrite,
  run,
  setCheckpoints,
  sql,
} from '../../src-main/catalogue/database.ts'
import type { ReadDatabase } from '../../src-main/catalogue/database.ts'
import { checkpointTasks } from '../../src-main/jobs/checkpoints.ts'
import { aFolder } from '../builders.ts'

const PAGE = 4096
const ROWS = 3000
const PART = 300

/** A database with a row of a page's size for each transaction. */
function aDatabase() {
  const path = join(aFolder(), 'log.sqlite')
  const db = openToWrite(path)
  execute(db, 'CREATE TABLE entry (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT')
  return {
    db,
    path,
    write(rows: number) {
      for (let row = 0; row < rows; row++)
        run(db, sql`INSERT INTO entry (words) VALUES (${'語'.repeat(1200)})`)
    },
    /** Bytes of the log, and of the database. */
    sizes: () => [statSync(`${path}-wal`).size, statSync(path).size] as const,
    count: (of: ReadDatabase) => get<{ rows: number }>(of, sql`SELECT count(*) AS rows FROM entry`)?.rows,
  }
}

describe('the log of writes', () => {
  it('is carried into the database by another connection alone, while that is said', () => {
    const { db, path, write, sizes, count } = aDatabase()
    setCheckpoints(db, 'elsewhere')
    const [, before] = sizes()
    write(ROWS)
    const [log, after] = sizes()
    expect(log).toBeGreaterThan(ROWS * PAGE)
    expect(after).toBe(before)
    const other = openToWrite(path)
    checkpoint(other)
    expect(sizes()[1]).toBeGreaterThan(ROWS * PAGE)
    expect(count(other)).toBe(ROWS)
    close(other)
    // All of it is carried: the next write begins the log anew.
    setCheckpoints(db, 'here')
    write(10)
    expect(sizes()[0]).toBe(log)
    close(db)
  })

  it('grows no further than that where it is carried while it is written', async () => {
    const { db, path, write, sizes } = aDatabase()
    setCheckpoints(db, 'elsewhere')
    const done = new AbortController()
    const carrying = checkpointTasks.carryLog(
      { databasePath: path },
      { signal: done.signal, progress: () => null, ask: () => Promise.reject(new Error('nothing is asked')) },
    )
    let most = 0
    for (let written = PART; written <= 4 * PART; written += PART) {
      write(PART)
      most = Math.max(most, sizes()[0])
      await expect.poll(() => sizes()[1], { interval: 20, timeout: 20_000 }).toBeGreaterThan(written * PAGE)
    }
    done.abort()
    await carrying
    expect(most).toBeLessThan(5 * PART * PAGE)
    close(db)
  })
})
