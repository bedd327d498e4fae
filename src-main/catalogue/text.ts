/** Texts of a description with their paragraphs. */
import type { Paragraph, Text } from '../shared/contract/text.ts'
import type { TextId } from '../shared/contract/ids.ts'
import { all, run, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'
import { pageIdsOf } from './scan.ts'

export function textsOf(db: ReadDatabase, descriptionId: number): Text[] {
  const texts = all<Omit<Text, 'paragraphs'>>(
    db,
    sql`SELECT id, descriptionId, kind, language, script, source, agent FROM textOfUnit
        WHERE descriptionId = ${descriptionId} ORDER BY seq`,
  )
  return texts.map((text) => ({
    ...text,
    paragraphs: all<Paragraph>(
      db,
      sql`SELECT kind, pageNumber, pageId, value FROM paragraph WHERE textId = ${text.id} ORDER BY seq`,
    ),
  }))
}

/** Other words, or another kind, for a paragraph; counted from 0. */
export const editParagraph = (
  db: WriteDatabase,
  textId: number,
  seq: number,
  { value, kind }: { value?: string | undefined; kind?: Paragraph['kind'] | undefined },
): void =>
  void run(
    db,
    sql`UPDATE paragraph SET value = coalesce(${value ?? null}, value), kind = coalesce(${kind ?? null}, kind)
        WHERE textId = ${textId} AND seq = ${seq}`,
  )

export type NewText = Omit<Text, 'id' | 'descriptionId' | 'paragraphs'> & {
  paragraphs: readonly Omit<Paragraph, 'pageId'>[]
}

/** A text, after the others of its description; its paragraphs are tied to the pages with their numbers. */
export function insertText(db: WriteDatabase, descriptionId: number, text: NewText): TextId {
  const { id } = run(
    db,
    sql`INSERT INTO textOfUnit (descriptionId, seq, kind, language, script, source, agent)
        VALUES (${descriptionId}, (SELECT count(*) FROM textOfUnit WHERE descriptionId = ${descriptionId}),
                ${text.kind}, ${text.language}, ${text.script}, ${text.source}, ${text.agent})`,
  )
  const pages = pageIdsOf(db, descriptionId)
  text.paragraphs.forEach(({ kind, pageNumber, value }, seq) => {
    const pageId = pageNumber === null ? null : (pages[pageNumber - 1] ?? null)
    run(
      db,
      sql`INSERT INTO paragraph (descriptionId, textId, seq, kind, pageNumber, pageId, value)
          VALUES (${descriptionId}, ${id}, ${seq}, ${kind}, ${pageNumber}, ${pageId}, ${value})`,
    )
  })
  return id as TextId
}
