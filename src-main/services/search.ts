/** Finding, with the passage in which the words stand; counting what was found; and the searches that somebody keeps. */
import { setImmediate } from 'node:timers/promises'
import { sorted } from '../catalogue/description/arrange.ts'
import { readRows } from '../catalogue/description/read.ts'
import {
  boilerplateTexts,
  countDescriptions,
  deleteSearch,
  facetsOf,
  findDescriptions,
  highestId,
  insertSearch,
  savedSearch,
  savedSearches,
  searchableTexts,
  tallyBetween,
  updateSearch,
} from '../catalogue/search/index.ts'
import type { Slice, Tally } from '../catalogue/search/index.ts'
import type { ReadDatabase } from '../catalogue/database.ts'
import { transact } from '../catalogue/transact.ts'
import type { SortOrder } from '../shared/contract/arrangement.ts'
import { refusal } from '../shared/contract/errors.ts'
import type { DescriptionId, SavedSearchId } from '../shared/contract/ids.ts'
import type { SavedSearch } from '../shared/contract/search.ts'
import { parseQuery, termsOf } from '../shared/domain/query/index.ts'
import type { Query } from '../shared/domain/query/index.ts'
import { snippetOf } from '../shared/domain/snippet.ts'
import type { Context, Service } from './context.ts'

const MOST_IDS = 100_000
/** Counting for longer than this is done in parts, or estimated (milliseconds). */
const PATIENCE = 60
/** The share of the ids that is counted first; while that is quick, each next share is twice as large. */
const FIRST_SHARE = 1 / 40
const QUICK = 15

export const search: Service<'search'> = {
  query(context, { query, order, ...window }) {
    const { db } = context.catalogue()
    const parsed = parseQuery(query)
    const { ids, ordered } = foundInOrder(context, parsed, order, window)
    const sought = termsOf(parsed.root)
    const texts = searchableTexts(db, ids)
    const boilerplate = sought.some(({ where }) => where === 'boilerplate') ? boilerplateTexts(db, ids) : null
    const hits = readRows(db, ids).map(({ id, referenceCode, title, level, status, assignee, changed }) => ({
      id,
      referenceCode,
      title,
      level,
      status,
      assignee,
      changed,
      ...snippetOf([...(texts.get(id) ?? []), ...(boilerplate?.get(id) ?? [])], sought),
    }))
    const seen = window.offset + ids.length
    if (ids.length < window.limit && (ids.length > 0 || window.offset === 0))
      return { total: seen, exact: true, ordered, hits }
    // All words that begin as the one being typed are gathered to be counted, which takes longer than a keystroke.
    if (sought.some(({ term }) => term.open)) return { total: seen, exact: false, ordered, hits }
    return { ...countDescriptions(db, parsed), ordered, hits }
  },

  async facets(context, { query, exact }, { signal }) {
    const { db } = context.catalogue()
    const parsed = parseQuery(query)
    const tally: Tally = new Map()
    const last = highestId(db) + 1
    const few = countDescriptions(db, parsed).exact
    let step = few ? last : Math.ceil(last * FIRST_SHARE)
    const started = performance.now()
    let from = 0
    while (from < last) {
      if (signal?.aborted) throw refusal('cancelled', {})
      const before = performance.now()
      tallyBetween(db, parsed, from, from + step, tally)
      from += step
      if (performance.now() - before < QUICK) step *= 2
      if (from >= last) break
      if (exact) {
        // What is typed meanwhile goes first; the catalogue may be closed or another by then.
        await setImmediate()
        if (context.current()?.db !== db) throw refusal('cancelled', {})
      } else if (performance.now() - started > PATIENCE) break
    }
    const scale = Math.max(1, last / from)
    const total = [...tally.values()].reduce((sum, count) => sum + count, 0)
    return { total: Math.round(total * scale), exact: scale === 1, facets: facetsOf(db, tally, scale) }
  },

  ids: (context, { query, order }) => ({
    ids: foundInOrder(context, parseQuery(query), order, { offset: 0, limit: MOST_IDS }).ids,
  }),

  saved: (context) => savedSearches(context.catalogue().db),

  save(context, { name, query }) {
    const writing = context.writing()
    const { value: id } = transact(writing, 'search.save', (db) =>
      insertSearch(db, name, query, writing.clock.now()),
    )
    return present(writing.db, id)
  },

  change(context, { id, name, query }) {
    const writing = context.writing()
    const before = present(writing.db, id)
    transact(writing, 'search.change', (db) =>
      updateSearch(db, id, name ?? before.name, query ?? before.query),
    )
    return present(writing.db, id)
  },

  forget(context, { id }) {
    const writing = context.writing()
    present(writing.db, id)
    const { historyId } = transact(writing, 'search.forget', (db) => deleteSearch(db, id))
    return { historyId }
  },
}

/** A slice of what is found, in an order; `ordered` is false where there is too much of it to be put into that. */
function foundInOrder(
  context: Context,
  query: Query,
  order: SortOrder | null,
  slice: Slice,
): { ids: DescriptionId[]; ordered: boolean } {
  const { db } = context.catalogue()
  const found = order && findDescriptions(db, query, { offset: 0, limit: context.atOnce + 1 })
  if (!order || !found || found.length > context.atOnce)
    return { ids: findDescriptions(db, query, slice), ordered: order === null }
  const ids = sorted(db, found, order) as DescriptionId[]
  return { ids: ids.slice(slice.offset, slice.offset + slice.limit), ordered: true }
}

function present(db: ReadDatabase, id: SavedSearchId): SavedSearch {
  const found = savedSearch(db, id)
  if (!found) throw refusal('savedSearchNotFound', { id })
  return found
}
