/** What is to be reviewed, and what falls due. */
import type { DueItem, QueueItem } from '../../shared/contract/review.ts'
import type { ReviewState } from '../../shared/domain/review/states.ts'
import { all, get, sql } from '../database.ts'
import type { ReadDatabase, Statement, Value } from '../database.ts'

export interface QueueFilter {
  readonly state: ReviewState | null
  readonly reviewer: string | null
  readonly batch: string | null
  readonly code: string | null
  readonly dueBy: string | null
}

interface Window {
  readonly offset: number
  readonly limit: number
}

const TITLE = `(SELECT value FROM descriptionText WHERE descriptionText.descriptionId = description.id AND field = 'title' ORDER BY seq LIMIT 1)`
const NOT_BINNED = 'review.descriptionId NOT IN (SELECT id FROM description WHERE binnedAt IS NOT NULL)'
/** The top of a branch is there for what is below it, and has nothing itself that could be reviewed. */
const NO_BRANCH = `review.descriptionId NOT IN (
  SELECT top.descriptionId FROM review AS top WHERE top.branch = 1 AND top.state = 'notReviewed'
    AND EXISTS (SELECT 1 FROM description AS child WHERE child.parentId = top.descriptionId AND child.binnedAt IS NULL)
    AND NOT EXISTS (SELECT 1 FROM page WHERE page.descriptionId = top.descriptionId)
    AND NOT EXISTS (SELECT 1 FROM textOfUnit WHERE textOfUnit.descriptionId = top.descriptionId))`

function conditionsOf({ reviewer, batch, code, dueBy }: QueueFilter): Statement {
  const conditions: Statement[] = [{ text: `${NOT_BINNED} AND ${NO_BRANCH}`, parameters: [] }]
  if (reviewer !== null)
    conditions.push(
      sql`review.id IN (SELECT id FROM review WHERE reviewer = ${reviewer}
                        UNION SELECT id FROM review WHERE secondReviewer = ${reviewer})`,
    )
  if (batch !== null) conditions.push(sql`batch = ${batch}`)
  if (dueBy !== null) conditions.push(sql`coalesce(due, '9999') <= ${dueBy}`)
  if (code !== null)
    conditions.push(
      sql`review.descriptionId IN (SELECT descriptionId FROM redactionCode WHERE code = ${code})`,
    )
  return {
    text: conditions.map(({ text }) => text).join(' AND '),
    parameters: conditions.flatMap(({ parameters }) => parameters),
  }
}

/** How many items of each state there are under a filter, its own state left aside. */
export function countsOf(db: ReadDatabase, filter: QueueFilter): Partial<Record<ReviewState, number>> {
  const { text, parameters } = conditionsOf(filter)
  return Object.fromEntries(
    all<{ state: ReviewState; items: number }>(db, {
      text: `SELECT state, count(*) AS items FROM review WHERE ${text} GROUP BY state`,
      parameters,
    }).map(({ state, items }) => [state, items]),
  )
}

/** The items of a window, those that are due first. */
export function queueOf(db: ReadDatabase, filter: QueueFilter, { offset, limit }: Window): QueueItem[] {
  const { text, parameters } = conditionsOf(filter)
  const state: readonly Value[] = filter.state === null ? [] : [filter.state]
  return all<Omit<QueueItem, 'touchedSince'> & { touchedSince: 0 | 1 }>(db, {
    text: `SELECT review.descriptionId, ${TITLE} AS title, referenceCode, state, reviewer, secondReviewer, decision, batch, due,
                  reviewOn, (SELECT count(*) FROM redaction WHERE redaction.descriptionId = review.descriptionId AND redaction.blind = 0) AS redactions,
                  coalesce(boundAt < (SELECT at FROM descriptionTouched AS touched WHERE touched.descriptionId = review.descriptionId)
                           AND state IN ('proposed', 'agreed', 'approved', 'released'), 0) AS touchedSince
           FROM (SELECT * FROM review WHERE ${text}${filter.state === null ? '' : ' AND state = ?'}
                 ORDER BY coalesce(due, '9999'), descriptionId LIMIT ? OFFSET ?) AS review
           JOIN description ON description.id = review.descriptionId
           ORDER BY coalesce(due, '9999'), review.descriptionId`,
    parameters: [...parameters, ...state, limit, offset],
  }).map((item) => ({ ...item, touchedSince: item.touchedSince === 1 }))
}

/** What falls due up to a day, the earliest first. */
export function dueBy(
  db: ReadDatabase,
  by: string,
  batch: string | null,
  { offset, limit }: Window,
): { total: number; items: DueItem[] } {
  const wanted = `
    WITH asked (by, batch) AS (SELECT ?, ?),
    falling (descriptionId, what, "on", who, batch) AS (
      SELECT descriptionId, 'review', due, reviewer, review.batch FROM review, asked
        WHERE coalesce(due, '9999') <= asked.by AND state IN ('notReviewed', 'inReview', 'proposed', 'agreed', 'recalled')
      UNION ALL SELECT descriptionId, 'again', reviewOn, approver, review.batch FROM review, asked
        WHERE reviewOn <= asked.by AND state IN ('approved', 'released')
      UNION ALL SELECT referral.descriptionId, 'answer', referral.due, agency, review.batch
        FROM asked, referral LEFT JOIN review ON review.descriptionId = referral.descriptionId
        WHERE referral.due <= asked.by AND answer IS NULL),
    wanted AS (
      SELECT falling.*, referenceCode FROM falling JOIN description ON description.id = descriptionId, asked
      WHERE binnedAt IS NULL AND (asked.batch IS NULL OR falling.batch = asked.batch))`
  const total = get<{ total: number }>(db, {
    text: `${wanted} SELECT count(*) AS total FROM wanted`,
    parameters: [by, batch],
  })
  const items = all<DueItem>(db, {
    text: `${wanted}
           SELECT descriptionId, what, "on", who, batch, referenceCode,
             (SELECT value FROM descriptionText WHERE descriptionText.descriptionId = wanted.descriptionId AND field = 'title'
              ORDER BY seq LIMIT 1) AS title
           FROM wanted ORDER BY "on", descriptionId, what LIMIT ? OFFSET ?`,
    parameters: [by, batch, limit, offset],
  })
  return { total: total?.total ?? 0, items }
}

/** How often each code is cited. */
export const codesCited = (
  db: ReadDatabase,
): { vocabulary: string; code: string; redactions: number; items: number; lines: number }[] =>
  all(
    db,
    sql`SELECT vocabulary, code, count(*) AS redactions, count(DISTINCT redactionCode.descriptionId) AS items,
               coalesce(sum((SELECT sum(lines) FROM redactionAnchor
                             WHERE redactionAnchor.redactionId = redactionCode.redactionId AND kind = 'region')), 0) AS lines
        FROM redactionCode JOIN description ON description.id = redactionCode.descriptionId
        WHERE binnedAt IS NULL GROUP BY vocabulary, code ORDER BY vocabulary, code`,
  )
