/** The office's list of words that are probably misread. */
import { deleteSlip, insertSlip, ownSlips, slipExists } from '../catalogue/slip.ts'
import { transact } from '../catalogue/transact.ts'
import { refusal } from '../shared/contract/errors.ts'
import { SHIPPED_SLIPS } from '../shared/domain/slip.ts'
import type { Service } from './context.ts'

export const slip: Service<'slip'> = {
  list: (context) => ({ own: ownSlips(context.catalogue().db), shipped: [...SHIPPED_SLIPS] }),

  add(context, { wrong, correct }) {
    const writing = context.writing()
    if (wrong === correct) throw refusal('valueNotAllowed', { field: 'correct', allowed: '' })
    if (slipExists(writing.db, wrong)) throw refusal('slipTaken', {})
    const { value: id } = transact(writing, 'slip.add', (db) => insertSlip(db, { wrong, correct }))
    return { id, wrong, correct }
  },

  remove(context, { id }) {
    const writing = context.writing()
    const { historyId } = transact(writing, 'slip.remove', (db) => {
      if (!deleteSlip(db, id)) throw refusal('slipNotFound', { id })
    })
    return { historyId }
  },
}
