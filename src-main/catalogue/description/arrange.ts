/** What arranging reads of many units, and the places it gives them. */
import type { SortOrder } from '../../shared/contract/arrangement.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import { comparing, firstDay, inOrder } from '../../shared/domain/arrangement.ts'
import { all, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'
import { placeAll } from './write.ts'

interface Key {
  id: number
  key: string | null
}

/** The units directly below one, in the order of the tree. */
export const childIds = (db: ReadDatabase, parentId: number | null): number[] =>
  all<{ id: number }>(
    db,
    sql`SELECT id FROM description WHERE parentId IS ${parentId} AND binnedAt IS NULL ORDER BY position, id`,
  ).map(({ id }) => id)

/** Titles of units, in a language where they have one in it; in Japanese the reading of a title, where it has one. */
const titleKeys = (db: ReadDatabase, ids: readonly number[], language: string): Key[] => {
  const read = language === 'jpn' ? 1 : 0
  return all(
    db,
    sql`SELECT asked.value AS id, (SELECT iif(${read}, coalesce(reading, value), value) FROM descriptionText AS title
              WHERE title.descriptionId = asked.value AND field = 'title' AND value <> ''
              ORDER BY language IS NOT ${language}, iif(${read}, reading IS NULL, 0), seq LIMIT 1) AS "key"
        FROM json_each(${JSON.stringify(ids)}) AS asked ORDER BY asked.key`,
  )
}

const codeKeys = (db: ReadDatabase, ids: readonly number[]): Key[] =>
  all(
    db,
    sql`SELECT asked.value AS id, referenceCode AS "key"
        FROM json_each(${JSON.stringify(ids)}) AS asked JOIN description ON description.id = asked.value ORDER BY asked.key`,
  )

/** The machine form of the first date that has one. */
const dateKeys = (db: ReadDatabase, ids: readonly number[]): Key[] =>
  all(
    db,
    sql`SELECT asked.value AS id,
          (SELECT edtf FROM dateOfUnit WHERE descriptionId = asked.value AND edtf IS NOT NULL ORDER BY seq LIMIT 1) AS "key"
        FROM json_each(${JSON.stringify(ids)}) AS asked ORDER BY asked.key`,
  )

/** Units in the order of a field; those without it come last, as they were. */
export function sorted(
  db: ReadDatabase,
  ids: readonly number[],
  { by, language, descending }: SortOrder,
): number[] {
  switch (by) {
    case 'title': {
      const keys = titleKeys(db, ids, language === 'ja' ? 'jpn' : 'eng')
      // Half-width kana are the same letters.
      const wide = keys.map(({ id, key }) => ({ id, key: key?.normalize('NFKC') ?? null }))
      return inOrder(wide, comparing(language), descending)
    }
    case 'referenceCode':
      return inOrder(codeKeys(db, ids), comparing('en'), descending)
    case 'date':
      return inOrder(
        dateKeys(db, ids).map(({ id, key }) => ({ id, key: firstDay(key) })),
        (one, other) => (one < other ? -1 : one > other ? 1 : 0),
        descending,
      )
  }
}

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
