/**
 * A document as it is read: page by page, its texts beside each other in rows that go together, a sentence that runs over
 * the end of a page as one, and last what stands on no page.
 */
import type { Page } from '../../contract/scan.ts'
import type { Paragraph, Text } from '../../contract/text.ts'
import { sentencesOf } from '../alignment/group.ts'
import { isOfForm } from '../alignment/index.ts'
import type { AlignedPair } from '../alignment/index.ts'
import { piecesOf } from './pieces.ts'
import type { Piece } from './pieces.ts'

export type { Piece } from './pieces.ts'

export interface Passage {
  readonly kind: Paragraph['kind']
  readonly pieces: readonly Piece[]
}

/** What goes together: of each text, in their order, its passages. */
export type Row = readonly (readonly Passage[])[]

export interface EditionPage {
  /** Null: what stands on no page. */
  readonly number: number | null
  /** Null where only a text knows of the page. */
  readonly page: Page | null
  readonly rows: readonly Row[]
}

export interface Edition {
  /** Those that stand beside each other; the first is the one that the others go with. */
  readonly texts: readonly Text[]
  readonly summaries: readonly { readonly text: Text; readonly passages: readonly Passage[] }[]
  readonly pages: readonly EditionPage[]
}

export interface EditionSource {
  readonly texts: readonly Text[]
  readonly pages: readonly Page[]
  /** What of two texts goes together. */
  readonly align: (first: Text, other: Text) => readonly Pick<AlignedPair, 'paragraphId' | 'otherId'>[]
  /** Whether words of the form are told. */
  readonly withForm: boolean
}

/** A sentence, or a paragraph of the form, in its text. */
interface Unit {
  readonly text: number
  /** Its place there. */
  readonly at: number
  readonly paragraphs: readonly Paragraph[]
  row: number
}

export function editionOf({ texts, pages, align, withForm }: EditionSource): Edition {
  const beside = inReadingOrder(texts)
  const units = beside.map((text, index) => unitsOf(text, index, withForm))
  const rows = joinedRows(beside, units, align)
  const passages = (of: readonly Unit[]): Passage[] =>
    of.flatMap(({ paragraphs }) => {
      const pieces = piecesOf(paragraphs, withForm)
      return pieces.length === 0 ? [] : [{ kind: paragraphs[0]?.kind ?? 'body', pieces }]
    })
  const byPage = new Map<number | null, Row[]>()
  for (const row of rows) {
    const cells = beside.map((_, index) => passages(row.filter(({ text }) => text === index)))
    if (cells.every((cell) => cell.length === 0)) continue
    const number = row[0]?.paragraphs[0]?.pageNumber ?? null
    const before = byPage.get(number) ?? []
    byPage.set(number, withRow(before, cells))
  }
  const known = new Map(pages.map((page) => [page.number, page]))
  const numbers = new Set([...known.keys(), ...[...byPage.keys()].filter((number) => number !== null)])
  const ordered = [...numbers].sort((one, other) => one - other)
  const loose = byPage.get(null) ?? []
  return {
    texts: beside,
    summaries: texts
      .filter(({ kind }) => kind === 'summary')
      .map((text) => ({ text, passages: passages(unitsOf(text, 0, withForm)) }))
      .filter((summary) => summary.passages.length > 0),
    pages: [
      ...ordered.map((number) => ({
        number,
        page: known.get(number) ?? null,
        rows: byPage.get(number) ?? [],
      })),
      ...(loose.length > 0 ? [{ number: null, page: null, rows: loose }] : []),
    ],
  }
}

/** Whether a row holds nothing but what the form and its stamps add. */
export const isRowOfForm = (row: Row): boolean => row.flat().every(isOfForm)

/** What the form adds follows each other in one row, until the document's own words come. */
function withRow(rows: readonly Row[], row: Row): Row[] {
  const last = rows.at(-1)
  if (!last || !isRowOfForm(last) || !isRowOfForm(row)) return [...rows, row]
  return [...rows.slice(0, -1), last.map((cell, index) => [...cell, ...(row[index] ?? [])])]
}

/** The passages of a cell, those of the form that follow each other together. */
export function together(cell: readonly Passage[]): Passage[][] {
  const groups: Passage[][] = []
  for (const passage of cell) {
    const last = groups.at(-1)
    if (last?.every(isOfForm) && isOfForm(passage)) last.push(passage)
    else groups.push([passage])
  }
  return groups
}

/** The transcription first, then what is made of it. */
function inReadingOrder(texts: readonly Text[]): Text[] {
  const written = texts.filter(
    ({ kind, paragraphs }) => kind !== 'summary' && paragraphs.some(({ value }) => value.trim() !== ''),
  )
  const first = written.find(({ kind }) => kind === 'transcription') ?? written[0]
  return first ? [first, ...written.filter((text) => text !== first)] : []
}

function unitsOf(text: Text, index: number, withForm: boolean): Unit[] {
  const groups = new Map(sentencesOf(text).map((group) => [group[0]?.id, group]))
  const later = new Set([...groups.values()].flatMap(([, ...rest]) => rest.map(({ id }) => id)))
  return text.paragraphs.flatMap((paragraph, at) => {
    const { id, value } = paragraph
    if (value.trim() === '' || later.has(id) || (isOfForm(paragraph) && !withForm)) return []
    return [{ text: index, at, paragraphs: groups.get(id) ?? [paragraph], row: -1 }]
  })
}

/** Units that go together, in the order of the first text; what is in another alone follows what stands before it there. */
function joinedRows(
  texts: readonly Text[],
  units: readonly Unit[][],
  align: EditionSource['align'],
): Unit[][] {
  const [base = [], ...others] = units
  const rows: Unit[][] = []
  const holder = new Map<number, Unit>()
  for (const unit of units.flat()) for (const { id } of unit.paragraphs) holder.set(id, unit)
  const put = (unit: Unit, row: number) => {
    unit.row = row
    rows[row]?.push(unit)
  }
  for (const unit of base) {
    rows.push([])
    put(unit, rows.length - 1)
  }
  others.forEach((own, index) => {
    const [first, text] = [texts[0], texts[index + 1]]
    if (!first || !text) return
    for (const [one, other] of [
      ...align(first, text).map(({ paragraphId, otherId }) => [holder.get(paragraphId), holder.get(otherId)]),
      ...sameOfForm(base, own),
    ]) {
      if (!one || !other || one.row === other.row) continue
      if (other.row === -1) put(other, one.row)
      else merge(rows, other.row, one.row)
    }
  })
  const placed = rows.filter((row) => row.length > 0)
  for (const own of others) {
    let before = -1
    for (const unit of own) {
      const at = placed.findIndex((row) => row.includes(unit))
      if (at === -1) placed.splice(++before, 0, [unit])
      else before = at
    }
  }
  return placed.map((row) => row.sort((one, other) => one.text - other.text || one.at - other.at))
}

/** The later of two rows becomes part of the earlier one. */
function merge(rows: Unit[][], one: number, other: number): void {
  const [into, from] = [Math.min(one, other), Math.max(one, other)]
  for (const unit of rows[from] ?? []) {
    unit.row = into
    rows[into]?.push(unit)
  }
  rows[from] = []
}

/** Stamps, heads and feet of a page go with those of the same kind on it, in their order. */
function sameOfForm(base: readonly Unit[], other: readonly Unit[]): [Unit, Unit][] {
  const byPlace = (units: readonly Unit[]) => {
    const counts = new Map<string, number>()
    return new Map(
      units.flatMap((unit): [string, Unit][] => {
        const [first] = unit.paragraphs
        if (!first || !isOfForm(first)) return []
        const place = `${first.kind} ${String(first.pageNumber)}`
        const nth = (counts.get(place) ?? 0) + 1
        counts.set(place, nth)
        return [[`${place} ${String(nth)}`, unit]]
      }),
    )
  }
  const own = byPlace(other)
  return [...byPlace(base)].flatMap(([place, unit]): [Unit, Unit][] => {
    const partner = own.get(place)
    return partner ? [[unit, partner]] : []
  })
}
