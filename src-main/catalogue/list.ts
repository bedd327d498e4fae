/** Working sets and the bookmarks. */
import type { DescriptionId, ListId } from '../shared/contract/ids.ts'
import type { WorkingList } from '../shared/contract/list.ts'
import { all, get, run, sql } from './database.ts'
import type { ReadDatabase, Statement, WriteDatabase } from './database.ts'

const lists = (db: ReadDatabase, condition: Statement): WorkingList[] =>
  all(db, {
    text: `SELECT id, iif(isBookmarks, NULL, name) AS name,
             (SELECT count(*) FROM workingListEntry JOIN description ON description.id = unitId
              WHERE listId = workingList.id AND binnedAt IS NULL) AS count
           FROM workingList WHERE ${condition.text} ORDER BY isBookmarks DESC, position, id`,
    parameters: condition.parameters,
  })

export const allLists = (db: ReadDatabase): WorkingList[] => lists(db, sql`true`)

export const readList = (db: ReadDatabase, id: number): WorkingList | null =>
  lists(db, sql`id = ${id}`)[0] ?? null

export const listsWith = (db: ReadDatabase, unitId: number): WorkingList[] =>
  lists(db, sql`id IN (SELECT listId FROM workingListEntry WHERE unitId = ${unitId})`)

/** The descriptions of a list in its order, what is in the bin left out. */
export const idsInList = (db: ReadDatabase, listId: number): DescriptionId[] =>
  all<{ id: DescriptionId }>(
    db,
    sql`SELECT unitId AS id FROM workingListEntry JOIN description ON description.id = unitId
        WHERE listId = ${listId} AND binnedAt IS NULL ORDER BY workingListEntry.position, workingListEntry.id`,
  ).map(({ id }) => id)

export const bookmarksId = (db: ReadDatabase): ListId | null =>
  get<{ id: ListId }>(db, sql`SELECT id FROM workingList WHERE isBookmarks = 1`)?.id ?? null

export function insertList(db: WriteDatabase, name: string | null): ListId {
  const { id } = run(
    db,
    sql`INSERT INTO workingList (name, position, isBookmarks)
        VALUES (${name ?? ''}, (SELECT coalesce(max(position), 0) + 1 FROM workingList), ${name === null ? 1 : 0})`,
  )
  return id as ListId
}

export const renameList = (db: WriteDatabase, id: number, name: string): void =>
  void run(db, sql`UPDATE workingList SET name = ${name} WHERE id = ${id}`)

export function deleteList(db: WriteDatabase, id: number): void {
  run(db, sql`DELETE FROM workingListEntry WHERE listId = ${id}`)
  run(db, sql`DELETE FROM workingList WHERE id = ${id}`)
}

export const addToList = (db: WriteDatabase, listId: number, ids: readonly number[]): void =>
  void run(
    db,
    sql`INSERT INTO workingListEntry (listId, unitId, position)
        SELECT ${listId}, asked.value,
          (SELECT coalesce(max(position), 0) FROM workingListEntry WHERE listId = ${listId}) + asked.key + 1
        FROM json_each(${JSON.stringify(ids)}) AS asked
        WHERE NOT EXISTS (SELECT 1 FROM workingListEntry WHERE listId = ${listId} AND unitId = asked.value)`,
  )

export const removeFromList = (db: WriteDatabase, listId: number, ids: readonly number[]): void =>
  void run(
    db,
    sql`DELETE FROM workingListEntry WHERE listId = ${listId}
        AND unitId IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  )

/** Puts the descriptions of a list into this order. */
export const orderList = (db: WriteDatabase, listId: number, ids: readonly number[]): void =>
  void run(
    db,
    sql`UPDATE workingListEntry SET position = asked.key + 1 FROM json_each(${JSON.stringify(ids)}) AS asked
        WHERE listId = ${listId} AND unitId = asked.value`,
  )
