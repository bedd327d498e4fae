/** Names in texts: listed, proposed, tagged many at a time. */
import { addMentioned, authorityExists } from '../../catalogue/authority/link.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { readDescription } from '../../catalogue/description/read.ts'
import { textsOf } from '../../catalogue/text/read.ts'
import { deleteMention, insertMention } from '../../catalogue/text/write.ts'
import { transact } from '../../catalogue/transact.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { Span } from '../../shared/domain/span.ts'
import type { Service } from '../context.ts'
import { taggedNames } from './propose.ts'

export const mention: Service<'mention'> = {
  list(context, { descriptionId }) {
    const { db } = context.catalogue()
    checkDescription(db, descriptionId)
    return taggedNames(db, descriptionId)
  },

  propose(context, { descriptionId }) {
    const { db, database } = context.catalogue()
    checkDescription(db, descriptionId)
    return context.tasks.run('proposeNames', { databasePath: database, descriptionId })
  },

  take(context, { descriptionId, mentions }) {
    const writing = context.writing()
    const { db } = writing
    checkDescription(db, descriptionId)
    const taken = new Map(
      textsOf(db, descriptionId).flatMap(({ paragraphs }) =>
        paragraphs.map(({ id, value, mentions: known }) => [
          id,
          { length: value.length, spans: [...known] as Span[] },
        ]),
      ),
    )
    for (const { authorityId } of mentions)
      if (!authorityExists(db, authorityId)) throw refusal('authorityNotFound', { id: authorityId })
    const fresh = mentions.filter(({ paragraphId, start, end }) => {
      const paragraph = taken.get(paragraphId)
      if (!paragraph) throw refusal('paragraphNotFound', { id: paragraphId })
      if (end <= start || end > paragraph.length)
        throw refusal('valueNotAllowed', { field: 'end', allowed: String(paragraph.length) })
      if (paragraph.spans.some((other) => other.start < end && start < other.end)) return false
      paragraph.spans.push({ start, end })
      return true
    })
    const { historyId } = transact(writing, 'mention.take', (inside) => {
      for (const one of fresh) insertMention(inside, descriptionId, one)
      for (const id of new Set(fresh.map(({ authorityId }) => authorityId)))
        addMentioned(inside, descriptionId, id)
    })
    return { historyId, tagged: fresh.length }
  },

  remove(context, { id }) {
    const { historyId } = transact(context.writing(), 'mention.remove', (db) => {
      if (!deleteMention(db, id)) throw refusal('mentionNotFound', { id })
    })
    return { historyId }
  },
}

function checkDescription(db: ReadDatabase, id: number): void {
  if (!readDescription(db, id)) throw refusal('descriptionNotFound', { id })
}
