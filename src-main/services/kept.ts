/** What came in with a record and no field holds. */
import { readDescription } from '../catalogue/description/read.ts'
import { filesOf, keptOf } from '../catalogue/kept.ts'
import { refusal } from '../shared/contract/errors.ts'
import type { Service } from './context.ts'

export const kept: Service<'kept'> = {
  list(context, { descriptionId, ...asked }) {
    const { db } = context.catalogue()
    if (!readDescription(db, descriptionId)) throw refusal('descriptionNotFound', { id: descriptionId })
    return { ...keptOf(db, descriptionId, asked), files: filesOf(db, descriptionId) }
  },
}
