/** Reading accessions: one, as lines of a list, and which descriptions came with them. */
import type { Accession, AccessionRow } from '../../shared/contract/accession.ts'
import type { AccessionId, AuthorityId, DescriptionId } from '../../shared/contract/ids.ts'
import { numberKey } from '../../shared/domain/container.ts'
import { fold } from '../../shared/domain/fold.ts'
import { headingOf } from '../authority/values.ts'
import { all, get, sql } from '../database.ts'
import type { ReadDatabase, Statement, Value } from '../database.ts'

type Order = 'number' | 'date'

const ORDERS: Readonly<Record<Order, string>> = {
  number: 'numberKey, accession.id',
  date: 'receivedOn DESC NULLS LAST, numberKey, accession.id',
}

const USES = `(SELECT count(*) FROM accessionOfUnit JOIN description ON description.id = descriptionId
  WHERE accessionId = accession.id AND description.binnedAt IS NULL)`

/** The name that is linked, as long as it is not in the bin; until then only its words count. */
const SOURCE_ID = `(SELECT id FROM authority WHERE authority.id = accession.sourceId AND authority.binnedAt IS NULL)`
const SOURCE = `coalesce((SELECT ${headingOf('authority.id')} FROM authority WHERE authority.id = accession.sourceId), accession.source)`

export function readAccession(db: ReadDatabase, id: number): Accession | null {
  const row = get<
    Omit<Accession, 'received' | 'source'> & {
      received: string | null
      receivedEdtf: string | null
      source: string | null
      sourceId: AuthorityId | null
    }
  >(db, {
    text: `SELECT id, number, title, received, receivedEdtf, kind, ${SOURCE} AS source, ${SOURCE_ID} AS sourceId, extent, note,
             binnedAt, ${USES} AS uses
           FROM accession WHERE id = ?`,
    parameters: [id],
  })
  if (!row) return null
  const { received, receivedEdtf, source, sourceId, ...fields } = row
  return {
    ...fields,
    received: received === null ? null : { expression: received, edtf: receivedEdtf },
    source: source === null ? null : { name: source, authorityId: sourceId },
  }
}

/** Lines of a list, in the order of the ids. */
export function accessionRows(db: ReadDatabase, ids: readonly number[]): AccessionRow[] {
  const rows = all<AccessionRow>(db, {
    text: `SELECT id, number, title, received, ${SOURCE} AS source, extent, ${USES} AS uses
           FROM accession WHERE id IN (SELECT value FROM json_each(?))`,
    parameters: [JSON.stringify(ids)],
  })
  const byId = new Map(rows.map((row) => [row.id as number, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Every word is in the number or in what is said of it. */
function filtered(query: string, binned: boolean): Statement {
  const words = query
    .normalize('NFKC')
    .split(/\s+/u)
    .filter((word) => word !== '')
  const each = words.map(
    () =>
      ` AND (instr(numberKey, ?) > 0 OR holds(concat_ws(' ', number, title, received, source, ${SOURCE}, extent, note), ?, 1))`,
  )
  return {
    text: `binnedAt IS ${binned ? 'NOT' : ''} NULL${each.join('')}`,
    parameters: words.flatMap((word): Value[] => [numberKey(word), fold(word)]),
  }
}

export function accessionWindow(
  db: ReadDatabase,
  { order, query, binned }: { order: Order; query: string; binned: boolean },
  { offset, limit }: { offset: number; limit: number },
): { total: number; rows: AccessionRow[] } {
  const { text, parameters } = filtered(query, binned)
  const total = get<{ total: number }>(db, {
    text: `SELECT count(*) AS total FROM accession WHERE ${text}`,
    parameters,
  })
  const ids = all<{ id: number }>(db, {
    text: `SELECT id FROM accession WHERE ${text} ORDER BY ${ORDERS[order]} LIMIT ? OFFSET ?`,
    parameters: [...parameters, limit, offset],
  }).map(({ id }) => id)
  return { total: total?.total ?? 0, rows: accessionRows(db, ids) }
}

/** The position of one in the whole list; -1 when it is not in it. */
export const accessionAt = (db: ReadDatabase, id: number, order: Order): number =>
  all<{ id: number }>(db, {
    text: `SELECT id FROM accession WHERE binnedAt IS NULL ORDER BY ${ORDERS[order]}`,
    parameters: [],
  }).findIndex((one) => one.id === id)

export function suggestedAccessions(db: ReadDatabase, query: string, limit: number): AccessionRow[] {
  const { text, parameters } = filtered(query, false)
  const ids = all<{ id: number }>(db, {
    text: `SELECT id FROM accession WHERE ${text} ORDER BY numberKey = ? DESC, id DESC LIMIT ?`,
    parameters: [...parameters, numberKey(query), limit],
  })
  return accessionRows(
    db,
    ids.map(({ id }) => id),
  )
}

/** All numbers that were given, newest first; also those in the bin, which may come back. */
export const accessionNumbers = (db: ReadDatabase): string[] =>
  all<{ number: string }>(db, sql`SELECT number FROM accession ORDER BY id DESC`).map(({ number }) => number)

/** Another accession that has a number, in any width and case; what is in the bin does not count. */
export const accessionNumbered = (
  db: ReadDatabase,
  number: string,
  except: number | null,
): AccessionId | null =>
  get<{ id: AccessionId }>(
    db,
    sql`SELECT id FROM accession WHERE numberKey = ${numberKey(number)} AND binnedAt IS NULL AND id IS NOT ${except} LIMIT 1`,
  )?.id ?? null

export function usesOfAccession(
  db: ReadDatabase,
  id: number,
  { offset, limit }: { offset: number; limit: number },
): { total: number; binned: number; ids: DescriptionId[] } {
  const counts = get<{ total: number; binned: number }>(
    db,
    sql`SELECT count(*) FILTER (WHERE binnedAt IS NULL) AS total, count(*) FILTER (WHERE binnedAt IS NOT NULL) AS binned
        FROM accessionOfUnit JOIN description ON description.id = descriptionId WHERE accessionId = ${id}`,
  )
  const rows = all<{ id: DescriptionId }>(
    db,
    sql`SELECT description.id FROM accessionOfUnit JOIN description ON description.id = descriptionId
        WHERE accessionId = ${id} AND binnedAt IS NULL
        ORDER BY referenceCode IS NULL, referenceCode, description.id LIMIT ${limit} OFFSET ${offset}`,
  )
  return { total: counts?.total ?? 0, binned: counts?.binned ?? 0, ids: rows.map((row) => row.id) }
}

/** The unit that says with what a description came: itself, or the nearest above it; null where none does. */
export const accessionedUnit = (db: ReadDatabase, id: number): DescriptionId | null =>
  get<{ id: DescriptionId }>(
    db,
    sql`WITH RECURSIVE line (id, parentId, depth) AS (
          SELECT id, parentId, 0 FROM description WHERE id = ${id}
          UNION ALL
          SELECT above.id, above.parentId, depth + 1 FROM description AS above JOIN line ON above.id = line.parentId)
        SELECT id FROM line WHERE EXISTS (SELECT 1 FROM accessionOfUnit WHERE descriptionId = line.id) ORDER BY depth LIMIT 1`,
  )?.id ?? null

export const accessionsOf = (db: ReadDatabase, descriptionId: number): AccessionRow[] =>
  accessionRows(
    db,
    all<{ accessionId: number }>(
      db,
      sql`SELECT accessionId FROM accessionOfUnit WHERE descriptionId = ${descriptionId} ORDER BY seq`,
    ).map(({ accessionId }) => accessionId),
  )

/** The numbers of the accessions with which descriptions came, their own or those of the nearest unit above that has any. */
export function accessionNumbersOf(db: ReadDatabase, ids: readonly number[]): Map<number, string[]> {
  const numbers = new Map<number, string[]>()
  for (const { unitId, number } of all<{ unitId: number; number: string }>(
    db,
    sql`WITH RECURSIVE line (unitId, id, parentId) AS (
          SELECT id, id, parentId FROM description WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
          UNION ALL
          SELECT unitId, above.id, above.parentId FROM description AS above JOIN line ON above.id = line.parentId
          WHERE NOT EXISTS (SELECT 1 FROM accessionOfUnit WHERE descriptionId = line.id))
        SELECT unitId, number FROM line JOIN accessionOfUnit ON descriptionId = line.id
          JOIN accession ON accession.id = accessionId ORDER BY unitId, seq`,
  ))
    numbers.set(unitId, [...(numbers.get(unitId) ?? []), number])
  return numbers
}
