/** The one stream back to a window: what changed (names and ids only) and how jobs go on. */
import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { DescriptionId, HistoryId, Instant } from './ids.ts'
import { Job } from './job.ts'

export const Notice = z.discriminatedUnion('type', [
  /** The first of every stream: from here on nothing is missed. */
  z.object({ type: z.literal('ready') }),
  z.object({
    type: z.literal('changed'),
    historyId: HistoryId,
    tables: z.array(z.string()),
    /** The descriptions touched; null when there are more than 100. */
    descriptionIds: z.array(DescriptionId).nullable(),
  }),
  z.object({ type: z.literal('job'), job: Job }),
  /** A backup copy was made and checked. */
  z.object({ type: z.literal('backup'), at: Instant }),
  /** Another catalogue was opened, or this one closed. */
  z.object({ type: z.literal('catalogue') }),
])
export type Notice = z.infer<typeof Notice>

export const event = {
  stream: oc.output(eventIterator(Notice)),
}
