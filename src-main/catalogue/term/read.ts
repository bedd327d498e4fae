/** Reading terms: one, as lines of a list, where they are used, and the words that are no term yet. */
import type { LooseWords, Term, TermLabel, TermRelation, TermRow } from '../../shared/contract/term.ts'
import type { DescriptionId, TermId } from '../../shared/contract/ids.ts'
import { all, get, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'
import type { SortedNames } from '../sorted-names.ts'

const headingOf = (id: string): string =>
  `coalesce((SELECT value FROM termLabel WHERE termLabel.termId = ${id} ORDER BY kind <> 'preferred', seq LIMIT 1), '')`

/** Terms in their sorted list. */
export const TERMS: SortedNames = {
  table: 'term',
  index: 'termIndex',
  id: 'termId',
  usedIn: 'accessPoint',
  forms: 'termLabel',
  heading: headingOf,
}

const USES = `(SELECT count(DISTINCT descriptionId) FROM accessPoint WHERE accessPoint.termId = term.id)`

export const termExists = (db: ReadDatabase, id: number): boolean =>
  get(db, sql`SELECT 1 FROM term WHERE id = ${id} AND binnedAt IS NULL`) !== undefined

export function readTerm(db: ReadDatabase, id: number): Term | null {
  const term = get<Omit<Term, 'labels' | 'relations' | 'relatedFrom'>>(db, {
    text: `SELECT id, uid, type, source, code, note, binnedAt, ${USES} AS uses FROM term WHERE id = ?`,
    parameters: [id],
  })
  if (!term) return null
  return {
    ...term,
    labels: all<TermLabel>(
      db,
      sql`SELECT kind, value, language, script, reading FROM termLabel WHERE termId = ${id} ORDER BY seq`,
    ),
    relations: all<TermRelation>(db, {
      text: `SELECT type, otherId, ${headingOf('otherId')} AS label FROM termRelation WHERE termId = ? ORDER BY seq`,
      parameters: [id],
    }),
    relatedFrom: all<TermRelation>(db, {
      text: `SELECT relation.type, relation.termId AS otherId, ${headingOf('relation.termId')} AS label
             FROM termRelation AS relation JOIN term ON term.id = relation.termId
             WHERE otherId = ? AND binnedAt IS NULL ORDER BY label, relation.id`,
      parameters: [id],
    }),
  }
}

/** Lines of a list, in the order of the ids. */
export function termRows(db: ReadDatabase, ids: readonly number[]): TermRow[] {
  const rows = all<Omit<TermRow, 'labels'> & { labels: string }>(db, {
    text: `SELECT term.id, term.type, source, first.value AS label, first.language,
             (SELECT reading FROM termLabel WHERE termId = term.id AND reading IS NOT NULL ORDER BY kind <> 'preferred', seq LIMIT 1) AS reading,
             (SELECT value FROM termLabel AS other WHERE termId = term.id AND other.id <> first.id AND value <> ''
              ORDER BY other.language IS first.language, kind <> 'preferred', seq LIMIT 1) AS other,
             (SELECT ${headingOf('otherId')} FROM termRelation WHERE termRelation.termId = term.id AND termRelation.type = 'broader' ORDER BY seq LIMIT 1) AS broader,
             (SELECT json_group_array(json_object('value', value, 'language', language) ORDER BY seq) FROM termLabel
              WHERE termId = term.id AND kind = 'preferred') AS labels,
             ${USES} AS uses
           FROM term LEFT JOIN termLabel AS first ON first.id = (
             SELECT id FROM termLabel WHERE termId = term.id ORDER BY kind <> 'preferred', seq LIMIT 1)
           WHERE term.id IN (SELECT value FROM json_each(?))`,
    parameters: [JSON.stringify(ids)],
  })
  const byId = new Map(
    rows.map(({ labels, ...row }) => [
      row.id as number,
      { ...row, labels: JSON.parse(labels) as TermRow['labels'] },
    ]),
  )
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** The codes of terms in their vocabularies, by their ids; those without one are left out. */
export const termCodes = (db: ReadDatabase, ids: readonly number[]): Map<number, string> =>
  new Map(
    all<{ id: number; code: string }>(
      db,
      sql`SELECT id, code FROM term WHERE code IS NOT NULL AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
    ).map(({ id, code }) => [id, code]),
  )

export const termSources = (db: ReadDatabase): { source: string; terms: number }[] =>
  all(
    db,
    sql`SELECT source, count(*) AS terms FROM termIndex GROUP BY source ORDER BY source <> 'local', source`,
  )

export function usesOfTerm(
  db: ReadDatabase,
  id: number,
  { offset, limit }: { offset: number; limit: number },
): { total: number; binned: number; ids: DescriptionId[] } {
  const counts = get<{ total: number; binned: number }>(
    db,
    sql`SELECT count(DISTINCT iif(binnedAt IS NULL, descriptionId, NULL)) AS total, count(DISTINCT iif(binnedAt IS NULL, NULL, descriptionId)) AS binned
        FROM accessPoint JOIN description ON description.id = descriptionId WHERE termId = ${id}`,
  )
  const rows = all<{ id: DescriptionId }>(
    db,
    sql`SELECT DISTINCT descriptionId AS id FROM accessPoint JOIN description ON description.id = descriptionId
        WHERE termId = ${id} AND binnedAt IS NULL ORDER BY descriptionId LIMIT ${limit} OFFSET ${offset}`,
  )
  return { total: counts?.total ?? 0, binned: counts?.binned ?? 0, ids: rows.map(({ id: one }) => one) }
}

/**
 * The term that words mean, as a column: of their type, one of whose labels they are, of the vocabulary that they name before any
 * other. Words of a published vocabulary are never a term of another one.
 */
const MEANT = `(SELECT term.id FROM termLabel JOIN term ON term.id = termLabel.termId
   WHERE termLabel.value = words.value AND term.type = words.type AND term.binnedAt IS NULL
     AND (words.source = 'local' OR term.source = words.source)
   ORDER BY term.source <> words.source, termLabel.kind <> 'preferred', term.id LIMIT 1)`

export function looseWords(
  db: ReadDatabase,
  { type, query }: { type: string | null; query: string },
  { offset, limit }: { offset: number; limit: number },
): { total: number; rows: LooseWords[] } {
  const like = `%${query.replace(/[\\%_]/g, (character) => `\\${character}`)}%`
  const grouped = `SELECT accessPoint.type, value, source, language, count(DISTINCT descriptionId) AS uses
     FROM accessPoint JOIN description ON description.id = descriptionId
     WHERE termId IS NULL AND binnedAt IS NULL ${type === null ? '' : 'AND accessPoint.type = ?'} ${query === '' ? '' : String.raw`AND value LIKE ? ESCAPE '\'`}
     GROUP BY accessPoint.type, value, source, language`
  const parameters = [...(type === null ? [] : [type]), ...(query === '' ? [] : [like])]
  const total = get<{ total: number }>(db, { text: `SELECT count(*) AS total FROM (${grouped})`, parameters })
  return {
    total: total?.total ?? 0,
    rows: all<LooseWords>(db, {
      text: `SELECT words.*, ${MEANT} AS termId FROM (${grouped} ORDER BY uses DESC, value LIMIT ? OFFSET ?) AS words`,
      parameters: [...parameters, limit, offset],
    }),
  }
}

export const termMeant = (
  db: ReadDatabase,
  words: Pick<LooseWords, 'type' | 'value' | 'source'>,
): number | null =>
  get<{ id: number | null }>(db, {
    text: `SELECT ${MEANT} AS id FROM (SELECT ? AS type, ? AS value, ? AS source) AS words`,
    parameters: [words.type, words.value, words.source],
  })?.id ?? null

/** The one term of a type that has a label; null where there is none, or more than one. Its language, where all such labels are of one. */
export function termLabelled(
  db: ReadDatabase,
  type: string,
  label: string,
): { termId: TermId; source: string; language: string | null } | null {
  const [first, second] = all<{ termId: TermId; source: string; language: string | null }>(
    db,
    sql`SELECT term.id AS termId, source, iif(min(coalesce(language, '')) = max(coalesce(language, '')), language, NULL) AS language
        FROM termLabel JOIN term ON term.id = termLabel.termId
        WHERE value = ${label} AND type = ${type} AND binnedAt IS NULL GROUP BY term.id LIMIT 2`,
  )
  return first && !second ? first : null
}
