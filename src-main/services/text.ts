/** Texts of a description: made, written paragraph by paragraph, placed on the page, their names tagged. */
import { readDescription } from '../catalogue/description/read.ts'
import type { ReadDatabase } from '../catalogue/database.ts'
import { pageIdsOf } from '../catalogue/scan.ts'
import { pastOf, readParagraph, readText, textsOf } from '../catalogue/text/read.ts'
import { editText, insertText, placeParagraph, removeText, writeParagraphs } from '../catalogue/text/write.ts'
import { transact } from '../catalogue/transact.ts'
import { refusal } from '../shared/contract/errors.ts'
import type { Text } from '../shared/contract/text.ts'
import type { Service } from './context.ts'

export const text: Service<'text'> = {
  list(context, { descriptionId }) {
    const { db } = context.catalogue()
    checkDescription(db, descriptionId)
    return textsOf(db, descriptionId)
  },

  create(context, { descriptionId, ...about }) {
    const writing = context.writing()
    checkDescription(writing.db, descriptionId)
    const pages = Math.max(1, pageIdsOf(writing.db, descriptionId).length)
    const { value: id } = transact(writing, 'text.create', (db) =>
      insertText(db, descriptionId, {
        ...about,
        source: 'typed',
        paragraphs: Array.from({ length: pages }, (_, index) => ({
          kind: 'body',
          pageNumber: index + 1,
          value: '',
        })),
      }),
    )
    return present(writing.db, id)
  },

  edit(context, { id, patch, visit }) {
    const writing = context.writing()
    present(writing.db, id)
    const checked =
      patch.status === undefined ? {} : { checkedBy: patch.status === 'checked' ? writing.who() : null }
    const fields = Object.keys(patch)
    const step = { field: fields.length === 1 ? fields[0] : undefined, visit }
    transact(writing, 'text.edit', (db) => editText(db, id, { ...patch, ...checked }), step)
    return present(writing.db, id)
  },

  remove(context, { id }) {
    const writing = context.writing()
    present(writing.db, id)
    const { historyId } = transact(writing, 'text.remove', (db) => removeText(db, id))
    return { historyId }
  },

  write(context, { id, replaced, afterId, paragraphs, visit }) {
    const writing = context.writing()
    const now = present(writing.db, id)
    const ids = now.paragraphs.map((paragraph) => paragraph.id)
    const first = replaced[0] ?? afterId
    const at = first === null ? -1 : ids.indexOf(first)
    if (first !== null && at === -1) throw refusal('paragraphNotFound', { id: first })
    const from = replaced.length > 0 ? at : at + 1
    const removed = now.paragraphs.slice(from, from + replaced.length)
    replaced.forEach((one, index) => {
      if (removed[index]?.id !== one) throw refusal('paragraphNotFound', { id: one })
    })
    const kept = new Set<number>()
    for (const one of paragraphs) {
      if (one.id === null) continue
      if (!replaced.includes(one.id) || kept.has(one.id)) throw refusal('paragraphNotFound', { id: one.id })
      kept.add(one.id)
    }
    const pages = new Set(pageIdsOf(writing.db, now.descriptionId))
    const strange = paragraphs.find(({ pageId }) => pageId !== null && !pages.has(pageId))
    if (strange?.pageId != null) throw refusal('pageNotFound', { id: strange.pageId })
    transact(writing, 'text.write', (db) => writeParagraphs(db, now, removed, from, paragraphs), {
      field: now.kind,
      visit,
    })
    return present(writing.db, id)
  },

  place(context, { paragraphId, pageId, region }) {
    const writing = context.writing()
    const { text, paragraph } = presentParagraph(writing.db, paragraphId)
    const pageNumber = pageIdsOf(writing.db, text.descriptionId).indexOf(pageId) + 1
    if (pageNumber === 0) throw refusal('pageNotFound', { id: pageId })
    transact(writing, 'text.place', (db) => placeParagraph(db, paragraph, { pageId, pageNumber }, region))
    return presentParagraph(writing.db, paragraphId).paragraph
  },

  past(context, { paragraphId }) {
    const { db } = context.catalogue()
    return pastOf(db, presentParagraph(db, paragraphId).paragraph)
  },
}

function present(db: ReadDatabase, id: number): Text {
  const found = readText(db, id)
  if (!found) throw refusal('textNotFound', { id })
  return found
}

function presentParagraph(db: ReadDatabase, id: number): NonNullable<ReturnType<typeof readParagraph>> {
  const found = readParagraph(db, id)
  if (!found) throw refusal('paragraphNotFound', { id })
  return found
}

function checkDescription(db: ReadDatabase, id: number): void {
  if (!readDescription(db, id)) throw refusal('descriptionNotFound', { id })
}
