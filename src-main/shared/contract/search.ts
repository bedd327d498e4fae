/** Finding descriptions by the words of their fields and texts. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { refusing } from './errors.ts'
import { DescriptionId, Window } from './ids.ts'
import { DescriptionRow } from './description.ts'

export const SearchHit = z.object({
  id: DescriptionId,
  referenceCode: z.string().nullable(),
  title: z.string().nullable(),
  level: DescriptionRow.shape.level,
  status: DescriptionRow.shape.status,
  /** The field or kind of text in which the words stand. */
  matchedIn: z.string(),
  pageNumber: z.number().int().nullable(),
  /** The passage around the first match; `marks` are the matches in it, as [start, end) in UTF-16 units. */
  snippet: z.string(),
  marks: z.array(z.tuple([z.number().int(), z.number().int()])),
})
export type SearchHit = z.infer<typeof SearchHit>

export const search = {
  /** Any input is a valid query: its words must all occur, quotes make a phrase. */
  query: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object({ query: z.string().max(1000), ...Window }))
    .output(z.object({ total: z.number().int(), hits: z.array(SearchHit) })),
}
