/** Reviews as they are written. Whether they may be is decided before (services/review). */
import type { Authority, DecisionFields, Referral } from '../../shared/contract/review.ts'
import type { ReviewState } from '../../shared/domain/review/states.ts'
import type { Page } from '../../shared/contract/scan.ts'
import { get, run, sql } from '../database.ts'
import type { WriteDatabase } from '../database.ts'
import { updateRow } from '../rows.ts'
import type { Covered } from './covered.ts'
import { shownOf } from './shown.ts'

export interface ReviewPatch {
  state?: ReviewState
  branch?: 0 | 1
  batch?: string | null | undefined
  due?: string | null | undefined
  reviewer?: string | null
  proposer?: string | null
  secondReviewer?: string | null
  approver?: string | null
  authority?: Authority | null
  approvedAt?: string | null
  decision?: DecisionFields | null
  reviewOn?: string | null
  /** Of a duplicate: what its original was decided to be (review/duplicate.ts). */
  inherited?: string | null
  bound?: { covered: Covered; salt: string; at: string } | null
  blind?: 0 | 1
  blindBy?: string
  auditHash?: string
}

export function writeReview(db: WriteDatabase, descriptionId: number, patch: ReviewPatch): void {
  run(
    db,
    sql`INSERT INTO review (descriptionId) VALUES (${descriptionId}) ON CONFLICT (descriptionId) DO NOTHING`,
  )
  const row = get<{ id: number }>(db, sql`SELECT id FROM review WHERE descriptionId = ${descriptionId}`)
  const { authority, decision, bound, ...plain } = patch
  updateRow(db, 'review', row?.id ?? 0, {
    ...plain,
    ...(authority !== undefined && { authority: authority && JSON.stringify(authority) }),
    ...(decision !== undefined && {
      decision: decision?.decision ?? null,
      decisionReason: decision?.reason ?? '',
      duplicateOfId: decision?.duplicateOfId ?? null,
      publicAt: decision?.publicAt ?? null,
      decidedFor: decision?.reviewOn ?? null,
    }),
    ...(bound !== undefined && {
      bound: bound && JSON.stringify(bound.covered),
      salt: bound?.salt ?? null,
      boundAt: bound?.at ?? null,
    }),
  })
}

/** Gives every unit of a branch that can be reviewed its place in the queue: what has pages or texts, or nothing below it. */
export const queueBranch = (
  db: WriteDatabase,
  rootId: number,
  { batch, due }: { batch: string | null; due: string | null },
): void =>
  void run(
    db,
    sql`INSERT INTO review (descriptionId, batch, due)
        WITH RECURSIVE below (id) AS (
          SELECT ${rootId} UNION ALL SELECT child.id FROM description AS child JOIN below ON child.parentId = below.id
            WHERE child.binnedAt IS NULL)
        SELECT id, ${batch}, ${due} FROM below
        WHERE EXISTS (SELECT 1 FROM page WHERE page.descriptionId = below.id)
           OR EXISTS (SELECT 1 FROM textOfUnit WHERE textOfUnit.descriptionId = below.id)
           OR NOT EXISTS (SELECT 1 FROM description AS child WHERE child.parentId = below.id AND child.binnedAt IS NULL)
        ON CONFLICT (descriptionId) DO UPDATE SET batch = coalesce(excluded.batch, batch), due = coalesce(excluded.due, due)`,
  )

/** A branch has not to be reviewed any more; what somebody has begun to review stays. */
export function ceaseBranch(db: WriteDatabase, rootId: number): void {
  run(db, sql`UPDATE review SET branch = 0 WHERE descriptionId = ${rootId}`)
  run(
    db,
    sql`DELETE FROM review WHERE state = 'notReviewed' AND branch = 0 AND descriptionId IN (
          WITH RECURSIVE below (id) AS (
            SELECT ${rootId} UNION ALL SELECT child.id FROM description AS child JOIN below ON child.parentId = below.id)
          SELECT id FROM below)`,
  )
}

export const insertLook = (
  db: WriteDatabase,
  descriptionId: number,
  page: Page,
  { who, at }: { who: string; at: string },
): void =>
  void run(
    db,
    sql`INSERT INTO pageLook (descriptionId, pageId, who, at, shown)
        VALUES (${descriptionId}, ${page.id}, ${who}, ${at}, ${shownOf(page)})`,
  )

export const insertReferral = (
  db: WriteDatabase,
  descriptionId: number,
  { agency, question, due, sentBy, sentAt }: Omit<Referral, 'id' | 'answer' | 'answeredOn'>,
): void =>
  void run(
    db,
    sql`INSERT INTO referral (descriptionId, agency, question, due, sentBy, sentAt)
        VALUES (${descriptionId}, ${agency}, ${question}, ${due}, ${sentBy}, ${sentAt})`,
  )

export const answerReferral = (db: WriteDatabase, id: number, answer: string, on: string): void =>
  void run(db, sql`UPDATE referral SET answer = ${answer}, answeredOn = ${on} WHERE id = ${id}`)
