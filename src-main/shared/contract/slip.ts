/** The list of words that are probably misread or mistyped, which checks of texts go by. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { refusing } from './errors.ts'
import { HistoryId, SlipId } from './ids.ts'

const words = z.string().trim().min(2).max(100)
const slip = {
  wrong: words,
  /** What probably stands in the document. */
  correct: words,
}
export const OwnSlip = z.object({ id: SlipId, ...slip })
export type OwnSlip = z.infer<typeof OwnSlip>

export const slips = {
  /** Those that the office added, and those that come with the program; the office's own comes before one for the same words. */
  list: oc
    .errors(refusing('noCatalogueOpen'))
    .output(z.object({ own: z.array(OwnSlip), shipped: z.array(z.object(slip)) })),
  add: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'slipTaken', 'valueNotAllowed'))
    .input(z.object(slip))
    .output(OwnSlip),
  remove: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'slipNotFound'))
    .input(z.object({ id: SlipId }))
    .output(z.object({ historyId: HistoryId.nullable() })),
}
