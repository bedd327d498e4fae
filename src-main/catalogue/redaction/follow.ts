/** Anchors, when what they stand on changes: words are edited, a page is split, its image becomes another. */
import type { Shape } from '../../shared/contract/redaction.ts'
import { carried, quotationOf } from '../../shared/domain/redaction/quotation.ts'
import type { Passage, Words } from '../../shared/domain/redaction/quotation.ts'
import { boundsOf } from '../../shared/domain/redaction/shape.ts'
import type { Region } from '../../shared/domain/region.ts'
import type { Edit } from '../../shared/domain/span.ts'
import { all, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'
import { unusedId, updateRow } from '../rows.ts'
import { wordsOf } from './read.ts'

interface Standing {
  /** Spans of the text that were certain, as rows have them. */
  readonly spans: readonly (Passage & { id: number })[]
  readonly before: readonly Words[]
}

/** The spans that stand on the words of a text, to be asked before it is written to; null where there is none. */
export function spansOn(db: ReadDatabase, textId: number): Standing | null {
  const rows = all<{
    id: number
    fromParagraphId: number
    fromOffset: number
    toParagraphId: number
    toOffset: number
  }>(
    db,
    sql`SELECT id, fromParagraphId, fromOffset, toParagraphId, toOffset FROM redactionAnchor
        WHERE textId = ${textId} AND kind = 'span' AND fromParagraphId IS NOT NULL AND toParagraphId IS NOT NULL`,
  )
  if (rows.length === 0) return null
  return {
    spans: rows.map((row) => ({
      id: row.id,
      from: { paragraphId: row.fromParagraphId, offset: row.fromOffset },
      to: { paragraphId: row.toParagraphId, offset: row.toOffset },
    })),
    before: wordsOf(db, [textId]).get(textId) ?? [],
  }
}

/**
 * Puts spans where their words are after the paragraphs from `first` on were edited; the edits count from there. One of
 * which a border was written over is uncertain.
 */
export function followText(
  db: WriteDatabase,
  textId: number,
  { spans, before }: Standing,
  first: number,
  edits: readonly Edit[],
): void {
  const by = before.slice(0, first).reduce((sum, { value }) => sum + value.length + 1, 0)
  const moved = edits.map((edit) => ({ ...edit, start: edit.start + by, end: edit.end + by }))
  const after = wordsOf(db, [textId]).get(textId) ?? []
  for (const { id, ...passage } of spans) {
    const now = carried(before, after, moved, passage)
    const quotation = now && quotationOf(after, now)
    if (!now || !quotation) {
      run(db, sql`UPDATE redactionAnchor SET uncertain = 1 WHERE id = ${id}`)
      continue
    }
    updateRow(db, 'redactionAnchor', id, {
      fromParagraphId: now.from.paragraphId,
      fromOffset: now.from.offset,
      toParagraphId: now.to.paragraphId,
      toOffset: now.to.offset,
      ...quotation,
    })
  }
}

const shapesOn = (db: ReadDatabase, pageId: number): { id: number; shape: Shape }[] =>
  all<{ id: number; shape: string }>(
    db,
    sql`SELECT id, shape FROM redactionAnchor WHERE pageId = ${pageId} AND shape IS NOT NULL`,
  ).map(({ id, shape }) => ({ id, shape: JSON.parse(shape) as Shape }))

/** Another image of the page: every mark on it is to be looked at, where it could be carried across as well. */
export function carryMarks(
  db: WriteDatabase,
  pageId: number,
  carry: (region: Region) => Region | null,
): void {
  for (const { id, shape } of shapesOn(db, pageId)) {
    const there = carry(boundsOf(shape))
    const next = there === null ? {} : { shape: JSON.stringify(there) }
    updateRow(db, 'redactionAnchor', id, { ...next, uncertain: 1 })
  }
}

/** A page is split: a mark goes with the part on which it lies, and is on both where it lies on both. */
export function splitMarks(
  db: WriteDatabase,
  { fromId, toId }: { fromId: number; toId: number },
  touches: { first: (bounds: Region) => boolean; second: (bounds: Region) => boolean },
  uid: () => string,
): void {
  const both = all<{ id: number }>(
    db,
    sql`SELECT id FROM redactionAnchor WHERE pageId = ${fromId} AND kind = 'page'`,
  ).map(({ id }) => id)
  for (const { id, shape } of shapesOn(db, fromId)) {
    const bounds = boundsOf(shape)
    if (!touches.second(bounds)) continue
    if (touches.first(bounds)) both.push(id)
    else run(db, sql`UPDATE redactionAnchor SET pageId = ${toId} WHERE id = ${id}`)
  }
  for (const id of both)
    run(
      db,
      sql`INSERT INTO redactionAnchor (id, uid, descriptionId, redactionId, kind, pageId, shape, lines, uncertain)
          SELECT ${unusedId(db, 'redactionAnchor')}, ${uid()}, descriptionId, redactionId, kind, ${toId}, shape, lines, uncertain
          FROM redactionAnchor WHERE id = ${id}`,
    )
}
