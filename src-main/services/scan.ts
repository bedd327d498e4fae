/** Pages: their order, their labels, and the descriptions that they belong to. */
import { join } from 'node:path'
import { readDescription } from '../catalogue/description/read.ts'
import type { ReadDatabase } from '../catalogue/database.ts'
import {
  givePage,
  insertPage,
  loosePages,
  orderPages,
  pageIdsOf,
  pagesOf,
  readPage,
  scanFile,
  scanOfPage,
  updatePage,
} from '../catalogue/scan.ts'
import { transact } from '../catalogue/transact.ts'
import { refusal } from '../shared/contract/errors.ts'
import type { Page } from '../shared/contract/scan.ts'
import type { Service } from './context.ts'

export const scan: Service<'scan'> = {
  pages(context, { descriptionId }) {
    const { db } = context.catalogue()
    checkDescription(db, descriptionId)
    return pagesOf(db, descriptionId)
  },

  loose: (context, window) => loosePages(context.catalogue().db, window),

  async tryAgain(context, { id }) {
    const catalogue = context.catalogue()
    const scan = scanOfPage(catalogue.db, id)
    if (!scan) throw refusal('pageNotFound', { id })
    const { sha256, frame } = scan
    const path = scanFile(catalogue, scan)
    await context.tiles.tryAgain({ cacheFolder: join(catalogue.folder, 'derivatives'), path, sha256, frame })
  },

  addPage(context, { descriptionId, label }) {
    const writing = context.writing()
    checkDescription(writing.db, descriptionId)
    const { value: id } = transact(writing, 'scan.addPage', (db) =>
      insertPage(db, {
        descriptionId,
        label,
        scanId: null,
        frame: 0,
        width: null,
        height: null,
        pixelsPerInch: null,
      }),
    )
    return present(writing.db, id)
  },

  edit(context, { id, label, rotation }) {
    const writing = context.writing()
    present(writing.db, id)
    transact(writing, 'scan.edit', (db) => updatePage(db, id, { label, rotation }))
    return present(writing.db, id)
  },

  reorder(context, { ids, beforeId }) {
    const writing = context.writing()
    const { db } = writing
    const first = present(db, ids[0] ?? 0)
    const moving = new Set<number>(ids)
    const all = pageIdsOf(db, first.descriptionId)
    for (const id of beforeId === null ? ids : [...ids, beforeId]) {
      if (!all.includes(id)) throw refusal('pageNotFound', { id })
    }
    const staying = all.filter((id) => !moving.has(id))
    const after = beforeId === null ? [] : all.slice(all.indexOf(beforeId)).filter((id) => !moving.has(id))
    const before = staying.slice(0, staying.length - after.length)
    const { historyId } = transact(writing, 'scan.reorder', (db) =>
      orderPages(db, [...before, ...ids, ...after]),
    )
    return { historyId: historyId ?? 0 }
  },

  detach(context, { ids }) {
    const writing = context.writing()
    for (const id of ids) present(writing.db, id)
    const { historyId } = transact(writing, 'scan.detach', (db) => {
      for (const id of ids) givePage(db, id, null)
    })
    return { historyId: historyId ?? 0 }
  },

  attach(context, { ids, descriptionId }) {
    const writing = context.writing()
    checkDescription(writing.db, descriptionId)
    for (const id of ids) present(writing.db, id)
    const { historyId } = transact(writing, 'scan.attach', (db) => {
      for (const id of ids) givePage(db, id, descriptionId)
    })
    return { historyId: historyId ?? 0 }
  },
}

function present(db: ReadDatabase, id: number): Page {
  const found = readPage(db, id)
  if (!found) throw refusal('pageNotFound', { id })
  return found
}

function checkDescription(db: ReadDatabase, id: number): void {
  const found = readDescription(db, id)
  if (!found || found.binnedAt !== null) throw refusal('descriptionNotFound', { id })
}
