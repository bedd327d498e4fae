/** What the types of records require and these records do not say: asked for a whole list at once, and only what is required. */
import type { DescriptionRow } from '../../shared/contract/description.ts'
import { isTextField } from '../../shared/domain/field.ts'
import type { FieldName } from '../../shared/domain/field.ts'
import { all } from '../database.ts'
import type { ReadDatabase } from '../database.ts'
import { requirements } from '../record-type.ts'
import { isTabledField, TABLES } from './values.ts'

export interface Judged extends Pick<
  DescriptionRow,
  'id' | 'parentId' | 'otherLevel' | 'referenceCode' | 'title'
> {
  recordType: string
  hasDate: 0 | 1
  hasExtent: 0 | 1
  hasCreator: 0 | 1
}

const isBlank = (text: string | null): boolean => text === null || text.trim() === ''

/** Fields that a line of a list tells by itself; the creator of a part is that of the whole (ISAD(G) I.12). */
const TOLD: Partial<Record<FieldName, (row: Judged) => boolean>> = {
  referenceCode: ({ referenceCode }) => !isBlank(referenceCode),
  title: ({ title }) => !isBlank(title),
  dates: ({ hasDate }) => hasDate === 1,
  extents: ({ hasExtent }) => hasExtent === 1,
  agents: ({ hasCreator, parentId }) => hasCreator === 1 || parentId !== null,
  otherLevel: ({ otherLevel }) => !isBlank(otherLevel),
  level: () => true,
  recordType: () => true,
  status: () => true,
}

/** The judge of some lines; `ids` are theirs, as a JSON array. */
export function missingFields(
  db: ReadDatabase,
  ids: string,
  rows: readonly Judged[],
): (row: Judged) => FieldName[] {
  const required = requirements(db)
  const asked = new Set(
    [...new Set(rows.map(({ recordType }) => recordType))].flatMap((code) =>
      required(code).filter((field) => !(field in TOLD)),
    ),
  )
  const filled = new Set([...filledTexts(db, ids, asked), ...filledTables(db, ids, asked)])
  return (row) =>
    required(row.recordType).filter(
      (field) => !(TOLD[field]?.(row) ?? filled.has(`${String(row.id)}:${field}`)),
    )
}

function filledTexts(db: ReadDatabase, ids: string, asked: ReadonlySet<FieldName>): string[] {
  const fields = [...asked].filter(isTextField)
  if (fields.length === 0) return []
  return all<{ key: string }>(db, {
    text: `SELECT DISTINCT descriptionId || ':' || field AS key FROM descriptionText
           WHERE descriptionId IN (SELECT value FROM json_each(?)) AND field IN (SELECT value FROM json_each(?)) AND value <> ''`,
    parameters: [ids, JSON.stringify(fields)],
  }).map(({ key }) => key)
}

const filledTables = (db: ReadDatabase, ids: string, asked: ReadonlySet<FieldName>): string[] =>
  [...asked].filter(isTabledField).flatMap((field) =>
    all<{ id: number }>(db, {
      text: `SELECT DISTINCT descriptionId AS id FROM ${TABLES[field].table} WHERE descriptionId IN (SELECT value FROM json_each(?))`,
      parameters: [ids],
    }).map(({ id }) => `${String(id)}:${field}`),
  )
