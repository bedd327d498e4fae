/** Ways out as the page asks about them. */
import { isUnderReview, leave } from '../catalogue/way-out.ts'
import { WAY_NAMES } from '../shared/domain/ways-out.ts'
import type { Service } from './context.ts'

export const wayOut: Service<'wayOut'> = {
  state: (context) => ({ asks: isUnderReview(context.catalogue().db), ways: [...WAY_NAMES] }),

  note: (context, { way, reason, as }) => ({ marked: leave(context, way, { reason, as, told: {} }).marked }),
}
