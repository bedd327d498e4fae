/** What arranging reads of many units, and the places it gives them. */
import type { DescriptionId } from '../../shared/contract/ids.ts'
import { all, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'
import { placeAll } from './write.ts'

interface Key {
  id: number
  key: string | null
}

/** Titles of the units directly below one, in a language where they have one in it; in the order of the tree. */
export const titleKeys = (db: ReadDatabase, parentId: number | null, language: string): Key[] =>
  all(
    db,
    sql`SELECT id, (SELECT value FROM descriptionText AS title WHERE title.descriptionId = description.id AND field = 'title' AND value <> ''
                   ORDER BY language IS NOT ${language}, seq LIMIT 1) AS "key"
        FROM description WHERE parentId IS ${parentId} AND binnedAt IS NULL ORDER BY position, id`,
  )

export const codeKeys = (db: ReadDatabase, parentId: number | null): Key[] =>
  all(
    db,
    sql`SELECT id, referenceCode AS "key" FROM description
        WHERE parentId IS ${parentId} AND binnedAt IS NULL ORDER BY position, id`,
  )

/** The machine form of the first date that has one. */
export const dateKeys = (db: ReadDatabase, parentId: number | null): Key[] =>
  all(
    db,
    sql`SELECT id, (SELECT edtf FROM dateOfUnit WHERE descriptionId = description.id AND edtf IS NOT NULL ORDER BY seq LIMIT 1) AS "key"
        FROM description WHERE parentId IS ${parentId} AND binnedAt IS NULL ORDER BY position, id`,
  )

/** Puts all units below one in an order. They take each other's positions, so that those that stay in place are not touched. */
export function placeInOrder(db: WriteDatabase, parentId: number | null, ids: readonly number[]): void {
  const there = all<{ id: number; position: number }>(
    db,
    sql`SELECT id, position FROM description WHERE parentId IS ${parentId} AND binnedAt IS NULL ORDER BY position, id`,
  )
  const now = new Map(there.map(({ id, position }) => [id, position]))
  const isStrict = there.every(
    ({ position }, index) => index === 0 || position > (there[index - 1]?.position ?? 0),
  )
  placeAll(
    db,
    ids
      .map((id, index) => ({ id, position: isStrict ? (there[index]?.position ?? 0) : 1024 * (index + 1) }))
      .filter(({ id, position }) => now.get(id) !== position),
  )
}

export interface Numbered {
  id: DescriptionId
  title: string | null
  code: string | null
  parent: string | null
}

/** Units with their codes and those of the units above, in the order of the ids. */
export const codesOf = (db: ReadDatabase, ids: readonly number[]): Numbered[] =>
  all(
    db,
    sql`SELECT description.id, description.referenceCode AS code, parent.referenceCode AS parent,
               (SELECT value FROM descriptionText WHERE descriptionId = description.id AND field = 'title' ORDER BY seq LIMIT 1) AS title
        FROM json_each(${JSON.stringify(ids)}) AS asked JOIN description ON description.id = asked.value
        LEFT JOIN description AS parent ON parent.id = description.parentId ORDER BY asked.key`,
  )
