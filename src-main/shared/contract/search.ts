/** Finding descriptions by the words of their fields and texts, and by what is known of them. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { SortOrder } from './arrangement.ts'
import { refusing } from './errors.ts'
import { DescriptionId, HistoryId, SavedSearchId, Window } from './ids.ts'
import { LONGEST_VALUE } from '../domain/text-size.ts'
import { DescriptionRow } from './description.ts'

/** Any input is a valid query (shared/domain/query): what is not understood is looked for as words. */
const query = z.string().max(LONGEST_VALUE)

export const SearchHit = z.object({
  id: DescriptionId,
  referenceCode: z.string().nullable(),
  title: z.string().nullable(),
  level: DescriptionRow.shape.level,
  status: DescriptionRow.shape.status,
  assignee: DescriptionRow.shape.assignee,
  changed: DescriptionRow.shape.changed,
  /** The field or kind of text in which the words stand. */
  matchedIn: z.string(),
  pageNumber: z.number().int().nullable(),
  /** The name that the record shows, where the words stand in another form of it. */
  nameShown: z.string().nullable(),
  /** The passage around the first match; `marks` are the matches in it, as [start, end) in UTF-16 units. */
  snippet: z.string(),
  marks: z.array(z.tuple([z.number().int(), z.number().int()])),
})
export type SearchHit = z.infer<typeof SearchHit>

export const FACETS = [
  'level',
  'decade',
  'creator',
  'language',
  'status',
  'assignee',
  'completeness',
] as const
export type Facet = (typeof FACETS)[number]

/** A value with the number of descriptions that have it: a code, the first year of a decade, or a name. `changed` is a part of what is published. */
const counted = z.array(z.object({ value: z.string(), count: z.number().int() }))

export const Facets = z.object({
  level: counted,
  decade: counted,
  creator: counted,
  language: counted,
  status: counted,
  assignee: counted,
  completeness: counted,
})
export type Facets = z.infer<typeof Facets>

export const SavedSearch = z.object({ id: SavedSearchId, name: z.string(), query: z.string() })
export type SavedSearch = z.infer<typeof SavedSearch>

const name = z.string().trim().min(1).max(200)
/** Null: best first. So it is, too, where more than ten thousand are found, which are not put in order while somebody waits. */
const order = SortOrder.nullable().default(null)

export const search = {
  /**
   * `total` is the number of descriptions found where `exact`; otherwise there are more. `ordered` says whether the hits stand
   * in the order that was asked for.
   */
  query: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object({ query, order, ...Window }))
    .output(
      z.object({
        total: z.number().int(),
        exact: z.boolean(),
        ordered: z.boolean(),
        hits: z.array(SearchHit),
      }),
    ),
  /**
   * How many there are in all, and with which facts. Unless `exact` is asked for, counting stops before anybody waits for it;
   * then `exact` is false, and the numbers are estimates from the part that was counted.
   */
  facets: oc
    .errors(refusing('noCatalogueOpen', 'cancelled'))
    .input(z.object({ query, exact: z.boolean().default(false) }))
    .output(z.object({ total: z.number().int(), exact: z.boolean(), facets: Facets })),
  /** Ids of what is found, in order; the first hundred thousand. */
  ids: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object({ query, order }))
    .output(z.object({ ids: z.array(DescriptionId) })),
  saved: oc.errors(refusing('noCatalogueOpen')).output(z.array(SavedSearch)),
  save: oc
    .errors(refusing('noCatalogueOpen', 'readOnly'))
    .input(z.object({ name, query }))
    .output(SavedSearch),
  /** Another name, another query, or both. */
  change: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'savedSearchNotFound'))
    .input(z.object({ id: SavedSearchId, name: name.optional(), query: query.optional() }))
    .output(SavedSearch),
  forget: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'savedSearchNotFound'))
    .input(z.object({ id: SavedSearchId }))
    .output(z.object({ historyId: HistoryId.nullable() })),
}
