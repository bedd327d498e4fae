/**
 * Takes a lent catalogue back into the branch. What was lent has the same numbers there, because nothing here was written
 * since; what was made there gets numbers of its own here. Runs inside `transact`, with the guard open.
 */
import { refusal } from '../../shared/contract/errors.ts'
import { all, execute, get, run, sql } from '../database.ts'
import type { ReadDatabase, Value, WriteDatabase } from '../database.ts'
import { lastPosition } from '../description/write.ts'
import { publish } from '../publication.ts'
import { lentRows, rowsWhere, unitsOf } from './compare.ts'
import type { Row, UnitRow } from './compare.ts'
import { lentParts } from './guard.ts'
import { isShared, PARTS_OF_SHARED, referencesByTable } from './schema.ts'
import type { SharedTable } from './schema.ts'

export interface Returning {
  db: WriteDatabase
  other: ReadDatabase
  loan: { id: number; rootUid: string }
  at: string
  newUid: () => string
}

export function takeLent({ db, other, loan, at, newUid }: Returning): void {
  execute(db, 'PRAGMA defer_foreign_keys = ON')
  const units = unitsOf(db, other, loan.id, loan.rootUid)
  const lent = new Set(units.here.map(({ id }) => id))
  const insert = (table: string, row: Record<string, Value>): number => {
    const names = Object.keys(row)
    return run(db, {
      text: `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      parameters: Object.values(row),
    }).id
  }
  const update = (table: string, before: Row, after: Record<string, Value>): void => {
    const names = Object.keys(after).filter((name) => name !== 'id' && before[name] !== after[name])
    if (names.length === 0) return
    run(db, {
      text: `UPDATE ${table} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`,
      parameters: [...names.map((name) => after[name] ?? null), before.id],
    })
  }
  const references = referencesByTable(db)
  const shared = new Map<string, number>()

  /** The record here that is the one there; made when there is none. */
  const bring = (table: SharedTable, id: number): number => {
    const known = shared.get(`${table} ${String(id)}`)
    if (known !== undefined) return known
    const row = rowsWhere(other, table, 'id = ?', [id])[0]
    if (!row) throw new Error(`${table} is not there`)
    const same = sameHere(db, table, row)
    if (same !== null) {
      shared.set(`${table} ${String(id)}`, same)
      return same
    }
    const { id: _, ...values } = row
    const made = insert(table, withReferences(table, values))
    shared.set(`${table} ${String(id)}`, made)
    for (const part of PARTS_OF_SHARED.filter(({ of }) => of === table)) {
      for (const { id: _id, ...said } of rowsWhere(other, part.table, `${part.column} = ?`, [id]))
        insert(part.table, withReferences(part.table, said))
    }
    return made
  }

  const unitHere = new Map<number, number>()
  const partHere = new Map<string, number>()
  const withReferences = (table: string, row: Record<string, Value>): Record<string, Value> => {
    const mapped = { ...row }
    for (const { column, to, onDelete } of references.get(table) ?? []) {
      const value = mapped[column]
      if (typeof value !== 'number') continue
      if (isShared(to))
        mapped[column] = to === 'scan' && staysThere(db, other, value) ? null : bring(to, value)
      else if (to === 'description') mapped[column] = unitHere.get(value) ?? null
      else mapped[column] = partHere.get(`${to} ${String(value)}`) ?? (onDelete === 'SET NULL' ? null : value)
    }
    return mapped
  }

  checkCodes(db, units.there, lent)
  takeUnits()
  takeParts()
  publish(
    db,
    all<{ id: number }>(
      db,
      sql`SELECT id FROM description WHERE status = 'published' AND id IN (SELECT value FROM json_each(${JSON.stringify([...unitHere.values()])}))
            AND id NOT IN (SELECT descriptionId FROM publication)`,
    ).map(({ id }) => id),
  )

  function takeUnits(): void {
    const mine = new Map(units.here.map((unit) => [unit.uid, unit]))
    const theirs = new Map(units.there.map((unit) => [unit.id, unit]))
    const root = mine.get(loan.rootUid)
    const rootParent = root?.parentId ?? null
    for (const { uid, id } of units.there) {
      const same = mine.get(uid)
      if (same) unitHere.set(id, same.id)
    }
    binGone()
    // A number may have gone from one unit to another.
    for (const unit of units.there) {
      const same = mine.get(unit.uid)
      const lost = same?.referenceCode !== unit.referenceCode || unit.binnedAt !== null
      if (same && same.referenceCode !== null && lost) {
        run(db, sql`UPDATE description SET referenceCode = NULL WHERE id = ${same.id}`)
        same.referenceCode = null
      }
    }
    const placeOf = (unit: UnitRow): { parentId: number | null; position: number } => {
      const parentId = unit.parentId === null ? rootParent : (unitHere.get(unit.parentId) ?? rootParent)
      if (unit.parentId !== null) return { parentId, position: Number(unit['position']) }
      return { parentId, position: lastPosition(db, parentId) }
    }
    const make = (unit: UnitRow): void => {
      if (unitHere.has(unit.id)) return
      const above = unit.parentId === null ? undefined : theirs.get(unit.parentId)
      if (above) make(above)
      const { id: _, ...values } = unit
      const taken = get(db, sql`SELECT 1 FROM description WHERE uid = ${unit.uid}`) !== undefined
      unitHere.set(
        unit.id,
        insert('description', {
          ...values,
          uid: taken ? newUid() : unit.uid,
          binnedWithId: null,
          ...placeOf(unit),
        }),
      )
    }
    for (const unit of units.there) make(unit)
    for (const unit of units.there) {
      const id = unitHere.get(unit.id)
      if (id === undefined) continue
      const before = mine.get(unit.uid) ?? rowsWhere<UnitRow>(db, 'description', 'id = ?', [id])[0]
      if (!before) continue
      const { id: _, uid: _uid, createdAt: _created, ...values } = unit
      const place =
        unit.uid === loan.rootUid
          ? { parentId: before.parentId, position: Number(before['position']) }
          : unit.parentId === null && before.parentId === rootParent && !lent.has(before.id)
            ? { parentId: before.parentId, position: Number(before['position']) }
            : placeOf(unit)
      const binnedWith = unit['binnedWithId']
      update('description', before, {
        ...values,
        ...place,
        binnedWithId: typeof binnedWith === 'number' ? (unitHere.get(binnedWith) ?? id) : null,
      })
    }
  }

  /** What was taken out of the bin there for good goes to the bin here. */
  function binGone(): void {
    const left = new Set(units.there.map(({ uid }) => uid))
    const gone = new Map(units.here.filter(({ uid }) => !left.has(uid)).map((unit) => [unit.id, unit]))
    const topOf = (unit: UnitRow): number => {
      const above = unit.parentId === null ? undefined : gone.get(unit.parentId)
      return above ? topOf(above) : unit.id
    }
    for (const unit of gone.values())
      run(
        db,
        sql`UPDATE description SET binnedAt = ${at}, binnedWithId = ${topOf(unit)} WHERE id = ${unit.id}`,
      )
  }

  function takeParts(): void {
    const tables = lentParts(db)
    const left = new Set(unitHere.values())
    const sides = new Map(
      tables.map((table) => [
        table,
        {
          here: new Map(
            lentRows(db, table, loan.id)
              .filter(({ descriptionId }) => left.has(Number(descriptionId)))
              .map((row) => [row.id, row]),
          ),
          there: rowsWhere(other, table),
        },
      ]),
    )
    let lost = false
    for (const table of [...tables].reverse()) {
      const { here = new Map<number, Row>(), there = [] } = sides.get(table) ?? {}
      const kept = new Set(there.map(({ id }) => id))
      for (const id of here.keys())
        if (!kept.has(id)) {
          run(db, { text: `DELETE FROM ${table} WHERE id = ?`, parameters: [id] })
          lost = true
        }
    }
    for (const table of tables) {
      const { here = new Map<number, Row>(), there = [] } = sides.get(table) ?? {}
      for (const row of there) if (here.has(row.id)) partHere.set(`${table} ${String(row.id)}`, row.id)
      for (const { id, ...values } of there) {
        const before = here.get(id)
        const after = withReferences(table, values)
        if (before === undefined) {
          partHere.set(`${table} ${String(id)}`, insert(table, keepingTarget(after, here)))
          continue
        }
        // The row may have lost what it referred to, by what was deleted just now.
        const [now = before] = lost ? rowsWhere(db, table, 'id = ?', [id]) : []
        update(table, now, keepingTarget(after, new Map([[id, before]])))
      }
    }
  }

  /** A relation to a description outside the branch could not be lent: while it says the same, it still leads there. */
  function keepingTarget(row: Record<string, Value>, mine: ReadonlyMap<number, Row>): Record<string, Value> {
    if (!('targetId' in row) || row['targetId'] !== null) return row
    const same = [...mine.values()].find(
      (one) =>
        one['descriptionId'] === row['descriptionId'] &&
        one['target'] === row['target'] &&
        one['type'] === row['type'] &&
        typeof one['targetId'] === 'number' &&
        !lent.has(one['targetId']),
    )
    return same ? { ...row, targetId: same['targetId'] ?? null } : row
  }
}

/** A number that a unit outside the branch has by now. @throws referenceCodeTaken */
function checkCodes(db: ReadDatabase, there: readonly UnitRow[], lent: ReadonlySet<number>): void {
  for (const { referenceCode, binnedAt } of there) {
    if (referenceCode === null || binnedAt !== null) continue
    const taken = get<{ id: number }>(
      db,
      sql`SELECT id FROM description WHERE referenceCode = ${referenceCode} AND binnedAt IS NULL`,
    )
    if (taken && !lent.has(taken.id)) throw refusal('referenceCodeTaken', { referenceCode, id: taken.id })
  }
}

/** What is the same record here, by what tells one from another. */
function sameHere(db: ReadDatabase, table: SharedTable, row: Row): number | null {
  const keys: Record<SharedTable, string[]> = {
    authority: ['uid'],
    term: ['uid'],
    scan: ['sha256'],
    location: ['pathKey'],
    container: ['type', 'indicator', 'barcode'],
    accession: ['numberKey'],
  }
  const names = keys[table]
  const found = get<{ id: number }>(db, {
    text: `SELECT id FROM ${table} WHERE ${names.map((name) => `${name} IS ?`).join(' AND ')} ORDER BY id <> ?, id LIMIT 1`,
    parameters: [...names.map((name) => row[name] ?? null), row.id],
  })
  return found?.id ?? null
}

/** A file on another machine leads nowhere here, and might be any file of this one. */
function staysThere(db: ReadDatabase, other: ReadDatabase, scanId: number): boolean {
  const [row] = rowsWhere(other, 'scan', 'id = ?', [scanId])
  return row !== undefined && row['storage'] === 'linked' && sameHere(db, 'scan', row) === null
}

/** What was done there, kept with the loan. */
export function keepHistory(db: WriteDatabase, other: ReadDatabase, loanId: number): void {
  const entries = all<
    Record<'at' | 'who' | 'action' | 'kind', string> & { field: string | null; unitUid: string | null }
  >(
    other,
    sql`SELECT at, who, action, field, kind,
          (SELECT uid FROM description WHERE id = (
            SELECT descriptionId FROM historyChange WHERE historyId = history.id AND descriptionId IS NOT NULL LIMIT 1)) AS unitUid
        FROM history ORDER BY id`,
  )
  for (const { at, who, action, field, kind, unitUid } of entries)
    run(
      db,
      sql`INSERT INTO loanEntry (loanId, at, who, action, field, kind, unitUid)
          VALUES (${loanId}, ${at}, ${who}, ${action}, ${field}, ${kind}, ${unitUid})`,
    )
}
