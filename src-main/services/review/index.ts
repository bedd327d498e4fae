/** Review of items: who decides what, under which guards. */
import { readDescription } from '../../catalogue/description/read.ts'
import { descriptionUid } from '../../catalogue/description/uid.ts'
import { auditRows, brokenAt } from '../../catalogue/review/audit.ts'
import { countsOf, dueBy, queueOf, reviewStatistics } from '../../catalogue/review/queue.ts'
import { refusal } from '../../shared/contract/errors.ts'
import { REVIEW_STATES } from '../../shared/domain/review/states.ts'
import type { Service } from '../context.ts'
import { today } from './acting.ts'
import { check } from './checklist.ts'
import { deciding } from './deciding.ts'
import { duplicates } from './duplicates.ts'
import { reviewOf } from './item.ts'
import { opening } from './opening.ts'
import { packing } from './packing.ts'
import { referring } from './referring.ts'

export const review: Service<'review'> = {
  ...opening,
  ...referring,
  ...packing,
  ...duplicates,
  ...deciding,
  check,

  state(context, { descriptionId }) {
    const { db } = context.catalogue()
    if (!readDescription(db, descriptionId)) throw refusal('descriptionNotFound', { id: descriptionId })
    return reviewOf(db, descriptionId, today(context))
  },

  queue(context, { offset, limit, ...filter }) {
    const { db } = context.catalogue()
    const counted = countsOf(db, filter)
    const counts = Object.fromEntries(REVIEW_STATES.map((state) => [state, counted[state] ?? 0]))
    const total = Object.entries(counts)
      .filter(([state]) => filter.state === null || state === filter.state)
      .reduce((sum, [, items]) => sum + items, 0)
    return {
      total,
      counts: counts as Record<(typeof REVIEW_STATES)[number], number>,
      items: queueOf(db, filter, { offset, limit }),
    }
  },

  due: (context, { offset, limit, ...asked }) => dueBy(context.catalogue().db, asked, { offset, limit }),

  statistics: (context) => reviewStatistics(context.catalogue().db),

  audit(context, { descriptionId, ...window }) {
    const { db } = context.catalogue()
    const uid = descriptionId === null ? null : descriptionUid(db, descriptionId)
    return { ...auditRows(db, uid, window), brokenAt: brokenAt(db) }
  },
}
