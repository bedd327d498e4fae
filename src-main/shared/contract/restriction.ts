/** Restricted units by the day on which they open. The restrictions of a unit are a field of it. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { DescriptionRow, Restriction } from './description.ts'
import { refusing } from './errors.ts'
import { DescriptionId, Window } from './ids.ts'

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

export const OpeningRow = z.object({
  row: DescriptionRow,
  /** First day on which it is open; null while that is not known. */
  opensOn: Day.nullable(),
  /** The first day on which one of its restrictions is to be looked at again. */
  reviewOn: z.string().nullable(),
})
export type OpeningRow = z.infer<typeof OpeningRow>

/** The restrictions that hold for a unit without any of its own: those of the nearest unit above it that has some. */
export const RestrictedAbove = z.object({
  row: DescriptionRow,
  restrictions: z.array(Restriction),
  opensOn: Day.nullable(),
})
export type RestrictedAbove = z.infer<typeof RestrictedAbove>

export const restriction = {
  /** What holds for a unit from above; null when nothing does. A unit with restrictions of its own is not asked about. */
  above: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object({ id: DescriptionId }))
    .output(RestrictedAbove.nullable()),
  /** Units that open between two days, soonest first; or those for which no day is known. */
  openings: oc
    .errors(refusing('noCatalogueOpen'))
    .input(
      z.object({
        from: Day.nullable().default(null),
        to: Day.nullable().default(null),
        undetermined: z.boolean().default(false),
        ...Window,
      }),
    )
    .output(z.object({ total: z.number().int(), rows: z.array(OpeningRow) })),
}
