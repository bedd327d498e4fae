/** Words of texts that are withheld, replaced by others; what stays open is not touched, and every mark stays where it was. */
import type { Draft } from '../../shared/domain/redaction/unresolved.ts'
import { quotationOf } from '../../shared/domain/redaction/quotation.ts'
import { all, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'
import { wordsOf } from '../redaction/read.ts'
import { otherWords } from './random.ts'

interface Stretch {
  readonly from: number
  readonly to: number
}

interface Mark {
  start: number
  end: number
}

/** A paragraph after its withheld stretches were replaced. */
interface Replaced {
  readonly value: string
  /** Where a place between two letters has come to lie. */
  readonly moved: (offset: number) => number
}

export function replaced(value: string, stretches: readonly Stretch[]): Replaced {
  const within = stretches.filter(({ from, to }) => to > from)
  const borders = [...new Set([0, value.length, ...within.flatMap(({ from, to }) => [from, to])])].sort(
    (one, other) => one - other,
  )
  const known = new Map<number, number>([[0, 0]])
  const kept: (Stretch & { at: number })[] = []
  let made = ''
  for (const [index, from] of borders.entries()) {
    const to = borders[index + 1]
    if (to === undefined) break
    const own = value.slice(from, to)
    const isWithheld = within.some((stretch) => stretch.from <= from && to <= stretch.to)
    if (!isWithheld) kept.push({ from, to, at: made.length })
    made += isWithheld ? otherWords(own) : own
    known.set(to, made.length)
  }
  const moved = (offset: number): number => {
    const exact = known.get(offset)
    if (exact !== undefined) return exact
    const open = kept.find(({ from, to }) => from < offset && offset < to)
    if (open) return open.at + offset - open.from
    // Within what is gone: where that ends.
    return known.get(borders.find((border) => border > offset) ?? value.length) ?? made.length
  }
  return { value: made, moved }
}

interface Paragraph {
  id: number
  textId: number
  pageId: number | null
  value: string
  marks: string | null
}

/** @param everything texts of items of which nothing is released, by the ids of the items */
export function replaceWords(
  db: WriteDatabase,
  redactions: readonly Draft[],
  { pages, everything }: { pages: ReadonlySet<number>; everything: ReadonlySet<number> },
): void {
  const spans = redactions.flatMap(({ anchors }) =>
    anchors.flatMap(({ id, place }) =>
      place.kind === 'span' && place.textId !== null && place.from !== null && place.to !== null
        ? [{ id, textId: place.textId, from: place.from, to: place.to }]
        : [],
    ),
  )
  for (const { id: textId, descriptionId } of all<{ id: number; descriptionId: number }>(
    db,
    sql`SELECT id, descriptionId FROM textOfUnit`,
  )) {
    const own = spans.filter((span) => span.textId === textId)
    const paragraphs = paragraphsOf(db, textId)
    const stretches = new Map<number, Stretch[]>()
    const add = (id: number, from: number, to: number) =>
      void stretches.set(id, [...(stretches.get(id) ?? []), { from, to }])
    for (const { id, pageId, value } of paragraphs)
      if (everything.has(descriptionId) || (pageId !== null && pages.has(pageId))) add(id, 0, value.length)
    for (const { from, to } of own) {
      const first = paragraphs.findIndex(({ id }) => id === from.paragraphId)
      const last = paragraphs.findIndex(({ id }) => id === to.paragraphId)
      for (const { id, value } of paragraphs.slice(first, last + 1))
        add(id, id === from.paragraphId ? from.offset : 0, id === to.paragraphId ? to.offset : value.length)
    }
    const changes = new Map(
      paragraphs.map((paragraph) => [
        paragraph.id,
        replaced(paragraph.value, stretches.get(paragraph.id) ?? []),
      ]),
    )
    for (const { id, marks } of paragraphs) {
      const change = changes.get(id)
      if (!change || !stretches.has(id)) continue
      run(
        db,
        sql`UPDATE paragraph SET value = ${change.value}, marks = ${shifted(marks, change)}, lines = NULL, readDigest = NULL
            WHERE id = ${id}`,
      )
    }
    const moved = ({ paragraphId, offset }: { paragraphId: number; offset: number }) =>
      changes.get(paragraphId)?.moved(offset) ?? offset
    for (const { id, from, to } of own)
      run(
        db,
        sql`UPDATE redactionAnchor SET fromParagraphId = ${from.paragraphId}, fromOffset = ${moved(from)},
              toParagraphId = ${to.paragraphId}, toOffset = ${moved(to)} WHERE id = ${id}`,
      )
  }
  requote(
    db,
    spans.map(({ id }) => id),
  )
}

/** In the order of their text. */
const paragraphsOf = (db: ReadDatabase, textId: number): Paragraph[] =>
  all(db, sql`SELECT id, textId, pageId, value, marks FROM paragraph WHERE textId = ${textId} ORDER BY seq`)

function shifted(marks: string | null, { moved }: Replaced): string | null {
  if (marks === null) return null
  const own = JSON.parse(marks) as Mark[]
  return JSON.stringify(
    own
      .map((mark) => ({ ...mark, start: moved(mark.start), end: moved(mark.end) }))
      .filter(({ start, end }) => end > start),
  )
}

/** What stands at each passage now. */
function requote(db: WriteDatabase, anchorIds: readonly number[]): void {
  for (const { id, textId, ...at } of all<{
    id: number
    textId: number
    fromParagraphId: number
    fromOffset: number
    toParagraphId: number
    toOffset: number
  }>(
    db,
    sql`SELECT id, textId, fromParagraphId, fromOffset, toParagraphId, toOffset FROM redactionAnchor
        WHERE id IN (SELECT value FROM json_each(${JSON.stringify(anchorIds)}))`,
  )) {
    const quotation = quotationOf(wordsOf(db, [textId]).get(textId) ?? [], {
      from: { paragraphId: at.fromParagraphId, offset: at.fromOffset },
      to: { paragraphId: at.toParagraphId, offset: at.toOffset },
    })
    if (quotation)
      run(
        db,
        sql`UPDATE redactionAnchor SET exact = ${quotation.exact}, prefix = ${quotation.prefix}, suffix = ${quotation.suffix}
            WHERE id = ${id}`,
      )
  }
}
