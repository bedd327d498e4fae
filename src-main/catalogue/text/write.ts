/** Writing texts: a text as a whole, and paragraphs in the place of others, with the lines and names that stand on their words. */
import type { Line, Paragraph, Text, WrittenParagraph } from '../../shared/contract/text.ts'
import type { MentionId, TextId } from '../../shared/contract/ids.ts'
import { editsBetween, shiftedPlace, shiftedSpan } from '../../shared/domain/span.ts'
import type { Edit, Span } from '../../shared/domain/span.ts'
import { normalisedMarks, shiftedMarks } from '../../shared/domain/text-mark.ts'
import { run, sql } from '../database.ts'
import type { WriteDatabase } from '../database.ts'
import { followText, spansOn } from '../redaction/follow.ts'
import { pageIdsOf } from '../scan.ts'
import { unusedId, updateRow } from '../rows.ts'
import type { TextOfParagraph } from './read.ts'
import { carryPairs } from './pairs.ts'

export type NewParagraph = Pick<Paragraph, 'kind' | 'pageNumber' | 'value'> &
  Partial<Pick<Paragraph, 'continues' | 'marks' | 'lines'>>

export type NewText = Pick<Text, 'kind' | 'language' | 'script' | 'source' | 'agent'> &
  Partial<Pick<Text, 'direction' | 'status' | 'checkedBy'>> & { paragraphs: readonly NewParagraph[] }

const json = (values: readonly unknown[] | undefined): string | null =>
  values === undefined || values.length === 0 ? null : JSON.stringify(values)

/** A text, after the others of its description; its paragraphs are tied to the pages with their numbers. */
export function insertText(db: WriteDatabase, descriptionId: number, text: NewText): TextId {
  const { direction = 'horizontal', status = 'draft', checkedBy = null } = text
  const { id } = run(
    db,
    sql`INSERT INTO textOfUnit (id, descriptionId, seq, kind, language, script, direction, source, agent, status, checkedBy)
        VALUES (${unusedId(db, 'textOfUnit')}, ${descriptionId},
                (SELECT coalesce(max(seq) + 1, 0) FROM textOfUnit WHERE descriptionId = ${descriptionId}),
                ${text.kind}, ${text.language}, ${text.script}, ${direction}, ${text.source}, ${text.agent}, ${status}, ${checkedBy})`,
  )
  const pages = pageIdsOf(db, descriptionId)
  text.paragraphs.forEach((paragraph, seq) => {
    const pageId = paragraph.pageNumber === null ? null : (pages[paragraph.pageNumber - 1] ?? null)
    insertParagraph(db, { descriptionId, textId: id, seq, ...paragraph, pageId })
  })
  return id as TextId
}

function insertParagraph(
  db: WriteDatabase,
  row: NewParagraph & { descriptionId: number; textId: number; seq: number; pageId: number | null },
): number {
  const marks = json(normalisedMarks(row.value.length, row.marks ?? []))
  return run(
    db,
    sql`INSERT INTO paragraph (id, descriptionId, textId, seq, kind, pageNumber, pageId, value, continues, marks, lines)
        VALUES (${unusedId(db, 'paragraph')}, ${row.descriptionId}, ${row.textId}, ${row.seq}, ${row.kind}, ${row.pageNumber},
                ${row.pageId}, ${row.value}, ${row.continues === true ? 1 : 0}, ${marks}, ${json(row.lines)})`,
  ).id
}

type About = Pick<Text, 'kind' | 'language' | 'script' | 'direction' | 'agent' | 'status' | 'checkedBy'>

export const editText = (
  db: WriteDatabase,
  id: number,
  patch: { [Key in keyof About]?: About[Key] | undefined },
): void => updateRow(db, 'textOfUnit', id, patch)

export const removeText = (db: WriteDatabase, id: number): void => {
  run(db, sql`DELETE FROM paragraph WHERE textId = ${id}`)
  run(db, sql`DELETE FROM textOfUnit WHERE id = ${id}`)
}

/** Other words, another kind, or being one with the paragraph before, for one paragraph; what stands on its words stays on them. */
export function editParagraph(
  db: WriteDatabase,
  text: TextOfParagraph,
  { paragraph: old, index }: { paragraph: Paragraph; index: number },
  {
    value = old.value,
    kind = old.kind,
    continues = old.continues,
    edits = editsBetween(old.value, value),
  }: {
    value?: string | undefined
    kind?: Paragraph['kind'] | undefined
    continues?: boolean | undefined
    edits?: readonly Edit[]
  },
): void {
  const marks = shiftedMarks(old.marks, edits)
  writeParagraphs(
    db,
    text,
    [old],
    index,
    [{ id: old.id, pageId: old.pageId, kind, continues, value, marks }],
    edits,
  )
}

/** Puts paragraphs in the place of those of a text that are `removed`, the first of which is at `from`. */
export function writeParagraphs(
  db: WriteDatabase,
  text: TextOfParagraph,
  removed: readonly Paragraph[],
  from: number,
  paragraphs: readonly (WrittenParagraph & { lines?: Line[] })[],
  edits: readonly Edit[] = editsBetween(wordsOf(removed), wordsOf(paragraphs)),
): void {
  const standing = carriedOver(removed, paragraphs, edits)
  const marked = spansOn(db, text.id)
  const pages = pageIdsOf(db, text.descriptionId)
  const kept = new Set(paragraphs.map(({ id }) => id))
  const growth = paragraphs.length - removed.length
  if (growth !== 0) {
    run(
      db,
      sql`UPDATE paragraph SET seq = seq + ${growth} WHERE textId = ${text.id} AND seq >= ${from + removed.length}`,
    )
  }
  const made: Pick<Paragraph, 'id' | 'value'>[] = []
  paragraphs.forEach(({ id, marks, kind, pageId, value, continues, lines: given }, index) => {
    const { lines, mentions } = standing[index] ?? { lines: [], mentions: [] }
    const page = pageId === null ? -1 : pages.indexOf(pageId)
    // Lines are places on a page: on another one they are none.
    const elsewhere = removed.some((one) => one.lines.length > 0 && one.pageId !== pageId)
    const row = {
      ...{ kind, pageId, value, continues, seq: from + index },
      pageNumber: page === -1 ? null : page + 1,
      lines: given ?? (elsewhere ? [] : lines),
    }
    const paragraphId =
      id ?? insertParagraph(db, { ...row, marks, descriptionId: text.descriptionId, textId: text.id })
    made.push({ id: paragraphId as Paragraph['id'], value })
    if (id !== null) {
      const said = json(normalisedMarks(row.value.length, marks))
      updateRow(db, 'paragraph', id, { ...row, marks: said, lines: json(row.lines) })
    }
    for (const mention of mentions)
      run(
        db,
        sql`UPDATE mention SET paragraphId = ${paragraphId}, start = ${mention.start}, "end" = ${mention.end} WHERE id = ${mention.id}`,
      )
  })
  carryPairs(db, removed, made, edits)
  const left = new Set(standing.flatMap(({ mentions }) => mentions.map(({ id }) => id)))
  for (const { id } of removed.flatMap(({ mentions }) => mentions))
    if (!left.has(id)) run(db, sql`DELETE FROM mention WHERE id = ${id}`)
  for (const { id } of removed) if (!kept.has(id)) run(db, sql`DELETE FROM paragraph WHERE id = ${id}`)
  if (marked) followText(db, text.id, marked, from, edits)
}

const wordsOf = (paragraphs: readonly Pick<Paragraph, 'value'>[]): string =>
  paragraphs.map(({ value }) => value).join('\n')

interface Standing {
  lines: Line[]
  mentions: (Span & { id: MentionId })[]
}

/** What stands on the words of paragraphs, on those that take their place: split, joined, or written anew. */
function carriedOver(
  removed: readonly Pick<Paragraph, 'value' | 'lines' | 'mentions'>[],
  paragraphs: readonly Pick<Paragraph, 'value'>[],
  edits: readonly Edit[],
): Standing[] {
  const lines: Line[] = []
  const mentions: Standing['mentions'] = []
  let before = 0
  for (const paragraph of removed) {
    const by = before
    lines.push(...paragraph.lines.map((line) => shiftedLine(line, by, edits)))
    for (const { id, start, end } of paragraph.mentions) {
      const moved = shiftedSpan({ start: start + by, end: end + by }, edits)
      if (moved) mentions.push({ id, ...moved })
    }
    before += paragraph.value.length + 1
  }
  let at = 0
  return paragraphs.map(({ value }) => {
    const within = { start: at, end: at + value.length }
    at = within.end + 1
    return {
      lines: lines.flatMap((line) =>
        clipped(line, within).map((span) => ({
          ...line,
          ...span,
          words: line.words.flatMap((word) => clipped(word, within).map((part) => ({ ...word, ...part }))),
        })),
      ),
      // A name that is torn in two is none.
      mentions: mentions
        .filter(({ start, end }) => start >= within.start && end <= within.end)
        .map(({ id, start, end }) => ({ id, start: start - within.start, end: end - within.start })),
    }
  })
}

const shiftedLine = (line: Line, by: number, edits: readonly Edit[]): Line => {
  const place = <T extends Span>(span: T): T => ({
    ...span,
    // Text put before the first line belongs to it.
    start: span.start + by === 0 ? 0 : shiftedPlace(span.start + by, edits),
    end: shiftedPlace(span.end + by, edits),
  })
  return { ...place(line), words: line.words.map(place) }
}

/** The part of a passage that is within another, counted from its start; none where they do not meet. */
function clipped({ start, end }: Span, within: Span): Span[] {
  const part = {
    start: Math.max(start, within.start) - within.start,
    end: Math.min(end, within.end) - within.start,
  }
  return part.end > part.start ? [part] : []
}

/** Where a paragraph stands on a page as a whole; null: nowhere in particular. */
export function placeParagraph(
  db: WriteDatabase,
  { id, value }: Pick<Paragraph, 'id' | 'value'>,
  page: { pageId: number; pageNumber: number },
  region: Line['region'] | null,
): void {
  const whole = { start: 0, end: Math.max(1, value.length), region, confidence: null, words: [] }
  updateRow(db, 'paragraph', id, { ...page, lines: json(region === null ? [] : [whole]) })
}

export const insertMention = (
  db: WriteDatabase,
  descriptionId: number,
  { paragraphId, authorityId, start, end }: { paragraphId: number; authorityId: number } & Span,
): MentionId =>
  run(
    db,
    sql`INSERT INTO mention (id, descriptionId, paragraphId, authorityId, start, "end")
        VALUES (${unusedId(db, 'mention')}, ${descriptionId}, ${paragraphId}, ${authorityId}, ${start}, ${end})`,
  ).id as MentionId

export const deleteMention = (db: WriteDatabase, id: number): boolean =>
  run(db, sql`DELETE FROM mention WHERE id = ${id}`).changes === 1
