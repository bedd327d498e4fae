/** Reading requests: one, as lines of a list, and what was handed out. */
import type {
  Delivery,
  Opinion,
  Request,
  RequestFields,
  RequestItem,
  RequestRow,
} from '../../shared/contract/request.ts'
import type { RequestId } from '../../shared/contract/ids.ts'
import { numberKey } from '../../shared/domain/container.ts'
import { fold } from '../../shared/domain/fold.ts'
import { dueOf, isOverdue } from '../../shared/domain/request.ts'
import type { RequestState } from '../../shared/domain/request.ts'
import { all, get, sql } from '../database.ts'
import type { ReadDatabase, Statement, Value } from '../database.ts'

type Row = Omit<RequestFields, 'extension' | 'opinions' | 'letter' | 'appeal'> & {
  id: RequestId
  opinions: string
} & Record<
    | 'extendedTo'
    | 'extensionReason'
    | 'letterOn'
    | 'letterNumber'
    | 'appealOn'
    | 'appealBody'
    | 'appealOutcome',
    string | null
  >

const LISTED = 200

export function readRequest(db: ReadDatabase, id: number, today: string): Request | null {
  const row = get<Row>(
    db,
    sql`SELECT id, number, state, requesterKind, requester, subject, received, due, extendedTo, extensionReason, opinions,
               letterOn, letterNumber, appealOn, appealBody, appealOutcome, note
        FROM request WHERE id = ${id}`,
  )
  if (!row) return null
  const {
    extendedTo,
    extensionReason,
    letterOn,
    letterNumber,
    appealOn,
    appealBody,
    appealOutcome,
    ...plain
  } = row
  return {
    ...plain,
    extension: extendedTo === null ? null : { to: extendedTo, reason: extensionReason ?? '' },
    opinions: JSON.parse(row.opinions) as Opinion[],
    letter: letterOn === null ? null : { on: letterOn, number: letterNumber ?? '' },
    appeal: appealOn === null ? null : { on: appealOn, body: appealBody ?? '', outcome: appealOutcome },
    dueOn: dueOf({ due: row.due, extendedTo }),
    overdue: isOverdue({ state: row.state, due: row.due, extendedTo }, today),
    items: itemsOf(db, id),
    deliveries: deliveriesOf(db, { requestId: id, release: null }, { offset: 0, limit: LISTED }).deliveries,
  }
}

const TITLE = `(SELECT value FROM descriptionText WHERE descriptionText.descriptionId = description.id AND field = 'title' ORDER BY seq LIMIT 1)`

/** The items that it asks for, in their order; what is in the bin is not one. */
export const itemsOf = (db: ReadDatabase, id: number): RequestItem[] =>
  all(db, {
    text: `SELECT description.id AS descriptionId, referenceCode, ${TITLE} AS title,
             coalesce(review.state, 'notReviewed') AS state, review.decision
           FROM requestItem JOIN description ON description.id = requestItem.descriptionId
           LEFT JOIN review ON review.descriptionId = description.id
           WHERE requestId = ? AND binnedAt IS NULL ORDER BY seq, requestItem.id`,
    parameters: [id],
  })

export const requestNumbered = (db: ReadDatabase, number: string): RequestId | null =>
  get<{ id: RequestId }>(db, sql`SELECT id FROM request WHERE numberKey = ${numberKey(number)}`)?.id ?? null

/** All numbers that were given, newest first. */
export const requestNumbers = (db: ReadDatabase): string[] =>
  all<{ number: string }>(db, sql`SELECT number FROM request ORDER BY id DESC`).map(({ number }) => number)

interface Filter {
  readonly state: RequestState | null
  readonly overdue: boolean
  readonly query: string
}

const OVERDUE = `coalesce(extendedTo, due) < ? AND state IN ('received', 'inHand')`

function filtered({ state, overdue, query }: Filter, today: string): Statement {
  const conditions: string[] = ['true']
  const parameters: Value[] = []
  const add = (text: string, ...values: Value[]) => {
    conditions.push(text)
    parameters.push(...values)
  }
  if (state !== null) add('state = ?', state)
  if (overdue) add(OVERDUE, today)
  for (const word of query.normalize('NFKC').split(/\s+/u))
    if (word !== '')
      add(
        `(instr(numberKey, ?) > 0 OR holds(concat_ws(' ', number, subject), ?, 1))`,
        numberKey(word),
        fold(word),
      )
  return { text: conditions.join(' AND '), parameters }
}

export function requestWindow(
  db: ReadDatabase,
  filter: Filter,
  { offset, limit }: { offset: number; limit: number },
  today: string,
): { total: number; overdue: number; requests: RequestRow[] } {
  const { text, parameters } = filtered(filter, today)
  const counted = (where: string, values: readonly Value[]) =>
    get<{ total: number }>(db, {
      text: `SELECT count(*) AS total FROM request WHERE ${where}`,
      parameters: values,
    })?.total ?? 0
  const rows = all<Omit<RequestRow, 'overdue'> & { overdue: 0 | 1 }>(db, {
    text: `SELECT id, number, state, subject, received, coalesce(extendedTo, due) AS dueOn,
             coalesce(${OVERDUE}, 0) AS overdue,
             (SELECT count(*) FROM requestItem JOIN description ON description.id = descriptionId
              WHERE requestId = request.id AND binnedAt IS NULL) AS items
           FROM request WHERE ${text}
           ORDER BY state IN ('received', 'inHand') DESC, coalesce(extendedTo, due, '9999'), numberKey LIMIT ? OFFSET ?`,
    parameters: [today, ...parameters, limit, offset],
  })
  return {
    total: counted(text, parameters),
    overdue: counted(OVERDUE, [today]),
    requests: rows.map((row) => ({ ...row, overdue: row.overdue === 1 })),
  }
}

const DELIVERY = `SELECT delivery.id, requestId, name, deliveredOn AS "on", medium, recipient, delivery.note, request.number AS request
  FROM delivery LEFT JOIN request ON request.id = requestId`

export const readDelivery = (db: ReadDatabase, id: number): Delivery | null =>
  get<Delivery>(db, { text: `${DELIVERY} WHERE delivery.id = ?`, parameters: [id] }) ?? null

/** Of a release with those of its items, or for a request, or all. */
export function deliveriesOf(
  db: ReadDatabase,
  { requestId, release }: { requestId: number | null; release: string | null },
  { offset, limit }: { offset: number; limit: number },
): { total: number; deliveries: Delivery[] } {
  const asked = `WITH asked (request, release) AS (SELECT ?, ?)`
  const where = `(asked.request IS NULL OR requestId = asked.request)
    AND (asked.release IS NULL OR name = asked.release
         OR name IN (SELECT releaseItem.name FROM releaseItem WHERE releaseItem.release = asked.release))`
  const total = get<{ total: number }>(db, {
    text: `${asked} SELECT count(*) AS total FROM delivery, asked WHERE ${where}`,
    parameters: [requestId, release],
  })
  return {
    total: total?.total ?? 0,
    deliveries: all(db, {
      text: `${asked} ${DELIVERY}, asked WHERE ${where} ORDER BY deliveredOn DESC, delivery.id DESC LIMIT ? OFFSET ?`,
      parameters: [requestId, release, limit, offset],
    }),
  }
}

/** Whether something has gone out under this name. */
export const releaseNamed = (db: ReadDatabase, name: string): boolean =>
  get(
    db,
    sql`SELECT 1 FROM release WHERE name = ${name} AND manifest IS NOT NULL
        UNION ALL SELECT 1 FROM releaseItem JOIN release ON release.name = releaseItem.release
          WHERE releaseItem.name = ${name} AND manifest IS NOT NULL`,
  ) !== undefined
