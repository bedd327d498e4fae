/** Pages: their order, their labels, and the descriptions that they belong to. */
import { readDescription } from '../catalogue/description/read.ts'
import type { ReadDatabase } from '../catalogue/database.ts'
import { sealingOf } from '../catalogue/encryption/masters.ts'
import { derivativesIn } from '../catalogue/open.ts'
import { adjustPage, areOfOneImage, joinPages, markPage, placeAfter, splitPage } from '../catalogue/page.ts'
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
import { labelsFrom } from '../shared/domain/page-label.ts'
import { around, isWithin, partOf } from '../shared/domain/page-view.ts'
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
    const sealedBy = sealingOf(catalogue.folder)?.id ?? null
    await context.tiles.tryAgain({ cacheFolder: derivativesIn(catalogue), sealedBy, path, sha256, frame })
  },

  addPage(context, { descriptionId, label, state, afterId }) {
    const writing = context.writing()
    checkDescription(writing.db, descriptionId)
    if (afterId !== null && present(writing.db, afterId).descriptionId !== descriptionId)
      throw refusal('pageNotFound', { id: afterId })
    const { value: id } = transact(writing, 'scan.addPage', (db) => {
      const id = insertPage(db, {
        descriptionId,
        label,
        scanId: null,
        frame: 0,
        width: null,
        height: null,
        pixelsPerInch: null,
      })
      markPage(db, id, { state })
      if (afterId !== null) placeAfter(db, id, present(db, afterId))
      return id
    })
    return present(writing.db, id)
  },

  edit(context, { id, label, rotation }) {
    const writing = context.writing()
    present(writing.db, id)
    transact(writing, 'scan.edit', (db) => updatePage(db, id, { label, rotation }))
    return present(writing.db, id)
  },

  mark(context, { ids, side, state }) {
    const writing = context.writing()
    for (const id of ids) present(writing.db, id)
    const { historyId } = transact(writing, 'scan.mark', (db) => {
      for (const id of ids) markPage(db, id, { side, state })
    })
    return { historyId }
  },

  number(context, { ids, first }) {
    const writing = context.writing()
    for (const id of ids) present(writing.db, id)
    const labels =
      first === null ? ids.map(() => ({ label: null, side: null })) : labelsFrom(first, ids.length)
    if (labels === null) throw refusal('labelNotCounted', {})
    const { historyId } = transact(writing, 'scan.number', (db) => {
      labels.forEach(({ label, side }, index) =>
        markPage(db, ids[index] ?? 0, { label, side: side ?? undefined }),
      )
    })
    return { historyId }
  },

  adjust(context, { ids, adjustments, rotation, visit }) {
    const writing = context.writing()
    const pages = ids.map((id) => present(writing.db, id))
    const { historyId } = transact(
      writing,
      'scan.adjust',
      (db) => {
        for (const page of pages) {
          adjustPage(db, page, adjustments)
          updatePage(db, page.id, { rotation })
        }
      },
      { visit },
    )
    return { historyId }
  },

  split(context, { pages }) {
    const writing = context.writing()
    const splitting = pages.map(({ id, parts }) => {
      const page = present(writing.db, id)
      if (page.scan === null || page.width === null) throw refusal('pageWithoutImage', { id })
      if (!parts.every((part) => isWithin(part, partOf(page)))) throw refusal('regionOutsidePage', { id })
      return { page, parts }
    })
    const { value, historyId } = transact(writing, 'scan.split', (db) =>
      splitting.map(({ page, parts }) => splitPage(db, page, parts, context.ids.uid)),
    )
    return { historyId, ids: value }
  },

  join(context, { ids: [firstId, secondId] }) {
    const writing = context.writing()
    const [first, second] = [present(writing.db, firstId), present(writing.db, secondId)]
    if (!areOfOneImage(writing.db, firstId, secondId)) throw refusal('pagesNotJoined', {})
    const part = around(partOf(first), partOf(second))
    const isWhole = part.width === first.width && part.height === first.height
    const { historyId } = transact(writing, 'scan.join', (db) =>
      joinPages(db, first, second, isWhole ? null : part),
    )
    return { historyId }
  },

  derivatives: (context) => context.tiles.usage(derivativesIn(context.catalogue())),
  deleteDerivatives: (context) => context.tiles.clear(derivativesIn(context.catalogue())),

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
    return { historyId }
  },

  detach(context, { ids }) {
    const writing = context.writing()
    for (const id of ids) present(writing.db, id)
    const { historyId } = transact(writing, 'scan.detach', (db) => {
      for (const id of ids) givePage(db, id, null)
    })
    return { historyId }
  },

  attach(context, { ids, descriptionId }) {
    const writing = context.writing()
    checkDescription(writing.db, descriptionId)
    for (const id of ids) present(writing.db, id)
    const { historyId } = transact(writing, 'scan.attach', (db) => {
      for (const id of ids) givePage(db, id, descriptionId)
    })
    return { historyId }
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
