/** Reviews as they stand: what was decided, and whether it is still about what is there. */
import type { Authority, DecisionFields, Referral } from '../../shared/contract/review.ts'
import type { DescriptionId, PageId } from '../../shared/contract/ids.ts'
import { BOUND } from '../../shared/domain/review/states.ts'
import type { Decision, ReviewState } from '../../shared/domain/review/states.ts'
import type { ChangedPart } from '../../shared/contract/review.ts'
import type { Page } from '../../shared/contract/scan.ts'
import { all, get, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'
import { changesBetween, coveredBy } from './covered.ts'
import type { Covered } from './covered.ts'
import { shownOf } from './shown.ts'

interface Row {
  state: ReviewState
  branch: 0 | 1
  batch: string | null
  due: string | null
  reviewer: string | null
  proposer: string | null
  secondReviewer: string | null
  approver: string | null
  authority: string | null
  approvedAt: string | null
  decision: Decision | null
  decisionReason: string
  duplicateOfId: DescriptionId | null
  publicAt: string | null
  decidedFor: string | null
  reviewOn: string | null
  bound: string | null
  salt: string | null
  boundAt: string | null
}

export interface StoredReview extends Omit<
  Row,
  'authority' | 'decision' | 'decisionReason' | 'duplicateOfId' | 'publicAt' | 'decidedFor' | 'bound'
> {
  authority: Authority | null
  decision: DecisionFields | null
  bound: Covered | null
}

const NONE: StoredReview = {
  state: 'notReviewed',
  branch: 0,
  batch: null,
  due: null,
  reviewer: null,
  proposer: null,
  secondReviewer: null,
  approver: null,
  authority: null,
  approvedAt: null,
  decision: null,
  reviewOn: null,
  bound: null,
  salt: null,
  boundAt: null,
}

/** As it was left; a description of which nobody has spoken is not reviewed. */
export function readReview(db: ReadDatabase, descriptionId: number): StoredReview {
  const row = get<Row>(
    db,
    sql`SELECT state, branch, batch, due, reviewer, proposer, secondReviewer, approver, authority, approvedAt, decision,
               decisionReason, duplicateOfId, publicAt, decidedFor, reviewOn, bound, salt, boundAt
        FROM review WHERE descriptionId = ${descriptionId}`,
  )
  if (!row) return NONE
  const { authority, decision, decisionReason, duplicateOfId, publicAt, decidedFor, bound, ...plain } = row
  return {
    ...plain,
    authority: authority === null ? null : (JSON.parse(authority) as Authority),
    decision:
      decision === null
        ? null
        : { decision, reason: decisionReason, duplicateOfId, publicAt, reviewOn: decidedFor },
    bound: bound === null ? null : (JSON.parse(bound) as Covered),
  }
}

/** How an item differs from what the last decision was about; nothing where no decision holds. */
export function changedSince(db: ReadDatabase, descriptionId: number, review: StoredReview): ChangedPart[] {
  const { state, bound, salt, decision } = review
  if (!BOUND.has(state)) return []
  return changesBetween(bound ?? {}, coveredBy(db, descriptionId, decision, salt ?? ''))
}

/** The state that counts: what has changed since it was decided is in review again. */
export const standingOf = (state: ReviewState, changed: readonly ChangedPart[]): ReviewState =>
  changed.length > 0 ? 'inReview' : state

export interface Look {
  pageId: PageId
  who: string
  at: string
}

/** The looks at pages as they are now, by whoever was first. */
export function looksAt(db: ReadDatabase, descriptionId: number, pages: readonly Page[]): Look[] {
  const rows = all<Look & { shown: string }>(
    db,
    sql`SELECT pageId, who, at, shown FROM pageLook WHERE descriptionId = ${descriptionId} ORDER BY id`,
  )
  const shown = new Map(pages.map((page) => [page.id, shownOf(page)]))
  return rows
    .filter((row) => shown.get(row.pageId) === row.shown)
    .map(({ pageId, who, at }) => ({ pageId, who, at }))
}

export const referralsOf = (db: ReadDatabase, descriptionId: number): Referral[] =>
  all(
    db,
    sql`SELECT id, agency, question, due, sentBy, sentAt, answer, answeredOn FROM referral
        WHERE descriptionId = ${descriptionId} ORDER BY id`,
  )

/** Whether a description, or a branch in which it stands, has to be reviewed before it is public. What has its place in the queue keeps that wherever it is moved. */
export const isRequired = (db: ReadDatabase, descriptionId: number): boolean =>
  get(
    db,
    sql`WITH RECURSIVE above (id, parentId) AS (
          SELECT id, parentId FROM description WHERE id = ${descriptionId}
          UNION SELECT description.id, description.parentId FROM description JOIN above ON description.id = above.parentId)
        SELECT 1 FROM review JOIN above ON above.id = review.descriptionId
        WHERE branch = 1 OR review.descriptionId = ${descriptionId} LIMIT 1`,
  ) !== undefined

/** How many units of a branch are under review, or have something marked in them. */
export function reviewedIn(db: ReadDatabase, rootId: number): number {
  const { units = 0 } =
    get<{ units: number }>(
      db,
      sql`WITH RECURSIVE below (id) AS (
            SELECT ${rootId} UNION ALL SELECT child.id FROM description AS child JOIN below ON child.parentId = below.id)
          SELECT count(*) AS units FROM below
          WHERE EXISTS (SELECT 1 FROM review WHERE descriptionId = below.id)
             OR EXISTS (SELECT 1 FROM redaction WHERE descriptionId = below.id)`,
    ) ?? {}
  return Math.max(units, isRequired(db, rootId) ? 1 : 0)
}
