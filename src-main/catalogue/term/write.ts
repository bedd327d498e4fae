/** Writing terms. Rules are checked by the services; these only write. */
import type { LooseWords, TermLabel, TermPatch } from '../../shared/contract/term.ts'
import type { TermId } from '../../shared/contract/ids.ts'
import { labelIn } from '../../shared/domain/term.ts'
import { all, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'
import { unusedId, updateRows } from '../rows.ts'
import { indexTerm } from './index.ts'
import { termMeant } from './read.ts'

export function insertTerm(db: WriteDatabase, uid: string, fields: TermPatch): TermId {
  const id = unusedId(db, 'term')
  const { type = 'subject', source = 'local', code = null, note = null } = fields
  run(
    db,
    sql`INSERT INTO term (id, uid, type, source, code, note) VALUES (${id}, ${uid}, ${type}, ${source}, ${code}, ${note})`,
  )
  writeRows(db, id, fields)
  return id as TermId
}

/** Sets the fields of a patch. What descriptions show of the term follows its preferred labels and its vocabulary. */
export function updateTerm(
  db: WriteDatabase,
  id: number,
  before: readonly TermLabel[],
  patch: TermPatch,
): void {
  for (const column of ['type', 'source', 'code', 'note'] as const) {
    const value = patch[column]
    if (value !== undefined)
      run(db, { text: `UPDATE term SET ${column} = ? WHERE id = ?`, parameters: [value, id] })
  }
  writeRows(db, id, patch)
  if (patch.labels !== undefined) relabel(db, id, before, patch.labels)
  if (patch.source !== undefined)
    run(db, sql`UPDATE accessPoint SET source = ${patch.source} WHERE termId = ${id}`)
  if (patch.type !== undefined) run(db, sql`UPDATE accessPoint SET type = ${patch.type} WHERE termId = ${id}`)
}

function writeRows(db: WriteDatabase, termId: number, { labels, relations }: TermPatch): void {
  if (labels)
    updateRows(db, 'termLabel', { termId }, ['kind', 'value', 'language', 'script', 'reading'], labels)
  if (relations) updateRows(db, 'termRelation', { termId }, ['type', 'otherId'], relations)
}

/** Descriptions that show a preferred label that there is no longer show the one of its language. */
function relabel(
  db: WriteDatabase,
  id: number,
  before: readonly TermLabel[],
  after: readonly TermLabel[],
): void {
  for (const { kind, value, language } of before) {
    if (kind !== 'preferred' || after.some((label) => label.kind === 'preferred' && label.value === value))
      continue
    const now = labelIn(after, language)
    if (now) show(db, id, value, now)
  }
}

const show = (db: WriteDatabase, termId: number, shown: string, { value, language }: TermLabel): void =>
  void run(
    db,
    sql`UPDATE accessPoint SET value = ${value}, language = ${language} WHERE termId = ${termId} AND value = ${shown}`,
  )

export const setTermBinned = (db: WriteDatabase, id: number, at: string | null): void =>
  void run(db, sql`UPDATE term SET binnedAt = ${at} WHERE id = ${id}`)

interface Whole {
  readonly id: number
  readonly type: string
  readonly source: string
  readonly labels: readonly TermLabel[]
}

/** Lets everything that is one term be another, and removes the one. What would then be said twice is said once. */
export function replaceTerm(db: WriteDatabase, from: Whole, to: Whole): void {
  for (const { value, language } of from.labels) {
    const shown = labelIn(to.labels, language)
    if (shown) show(db, from.id, value, shown)
  }
  run(
    db,
    sql`UPDATE accessPoint SET termId = ${to.id}, type = ${to.type}, source = ${to.source} WHERE termId = ${from.id}`,
  )
  run(
    db,
    sql`DELETE FROM accessPoint WHERE id IN (
          SELECT later.id FROM accessPoint AS later JOIN accessPoint AS first
            ON first.descriptionId = later.descriptionId AND first.termId = later.termId AND first.value = later.value AND first.seq < later.seq
          WHERE later.termId = ${to.id})`,
  )
  run(
    db,
    sql`DELETE FROM termRelation WHERE (termId = ${from.id} AND otherId = ${to.id}) OR (termId = ${to.id} AND otherId = ${from.id})`,
  )
  run(db, sql`UPDATE termRelation SET termId = ${to.id} WHERE termId = ${from.id}`)
  run(db, sql`UPDATE termRelation SET otherId = ${to.id} WHERE otherId = ${from.id}`)
  run(
    db,
    sql`DELETE FROM termRelation WHERE ${to.id} IN (termId, otherId) AND id NOT IN (
          SELECT min(id) FROM termRelation GROUP BY termId, otherId, type)`,
  )
  run(db, sql`DELETE FROM term WHERE id = ${from.id}`)
}

type Words = Pick<LooseWords, 'type' | 'value' | 'source' | 'language'>

/** Lets words be a term where they stand, also in the bin. The spelling stays as it is; the vocabulary becomes that of the term. */
export function gatherWords(
  db: WriteDatabase,
  uid: () => string,
  words: Words,
  points: readonly number[],
): { made: boolean } {
  const { type, value, source, language } = words
  const meant = termMeant(db, words)
  const id =
    meant ??
    insertTerm(db, uid(), {
      type,
      source,
      labels: [{ kind: 'preferred', value, language, script: null, reading: null }],
    })
  // The next words may mean the one that was just made.
  if (meant === null) indexTerm(db, id)
  run(
    db,
    sql`UPDATE accessPoint SET termId = ${id}, source = (SELECT source FROM term WHERE id = ${id})
        WHERE id IN (SELECT value FROM json_each(${JSON.stringify(points)})) AND termId IS NULL`,
  )
  return { made: meant === null }
}

/** Where words stand that are no term yet. */
export const pointsOf = (db: ReadDatabase, { type, value, source, language }: Words): number[] =>
  all<{ id: number }>(
    db,
    sql`SELECT id FROM accessPoint WHERE termId IS NULL AND type = ${type} AND value = ${value} AND source = ${source} AND language IS ${language}`,
  ).map(({ id }) => id)
