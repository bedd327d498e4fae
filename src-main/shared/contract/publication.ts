/** What is published, and what was changed since: field by field, of what may go out. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { refusing } from './errors.ts'
import { FieldDifference } from './history.ts'
import { DescriptionId, HistoryId, Instant } from './ids.ts'
import { Scope } from './scope.ts'

export const publication = {
  /** What differs now from what a description was when it was published; null for one that is not. */
  differences: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object({ id: DescriptionId }))
    .output(
      z
        .object({
          historyId: HistoryId,
          /** When and by whom it was published; null where history no longer says. */
          at: Instant.nullable(),
          who: z.string().nullable(),
          fields: z.array(FieldDifference),
        })
        .nullable(),
    ),
  /** Publishes what is changed since it was published, as it is now; everything else of the scope stays as it is. */
  publish: oc
    .errors(refusing('noCatalogueOpen', 'readOnly'))
    .input(z.object({ scope: Scope }))
    .output(z.object({ historyId: HistoryId.nullable(), records: z.number().int() })),
}
