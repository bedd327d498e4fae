/** Review of items: who decides what, under which guards. */
import { readDescription } from '../../catalogue/description/read.ts'
import { descriptionUid } from '../../catalogue/description/uid.ts'
import { auditRows, brokenAt } from '../../catalogue/review/audit.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { placeWords, withheldBeside } from '../../catalogue/redaction/same-scan.ts'
import { isVeiled } from '../../catalogue/review/blind.ts'
import { countsOf, dueBy, queueOf, reviewStatistics } from '../../catalogue/review/queue.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { Review } from '../../shared/contract/review.ts'
import { isSamePerson } from '../../shared/domain/review/person.ts'
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

/** For whoever marks blindly: their own looks, and nothing of what the first person has marked. */
const veiled = (told: Review, who: string): Review => ({
  ...told,
  looked: told.looked.filter((look) => isSamePerson(look.who, who)),
  unresolved: told.unresolved.filter(({ redactionId }) => redactionId === null),
})

/** Nor that a page of another item, which they have yet to mark, has something on it that is open here. */
function withoutVeiled(db: ReadDatabase, { descriptionId, unresolved }: Review, who: string) {
  if (!unresolved.some(({ code }) => code === 'sameScanWithheld')) return unresolved
  const hidden = new Set(
    withheldBeside(db, descriptionId).flatMap(({ marked }) =>
      isVeiled(db, marked.descriptionId, who) ? [placeWords(marked)] : [],
    ),
  )
  return unresolved.filter(({ code, about }) => code !== 'sameScanWithheld' || !hidden.has(about ?? ''))
}

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
    const told = reviewOf(db, descriptionId, today(context))
    const { who } = context.settings.read()
    const seen = { ...told, unresolved: withoutVeiled(db, told, who) }
    return isVeiled(db, descriptionId, who) ? veiled(seen, who) : seen
  },

  queue(context, { offset, limit, ...filter }) {
    const { db } = context.catalogue()
    const { who } = context.settings.read()
    const counted = countsOf(db, filter)
    const counts = Object.fromEntries(REVIEW_STATES.map((state) => [state, counted[state] ?? 0]))
    const total = Object.entries(counts)
      .filter(([state]) => filter.state === null || state === filter.state)
      .reduce((sum, [, items]) => sum + items, 0)
    return {
      total,
      counts: counts as Record<(typeof REVIEW_STATES)[number], number>,
      // How much the first person has marked is kept from the second.
      items: queueOf(db, filter, { offset, limit }).map((item) =>
        isVeiled(db, item.descriptionId, who) ? { ...item, redactions: 0, unresolved: 0 } : item,
      ),
    }
  },

  due: (context, { offset, limit, ...asked }) => dueBy(context.catalogue().db, asked, { offset, limit }),

  statistics: (context) => reviewStatistics(context.catalogue().db),

  audit(context, { descriptionId, ...window }) {
    const { db } = context.catalogue()
    const uid = descriptionId === null ? null : descriptionUid(db, descriptionId)
    const { total, rows } = auditRows(db, uid, window)
    const { who } = context.settings.read()
    const open = rows.filter(
      (row) => row.redaction === null || row.descriptionId === null || !isVeiled(db, row.descriptionId, who),
    )
    return { total: total - (rows.length - open.length), rows: open, brokenAt: brokenAt(db) }
  },
}
