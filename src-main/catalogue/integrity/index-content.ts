/**
 * The search index against the content, word by word. What the index should hold is made anew by the function that
 * keeps it, in a temporary table that stands before the real one by its name; of both, each description's words with
 * their places are summed up, and the sums compared. The index of titles holds some of those words once more.
 */
import { all, each, execute, get, sql } from '../database.ts'
import type { ReadDatabase, Statement, WriteDatabase } from '../database.ts'
import { searchableTexts, writeWords } from '../search/index.ts'

export interface Pace {
  /** Lets the rest of the machine get on, and says how far this is: from 0 to 1. @throws cancelled */
  rest(share: number): Promise<void>
}

/** Of the columns of the index, those that the index of titles has too. */
const TITLE_COLUMNS: ReadonlySet<string> = new Set(['title', 'numbers'])

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
     CREATE VIRTUAL TABLE temp.heldTitle USING fts5vocab(main, titleIndex, instance);
     CREATE VIRTUAL TABLE temp.expectedWord USING fts5vocab(temp, searchIndex, instance);`,
  )
  try {
    const expected = await expectedSums(db, pace)
    const words = await heldSums(db, sql`SELECT term, doc, col, offset FROM temp.heldWord`, pace)
    const titles = await heldSums(db, sql`SELECT term, doc, col, offset FROM temp.heldTitle`, pace)
    const differing = new Set([
      ...differences(expected.words, words, ids(db, 'SELECT rowid AS id FROM main.searchIndex')),
      ...differences(expected.titles, titles, ids(db, 'SELECT rowid AS id FROM main.titleIndex')),
    ])
    return [...differing].sort((one, other) => one - other)
  } finally {
    execute(
      db,
      'DROP TABLE temp.expectedWord; DROP TABLE temp.heldWord; DROP TABLE temp.heldTitle; DROP TABLE temp.searchIndex',
    )
  }
}

type Sums = Map<number, number>

/** Descriptions that should be in an index as they are not, or are in it and should not be. */
function differences(expected: Sums, held: Sums, rows: readonly number[]): number[] {
  const present = new Set(rows)
  return [
    ...[...expected].filter(([id, sum]) => (held.get(id) ?? 0) !== sum || !present.has(id)).map(([id]) => id),
    ...[...held.keys(), ...present].filter((id) => !expected.has(id)),
  ]
}

/** The sum for every description that belongs into the index; 0 for one without a word. */
async function expectedSums(db: WriteDatabase, pace: Pace): Promise<{ words: Sums; titles: Sums }> {
  const live = ids(db, 'SELECT id FROM description WHERE binnedAt IS NULL ORDER BY id')
  const [words, titles]: [Sums, Sums] = [
    new Map(live.map((id) => [id, 0])),
    new Map(live.map((id) => [id, 0])),
  ]
  for (let from = 0; from < live.length; from += BATCH) {
    const batch = live.slice(from, from + BATCH)
    execute(db, 'SAVEPOINT batch')
    const texts = searchableTexts(db, batch)
    for (const id of batch) writeWords(db, id, texts.get(id) ?? [])
    for (const word of each<Instance>(db, sql`SELECT term, doc, col, offset FROM temp.expectedWord`)) {
      add(words, word)
      if (TITLE_COLUMNS.has(word.col)) add(titles, word)
    }
    execute(db, "INSERT INTO temp.searchIndex(searchIndex) VALUES ('delete-all'); RELEASE batch")
    await pace.rest((from / live.length) * 0.6)
  }
  return { words, titles }
}

async function heldSums(db: ReadDatabase, words: Statement, pace: Pace): Promise<Sums> {
  const sums: Sums = new Map()
  let rows = 0
  for (const word of each<Instance>(db, words)) {
    add(sums, word)
    if (++rows % ROWS === 0) await pace.rest(0.6 + 0.4 * (1 - 1 / (1 + rows / 1e6)))
  }
  return sums
}

const ids = (db: ReadDatabase, text: string): number[] =>
  all<{ id: number }>(db, { text, parameters: [] }).map(({ id }) => id)

/** Words come by the alphabet, not by description: what is added up must not depend on their order. */
function add(sums: Sums, { term, doc, col, offset }: Instance): void {
  sums.set(doc, (sums.get(doc) ?? 0) + 1 + fingerprint(`${term}\0${col}\0${offset}`))
}

/** FNV-1a, 32 bits. */
function fingerprint(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
