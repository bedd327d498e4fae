/**
 * The search index against the content, word by word. What the index should hold is made anew by the function that
 * keeps it, in a temporary table that stands before the real one by its name; of both, each description's words with
 * their places are summed up, and the sums compared.
 */
import { all, each, execute, get, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'
import { searchableTexts, writeWords } from '../search/index.ts'

export interface Pace {
  /** Lets the rest of the machine get on, and says how far this is: from 0 to 1. @throws cancelled */
  rest(share: number): Promise<void>
}

const BATCH = 500
const ROWS = 50_000

interface Instance {
  term: string
  doc: number
  col: string
  offset: number
}

/** Descriptions whose words in the index are not those of their content; read with a connection that has scratch room. */
export async function indexDifferences(db: WriteDatabase, pace: Pace): Promise<number[]> {
  const definition = get<{ sql: string }>(
    db,
    sql`SELECT sql FROM main.sqlite_schema WHERE name = 'searchIndex'`,
  )
  if (!definition) return []
  execute(
    db,
    `${definition.sql.replace(/^CREATE VIRTUAL TABLE "?searchIndex"?/i, 'CREATE VIRTUAL TABLE temp.searchIndex')};
     CREATE VIRTUAL TABLE temp.heldWord USING fts5vocab(main, searchIndex, instance);
     CREATE VIRTUAL TABLE temp.expectedWord USING fts5vocab(temp, searchIndex, instance);`,
  )
  try {
    const expected = await expectedSums(db, pace)
    const held = await heldSums(db, pace)
    const present = new Set(ids(db, 'SELECT rowid AS id FROM main.searchIndex'))
    const differing = new Set<number>()
    for (const [id, sum] of expected)
      if (held.get(id) !== sum && !(sum === 0 && !held.has(id))) differing.add(id)
    for (const id of expected.keys()) if (!present.has(id)) differing.add(id)
    for (const id of [...held.keys(), ...present]) if (!expected.has(id)) differing.add(id)
    return [...differing].sort((one, other) => one - other)
  } finally {
    execute(db, 'DROP TABLE temp.expectedWord; DROP TABLE temp.heldWord; DROP TABLE temp.searchIndex')
  }
}

/** The sum for every description that belongs into the index; 0 for one without a word. */
async function expectedSums(db: WriteDatabase, pace: Pace): Promise<Map<number, number>> {
  const live = ids(db, 'SELECT id FROM description WHERE binnedAt IS NULL ORDER BY id')
  const sums = new Map(live.map((id) => [id, 0]))
  for (let from = 0; from < live.length; from += BATCH) {
    const batch = live.slice(from, from + BATCH)
    execute(db, 'SAVEPOINT batch')
    const texts = searchableTexts(db, batch)
    for (const id of batch) writeWords(db, id, texts.get(id) ?? [])
    for (const word of each<Instance>(db, sql`SELECT term, doc, col, offset FROM temp.expectedWord`))
      add(sums, word)
    execute(db, "INSERT INTO temp.searchIndex(searchIndex) VALUES ('delete-all'); RELEASE batch")
    await pace.rest((from / live.length) * 0.6)
  }
  return sums
}

async function heldSums(db: ReadDatabase, pace: Pace): Promise<Map<number, number>> {
  const sums = new Map<number, number>()
  let rows = 0
  for (const word of each<Instance>(db, sql`SELECT term, doc, col, offset FROM temp.heldWord`)) {
    add(sums, word)
    if (++rows % ROWS === 0) await pace.rest(0.6 + 0.4 * (1 - 1 / (1 + rows / 1e6)))
  }
  return sums
}

const ids = (db: ReadDatabase, text: string): number[] =>
  all<{ id: number }>(db, { text, parameters: [] }).map(({ id }) => id)

/** Words come by the alphabet, not by description: what is added up must not depend on their order. */
function add(sums: Map<number, number>, { term, doc, col, offset }: Instance): void {
  sums.set(doc, (sums.get(doc) ?? 0) + 1 + fingerprint(`${term}\0${col}\0${offset}`))
}

/** FNV-1a, 32 bits. */
function fingerprint(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
