/**
 * An index without content forgets a word that was taken out only when its parts are merged; `secure_delete` does not reach
 * it. So they are merged whenever something was written about a description of which anything is withheld: at once where
 * the index is small, otherwise in steps, for which a row of the file waits.
 */
import { execute, get, inTransaction, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'

const INDEXES = ['searchIndex', 'titleIndex', 'boilerplateIndex'] as const
/** Blocks of an index of which merging takes no longer than a person notices. */
const SMALL = 500
/** Blocks that one step writes. */
const STEP = 200

/** To be called in the transaction that wrote about these descriptions; `now`: their index is written already. */
export function clearResidue(db: WriteDatabase, ids: readonly number[], upTo: number, now: boolean): void {
  const isMarked = get(
    db,
    sql`SELECT 1 FROM redaction WHERE descriptionId IN (SELECT value FROM json_each(${JSON.stringify(ids)})) LIMIT 1`,
  )
  if (!isMarked) return
  if (now && INDEXES.every((name) => isSmall(db, name))) merge(db)
  else run(db, sql`INSERT OR REPLACE INTO indexResidue (one, upTo) VALUES (1, ${upTo})`)
}

const isSmall = (db: ReadDatabase, name: string): boolean =>
  get(db, { text: `SELECT 1 FROM ${name}_data LIMIT 1 OFFSET ${String(SMALL)}`, parameters: [] }) ===
  undefined

function merge(db: WriteDatabase): void {
  for (const name of INDEXES) execute(db, `INSERT INTO ${name} (${name}) VALUES ('optimize')`)
}

export const hasResidue = (db: ReadDatabase): boolean =>
  get(db, sql`SELECT 1 FROM indexResidue`) !== undefined

/** Merges in steps; between them others write. What is written meanwhile about a marked description waits for the next time. */
export function* clearing(db: WriteDatabase): Generator<void> {
  const mark = get<{ upTo: number }>(db, sql`SELECT upTo FROM indexResidue`)
  if (!mark) return
  for (const name of INDEXES) {
    const step = (blocks: number) =>
      inTransaction(db, () => {
        const before = changes(db)
        run(db, { text: `INSERT INTO ${name} (${name}, rank) VALUES ('merge', ?)`, parameters: [blocks] })
        // The statement itself counts as one.
        return changes(db) - before > 1
      })
    for (let more = step(-STEP); more; more = step(STEP)) yield
  }
  run(db, sql`DELETE FROM indexResidue WHERE upTo = ${mark.upTo}`)
}

const changes = (db: ReadDatabase): number => get<{ n: number }>(db, sql`SELECT total_changes() AS n`)?.n ?? 0
