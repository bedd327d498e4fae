/** A lent catalogue against the branch as it still is here: how each description comes back. */
import type { ReturnedUnit } from '../../shared/contract/loan.ts'
import { RETURNED } from '../../shared/contract/loan.ts'
import { all, get, sql } from '../database.ts'
import type { ReadDatabase, Value } from '../database.ts'
import { differences, readRecord } from '../record.ts'
import { lentParts } from './guard.ts'
import { PARTS_OF_SHARED } from './schema.ts'

export type Row = Record<string, Value> & { id: number }
export interface UnitRow extends Row {
  uid: string
  parentId: number | null
  referenceCode: string | null
  binnedAt: string | null
}

export interface Units {
  /** The units that are out, and all that the other catalogue has. */
  here: UnitRow[]
  there: UnitRow[]
  rootUid: string
  loanId: number
}

/** Names of tables and columns come from the schema, never from a file. */
export const rowsWhere = <R extends Row>(
  db: ReadDatabase,
  table: string,
  condition = 'true',
  parameters: readonly Value[] = [],
): R[] => all<R>(db, { text: `SELECT * FROM ${table} WHERE ${condition} ORDER BY id`, parameters })

const LENT = 'descriptionId IN (SELECT descriptionId FROM lentUnit WHERE loanId = ?)'
/** Rows here that belong to descriptions of a loan. */
export const lentRows = (db: ReadDatabase, table: string, loanId: number): Row[] =>
  rowsWhere(db, table, LENT, [loanId])

export const unitsOf = (db: ReadDatabase, other: ReadDatabase, loanId: number, rootUid: string): Units => ({
  here: rowsWhere(db, 'description', 'id IN (SELECT descriptionId FROM lentUnit WHERE loanId = ?)', [loanId]),
  there: rowsWhere(other, 'description'),
  rootUid,
  loanId,
})

/** Descriptions whose own rows, or rows that belong to them, say something else there. */
function differing(db: ReadDatabase, other: ReadDatabase, { here, there, loanId }: Units): Set<string> {
  const [hereUid, thereUid] = [here, there].map((units) => new Map(units.map(({ id, uid }) => [id, uid])))
  const lent = new Set(here.map(({ id }) => id))
  const found = new Set<string>()
  const sorted = (table: string, rows: Row[], names: Map<number, string> | undefined, mine: boolean) => {
    const said = new Map<string, string[]>()
    for (const { id, descriptionId, ...values } of rows) {
      const uid = names?.get(Number(descriptionId))
      if (uid === undefined) continue
      // What leads out of the branch was not lent.
      if (mine && typeof values['targetId'] === 'number' && !lent.has(values['targetId']))
        values['targetId'] = null
      const line = JSON.stringify([table === 'page' || table === 'textOfUnit' ? id : 0, values])
      said.set(uid, [...(said.get(uid) ?? []), line])
    }
    return said
  }
  for (const table of lentParts(db)) {
    const mine = sorted(table, lentRows(db, table, loanId), hereUid, true)
    const theirs = sorted(table, rowsWhere(other, table), thereUid, false)
    for (const uid of new Set([...mine.keys(), ...theirs.keys()]))
      if (mine.get(uid)?.sort().join() !== theirs.get(uid)?.sort().join()) found.add(uid)
  }
  return found
}

/** Columns that say where a unit stands or that it is in the bin, not what it is. */
const PLACE = new Set(['id', 'parentId', 'position', 'binnedAt', 'binnedWithId', 'createdAt'])

/** Every description that comes back other than it went. */
export function returnedUnits(
  db: ReadDatabase,
  other: ReadDatabase,
  units: Units,
): (Pick<ReturnedUnit, 'id' | 'how'> & { thereId: number | null })[] {
  const { here, there, rootUid } = units
  const changed = differing(db, other, units)
  const byUid = new Map(here.map((unit) => [unit.uid, unit]))
  const [hereUid, thereUid] = [here, there].map((rows) => new Map(rows.map(({ id, uid }) => [id, uid])))
  const left = new Set(there.map(({ uid }) => uid))
  const found = there.map((unit) => {
    const mine = byUid.get(unit.uid)
    const how: ReturnedUnit['how'] = []
    if (!mine) how.push('added')
    else {
      if (
        changed.has(unit.uid) ||
        Object.keys(mine).some((name) => !PLACE.has(name) && mine[name] !== unit[name])
      )
        how.push('changed')
      const [above, aboveThere] = [
        mine.parentId === null ? undefined : hereUid?.get(mine.parentId),
        unit.parentId === null ? undefined : thereUid?.get(unit.parentId),
      ]
      const isRoot = unit.uid === rootUid
      if (!isRoot && (above !== aboveThere || mine['position'] !== unit['position'])) how.push('moved')
      if (unit.binnedAt !== null) how.push('binned')
    }
    return { id: (mine?.id ?? null) as ReturnedUnit['id'], thereId: unit.id, how }
  })
  const gone = here
    .filter(({ uid }) => !left.has(uid))
    .map(({ id }) => ({ id: id as ReturnedUnit['id'], thereId: null, how: ['gone' as const] }))
  return [...found, ...gone].filter(({ how }) => how.length > 0)
}

export const countsOf = (
  units: readonly Pick<ReturnedUnit, 'how'>[],
): Record<(typeof RETURNED)[number], number> =>
  Object.fromEntries(
    RETURNED.map((kind) => [kind, units.filter(({ how }) => how.includes(kind)).length]),
  ) as Record<(typeof RETURNED)[number], number>

/** A unit with its title, and the fields in which it differs. */
export function described(
  db: ReadDatabase,
  other: ReadDatabase,
  { id, thereId, how }: ReturnType<typeof returnedUnits>[number],
): ReturnedUnit {
  const mine = id === null ? null : readRecord(db, id)
  const theirs = thereId === null ? null : readRecord(other, thereId)
  const shown = theirs ?? mine
  const fields =
    how.includes('changed') && mine && theirs ? differences(mine, theirs).map(({ field }) => field) : []
  return {
    id,
    how,
    title: (shown?.['title'] as { value: string }[] | undefined)?.[0]?.value ?? null,
    referenceCode: (shown?.['referenceCode'] as string | null | undefined) ?? null,
    fields: fields.filter((field) => field !== 'place' && field !== 'binned'),
  }
}

/** Names and terms that are new here, and those that are known here and say something else there. */
export function namesThere(db: ReadDatabase, other: ReadDatabase): { newNames: number; otherNames: number } {
  let [newNames, otherNames] = [0, 0]
  for (const table of ['authority', 'term'] as const) {
    const parts = PARTS_OF_SHARED.filter(
      (part) =>
        part.of === table &&
        part.table !== 'authorityRelation' &&
        part.table !== 'positionHolder' &&
        part.table !== 'termRelation',
    )
    const told = (at: ReadDatabase, id: number) =>
      parts.map(({ table, column }) =>
        all<Row>(at, {
          text: `SELECT * FROM ${table} WHERE ${column} = ? ORDER BY seq`,
          parameters: [id],
        }).map((row) => Object.entries(row).filter(([name]) => name !== 'id' && name !== column)),
      )
    for (const { id, uid } of rowsWhere<Row & { uid: string }>(other, table, 'binnedAt IS NULL')) {
      const mine = get<{ id: number }>(db, {
        text: `SELECT id FROM ${table} WHERE uid = ?`,
        parameters: [uid],
      })
      if (!mine) newNames += 1
      else if (JSON.stringify(told(db, mine.id)) !== JSON.stringify(told(other, id))) otherNames += 1
    }
  }
  return { newNames, otherNames }
}

export const historyThere = (other: ReadDatabase): { entries: number; people: string[] } => ({
  entries: get<{ total: number }>(other, sql`SELECT count(*) AS total FROM history`)?.total ?? 0,
  people: all<{ who: string }>(other, sql`SELECT DISTINCT who FROM history ORDER BY 1`).map(({ who }) => who),
})
