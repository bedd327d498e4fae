/** Finding, with the passage in which the words stand. */
import { readRows } from '../catalogue/description/read.ts'
import { findDescriptions, searchableTexts } from '../catalogue/search.ts'
import { queryTerms } from '../shared/domain/fold.ts'
import { snippetOf } from '../shared/domain/snippet.ts'
import type { Service } from './context.ts'

export const search: Service<'search'> = {
  query(context, { query, ...window }) {
    const { db } = context.catalogue()
    const terms = queryTerms(query)
    const { total, ids } = findDescriptions(db, terms, window)
    const hits = readRows(db, ids).map(({ id, referenceCode, title, level, status }) => ({
      id,
      referenceCode,
      title,
      level,
      status,
      ...snippetOf(searchableTexts(db, id), terms),
    }))
    return { total, hits }
  },
}
