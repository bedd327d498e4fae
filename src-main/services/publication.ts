/** What was changed since it was published, and publishing it again. */
import { readEntry } from '../catalogue/history.ts'
import { databasePath } from '../catalogue/open.ts'
import { openPast } from '../catalogue/past.ts'
import { changedAmong, publicationOf, publicFields, publish } from '../catalogue/publication.ts'
import { differences, readRecord } from '../catalogue/record.ts'
import { idsInScope } from '../catalogue/scope.ts'
import { transact } from '../catalogue/transact.ts'
import { sameValue } from '../shared/domain/bulk.ts'
import type { Service } from './context.ts'

export const publication: Service<'publication'> = {
  differences(context, { id }) {
    const { db, folder } = context.catalogue()
    const historyId = publicationOf(db, id)
    if (historyId === null) return null
    const entry = readEntry(db, historyId)
    const past = openPast(databasePath(folder))
    try {
      const then = past.at(id, historyId)
      const [before, after] = [publicFields(then, [id]).get(id) ?? {}, publicFields(db, [id]).get(id) ?? {}]
      const differ = (field: string) => !sameValue(before[field], after[field])
      return {
        historyId: historyId,
        at: entry?.at ?? null,
        who: entry?.who ?? null,
        // Shown as the record has them: names by their authorities, a restriction with its years.
        fields: differences(readRecord(then, id), readRecord(db, id)).filter(({ field }) => differ(field)),
      }
    } finally {
      past.close()
    }
  },

  publish(context, { scope }) {
    const writing = context.writing()
    const ids = changedAmong(writing.db, idsInScope(writing.db, scope))
    const { historyId } = transact(writing, 'publication.publish', (db) => publish(db, ids))
    return { historyId, records: ids.length }
  },
}
