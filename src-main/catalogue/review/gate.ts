/** For the released view: of which descriptions nothing may leave unless it was released, and what is withheld from them. */
import type { ReviewGate } from '../../shared/domain/released-view.ts'
import { markedPages, withheldFields, withheldPages } from '../../shared/domain/redaction/withheld.ts'
import { LEAVING } from '../../shared/domain/review/states.ts'
import { get, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'
import { marksOnFieldsOf } from '../redaction/read.ts'
import { pagesOf } from '../scan.ts'
import { coverOf } from './cover.ts'

/** The gate of a description; undefined where no review is asked for and nothing is withheld. */
export type GateOf = (id: number) => ReviewGate | undefined

/** Gates for one public copy, each looked at once: what was approved is compared with everything that is there now. */
export function gatesOf(db: ReadDatabase): GateOf {
  // Most catalogues have no reviews: then nothing is asked of each record.
  if (!isReviewed(db)) return () => undefined
  const known = new Map<number, ReviewGate | null>()
  return (id) => {
    const found = known.get(id)
    const gate = found === undefined ? gateOf(db, id) : found
    known.set(id, gate)
    return gate ?? undefined
  }
}

const isReviewed = (db: ReadDatabase): boolean =>
  get(db, sql`SELECT 1 WHERE EXISTS (SELECT 1 FROM review) OR EXISTS (SELECT 1 FROM redaction)`) !== undefined

function gateOf(db: ReadDatabase, id: number): ReviewGate | null {
  const cover = coverOf(db, id)
  const above = withheldFields(id, marksOnFieldsOf(db, id))
  const withheld = [...withheldFields(id, cover.redactions), ...above]
  const { decision, matches, standing, approvedAt } = cover
  if (!cover.required || (cover.redactions.length === 0 && isFrame(db, id)))
    return above.length === 0
      ? null
      : {
          ...{ isReleased: true, approvedAt, withheld },
          ...{ withheldPages: new Set(), markedPages: new Set() },
        }
  const numbers = new Map(pagesOf(db, id).map((page) => [page.id as number, page.number]))
  const whole =
    decision?.decision === 'withholdInFull' ? numbers.keys() : withheldPages(cover.redactions).keys()
  return {
    isReleased: matches && standing === 'released' && decision !== null && LEAVING.has(decision.decision),
    approvedAt,
    withheld,
    withheldPages: new Set([...whole].flatMap((page) => numbers.get(page) ?? [])),
    markedPages: new Set(markedPages(cover.redactions).flatMap((page) => numbers.get(page) ?? [])),
    // Of what is withheld in full its description is left.
    ...(decision?.decision !== 'withholdInFull' && { ofTexts: cover.redactions }),
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
