/** What was done, month by month and person by person, as it is recorded; what is in the bin is not counted. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { refusing } from './errors.ts'
import { DescriptionId } from './ids.ts'

/** A month in the local time of the machine, `YYYY-MM`. */
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

/** What is counted, in the order in which it is shown. */
export const COUNTED = ['descriptions', 'items', 'pages', 'changed', 'checked', 'published'] as const
export type Counted = (typeof COUNTED)[number]

const count = z.number().int()
const counts = {
  /** Descriptions added. */
  descriptions: count,
  /** Items among them, as their level is now. */
  items: count,
  /** Pages added: those of descriptions, and, in the whole catalogue, loose ones. */
  pages: count,
  /** Descriptions that were changed, each once, beside those that the same person added in the same time. */
  changed: count,
  /** Descriptions that were checked, each once. */
  checked: count,
  /** Descriptions that were published, or published again, each once. */
  published: count,
}
export const Counts = z.object(counts)
export type Counts = z.infer<typeof Counts>

/** Of everybody together, and of each person; who worked without a name is ''. */
const worked = { ...counts, people: z.array(z.object({ who: z.string(), ...counts })) }
const Worked = z.object(worked)
export type Worked = z.infer<typeof Worked>

export const WorkOfMonth = z.object({ month: Month, ...worked })
export type WorkOfMonth = z.infer<typeof WorkOfMonth>

export const statistics = {
  /**
   * Months in which something was done, newest first, between two of them (both included). What was taken back is not
   * counted. The total counts each description once, and so is not the sum of its months.
   */
  months: oc
    .errors(refusing('noCatalogueOpen', 'descriptionNotFound'))
    .input(
      z.object({
        from: Month.nullable().default(null),
        to: Month.nullable().default(null),
        /** A description and all below it; null: the whole catalogue. */
        branchId: DescriptionId.nullable().default(null),
      }),
    )
    .output(z.object({ months: z.array(WorkOfMonth), total: Worked })),
}
