/** What is to be reviewed, and what falls due. */
import type { DueItem, QueueItem } from '../../shared/contract/review.ts'
import type { ReviewStatistics } from '../../shared/contract/review-records.ts'
import { COUNTED_ACTS } from '../../shared/domain/review/states.ts'
import type { CountedAct, ReviewState } from '../../shared/domain/review/states.ts'
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
/** What is seen at a glance to be in the way of an item. */
const UNRESOLVED = `(decision IS NULL)
  + (SELECT count(*) FROM referral WHERE referral.descriptionId = review.descriptionId AND answer IS NULL)
  + (SELECT count(*) FROM redaction WHERE redaction.descriptionId = review.descriptionId
       AND (state = 'returned' OR NOT EXISTS (SELECT 1 FROM redactionCode WHERE redactionId = redaction.id)
            OR EXISTS (SELECT 1 FROM redactionAnchor WHERE redactionId = redaction.id AND uncertain = 1)))
  + (SELECT count(*) FROM page WHERE page.descriptionId = review.descriptionId AND scanId IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM pageLook WHERE pageId = page.id AND pageLook.descriptionId = page.descriptionId))`
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
                  ${UNRESOLVED} AS unresolved,
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
  { by, batch, reviewer, code }: { by: string } & Pick<QueueFilter, 'batch' | 'reviewer' | 'code'>,
  { offset, limit }: Window,
): { total: number; items: DueItem[] } {
  const wanted = `
    WITH asked (by, batch, person, cited) AS (SELECT ?, ?, ?, ?),
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
      WHERE binnedAt IS NULL AND (asked.batch IS NULL OR falling.batch = asked.batch)
        AND (asked.cited IS NULL OR descriptionId IN (SELECT redactionCode.descriptionId FROM redactionCode WHERE redactionCode.code = asked.cited))
        AND (asked.person IS NULL OR descriptionId IN
          (SELECT review.descriptionId FROM review WHERE asked.person IN (review.reviewer, review.secondReviewer))))`
  const parameters = [by, batch, reviewer, code]
  const total = get<{ total: number }>(db, {
    text: `${wanted} SELECT count(*) AS total FROM wanted`,
    parameters,
  })
  const items = all<DueItem>(db, {
    text: `${wanted}
           SELECT descriptionId, what, "on", who, batch, referenceCode,
             (SELECT value FROM descriptionText WHERE descriptionText.descriptionId = wanted.descriptionId AND field = 'title'
              ORDER BY seq LIMIT 1) AS title
           FROM wanted ORDER BY "on", descriptionId, what LIMIT ? OFFSET ?`,
    parameters: [...parameters, limit, offset],
  })
  return { total: total?.total ?? 0, items }
}

/** How often each code is cited. */
const codesCited = (db: ReadDatabase): ReviewStatistics['codes'] =>
  all(
    db,
    sql`SELECT vocabulary, code, count(*) AS redactions, count(DISTINCT redactionCode.descriptionId) AS items,
               coalesce(sum((SELECT sum(lines) FROM redactionAnchor
                             WHERE redactionAnchor.redactionId = redactionCode.redactionId AND kind = 'region')), 0) AS lines
        FROM redactionCode JOIN description ON description.id = redactionCode.descriptionId
        WHERE binnedAt IS NULL GROUP BY vocabulary, code ORDER BY vocabulary, code`,
  )

/** Counted steps of items by something that a row of the audit says. */
function stepsBy(
  db: ReadDatabase,
  what: 'actor' | 'substr(at, 1, 7)',
): { key: string; acts: Record<CountedAct, number> }[] {
  const rows = all<{ key: string; act: CountedAct; steps: number }>(db, {
    text: `SELECT ${what} AS key, act, count(*) AS steps FROM reviewAudit
           WHERE redaction IS NULL AND act IN (SELECT value FROM json_each(?)) GROUP BY 1, 2 ORDER BY 1`,
    parameters: [JSON.stringify(COUNTED_ACTS)],
  })
  return [...new Set(rows.map(({ key }) => key))].map((key) => ({
    key,
    acts: Object.fromEntries(
      COUNTED_ACTS.map((act) => [act, rows.find((row) => row.key === key && row.act === act)?.steps ?? 0]),
    ) as Record<CountedAct, number>,
  }))
}

export const reviewStatistics = (db: ReadDatabase): ReviewStatistics => ({
  codes: codesCited(db),
  decisions: all(
    db,
    sql`SELECT decision, count(*) AS items FROM review JOIN description ON description.id = review.descriptionId
        WHERE binnedAt IS NULL GROUP BY decision ORDER BY decision`,
  ),
  people: stepsBy(db, 'actor').map(({ key, acts }) => ({ who: key, acts })),
  months: stepsBy(db, 'substr(at, 1, 7)').map(({ key, acts }) => ({ month: key, acts })),
})
