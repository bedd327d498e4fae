/** Texts of a description. */
import { readDescription } from '../catalogue/description/read.ts'
import { textsOf } from '../catalogue/text.ts'
import { refusal } from '../shared/contract/errors.ts'
import type { Service } from './context.ts'

export const text: Service<'text'> = {
  list(context, { descriptionId }) {
    const { db } = context.catalogue()
    if (!readDescription(db, descriptionId)) throw refusal('descriptionNotFound', { id: descriptionId })
    return textsOf(db, descriptionId)
  },
}
