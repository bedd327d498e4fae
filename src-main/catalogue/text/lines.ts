/** Lines of texts as places on a page, when what the page shows becomes another. */
import type { Line } from '../../shared/contract/text.ts'
import { middleOf } from '../../shared/domain/page-view.ts'
import type { Region } from '../../shared/domain/region.ts'
import { all, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'
import { linesOf } from './read.ts'

const linesOn = (db: ReadDatabase, pageId: number): { id: number; lines: Line[] }[] =>
  all<{ id: number; lines: string }>(
    db,
    sql`SELECT id, lines FROM paragraph WHERE pageId = ${pageId} AND lines IS NOT NULL`,
  ).map(({ id, lines }) => ({ id, lines: linesOf(lines) }))

/** Every line and word gets the place that it has on another image of its page; those that have none there lose it. */
export function carryLines(
  db: WriteDatabase,
  pageId: number,
  carry: (region: Region) => Region | null,
): void {
  const carried = <T extends { region: Region }>(one: T): T[] => {
    const region = carry(one.region)
    return region ? [{ ...one, region }] : []
  }
  for (const { id, lines } of linesOn(db, pageId)) {
    const there = lines.flatMap(carried).map((line) => ({ ...line, words: line.words.flatMap(carried) }))
    const text = there.length === 0 ? null : JSON.stringify(there)
    run(db, sql`UPDATE paragraph SET lines = ${text} WHERE id = ${id}`)
  }
}

/** Paragraphs whose first line stands where `belongs` says go to another page of the same image. */
export function moveParagraphs(
  db: WriteDatabase,
  fromId: number,
  toId: number,
  belongs: (middle: { x: number; y: number }) => boolean,
): void {
  for (const { id, lines } of linesOn(db, fromId)) {
    const [first] = lines
    if (first && belongs(middleOf(first.region)))
      run(db, sql`UPDATE paragraph SET pageId = ${toId} WHERE id = ${id}`)
  }
}
