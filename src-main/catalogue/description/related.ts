/** What the relations of a unit lead to, and what leads to it: found by numbers at the time of asking, so that it is always as the records are now. */
import type { RelatedUnit } from '../../shared/contract/description.ts'
import { RELATION_TYPES } from '../../shared/domain/field.ts'
import { namedNumber, numbersNamed, numbersOf } from '../../shared/domain/related.ts'
import type { NumberedAs } from '../../shared/domain/related.ts'
import { all, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'
import { readDescription, readRows } from './read.ts'

/** More of one number help nobody. */
const MOST = 20

type Certainty = 'certain' | 'possible'
interface Row extends NumberedAs {
  id: number
  seq: number
}

const withKeys = (db: ReadDatabase, role: 'is' | 'names', keys: readonly string[]): Row[] =>
  all(
    db,
    sql`SELECT descriptionId AS id, seq, key, type, scope FROM searchNumber
        WHERE role = ${role} AND key IN (SELECT value FROM json_each(${JSON.stringify(keys)})) ORDER BY descriptionId, seq`,
  )

const keysOf = (numbers: readonly (NumberedAs | null)[]) => numbers.flatMap((number) => number?.key ?? [])

/** The certain ones; where there are none, the possible ones. */
function best(found: ReadonlyMap<number, Certainty>): { id: number; certainty: Certainty }[] {
  const list = [...found].map(([id, certainty]) => ({ id, certainty }))
  const certain = list.filter(({ certainty }) => certainty === 'certain')
  return (certain.length > 0 ? certain : list).slice(0, MOST)
}

export function relatedTo(
  db: ReadDatabase,
  id: number,
): {
  named: RelatedUnit[][]
  naming: (RelatedUnit & { type: (typeof RELATION_TYPES)[number]; part: string | null })[]
} {
  const unit = readDescription(db, id)
  if (!unit) return { named: [], naming: [] }
  const named = numbersNamed(unit.relations, unit.identifiers)
  const having = withKeys(db, 'is', keysOf(named))
  const leads = unit.relations.map(({ targetId }, index) => {
    if (targetId !== null) return [{ id: targetId, certainty: 'certain' as const }]
    const number = named[index]
    const found = new Map<number, Certainty>()
    for (const row of number ? having : []) {
      const certainty = number && row.id !== id ? namedNumber(number, row) : null
      if (certainty === 'certain' || (certainty && !found.has(row.id))) found.set(row.id, certainty)
    }
    return best(found)
  })
  const own = numbersOf(unit.identifiers)
  const coming = [
    ...all<{ id: number; seq: number; certainty: Certainty }>(
      db,
      sql`SELECT descriptionId AS id, seq, 'certain' AS certainty FROM relation WHERE targetId = ${id}`,
    ),
    ...withKeys(db, 'names', keysOf(own)).flatMap(({ id: from, seq, ...row }) => {
      const said = own.flatMap((is) => (is && from !== id ? (namedNumber(row, is) ?? []) : []))
      if (said.length === 0) return []
      const certainty: Certainty = said.includes('certain') ? 'certain' : 'possible'
      return [{ id: from, seq, certainty }]
    }),
  ].slice(0, MOST)
  const said = new Map(
    all<{ id: number; seq: number; type: string; part: string | null; targetId: number | null }>(
      db,
      sql`SELECT descriptionId AS id, seq, type, part, targetId FROM relation
          WHERE descriptionId IN (SELECT value FROM json_each(${JSON.stringify(coming.map((one) => one.id))}))`,
    ).map((row) => [`${String(row.id)} ${String(row.seq)}`, row]),
  )
  const units = unitsOf(
    db,
    [...leads.flat(), ...coming].map((one) => one.id),
  )
  return {
    named: leads.map((found) =>
      found.flatMap(({ id, certainty }) => {
        const row = units.get(id)
        return row ? [{ ...row, certain: certainty === 'certain' }] : []
      }),
    ),
    naming: coming.flatMap(({ id: from, seq, certainty }) => {
      const [row, relation] = [units.get(from), said.get(`${String(from)} ${String(seq)}`)]
      const type = RELATION_TYPES.find((one) => one === relation?.type)
      // One that says itself which record it means means no other.
      if (!row || !relation || type === undefined || (relation.targetId ?? id) !== id) return []
      return [{ ...row, certain: certainty === 'certain', type, part: relation.part }]
    }),
  }
}

/** Those that are not in the bin, by id. */
function unitsOf(db: ReadDatabase, ids: readonly number[]): Map<number, Omit<RelatedUnit, 'certain'>> {
  const live = all<{ id: number }>(
    db,
    sql`SELECT id FROM description WHERE binnedAt IS NULL AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  ).map(({ id }) => id)
  return new Map(
    readRows(db, live).map(({ id, referenceCode, title }) => [
      id as number,
      { id: id, referenceCode, title },
    ]),
  )
}

/** Writes the numbers of units, and those that their relations name. */
export function indexNumbers(db: WriteDatabase, ids: readonly number[]): void {
  const wanted = JSON.stringify(ids)
  const identifiers = Map.groupBy(
    all<{ id: number } & Parameters<typeof numbersOf>[0][number]>(
      db,
      sql`SELECT descriptionId AS id, type, label, value, scope FROM identifier
          WHERE descriptionId IN (SELECT value FROM json_each(${wanted})) ORDER BY descriptionId, seq`,
    ),
    ({ id }) => id,
  )
  const relations = Map.groupBy(
    all<{ id: number; seq: number } & Parameters<typeof numbersNamed>[0][number]>(
      db,
      sql`SELECT descriptionId AS id, seq, type, target, scope FROM relation
          WHERE descriptionId IN (SELECT value FROM json_each(${wanted})) AND targetId IS NULL ORDER BY descriptionId, seq`,
    ),
    ({ id }) => id,
  )
  for (const id of ids) {
    const [own = [], named = []] = [identifiers.get(id), relations.get(id)]
    const put = (role: 'is' | 'names', seq: number, number: NumberedAs | null | undefined) => {
      if (number)
        run(
          db,
          sql`INSERT INTO searchNumber (key, role, descriptionId, seq, type, scope)
              VALUES (${number.key}, ${role}, ${id}, ${seq}, ${number.type}, ${number.scope})`,
        )
    }
    numbersOf(own).forEach((number, index) => put('is', index, number))
    numbersNamed(named, own).forEach((number, index) => put('names', named[index]?.seq ?? index, number))
  }
}
