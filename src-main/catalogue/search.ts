/** The search index: kept in the transaction of each edit, asked with phrases that nobody's input can break. */
import { TEXT_FIELD_NAMES } from '../shared/domain/field.ts'
import { indexWords } from '../shared/domain/fold.ts'
import type { QueryTerm } from '../shared/domain/fold.ts'
import type { DescriptionId } from '../shared/contract/ids.ts'
import { all, get, run, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'

/** Paragraphs that the form prints on every page are not what anybody looks for. */
const UNSEARCHED_PARAGRAPHS = JSON.stringify(['boilerplate', 'footer', 'distribution'])

export interface SearchableText {
  /** Field of the contract, or kind of text. */
  where: string
  pageNumber: number | null
  value: string
}

/** Everything of a description that is searched, titles first, in the order in which a snippet is looked for. */
export function searchableTexts(db: ReadDatabase, id: number): SearchableText[] {
  return all(
    db,
    sql`SELECT field AS "where", NULL AS pageNumber, value FROM (
          SELECT field, value, CASE field WHEN 'title' THEN 0 ELSE 1 END AS rank, seq FROM descriptionText
            WHERE descriptionId = ${id} AND type IS NOT 'boilerplate' AND field IN (SELECT value FROM json_each(${JSON.stringify(TEXT_FIELD_NAMES)}))
          UNION ALL SELECT 'referenceCode', referenceCode, 1, 0 FROM description WHERE id = ${id} AND referenceCode IS NOT NULL
          UNION ALL SELECT 'identifiers', value, 2, seq FROM identifier WHERE descriptionId = ${id}
          UNION ALL SELECT 'dates', expression, 3, seq FROM dateOfUnit WHERE descriptionId = ${id}
          UNION ALL SELECT 'agents', form.value, 4, agent.seq FROM agent JOIN authorityName AS form ON form.authorityId = agent.authorityId WHERE descriptionId = ${id}
          UNION ALL SELECT 'agents', coalesce(form.reading || ' ', '') || coalesce(form.romanisation, ''), 5, agent.seq FROM agent
            JOIN authorityName AS form ON form.authorityId = agent.authorityId
            WHERE descriptionId = ${id} AND coalesce(form.reading, form.romanisation) IS NOT NULL
          UNION ALL SELECT 'accessPoints', value, 6, seq FROM accessPoint WHERE descriptionId = ${id}
          ORDER BY rank, seq)
        UNION ALL
        SELECT "where", pageNumber, value FROM (
          SELECT textOfUnit.kind AS "where", pageNumber, value FROM paragraph JOIN textOfUnit ON textOfUnit.id = textId
            WHERE paragraph.descriptionId = ${id} AND paragraph.kind NOT IN (SELECT value FROM json_each(${UNSEARCHED_PARAGRAPHS}))
            ORDER BY textOfUnit.seq, paragraph.seq)`,
  )
}

const TEXT_KINDS = new Set(['transcription', 'translation', 'summary'])

/** Brings the index up to date for one description: absent while it is binned or gone. */
export function indexDescription(db: WriteDatabase, id: number): void {
  run(db, sql`DELETE FROM searchIndex WHERE rowid = ${id}`)
  if (!get(db, sql`SELECT 1 FROM description WHERE id = ${id} AND binnedAt IS NULL`)) return
  const title: string[] = []
  const fields: string[] = []
  const texts: string[] = []
  for (const { where, value } of searchableTexts(db, id)) {
    const column = where === 'title' ? title : TEXT_KINDS.has(where) ? texts : fields
    column.push(indexWords(value))
  }
  // A private-use character is a word that no text holds: it keeps a phrase from running on from one value into the next.
  const join = (values: string[]) => values.join(' \uE000 ')
  run(
    db,
    sql`INSERT INTO searchIndex (rowid, title, fields, texts) VALUES (${id}, ${join(title)}, ${join(fields)}, ${join(texts)})`,
  )
}

/** Words as an FTS5 string: quoted, so that nothing in them is syntax. */
const quoted = (words: readonly string[]) => `"${words.join(' ').replaceAll('"', '""')}"`

const expression = (terms: readonly QueryTerm[]) =>
  terms.map(({ words, prefix }) => `${quoted(words)}${prefix ? ' *' : ''}`).join(' AND ')

/** Descriptions in which all terms occur: those with the terms in the title first, then the others, each in order of entry. */
export function findDescriptions(
  db: ReadDatabase,
  terms: readonly QueryTerm[],
  { offset, limit }: { offset: number; limit: number },
): { total: number; ids: DescriptionId[] } {
  if (terms.length === 0) return { total: 0, ids: [] }
  const everywhere = expression(terms)
  const inTitle = `title : (${everywhere})`
  const count = (match: string) =>
    get<{ total: number }>(
      db,
      sql`SELECT count(*) AS total FROM searchIndex WHERE searchIndex MATCH ${match}`,
    )?.total ?? 0
  const page = (match: string, from: number, size: number) =>
    all<{ rowid: DescriptionId }>(
      db,
      sql`SELECT rowid FROM searchIndex WHERE searchIndex MATCH ${match} ORDER BY rowid LIMIT ${size} OFFSET ${from}`,
    ).map(({ rowid }) => rowid)
  const total = count(everywhere)
  const titled = count(inTitle)
  const ids = offset < titled ? page(inTitle, offset, limit) : []
  if (ids.length < limit && total > titled) {
    ids.push(...page(`(${everywhere}) NOT (${inTitle})`, Math.max(0, offset - titled), limit - ids.length))
  }
  return { total, ids }
}
