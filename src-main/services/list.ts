/** Working sets and bookmarks. */
import { sorted } from '../catalogue/description/arrange.ts'
import { levelsOf, readRows } from '../catalogue/description/read.ts'
import {
  addToList,
  allLists,
  bookmarksId,
  deleteList,
  idsInList,
  insertList,
  listsWith,
  orderList,
  readList,
  removeFromList,
  renameList,
} from '../catalogue/list.ts'
import type { ReadDatabase } from '../catalogue/database.ts'
import { idsInScope } from '../catalogue/scope.ts'
import { transact } from '../catalogue/transact.ts'
import { refusal } from '../shared/contract/errors.ts'
import type { WorkingList } from '../shared/contract/list.ts'
import type { Service } from './context.ts'

export const list: Service<'list'> = {
  all: (context) => allLists(context.catalogue().db),

  rows(context, { id, offset, limit }) {
    const { db } = context.catalogue()
    present(db, id)
    const ids = idsInList(db, id)
    return { total: ids.length, rows: readRows(db, ids.slice(offset, offset + limit)) }
  },

  create(context, { name, scope }) {
    const writing = context.writing()
    const { value: id } = transact(writing, 'list.create', (db) => {
      const id = insertList(db, name)
      if (scope !== null) addToList(db, id, idsInScope(db, scope))
      return id
    })
    return present(writing.db, id)
  },

  rename(context, { id, name }) {
    const writing = context.writing()
    present(writing.db, id)
    transact(writing, 'list.rename', (db) => renameList(db, id, name))
    return present(writing.db, id)
  },

  delete(context, { id }) {
    const writing = context.writing()
    present(writing.db, id)
    transact(writing, 'list.delete', (db) => deleteList(db, id))
    return {}
  },

  add(context, { id, scope }) {
    const writing = context.writing()
    present(writing.db, id)
    transact(writing, 'list.add', (db) => addToList(db, id, idsInScope(db, scope)))
    return present(writing.db, id)
  },

  remove(context, { id, ids }) {
    const writing = context.writing()
    present(writing.db, id)
    transact(writing, 'list.remove', (db) => removeFromList(db, id, ids))
    return present(writing.db, id)
  },

  move(context, { id, ids, beforeId }) {
    const writing = context.writing()
    present(writing.db, id)
    const moving = new Set<number>(ids)
    const there = idsInList(writing.db, id)
    const staying = there.filter((one) => !moving.has(one))
    // Where the one before which they go moves too, they go before the next that stays.
    const next =
      beforeId === null ? -1 : staying.findIndex((one) => there.indexOf(one) >= there.indexOf(beforeId))
    const at = next === -1 ? staying.length : next
    const moved = ids.filter((one) => there.includes(one))
    transact(writing, 'list.move', (db) =>
      orderList(db, id, [...staying.slice(0, at), ...moved, ...staying.slice(at)]),
    )
    return present(writing.db, id)
  },

  sort(context, { id, ...order }) {
    const writing = context.writing()
    const { db } = writing
    present(db, id)
    const ids = sorted(db, idsInList(db, id), order)
    transact(writing, 'list.sort', (db) => orderList(db, id, ids))
    return present(db, id)
  },

  bookmark(context, { id }) {
    const writing = context.writing()
    if (!levelsOf(writing.db, [id]).has(id)) throw refusal('descriptionNotFound', { id })
    const { value: bookmarked } = transact(writing, 'list.bookmark', (db) => {
      const listId = bookmarksId(db) ?? insertList(db, null)
      const there = idsInList(db, listId).includes(id)
      if (there) removeFromList(db, listId, [id])
      else addToList(db, listId, [id])
      return !there
    })
    return { bookmarked }
  },

  of(context, { id }) {
    const lists = listsWith(context.catalogue().db, id)
    return {
      bookmarked: lists.some(({ name }) => name === null),
      lists: lists.filter(({ name }) => name !== null),
    }
  },
}

function present(db: ReadDatabase, id: number): WorkingList {
  const found = readList(db, id)
  if (!found) throw refusal('listNotFound', { id })
  return found
}
