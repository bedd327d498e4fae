/** Words that are probably others: those that are shipped, and those that the office added. */
import type { SlipId } from '../shared/contract/ids.ts'
import { SHIPPED_SLIPS } from '../shared/domain/slip.ts'
import type { Slip } from '../shared/domain/slip.ts'
import { all, get, run, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'

export type OwnSlip = { id: SlipId; wrong: string; correct: string }

export const ownSlips = (db: ReadDatabase): OwnSlip[] =>
  all(db, sql`SELECT id, wrong, correct FROM ocrSlip ORDER BY wrong`)

/** The office's own word comes before the one that is shipped. */
export function slipsOf(db: ReadDatabase): Slip[] {
  const own = ownSlips(db)
  const known = new Set(own.map(({ wrong }) => wrong))
  return [...own, ...SHIPPED_SLIPS.filter(({ wrong }) => !known.has(wrong))]
}

export const slipExists = (db: ReadDatabase, wrong: string): boolean =>
  get(db, sql`SELECT 1 FROM ocrSlip WHERE wrong = ${wrong}`) !== undefined

export const insertSlip = (db: WriteDatabase, { wrong, correct }: Slip): SlipId =>
  run(db, sql`INSERT INTO ocrSlip (wrong, correct) VALUES (${wrong}, ${correct})`).id as SlipId

/** Whether there was one. */
export const deleteSlip = (db: WriteDatabase, id: number): boolean =>
  run(db, sql`DELETE FROM ocrSlip WHERE id = ${id}`).changes > 0
