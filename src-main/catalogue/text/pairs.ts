/** Which paragraphs of two texts go together, as a person said so. */
import type { ParagraphId, TextId } from '../../shared/contract/ids.ts'
import type { Paragraph } from '../../shared/contract/text.ts'
import type { SaidAlignment } from '../../shared/domain/alignment/index.ts'
import { shiftedPlace } from '../../shared/domain/span.ts'
import type { Edit } from '../../shared/domain/span.ts'
import { all, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'

export interface Pair {
  paragraphId: ParagraphId
  otherId: ParagraphId
}

export interface Without {
  paragraphId: ParagraphId
  /** The text in which it has no partner. */
  textId: TextId
}

export interface SaidPairs {
  pairs: Pair[]
  without: Without[]
}

/** What was said of the texts of many descriptions. */
export function pairsOfMany(db: ReadDatabase, ids: readonly number[]): Map<number, SaidPairs> {
  const wanted = JSON.stringify(ids)
  const said = new Map<number, SaidPairs>()
  const of = (id: number) => {
    const known = said.get(id) ?? { pairs: [], without: [] }
    said.set(id, known)
    return known
  }
  for (const { descriptionId, ...pair } of all<Pair & { descriptionId: number }>(
    db,
    sql`SELECT descriptionId, paragraphId, otherId FROM alignedPair
        WHERE descriptionId IN (SELECT value FROM json_each(${wanted})) ORDER BY id`,
  ))
    of(descriptionId).pairs.push(pair)
  for (const { descriptionId, ...without } of all<Without & { descriptionId: number }>(
    db,
    sql`SELECT descriptionId, paragraphId, textId FROM withoutPartner
        WHERE descriptionId IN (SELECT value FROM json_each(${wanted})) ORDER BY id`,
  ))
    of(descriptionId).without.push(without)
  return said
}

export const pairsOf = (db: ReadDatabase, descriptionId: number): SaidPairs =>
  pairsOfMany(db, [descriptionId]).get(descriptionId) ?? { pairs: [], without: [] }

/** Says that two paragraphs go together; what was said of having no partner is over for both. */
export function insertPair(db: WriteDatabase, descriptionId: number, { paragraphId, otherId }: Pair): void {
  for (const [one, other] of [
    [paragraphId, otherId],
    [otherId, paragraphId],
  ] as const)
    run(
      db,
      sql`DELETE FROM withoutPartner WHERE paragraphId = ${one}
          AND textId = (SELECT textId FROM paragraph WHERE id = ${other})`,
    )
  run(
    db,
    sql`INSERT INTO alignedPair (descriptionId, paragraphId, otherId) VALUES (${descriptionId}, ${paragraphId}, ${otherId})
        ON CONFLICT (paragraphId, otherId) DO NOTHING`,
  )
}

/** Whether they went together. */
export const deletePair = (db: WriteDatabase, { paragraphId, otherId }: Pair): boolean =>
  run(db, sql`DELETE FROM alignedPair WHERE paragraphId = ${paragraphId} AND otherId = ${otherId}`).changes >
  0

/** Says that a paragraph has no partner in a text; the pairs that it has with it go. */
export function insertWithout(
  db: WriteDatabase,
  descriptionId: number,
  { paragraphId, textId }: Without,
): void {
  run(
    db,
    sql`DELETE FROM alignedPair
        WHERE (paragraphId = ${paragraphId} AND otherId IN (SELECT id FROM paragraph WHERE textId = ${textId}))
           OR (otherId = ${paragraphId} AND paragraphId IN (SELECT id FROM paragraph WHERE textId = ${textId}))`,
  )
  run(
    db,
    sql`INSERT INTO withoutPartner (descriptionId, paragraphId, textId) VALUES (${descriptionId}, ${paragraphId}, ${textId})
        ON CONFLICT (paragraphId, textId) DO NOTHING`,
  )
}

export const deleteWithout = (db: WriteDatabase, { paragraphId, textId }: Without): void =>
  void run(db, sql`DELETE FROM withoutPartner WHERE paragraphId = ${paragraphId} AND textId = ${textId}`)

/** What was said between two texts: pairs of the first with the second, and paragraphs of either without a partner. */
export function saidBetween(
  { pairs, without }: SaidPairs,
  a: { id: number; paragraphs: readonly Pick<Paragraph, 'id'>[] },
  b: { id: number; paragraphs: readonly Pick<Paragraph, 'id'>[] },
): SaidAlignment {
  const [ofA, ofB] = [a, b].map(({ paragraphs }) => new Set<number>(paragraphs.map(({ id }) => id)))
  return {
    pairs: pairs.flatMap(({ paragraphId, otherId }) => {
      if (ofA?.has(paragraphId) && ofB?.has(otherId)) return [{ paragraphId, otherId }]
      return ofA?.has(otherId) && ofB?.has(paragraphId)
        ? [{ paragraphId: otherId, otherId: paragraphId }]
        : []
    }),
    without: new Set(
      without
        .filter(
          ({ paragraphId, textId }) =>
            (textId === b.id && ofA?.has(paragraphId)) || (textId === a.id && ofB?.has(paragraphId)),
        )
        .map(({ paragraphId }) => paragraphId),
    ),
  }
}

type Words = Pick<Paragraph, 'id' | 'value'>

/** A paragraph that is parted, or put into another, leaves its partners to those that have its words now. */
export function carryPairs(
  db: WriteDatabase,
  removed: readonly Words[],
  made: readonly Words[],
  edits: readonly Edit[],
): void {
  if (removed.length === 1 && made.length === 1 && removed[0]?.id === made[0]?.id) return
  let before = 0
  for (const { id, value } of removed) {
    const [start, end] = [before, before + value.length].map((place) => shiftedPlace(place, edits))
    before += value.length + 1
    let at = 0
    for (const next of made) {
      const [from, to] = [at, at + next.value.length]
      at = to + 1
      if (next.id === id || Math.min(to, end ?? 0) <= Math.max(from, start ?? 0)) continue
      run(
        db,
        sql`INSERT OR IGNORE INTO alignedPair (descriptionId, paragraphId, otherId)
            SELECT descriptionId, iif(paragraphId = ${id}, ${next.id}, paragraphId), iif(otherId = ${id}, ${next.id}, otherId)
            FROM alignedPair WHERE paragraphId = ${id} OR otherId = ${id} ORDER BY id`,
      )
      run(
        db,
        sql`INSERT OR IGNORE INTO withoutPartner (descriptionId, paragraphId, textId)
            SELECT descriptionId, ${next.id}, textId FROM withoutPartner WHERE paragraphId = ${id}`,
      )
    }
  }
}
