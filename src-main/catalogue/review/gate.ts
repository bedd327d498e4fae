/** For the released view: of which descriptions nothing may leave unless it was released, and what is withheld from them. */
import type { ReviewGate } from '../../shared/domain/released-view.ts'
import type { WithheldField } from '../../shared/domain/redaction/withheld-fields.ts'
import { LEAVING } from '../../shared/domain/review/states.ts'
import type { Draft } from '../../shared/domain/redaction/unresolved.ts'
import { get, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'
import { marksOnFieldsOf } from '../redaction/read.ts'
import { pagesOf } from '../scan.ts'
import { coverOf } from './cover.ts'
import { readReview } from './read.ts'

/** By their ids; those of which no review is asked for, and nothing is withheld, are not in it. */
export function gatesOf(db: ReadDatabase, ids: readonly number[]): Map<number, ReviewGate> {
  const gates = new Map<number, ReviewGate>()
  // Most catalogues have no reviews: then nothing is asked of each record.
  if (!isReviewed(db)) return gates
  for (const id of ids) {
    const gate = gateOf(db, id)
    if (gate) gates.set(id, gate)
  }
  return gates
}

const isReviewed = (db: ReadDatabase): boolean =>
  get(db, sql`SELECT 1 WHERE EXISTS (SELECT 1 FROM review) OR EXISTS (SELECT 1 FROM redaction)`) !== undefined

function gateOf(db: ReadDatabase, id: number): ReviewGate | null {
  const cover = coverOf(db, id)
  const above = withheldFields(id, marksOnFieldsOf(db, id))
  const withheld = [...withheldFields(id, cover.redactions), ...above]
  const { decision, matches, standing } = cover
  const { approvedAt } = readReview(db, id)
  if (!cover.required || (cover.redactions.length === 0 && isFrame(db, id)))
    return above.length === 0 ? null : { isReleased: true, approvedAt, withheld, withheldPages: new Set() }
  const numbers = new Map(pagesOf(db, id).map((page) => [page.id as number, page.number]))
  const whole =
    decision?.decision === 'withholdInFull' ? numbers.keys() : withheldPages(cover.redactions).keys()
  return {
    isReleased: matches && standing === 'released' && decision !== null && LEAVING.has(decision.decision),
    approvedAt,
    withheld,
    withheldPages: new Set([...whole].flatMap((page) => numbers.get(page) ?? [])),
  }
}

/** Whether a unit only holds others, so that nobody has it in the queue: whoever publishes it answers for what it says. */
const isFrame = (db: ReadDatabase, id: number): boolean =>
  get(
    db,
    sql`SELECT 1 WHERE EXISTS (SELECT 1 FROM description WHERE parentId = ${id} AND binnedAt IS NULL)
          AND NOT EXISTS (SELECT 1 FROM page WHERE descriptionId = ${id})
          AND NOT EXISTS (SELECT 1 FROM textOfUnit WHERE descriptionId = ${id})
          AND NOT EXISTS (SELECT 1 FROM review WHERE descriptionId = ${id} AND state <> 'notReviewed')`,
  ) !== undefined

/** The codes of the pages that are withheld whole, as they are printed, by the ids of the pages. */
export function withheldPages(redactions: readonly Draft[]): Map<number, string[]> {
  const pages = new Map<number, string[]>()
  for (const { anchors, exemptions } of redactions)
    for (const { place } of anchors)
      if (place.kind === 'page' && place.pageId !== null) {
        const stamps = exemptions.map(({ stamp }) => stamp)
        pages.set(place.pageId, [...new Set([...(pages.get(place.pageId) ?? []), ...stamps])])
      }
  return pages
}

/** What is withheld of the fields of a description; a mark that is not certain takes the whole field. */
export const withheldFields = (id: number, redactions: readonly Draft[]): WithheldField[] =>
  redactions.flatMap(({ anchors, exemptions }) =>
    anchors.flatMap(({ place, lines, uncertain }) =>
      // The name of a file is in no public copy.
      place.kind === 'field' && place.of !== 'scan' && (place.of === 'authority' || place.id === id)
        ? [
            {
              ...{ of: place.of, id: place.id, field: place.field, alternate: place.alternate, lines },
              index: uncertain ? null : place.index,
              stamps: exemptions.map(({ stamp }) => stamp),
            },
          ]
        : [],
    ),
  )
