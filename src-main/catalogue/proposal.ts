/** What waits to be taken or refused. */
import type { Proposal } from '../shared/contract/proposal.ts'
import { all, get, run, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'

export const proposalsOf = (db: ReadDatabase, descriptionId: number): Proposal[] =>
  all(
    db,
    sql`SELECT id, descriptionId, kind, field, value, source, line, basis, state FROM proposal
        WHERE descriptionId = ${descriptionId} ORDER BY seq`,
  )

export const readProposal = (db: ReadDatabase, id: number): Proposal | undefined =>
  get(
    db,
    sql`SELECT id, descriptionId, kind, field, value, source, line, basis, state FROM proposal WHERE id = ${id}`,
  )

export function insertProposals(
  db: WriteDatabase,
  descriptionId: number,
  proposals: readonly Omit<Proposal, 'id' | 'descriptionId' | 'state'>[],
): void {
  proposals.forEach(({ kind, field, value, source, line, basis }, seq) =>
    run(
      db,
      sql`INSERT INTO proposal (descriptionId, seq, kind, field, value, source, line, basis, state)
          VALUES (${descriptionId}, ${seq}, ${kind}, ${field}, ${value}, ${source}, ${line}, ${basis}, 'open')`,
    ),
  )
}

export const decideProposal = (db: WriteDatabase, id: number, state: 'taken' | 'refused'): void =>
  void run(db, sql`UPDATE proposal SET state = ${state} WHERE id = ${id}`)
