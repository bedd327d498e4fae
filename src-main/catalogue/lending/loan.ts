/** Loans: what is out and what was, and, in a catalogue that was lent, whose it is. */
import type { Borrowed, Loan, LoanEntry } from '../../shared/contract/loan.ts'
import { all, get, run, sql } from '../database.ts'
import type { ReadDatabase, Statement, WriteDatabase } from '../database.ts'

type Row = Omit<Loan, 'people'> & { people: string }

const loans = (db: ReadDatabase, condition: Statement): Loan[] =>
  all<Row>(db, {
    text: `SELECT loan.id, loan.uid, loan.descriptionId, lentTo, lentBy, lentAt, note, state, endedAt, referenceCode,
             (SELECT value FROM descriptionText WHERE descriptionId = loan.descriptionId AND field = 'title' ORDER BY seq LIMIT 1) AS title,
             (SELECT count(*) FROM lentUnit WHERE loanId = loan.id) AS descriptions,
             (SELECT count(*) FROM loanEntry WHERE loanId = loan.id) AS entries,
             (SELECT json_group_array(who) FROM (SELECT DISTINCT who FROM loanEntry WHERE loanId = loan.id ORDER BY 1)) AS people
           FROM loan JOIN description ON description.id = loan.descriptionId ${condition.text}`,
    parameters: condition.parameters,
  }).map((row) => ({ ...row, people: JSON.parse(row.people) as string[] }))

/** Those that are out first, then the newest. */
export const listLoans = (db: ReadDatabase): Loan[] =>
  loans(db, sql`ORDER BY state <> 'out', coalesce(endedAt, lentAt) DESC, loan.id DESC`)

export const readLoan = (db: ReadDatabase, id: number): Loan | null =>
  loans(db, sql`WHERE loan.id = ${id}`)[0] ?? null

export const loanWithUid = (db: ReadDatabase, uid: string): Loan | null =>
  loans(db, sql`WHERE loan.uid = ${uid}`)[0] ?? null

/** Those among descriptions that are out, each with its loan. */
export const lentAmong = (db: ReadDatabase, ids: readonly number[]): { id: number; loanId: number }[] =>
  all(
    db,
    sql`SELECT descriptionId AS id, loanId FROM lentUnit WHERE descriptionId IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  )

/** A loan that has something of a branch, its bin left out. */
export const loanWithin = (db: ReadDatabase, rootId: number): Loan | null =>
  loans(
    db,
    sql`WHERE loan.id = (
          WITH RECURSIVE branch (id) AS (
            SELECT ${rootId} UNION ALL SELECT child.id FROM description AS child JOIN branch ON child.parentId = branch.id)
          SELECT loanId FROM lentUnit JOIN branch ON branch.id = descriptionId LIMIT 1)`,
  )[0] ?? null

export const insertLoan = (
  db: WriteDatabase,
  loan: Pick<Loan, 'uid' | 'descriptionId' | 'lentTo' | 'lentBy' | 'lentAt' | 'note'>,
): number =>
  run(
    db,
    sql`INSERT INTO loan (uid, descriptionId, lentTo, lentBy, lentAt, note, state)
        VALUES (${loan.uid}, ${loan.descriptionId}, ${loan.lentTo}, ${loan.lentBy}, ${loan.lentAt}, ${loan.note}, 'out')`,
  ).id

export const endLoan = (
  db: WriteDatabase,
  id: number,
  state: 'returned' | 'calledOff',
  endedAt: string,
): void => void run(db, sql`UPDATE loan SET state = ${state}, endedAt = ${endedAt} WHERE id = ${id}`)

export const entriesOfLoan = (
  db: ReadDatabase,
  loanId: number,
  { offset, limit }: { offset: number; limit: number },
): LoanEntry[] =>
  all(
    db,
    sql`SELECT loanEntry.id, at, who, action, loanEntry.field, kind, description.id AS descriptionId,
          (SELECT value FROM descriptionText WHERE descriptionId = description.id AND field = 'title' ORDER BY seq LIMIT 1) AS title
        FROM loanEntry LEFT JOIN description ON description.uid = unitUid
        WHERE loanId = ${loanId} ORDER BY loanEntry.id DESC LIMIT ${limit} OFFSET ${offset}`,
  )

/** Of which loan this catalogue is; null: of none. */
export const readBorrowed = (db: ReadDatabase): Borrowed | null =>
  get<Borrowed>(
    db,
    sql`SELECT loanUid, catalogueUid, catalogueName, rootUid, lentTo, lentBy, lentAt FROM borrowed`,
  ) ?? null
