/** Ways on which something leaves the catalogue that is not released (shared/domain/ways-out.ts). */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { PAGE_WAYS, WAY_NAMES } from '../domain/ways-out.ts'
import { refusing } from './errors.ts'
import { As } from './redaction.ts'

/** Why something leaves that is not released; asked for where anything is under review. */
export const LeavingReason = z.string().trim().max(2000).default('')

export const wayOut = {
  /** Whether a reason is asked for. */
  state: oc
    .errors(refusing('noCatalogueOpen'))
    .output(z.object({ asks: z.boolean(), ways: z.array(z.enum(WAY_NAMES)) })),
  /** What the page lets out by itself: it is told before. */
  note: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'wayOutNeedsReason', 'reviewerUnnamed'))
    .input(z.object({ way: z.enum(PAGE_WAYS), reason: LeavingReason, as: As }))
    .output(z.object({ marked: z.boolean() })),
}
