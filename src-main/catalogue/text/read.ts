/** Texts of descriptions with their paragraphs. */
import { z } from 'zod'
import { Line, TextMark } from '../../shared/contract/text.ts'
import type { Mention, Paragraph, Text } from '../../shared/contract/text.ts'
import { normalisedMarks } from '../../shared/domain/text-mark.ts'
import { all, get, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'

const Lines = z.array(Line)
const Marks = z.array(TextMark)

/** A file can come from anywhere: what is none is left out. */
function parsed<T>(schema: z.ZodType<T[]>, json: string | null): T[] {
  if (json === null) return []
  try {
    return schema.parse(JSON.parse(json))
  } catch {
    return []
  }
}

export const linesOf = (json: string | null): Line[] => parsed(Lines, json)

type Owned<T, Key extends string> = T & Record<Key, number>
interface ParagraphRow {
  id: Paragraph['id']
  textId: number
  kind: Paragraph['kind']
  pageNumber: number | null
  pageId: Paragraph['pageId']
  value: string
  continues: 0 | 1
  marks: string | null
  lines: string | null
}

function grouped<T extends Record<Key, number>, Key extends string>(
  rows: readonly T[],
  key: Key,
): Map<number, Omit<T, Key>[]> {
  const groups = new Map<number, Omit<T, Key>[]>()
  for (const { [key]: owner, ...row } of rows) {
    const own = groups.get(owner)
    if (own) own.push(row)
    else groups.set(owner, [row])
  }
  return groups
}

/** Texts by description, in order; without `lines` for those who look at words alone. */
export function textsOfMany(
  db: ReadDatabase,
  ids: readonly number[],
  { lines = true } = {},
): Map<number, Text[]> {
  const wanted = JSON.stringify(ids)
  const texts = all<Omit<Text, 'paragraphs'>>(
    db,
    sql`SELECT id, descriptionId, kind, language, script, direction, source, agent, status, checkedBy FROM textOfUnit
        WHERE descriptionId IN (SELECT value FROM json_each(${wanted})) ORDER BY descriptionId, seq`,
  )
  if (texts.length === 0) return new Map()
  const paragraphs = grouped(paragraphsWhere(db, 'descriptionId', ids, lines), 'textId')
  const byUnit = new Map<number, Text[]>()
  for (const text of texts) {
    const whole = { ...text, paragraphs: paragraphs.get(text.id) ?? [] }
    byUnit.set(text.descriptionId, [...(byUnit.get(text.descriptionId) ?? []), whole])
  }
  return byUnit
}

/** Paragraphs of descriptions, or those with these ids, in the order of their texts. */
function paragraphsWhere(
  db: ReadDatabase,
  column: 'descriptionId' | 'id',
  ids: readonly number[],
  lines: boolean,
): (Paragraph & { textId: number })[] {
  const wanted = JSON.stringify(ids)
  // Pages are put in order, split and joined: what number a page has is asked, and only what is tied to none keeps what was read.
  const rows = all<ParagraphRow>(db, {
    text: `WITH wanted AS MATERIALIZED (
             SELECT * FROM paragraph WHERE ${column} IN (SELECT value FROM json_each(?))),
           numbered AS (
             SELECT id, row_number() OVER (PARTITION BY descriptionId ORDER BY position, id) AS number FROM page
             WHERE descriptionId IN (SELECT descriptionId FROM wanted))
           SELECT wanted.id, textId, kind, coalesce(numbered.number, pageNumber) AS pageNumber, pageId, value, continues, marks,
                  ${lines ? 'lines' : 'NULL AS lines'}
           FROM wanted LEFT JOIN numbered ON numbered.id = pageId ORDER BY textId, seq`,
    parameters: [wanted],
  })
  const mentions = grouped(
    all<Owned<Mention, 'paragraphId'>>(db, {
      text: `SELECT mention.id, paragraphId, authorityId, start, "end",
                    coalesce((SELECT value FROM authorityName WHERE authorityName.authorityId = mention.authorityId
                              ORDER BY kind <> 'authorized', seq LIMIT 1), '') AS name
             FROM mention WHERE ${column === 'id' ? 'paragraphId' : column} IN (SELECT value FROM json_each(?))
             ORDER BY paragraphId, start`,
      parameters: [wanted],
    }),
    'paragraphId',
  )
  return rows.map(({ continues, marks, lines, ...row }) => ({
    ...row,
    continues: continues === 1,
    marks: normalisedMarks(row.value.length, parsed(Marks, marks)),
    lines: linesOf(lines),
    mentions: mentions.get(row.id) ?? [],
  }))
}

/** Those among descriptions that have a page or a text. */
export const withPagesOrTexts = (db: ReadDatabase, ids: readonly number[]): Set<number> => {
  const wanted = JSON.stringify(ids)
  return new Set(
    all<{ id: number }>(
      db,
      sql`SELECT descriptionId AS id FROM page WHERE descriptionId IN (SELECT value FROM json_each(${wanted}))
          UNION SELECT descriptionId FROM textOfUnit WHERE descriptionId IN (SELECT value FROM json_each(${wanted}))`,
    ).map(({ id }) => id),
  )
}

export const textsOf = (db: ReadDatabase, descriptionId: number): Text[] =>
  textsOfMany(db, [descriptionId]).get(descriptionId) ?? []

export function readText(db: ReadDatabase, id: number): Text | null {
  const owner = get<{ descriptionId: number }>(db, sql`SELECT descriptionId FROM textOfUnit WHERE id = ${id}`)
  return (owner && textsOf(db, owner.descriptionId).find((text) => text.id === id)) ?? null
}

export type TextOfParagraph = Pick<Text, 'id' | 'descriptionId'>

/** A paragraph, the text that it stands in, and where in it, from 0; the rest of the text is not read. */
export function readParagraph(
  db: ReadDatabase,
  id: number,
): { text: TextOfParagraph; paragraph: Paragraph; index: number } | null {
  const found = get<TextOfParagraph & { seq: number }>(
    db,
    sql`SELECT textId AS id, descriptionId, seq FROM paragraph WHERE id = ${id}`,
  )
  const [row] = found ? paragraphsWhere(db, 'id', [id], true) : []
  if (!found || !row) return null
  const { seq, ...text } = found
  const { textId: _, ...paragraph } = row
  return { text, paragraph, index: seq }
}

export interface PastOfParagraph {
  /** The entry that made it so; null for what it began as. */
  historyId: number | null
  at: string | null
  who: string
  value: string
}

/** The words of a paragraph in every state that history knows, the newest first. */
export function pastOf(db: ReadDatabase, { id, value }: Pick<Paragraph, 'id' | 'value'>): PastOfParagraph[] {
  const changes = all<{ historyId: number; at: string; who: string; before: string }>(
    db,
    sql`SELECT historyId, at, who, before ->> 'value' AS before FROM historyChange JOIN history ON history.id = historyId
        WHERE tableName = 'paragraph' AND rowId = ${id} AND operation = 'update' AND json_type(before, '$.value') IS NOT NULL
        ORDER BY historyChange.id DESC`,
  )
  const states: PastOfParagraph[] = []
  let words = value
  for (const { before, ...entry } of changes) {
    // What one visit changed in several writes is one state.
    if (states.at(-1)?.historyId !== entry.historyId) states.push({ ...entry, value: words })
    words = before
  }
  return [...states, { historyId: null, at: null, who: '', value: words }]
}
