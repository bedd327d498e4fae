/** What of a description is searched, and in which column of the index it stands. */
import { TEXT_FIELD_NAMES, TEXT_FIELDS } from '../../shared/domain/field.ts'
import type { Area, TextField } from '../../shared/domain/field.ts'
import { readingForms } from '../../shared/domain/reading.ts'
import { all, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'

/** Paragraphs that the form prints on every page are not what anybody looks for. */
const BOILERPLATE = JSON.stringify(['boilerplate', 'footer', 'distribution'])
const SEARCHED_FIELDS = JSON.stringify(TEXT_FIELD_NAMES)

export interface SearchableText {
  /** Field of the contract, or kind of text. */
  where: string
  /** Role of an agent, kind of an access point. */
  kind: string | null
  pageNumber: number | null
  value: string
  /** The name or the title that the record shows, where `value` is another form of it or a reading. */
  nameShown: string | null
}

interface TextRow extends SearchableText {
  id: number
}

const byDescription = (rows: readonly TextRow[]): Map<number, SearchableText[]> => {
  const texts = new Map<number, SearchableText[]>()
  for (const { id, ...text } of rows) {
    const isReading = text.where === 'title' && text.nameShown !== null
    const said = isReading ? readingForms(text.value).map((value) => ({ ...text, value })) : [text]
    const own = texts.get(id)
    if (own) own.push(...said)
    else texts.set(id, said)
  }
  return texts
}

/** Everything of descriptions that is searched, of each titles first, in the order in which a snippet is looked for. */
export function searchableTexts(db: ReadDatabase, ids: readonly number[]): Map<number, SearchableText[]> {
  const wanted = JSON.stringify(ids)
  return byDescription(
    all(
      db,
      sql`WITH wanted (id) AS MATERIALIZED (SELECT value FROM json_each(${wanted}))
        SELECT id, "where", kind, pageNumber, value, nameShown FROM (
          SELECT wanted.id, field AS "where", NULL AS kind, NULL AS pageNumber, value, NULL AS nameShown, iif(field = 'title', 0, 1) AS rank, seq, 0 AS seqBelow
            FROM wanted CROSS JOIN descriptionText ON descriptionId = wanted.id
            WHERE type IS NOT 'boilerplate' AND field IN (SELECT value FROM json_each(${SEARCHED_FIELDS}))
          UNION ALL SELECT wanted.id, field, NULL, NULL, reading, value, 0, seq, 1
            FROM wanted CROSS JOIN descriptionText ON descriptionId = wanted.id WHERE reading IS NOT NULL AND type IS NOT 'boilerplate'
          UNION ALL SELECT wanted.id, field, NULL, NULL, name, NULL, 1, seq, 1
            FROM wanted CROSS JOIN descriptionText ON descriptionId = wanted.id WHERE name IS NOT NULL
          UNION ALL SELECT wanted.id, 'referenceCode', NULL, NULL, referenceCode, NULL, 1, 0, 0
            FROM wanted CROSS JOIN description ON description.id = wanted.id WHERE referenceCode IS NOT NULL
          UNION ALL SELECT wanted.id, 'identifiers', type, NULL, value, NULL, 2, seq, 0 FROM wanted CROSS JOIN identifier ON descriptionId = wanted.id
          UNION ALL SELECT wanted.id, 'dates', kind, NULL, expression, NULL, 3, seq, 0 FROM wanted CROSS JOIN dateOfUnit ON descriptionId = wanted.id
          UNION ALL SELECT wanted.id, 'agents', role, NULL, spelt.value, nullif(shown.value, spelt.value), 4, agent.seq, form.seq
            FROM wanted CROSS JOIN agent ON agent.descriptionId = wanted.id
            JOIN authorityName AS form ON form.authorityId = agent.authorityId
            JOIN json_each(json_array(form.value, form.reading, form.romanisation)) AS spelt ON spelt.value IS NOT NULL
            LEFT JOIN authorityName AS shown ON shown.id = (
              SELECT id FROM authorityName WHERE authorityId = agent.authorityId AND kind = 'authorized' ORDER BY seq LIMIT 1)
          UNION ALL SELECT wanted.id, 'accessPoints', type, NULL, value, NULL, 5, seq, 0 FROM wanted CROSS JOIN accessPoint ON descriptionId = wanted.id
          UNION ALL SELECT wanted.id, 'accessPoints', accessPoint.type, NULL, spelt.value, accessPoint.value, 6, accessPoint.seq, termLabel.seq
            FROM wanted CROSS JOIN accessPoint ON descriptionId = wanted.id
            JOIN termLabel ON termLabel.termId = accessPoint.termId
            JOIN json_each(json_array(termLabel.value, termLabel.reading)) AS spelt ON spelt.value IS NOT NULL AND spelt.value <> accessPoint.value
          UNION ALL SELECT wanted.id, textOfUnit.kind, NULL, pageNumber, value, NULL, 7, textOfUnit.seq, paragraph.seq
            FROM wanted CROSS JOIN paragraph ON paragraph.descriptionId = wanted.id JOIN textOfUnit ON textOfUnit.id = textId
            WHERE paragraph.kind NOT IN (SELECT value FROM json_each(${BOILERPLATE})))
        ORDER BY id, rank, seq, seqBelow`,
    ),
  )
}

/** What is only searched when it is asked for. */
export function boilerplateTexts(db: ReadDatabase, ids: readonly number[]): Map<number, SearchableText[]> {
  const wanted = JSON.stringify(ids)
  return byDescription(
    all(
      db,
      sql`SELECT descriptionId AS id, 'boilerplate' AS "where", NULL AS kind, pageNumber, value, NULL AS nameShown FROM paragraph
          WHERE descriptionId IN (SELECT value FROM json_each(${wanted})) AND kind IN (SELECT value FROM json_each(${BOILERPLATE}))
          UNION ALL SELECT descriptionId, 'boilerplate', NULL, NULL, value, NULL FROM descriptionText
          WHERE descriptionId IN (SELECT value FROM json_each(${wanted})) AND type = 'boilerplate'`,
    ),
  )
}

export const COLUMNS = [
  'title',
  'numbers',
  'names',
  'subjects',
  'dates',
  'content',
  'context',
  'access',
  'notes',
  'handling',
  'staff',
  'texts',
] as const
export type Column = (typeof COLUMNS)[number]

const COLUMN_OF_AREA: Readonly<Record<Area, Column>> = {
  identity: 'content',
  context: 'context',
  content: 'content',
  access: 'access',
  allied: 'access',
  notes: 'notes',
  control: 'notes',
  handling: 'handling',
  staff: 'staff',
}

const COLUMN_OF_OTHERS: Readonly<Record<string, Column>> = {
  title: 'title',
  referenceCode: 'numbers',
  identifiers: 'numbers',
  dates: 'dates',
  agents: 'names',
  accessPoints: 'subjects',
  transcription: 'texts',
  translation: 'texts',
  summary: 'texts',
}

export const isTextField = (where: string): where is TextField => where in TEXT_FIELDS

/** The column in which a field, or a kind of text, is indexed. */
export const columnOf = (where: string): Column =>
  COLUMN_OF_OTHERS[where] ?? (isTextField(where) ? COLUMN_OF_AREA[TEXT_FIELDS[where].area] : 'notes')
