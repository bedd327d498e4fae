/** Requests for access: registered, given the items that they ask for, answered with an annex; and what was handed out. */
import { statSync } from 'node:fs'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { levelsOf } from '../../catalogue/description/read.ts'
import {
  deliveriesOf,
  itemsOf,
  readDelivery,
  readRequest,
  releaseNamed,
  requestNumbered,
  requestNumbers,
  requestWindow,
} from '../../catalogue/request/read.ts'
import {
  addItems,
  deleteDelivery,
  deleteRequest,
  insertDelivery,
  insertRequest,
  removeItems,
  updateRequest,
} from '../../catalogue/request/write.ts'
import { transact } from '../../catalogue/transact.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import type { Request } from '../../shared/contract/request.ts'
import { nextNumber } from '../../shared/domain/accession.ts'
import type { Context, Service } from '../context.ts'

const today = ({ clock }: Context): string => clock.now().slice(0, 10)

export const request: Service<'request'> = {
  list: (context, { offset, limit, ...filter }) =>
    requestWindow(context.catalogue().db, filter, { offset, limit }, today(context)),

  get: (context, { id }) => present(context, context.catalogue().db, id),

  find(context, { number }) {
    const { db } = context.catalogue()
    const id = requestNumbered(db, number)
    if (id === null) throw refusal('requestNotFound', { id: number })
    return present(context, db, id)
  },

  create(context, { fields }) {
    const writing = context.writing()
    const number = fields.number ?? nextNumber(requestNumbers(writing.db), Number(today(context).slice(0, 4)))
    checkNumber(writing.db, null, number)
    const { value: id } = transact(writing, 'request.create', (db) =>
      insertRequest(db, { ...fields, number }),
    )
    return present(context, writing.db, id)
  },

  edit(context, { id, patch, visit }) {
    const writing = context.writing()
    present(context, writing.db, id)
    if (patch.number !== undefined) checkNumber(writing.db, id, patch.number)
    transact(writing, 'request.edit', (db) => updateRequest(db, id, patch), { visit })
    return present(context, writing.db, id)
  },

  remove(context, { id }) {
    const writing = context.writing()
    present(context, writing.db, id)
    const { historyId } = transact(writing, 'request.remove', (db) => deleteRequest(db, id))
    return { historyId }
  },

  addItems(context, { id, descriptionIds }) {
    const writing = context.writing()
    present(context, writing.db, id)
    checkDescriptions(writing.db, descriptionIds)
    const { value: items, historyId } = transact(writing, 'request.addItems', (db) =>
      addItems(db, id, descriptionIds),
    )
    return { items, historyId }
  },

  removeItems(context, { id, descriptionIds }) {
    const writing = context.writing()
    present(context, writing.db, id)
    const { value: items, historyId } = transact(writing, 'request.removeItems', (db) =>
      removeItems(db, id, descriptionIds),
    )
    return { items, historyId }
  },

  letter(context, { id, to }) {
    const { db, database } = context.catalogue()
    present(context, db, id)
    const items = itemsOf(db, id)
    if (items.every(({ state }) => state !== 'approved' && state !== 'released'))
      throw refusal('requestUndecided', { items: items.length })
    const folder = to === null ? null : context.handles.take(to, 'write')
    if (to !== null && folder === null) throw refusal('handleUnknown', {})
    if (folder !== null && !statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      throw refusal('handleUnknown', {})
    const job = context.jobs.start('letter', 'descriptions', async ({ id: jobId, signal, progress }) => {
      const { paths, ...result } = await context.tasks.run(
        'writeAnnex',
        {
          databasePath: database,
          requestId: id,
          folder: folder ?? (await context.exported.downloadFolder()),
          on: today(context),
          generator: `Shoko ${context.version}`,
        },
        { signal, onProgress: progress },
      )
      context.exported.remember(jobId, paths)
      return { kind: 'letter', ...result }
    })
    return { jobId: job.id }
  },

  deliveries: (context, { offset, limit, ...asked }) =>
    deliveriesOf(context.catalogue().db, asked, { offset, limit }),

  deliver(context, fields) {
    const writing = context.writing()
    if (fields.requestId !== null) present(context, writing.db, fields.requestId)
    if (!releaseNamed(writing.db, fields.name)) throw refusal('releaseNotFound', { name: fields.name })
    const { value: id } = transact(writing, 'request.deliver', (db) => insertDelivery(db, fields))
    const delivery = readDelivery(writing.db, id)
    if (!delivery) throw refusal('deliveryNotFound', { id })
    return delivery
  },

  strike(context, { id }) {
    const { historyId } = transact(context.writing(), 'request.strike', (db) => {
      if (!deleteDelivery(db, id)) throw refusal('deliveryNotFound', { id })
    })
    return { historyId }
  },
}

/** @throws requestNotFound */
function present(context: Context, db: ReadDatabase, id: number): Request {
  const found = readRequest(db, id, today(context))
  if (!found) throw refusal('requestNotFound', { id })
  return found
}

/** @throws requestNumberMissing, requestNumberTaken */
function checkNumber(db: ReadDatabase, id: number | null, number: string): void {
  if (number.trim() === '') throw refusal('requestNumberMissing', {})
  const other = requestNumbered(db, number)
  if (other !== null && other !== id) throw refusal('requestNumberTaken', { number })
}

/** @throws descriptionNotFound */
function checkDescriptions(db: ReadDatabase, ids: readonly DescriptionId[]): void {
  const there = levelsOf(db, ids)
  const missing = ids.find((id) => !there.has(id))
  if (missing !== undefined) throw refusal('descriptionNotFound', { id: missing })
}
