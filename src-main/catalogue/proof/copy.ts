/**
 * What a release of some items is made from, copied into memory: nothing of it reaches a disk. All else of the catalogue is
 * not there, neither other items nor what was said, read, searched or undone: what depends on any of that will differ.
 */
import type { ReadDatabase, Value, WriteDatabase } from '../database.ts'
import { all, each, execute, openInMemory, run, sql } from '../database.ts'

const OF_UNIT = `descriptionId IN (SELECT value FROM json_each(?))`
const OF_NAMES = `IN (SELECT authorityId FROM agent WHERE ${OF_UNIT})`
const OF_TERMS = `IN (SELECT termId FROM accessPoint WHERE ${OF_UNIT})`
const OF_SCANS = `IN (SELECT scanId FROM page WHERE ${OF_UNIT})`

/** The tables that are copied, with the rows that are. */
export const COPIED: Readonly<Record<string, string>> = {
  description: 'id IN (SELECT value FROM json_each(?))',
  ...Object.fromEntries(
    [
      'accessPoint',
      'agent',
      'dateOfUnit',
      'descriptionText',
      'descriptionTouched',
      'extent',
      'identifier',
      'instance',
      'languageOfUnit',
      'page',
      'paragraph',
      'redaction',
      'redactionAnchor',
      'redactionCode',
      'redactionWithout',
      'relation',
      'restriction',
      'review',
      'textOfUnit',
    ].map((table) => [table, OF_UNIT]),
  ),
  authority: `id ${OF_NAMES}`,
  authorityName: `authorityId ${OF_NAMES}`,
  authorityIdentifier: `authorityId ${OF_NAMES}`,
  term: `id ${OF_TERMS}`,
  termLabel: `termId ${OF_TERMS}`,
  scan: `id ${OF_SCANS}`,
  catalogue: '? IS NOT NULL',
  container: '? IS NOT NULL',
  exemption: '? IS NOT NULL',
  institution: '? IS NOT NULL',
  location: '? IS NOT NULL',
  recordType: '? IS NOT NULL',
}

export function copiedIntoMemory(db: ReadDatabase, ids: readonly number[]): WriteDatabase {
  const copy = openInMemory()
  execute(copy, 'PRAGMA foreign_keys = OFF; PRAGMA trusted_schema = OFF')
  const wanted = JSON.stringify(beside(db, ids))
  for (const { name, text } of tablesOf(db)) {
    execute(copy, text)
    const rows = COPIED[name]
    if (rows === undefined) continue
    const parameters: Value[] = [wanted]
    for (const row of each<Record<string, Value>>(db, {
      text: `SELECT * FROM ${name} WHERE ${rows}`,
      parameters,
    })) {
      const columns = Object.keys(row)
      run(copy, {
        text: `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
        parameters: Object.values(row),
      })
    }
  }
  return copy
}

/** Tables as they were made; what searches them has tables of its own, which are left out with it. */
function tablesOf(db: ReadDatabase): { name: string; text: string }[] {
  const tables = all<{ name: string; text: string }>(
    db,
    sql`SELECT name, sql AS text FROM sqlite_schema
        WHERE type = 'table' AND sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
  )
  const virtual = tables.filter(({ text }) => /^CREATE VIRTUAL TABLE/i.test(text)).map(({ name }) => name)
  return tables.filter(({ name }) => !virtual.some((one) => name === one || name.startsWith(`${one}_`)))
}

/** The items, what is above them, what they name, and whatever else has marks that lie in them. */
function beside(db: ReadDatabase, ids: readonly number[]): number[] {
  const wanted = JSON.stringify(ids)
  return all<{ id: number }>(
    db,
    sql`WITH RECURSIVE above (id, parentId) AS (
          SELECT id, parentId FROM description WHERE id IN (SELECT value FROM json_each(${wanted}))
          UNION SELECT description.id, description.parentId FROM description JOIN above ON description.id = above.parentId)
        SELECT id FROM above
        UNION SELECT targetId FROM relation WHERE targetId IS NOT NULL AND descriptionId IN (SELECT id FROM above)
        UNION SELECT redactionAnchor.descriptionId FROM redactionAnchor JOIN page ON page.id = pageId
          WHERE page.descriptionId IN (SELECT id FROM above)
        UNION SELECT descriptionId FROM redactionAnchor
          WHERE fieldOf = 'description' AND fieldId IN (SELECT id FROM above)
             OR fieldOf = 'authority' AND fieldId IN (SELECT authorityId FROM agent WHERE descriptionId IN (SELECT id FROM above))`,
  ).map(({ id }) => id)
}
