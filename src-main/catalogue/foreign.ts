/**
 * A catalogue's file before anything in it is run: its schema against that of this program at the same version, and
 * the folder's own parts, which must not be links to somewhere else.
 */
import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { all, close, get, openInMemory, sql } from './database.ts'
import type { ReadDatabase } from './database.ts'
import { migrate } from './migrate.ts'

/** `trigger: dropEverything`, as a person is told of it. */
export type SchemaObject = string

export interface Judgement {
  /** Not as this program makes them, or missing: what is read through them may be anything. */
  altered: SchemaObject[]
  /** Not of this program: they do nothing while the file is only read. */
  extra: SchemaObject[]
}

interface Entry {
  type: string
  name: string
  sql: string | null
}

const references = new Map<number, Map<string, Entry>>()

export function judgeSchema(db: ReadDatabase, version: number): Judgement {
  const ours = referenceOf(version)
  const theirs = entriesOf(db)
  const judgement: Judgement = { altered: [], extra: [] }
  for (const [key, entry] of ours) {
    const found = theirs.get(key)
    if (!found || found.type !== entry.type || normal(found.sql) !== normal(entry.sql)) {
      judgement.altered.push(told(found ?? entry))
    }
  }
  for (const [key, entry] of theirs) if (!ours.has(key)) judgement.extra.push(told(entry))
  return judgement
}

/** What a file of that version has when this program made it. */
function referenceOf(version: number): ReadonlyMap<string, Entry> {
  const known = references.get(version)
  if (known) return known
  const db = openInMemory()
  try {
    migrate(db, 0, version)
    const entries = entriesOf(db)
    references.set(version, entries)
    return entries
  } finally {
    close(db)
  }
}

/** SQLite's own tables (statistics) and indexes are left out: they follow from the rest. */
const entriesOf = (db: ReadDatabase): Map<string, Entry> =>
  new Map(
    all<Entry>(db, sql`SELECT type, name, sql FROM main.sqlite_schema WHERE name NOT LIKE 'sqlite_%'`).map(
      (entry) => [entry.name.toLowerCase(), entry],
    ),
  )

/** Versions of SQLite differ in blanks and quotes when they rename. */
const normal = (text: string | null) => (text ?? '').replace(/["\s]+/g, ' ').replace(/ ?([(),]) ?/g, '$1')

const told = ({ type, name, sql: text }: Entry): SchemaObject =>
  `${/^create\s+virtual/i.test(text ?? '') ? 'virtual table' : type} ${name}`

/** Parts of the folder that are links: writing to them would write somewhere else. */
export function linkedParts(folder: string): string[] {
  return ['catalogue.sqlite', 'catalogue.sqlite-wal', 'scans', 'derivatives', 'snapshots', 'lock'].filter(
    (name) => lstatSync(join(folder, name), { throwIfNoEntry: false })?.isSymbolicLink() ?? false,
  )
}

/** How many scans lie elsewhere on this machine, as the catalogue says. */
export const linkedScans = (db: ReadDatabase): number =>
  get<{ total: number }>(db, sql`SELECT count(*) AS total FROM scan WHERE storage = 'linked'`)?.total ?? 0

/** Deepest level of units that any archive has is about a dozen. */
const DEEPEST = 100

/** Units that stand below themselves, or deeper than any tree is: walking up or down them would not end. */
export const treeIsSound = (db: ReadDatabase): boolean =>
  get<{ wrong: number }>(
    db,
    sql`WITH RECURSIVE reached (id, depth) AS (
          SELECT id, 1 FROM description WHERE parentId IS NULL
          UNION ALL SELECT child.id, depth + 1 FROM description AS child JOIN reached ON child.parentId = reached.id
            WHERE depth <= ${DEEPEST})
        SELECT (SELECT count(*) FROM description) <> (SELECT count(*) FROM reached)
            OR (SELECT max(depth) FROM reached) > ${DEEPEST} AS wrong`,
  )?.wrong !== 1
