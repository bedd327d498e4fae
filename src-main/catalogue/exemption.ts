/** Codes of exemption: the office's own, beside those that come with the program. */
import { refusal } from '../shared/contract/errors.ts'
import type { ExemptionCode, OwnExemption, OwnExemptionFields } from '../shared/contract/exemption.ts'
import type { ExemptionId } from '../shared/contract/ids.ts'
import { SHIPPED_EXEMPTIONS } from '../shared/domain/exemption.ts'
import type { Regime } from '../shared/domain/exemption.ts'
import { latestDay } from '../shared/domain/restriction.ts'
import { all, get, run, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'
import { readDescription } from './description/read.ts'

interface Row extends Omit<OwnExemption, 'label' | 'needs'> {
  labelEn: string
  labelJa: string
  needs: string
}

const COLUMNS =
  'id, regime, code, labelEn, labelJa, stamp, basis, needs, maxYears, lapsesAfter, validFrom, validTo'

const fromRow = ({ labelEn, labelJa, needs, ...row }: Row): OwnExemption => ({
  ...row,
  label: { en: labelEn, ja: labelJa },
  needs: JSON.parse(needs) as OwnExemption['needs'],
})

export const ownExemptions = (db: ReadDatabase): OwnExemption[] =>
  all<Row>(db, { text: `SELECT ${COLUMNS} FROM exemption ORDER BY regime, code`, parameters: [] }).map(
    fromRow,
  )

export function readExemption(db: ReadDatabase, id: number): OwnExemption | null {
  const row = get<Row>(db, { text: `SELECT ${COLUMNS} FROM exemption WHERE id = ?`, parameters: [id] })
  return row ? fromRow(row) : null
}

/** Whether another code of the regime is written like this one. */
export const exemptionTaken = (
  db: ReadDatabase,
  regime: string,
  code: string,
  exceptId: number | null,
): boolean =>
  get(
    db,
    sql`SELECT 1 FROM exemption WHERE regime = ${regime} AND code = ${code} AND id IS NOT ${exceptId}`,
  ) !== undefined

export const insertExemption = (db: WriteDatabase, fields: OwnExemptionFields): ExemptionId =>
  run(
    db,
    sql`INSERT INTO exemption (regime, code, labelEn, labelJa, stamp, basis, needs, maxYears, lapsesAfter, validFrom, validTo)
        VALUES (${fields.regime}, ${fields.code}, ${fields.label.en}, ${fields.label.ja}, ${fields.stamp}, ${fields.basis},
                ${JSON.stringify(fields.needs)}, ${fields.maxYears}, ${fields.lapsesAfter}, ${fields.validFrom}, ${fields.validTo})`,
  ).id as ExemptionId

export const updateExemption = (db: WriteDatabase, { id, ...fields }: OwnExemption): void =>
  void run(
    db,
    sql`UPDATE exemption SET regime = ${fields.regime}, code = ${fields.code}, labelEn = ${fields.label.en},
          labelJa = ${fields.label.ja}, stamp = ${fields.stamp}, basis = ${fields.basis}, needs = ${JSON.stringify(fields.needs)},
          maxYears = ${fields.maxYears}, lapsesAfter = ${fields.lapsesAfter}, validFrom = ${fields.validFrom}, validTo = ${fields.validTo}
        WHERE id = ${id}`,
  )

/** Whether there was one. */
export const deleteExemption = (db: WriteDatabase, id: number): boolean =>
  run(db, sql`DELETE FROM exemption WHERE id = ${id}`).changes > 0

/** @throws descriptionNotFound */
export function latestOf(db: ReadDatabase, id: number): string | null {
  const found = readDescription(db, id)
  if (!found) throw refusal('descriptionNotFound', { id })
  return latestDay(found.dates)
}

/** Those that come with the program in their order, then the office's own. */
export function codesOf(db: ReadDatabase, regime: Regime): (ExemptionCode & { vocabulary: string })[] {
  const shipped = SHIPPED_EXEMPTIONS.filter((one) => one.kind === 'exemption' && one.regime === regime)
  return [
    ...shipped.flatMap(({ id, codes }) => codes.map((code) => ({ ...code, vocabulary: id }))),
    ...ownExemptions(db)
      .filter((own) => own.regime === regime)
      .map(({ code, label, stamp, needs, maxYears, lapsesAfter, validFrom, validTo }) => ({
        ...{ vocabulary: 'local', code, label, stamp, needs, maxYears, lapsesAfter, validFrom, validTo },
        ...{ also: null, appliesFrom: null, note: null, provisional: false },
      })),
  ]
}
